import Testing

/// One batch in two forms: what is decided must not depend on how it was written.
struct BatchTwinTests {
    /// Rows of an account, without directives that would name how many there are.
    private func sheet(_ world: World, _ chance: inout Chance) -> SentFile {
        var file = BatchStep.file(in: world, &chance)
        file.damage = nil
        file.sheet.directives = []
        file.sheet.columns = FieldNames.refunds
        file.sheet.rows = []
        var drawing = BatchDrawing(world: world, &chance)
        for place in 0..<drawing.chance.number(2...9) {
            var fields = drawing.row()
            fields["refund_number"] = "twin-\(place)"
            if drawing.chance.once(in: 4) { RowSpoiling.spoil(&fields, world, &drawing.chance) }
            file.sheet.append(fields)
        }
        chance = drawing.chance
        file.account = drawing.account
        file.envelope = Envelope()
        return file
    }

    /// Split in two, the same refunds are accepted: the second file goes on where the first ended.
    @Test(arguments: 0..<Twins.pairs) func aFileSplitInTwo(seed: UInt64) throws {
        let (one, two) = (try Twins.world(seed, steps: 5), try Twins.world(seed, steps: 5))
        var chance = Chance(seed: seed, part: 1000)
        let whole = sheet(one, &chance)
        let cut = chance.number(1...whole.sheet.rows.count - 1)
        var (first, second) = (whole, whole)
        first.sheet.rows = Array(whole.sheet.rows.prefix(cut))
        second.sheet.rows = Array(whole.sheet.rows.dropFirst(cut))
        first.name = "first.csv"
        second.name = "second.csv"
        try one.take(whole)
        try two.take(first)
        try two.take(second)
        #expect(try Outcome(of: one) == Outcome(of: two), "seed \(seed): \(whole.told), cut after \(cut)")
    }

    /// Rows of different orders can't disturb each other, in whatever order they stand.
    @Test(arguments: 0..<Twins.pairs) func rowsOfIndependentOrdersShuffled(seed: UInt64) throws {
        let (one, two) = (try Twins.world(seed, steps: 5), try Twins.world(seed, steps: 5))
        var chance = Chance(seed: seed, part: 2000)
        var file = sheet(one, &chance)
        var seen: Set<String> = []
        file.sheet.rows = file.sheet.rows.filter { row in
            let asked = RowAsked(file.sheet, row)
            let order = one.model.find(asked, file.account ?? "").order?.paymentID
            return seen.insert(order ?? "none-\(seen.count)").inserted
                && seen.insert("number \(asked.number)").inserted
        }
        var shuffled = file
        shuffled.sheet.rows = chance.shuffled(file.sheet.rows)
        try one.take(file)
        try two.take(shuffled)
        #expect(try Outcome(of: one) == Outcome(of: two), "seed \(seed): \(file.told)")
    }

    /// Layout, encoding and compression change no decision, and each form of what was taken is the same file.
    @Test(arguments: 0..<Twins.pairs) func everyFormIsTheSame(seed: UInt64) throws {
        let first = try Twins.world(seed, steps: 4)
        var chance = Chance(seed: seed, part: 3000)
        var file = sheet(first, &chance)
        file.sheet.rows = file.sheet.rows.filter {
            !Sheet(kind: .refunds, columns: file.sheet.columns, rows: [$0]).needsCSV
        }
        guard !file.sheet.rows.isEmpty else { return }
        let forms = Envelope.Layout.native.flatMap { layout in
            Envelope.Encoding.allCases.flatMap { encoding in
                Envelope.Compression.allCases.map {
                    Envelope(layout: layout, encoding: encoding, compression: $0)
                }
            }
        }
        let known = first.model.batches.count
        try first.take(file)
        let outcome = try Outcome(of: first)
        // A file that was refused is no earlier one.
        let isKept = first.model.batches.count > known && first.model.batches.last?.accepted ?? 0 > 0
        for (place, form) in forms.enumerated() where place % 5 == Int(seed % 5) {
            var other = file
            other.envelope = form
            other.name = "form-\(place)"
            let world = try Twins.world(seed, steps: 4)
            try world.take(other)
            #expect(try Outcome(of: world) == outcome, "seed \(seed): \(form.told)")
            // The model says FILE_DUPLICATE as well, or `take` throws.
            try first.take(other)
            #expect(try Outcome(of: first) == outcome, "seed \(seed): again as \(form.told)")
            #expect(!isKept || first.tally["refusal FILE_DUPLICATE"] > 0, "seed \(seed)")
        }
    }
}
