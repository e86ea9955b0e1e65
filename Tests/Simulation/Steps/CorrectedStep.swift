import Home

/// A merchant corrects the `rejected.csv` of a batch and sends it.
struct CorrectedStep: Step {
    let file: SentFile

    init?(in world: World, _ chance: inout Chance) {
        let batches = world.model.batches.filter { $0.rejected > 0 && $0.content != nil }
        guard let batch = chance.pickAny(batches),
            let grid = Self.grid(world.home.absolute("reports/batches/\(batch.id)/rejected.csv")),
            let header = grid.first
        else { return nil }
        var sheet = Sheet(kind: .refunds, columns: header.map { FieldNames.english($0.trimmed, .refunds) })
        sheet.rows = grid.dropFirst().map { cells in
            let width = header.count
            return Sheet.Row(
                cells: Array(cells.prefix(width)), beyond: cells.count > width ? cells[width] : nil)
        }
        guard Set(sheet.columns).count == sheet.columns.count, Model.isComplete(sheet) else { return nil }
        var drawing = BatchDrawing(world: world, &chance)
        for place in sheet.rows.indices where !drawing.chance.once(in: 4) {
            let good = drawing.row()
            sheet.rows[place].beyond = nil
            for (column, name) in sheet.columns.enumerated() where FieldNames.refunds.contains(name) {
                sheet.rows[place].cells[column] = good[name] ?? ""
            }
        }
        chance = drawing.chance
        file = SentFile(
            sheet: sheet, envelope: Envelope(lineEnd: "\r\n"), account: batch.account,
            by: chance.pick(Universe.people), name: world.freshName(.refunds, "corrected.csv"))
    }

    var told: String { "corrected \(file.told)" }

    func play(in world: World) throws {
        try world.take(file)
        world.tally.add("corrected")
    }

    private static func grid(_ path: String) -> [[String]]? {
        do { return Grid.rows(try Scratch.text(path)) } catch { return nil }
    }
}

extension String {
    fileprivate var trimmed: String { Cell.trimmed(self) }
}
