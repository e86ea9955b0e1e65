import Testing

/// One order file in two forms: the same orders stand there afterwards.
struct OrderTwinTests {
    private func file(_ world: World, _ chance: inout Chance) -> SentFile {
        var file = OrdersStep.file(in: world, &chance)
        file.damage = nil
        file.envelope = Envelope()
        file.sheet.directives = []
        return file
    }

    @Test(arguments: 0..<Twins.pairs) func aFileSplitInTwo(seed: UInt64) throws {
        let (one, two) = (try Twins.world(seed, steps: 4), try Twins.world(seed, steps: 4))
        var chance = Chance(seed: seed, part: 4000)
        let whole = file(one, &chance)
        let cut = chance.number(0...whole.sheet.rows.count)
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

    /// Rows of different payments can't disturb each other.
    @Test(arguments: 0..<Twins.pairs) func rowsOfDifferentPaymentsShuffled(seed: UInt64) throws {
        let (one, two) = (try Twins.world(seed, steps: 4), try Twins.world(seed, steps: 4))
        var chance = Chance(seed: seed, part: 5000)
        var whole = file(one, &chance)
        var seen: Set<String> = []
        whole.sheet.rows = whole.sheet.rows.filter {
            seen.insert(Cell.identifier(whole.sheet.text("payment_id", $0))).inserted
        }
        var shuffled = whole
        shuffled.sheet.rows = chance.shuffled(whole.sheet.rows)
        try one.take(whole)
        try two.take(shuffled)
        #expect(try Outcome(of: one) == Outcome(of: two), "seed \(seed): \(whole.told)")
    }
}
