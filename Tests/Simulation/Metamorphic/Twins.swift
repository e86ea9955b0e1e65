/// Two homes with the same past, to which something is done in two ways.
enum Twins {
    /// A home after so many steps of a history; both of a pair come out alike.
    static func world(_ seed: UInt64, steps: Int, acceptGood: Bool = true) throws -> World {
        var chance = Chance(seed: seed, part: -1)
        let world = try World(&chance)
        if acceptGood {
            var settings = world.model.settings
            for name in settings.accounts.keys {
                settings.accounts[name]?.policy = "accept-good"
                settings.accounts[name]?.demandsCount = false
                // What a batch's total asks for, and who comes first to the money, depends on how the rows lie.
                settings.accounts[name]?.above = [:]
                settings.accounts[name]?.funds = []
            }
            try world.configure(settings)
        }
        for place in 0..<steps {
            var chance = Chance(seed: seed, part: place)
            let kind = place == 0 ? StepKind.orders : chance.pick([.orders, .batch, .batch, .build])
            try kind.drawn(in: world, &chance)?.play(in: world)
        }
        return world
    }

    /// How many pairs each test makes: few in a plain run, more in a campaign.
    static let pairs: UInt64 = Campaign.asked > 1000 ? 60 : 6
}
