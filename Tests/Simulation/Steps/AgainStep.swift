/// A file that came before comes again: the same bytes, or the same content in another form.
struct AgainStep: Step {
    let file: SentFile

    init?(in world: World, _ chance: inout Chance) {
        guard var file = chance.pickAny(world.sent) else { return nil }
        file.name = world.freshName(file.sheet.kind, "again")
        file.by = chance.pick(Universe.people)
        // A header among the rows is a record too, and reads otherwise in another language.
        let isPlain = !file.sheet.rows.contains(where: \.isHeader)
        if file.damage == nil, isPlain, file.envelope.layout.isNative, chance.once(in: 2) {
            file.sheet = Self.reordered(file.sheet, &chance)
            file.envelope = Envelope.drawn(for: file.sheet, &chance)
        }
        self.file = file
    }

    var told: String { "again \(file.told)" }

    func play(in world: World) throws { try world.take(file) }

    /// Rows and columns in another order.
    static func reordered(_ sheet: Sheet, _ chance: inout Chance) -> Sheet {
        var other = sheet
        if Model.isComplete(sheet) {
            other = sheet.withColumns(chance.shuffled(Array(sheet.columns.indices)))
        }
        if sheet.kind == .refunds { other.rows = chance.shuffled(other.rows) }
        return other
    }
}
