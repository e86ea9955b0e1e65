/// A bank's result file comes.
struct ResultsStep: Step {
    let file: SentFile

    init?(in world: World, _ chance: inout Chance) {
        guard let file = Self.file(in: world, &chance) else { return nil }
        self.file = file
    }

    var told: String { "results import \(file.told)" }

    func play(in world: World) throws { try world.take(file) }

    /// - Parameter channel: what a file that names none is brought in for.
    static func file(in world: World, _ chance: inout Chance, channel: String? = nil) -> SentFile? {
        let isSent = world.model.refunds.contains { $0.submission != nil }
        guard !world.model.refunds.isEmpty, isSent || chance.once(in: 5) else { return nil }
        var drawing = ResultDrawing(world: world, &chance)
        let sheet = drawing.sheet()
        chance = drawing.chance
        var file = SentFile(sheet: sheet)
        file.channel = drawing.given ?? channel
        if let layout = file.channel.flatMap({ world.model.settings.channel($0).declared }) {
            let submission = chance.pickAny(world.model.submissions)?.id ?? 1
            file.sheet = layout.sheet(sheet, world.model.settings.homeNumber, submission)
            if layout == .iso20022, file.sheet.directive("submission_id") != nil, chance.once(in: 3) {
                file.sheet.rejectAll()
            }
            file.envelope = Envelope.drawn(for: layout, world.model.settings.homeNumber, &chance)
        } else {
            file.envelope = Envelope.drawn(for: sheet, &chance)
        }
        if file.envelope.layout.isNative, chance.once(in: 60) { file.damage = chance.pick(Damage.allCases) }
        file.name = world.freshName(.results, file.envelope.layout.rawValue)
        return file
    }
}
