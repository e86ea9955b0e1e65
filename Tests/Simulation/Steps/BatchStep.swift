/// A refund batch comes.
struct BatchStep: Step {
    let file: SentFile

    init(in world: World, _ chance: inout Chance) { file = Self.file(in: world, &chance) }

    var told: String { "batches import \(file.told)" }

    func play(in world: World) throws { try world.take(file) }

    static func file(in world: World, _ chance: inout Chance) -> SentFile {
        var drawing = BatchDrawing(world: world, &chance)
        let sheet = drawing.sheet()
        chance = drawing.chance
        var file = SentFile(sheet: sheet)
        file.account = drawing.given
        file.by = chance.pick(Universe.people)
        file.envelope = Envelope.drawn(for: sheet, &chance)
        if chance.once(in: 40) { file.damage = chance.pick(Damage.allCases) }
        file.name = world.freshName(.refunds, file.envelope.layout.rawValue)
        return file
    }
}
