/// `refundry.yaml` is changed: a policy, an approval, the limits of a channel. Then a command that writes comes by and records it.
struct SettingsStep: Step {
    let settings: Settings

    init(in world: World, _ chance: inout Chance) {
        var settings = world.model.settings
        if chance.once(in: 2) {
            settings.accounts[chance.pick(Universe.accounts)] = Universe.account(&chance)
        } else {
            let name = chance.pick(Universe.channels)
            let before = settings.channel(name)
            settings.channels[name] = Universe.channel(&chance)
            settings.channels[name]?.timeZone = before.timeZone
            settings.channels[name]?.declared = before.declared
        }
        self.settings = settings
    }

    var told: String { "refundry.yaml becomes\n\(settings.yaml)" }

    func play(in world: World) throws {
        try world.configure(settings)
        try world.writing(by: "Lin Yue") { _ in () }
    }
}
