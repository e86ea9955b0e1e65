/// A bank's result file comes.
struct ResultsStep: Step {
    let file: SentFile

    init?(in world: World, _ chance: inout Chance) {
        guard let file = Self.file(in: world, &chance) else { return nil }
        self.file = file
    }

    var told: String { "results import \(file.told)" }

    func play(in world: World) throws { try world.take(file) }

    static func file(in world: World, _ chance: inout Chance) -> SentFile? {
        let isSent = world.model.refunds.contains { $0.submission != nil }
        guard !world.model.refunds.isEmpty, isSent || chance.once(in: 5) else { return nil }
        var drawing = ResultDrawing(world: world, &chance)
        let sheet = drawing.sheet()
        chance = drawing.chance
        var file = SentFile(sheet: sheet)
        file.channel = drawing.given
        file.envelope = Envelope.drawn(for: sheet, &chance)
        if chance.once(in: 60) { file.damage = chance.pick(Damage.allCases) }
        file.name = world.freshName(.results, file.envelope.layout.rawValue)
        return file
    }
}
