/// An order file comes: new orders, the same again, changed facts, refused changes, rows that are none.
struct OrdersStep: Step {
    let file: SentFile

    init(in world: World, _ chance: inout Chance) { file = Self.file(in: world, &chance) }

    var told: String { "orders import \(file.told)" }

    func play(in world: World) throws { try world.take(file) }

    static func file(in world: World, _ chance: inout Chance) -> SentFile {
        var drawing = OrderDrawing(world: world, &chance)
        let sheet = drawing.sheet()
        chance = drawing.chance
        var file = SentFile(sheet: sheet)
        file.envelope = Envelope.drawn(for: sheet, &chance)
        if chance.once(in: 60) { file.damage = chance.pick(Damage.allCases) }
        file.name = world.freshName(.orders, file.envelope.layout.rawValue)
        return file
    }
}
