import Operations
import Rules

/// One home's life: steps drawn one after the other from a seed, each played and compared.
struct History {
    let seed: UInt64
    /// Steps that are left out, to find the shortest story that still fails.
    var leftOut: Set<Int> = []
    var length: Int

    init(seed: UInt64, leftOut: Set<Int> = [], length: Int? = nil) {
        self.seed = seed
        self.leftOut = leftOut
        var chance = Chance(seed: seed, part: -2)
        self.length = length ?? chance.number(6...20)
    }

    /// After how many steps everything is proved from the ground up.
    private static let proof = 7

    /// Every so many seeds end with a replay into another home.
    private static let replay: UInt64 = 3

    func play() throws -> Tally {
        var chance = Chance(seed: seed, part: -1)
        let world = try World(&chance)
        var story: [String] = []
        func failure(_ place: Int, _ trouble: StepTrouble) -> HistoryFailure {
            HistoryFailure(
                seed: seed, place: place, length: min(place + 1, length), leftOut: leftOut,
                story: story + ["\(place): \(trouble.told)"], difference: trouble.difference)
        }
        for place in 0..<length where !leftOut.contains(place) {
            do {
                if let told = try play(place, in: world) { story.append("\(place): \(told)") }
            } catch { throw failure(place, error) }
        }
        do { try end(world) } catch { throw failure(length, StepTrouble(told: "the end", error)) }
        world.tally.add("histories")
        return world.tally
    }

    private func end(_ world: World) throws {
        try Invariants(world: world).prove()
        if seed % Self.replay == 0 { try Replaying(world: world).run() }
    }

    /// Plays what `place` draws; answers its story.
    private func play(_ place: Int, in world: World) throws(StepTrouble) -> String? {
        var chance = Chance(seed: seed, part: place)
        pass(world, &chance)
        let kind = StepKind.drawn(place, &chance)
        guard let step = kind.drawn(in: world, &chance) else { return nil }
        let told = "\(Clock.text(world.now)) \(step.told)"
        do {
            try step.play(in: world)
            try Comparison(world: world).run()
            try Invariants(world: world).run()
            if place % Self.proof == Self.proof - 1 { try Invariants(world: world).prove() }
        } catch {
            throw StepTrouble(told: told, error)
        }
        world.tally.add("steps")
        world.tally.add("step \(kind.rawValue)")
        return told
    }

    /// Time goes on, stands still, or a clock is set back a little.
    private func pass(_ world: World, _ chance: inout Chance) {
        switch chance.number(1...10) {
        case 1...2: break
        case 3: world.now -= Int64(chance.number(1...7200))
        case 4...8: world.now += Int64(chance.number(1...40_000))
        default: world.now += Int64(chance.number(1...5) * 86_400)
        }
    }
}

/// What went wrong in a step.
struct StepTrouble: Error {
    let told: String
    let difference: String

    init(told: String, _ error: any Error) {
        self.told = told
        difference = (error as? Failure)?.text.english ?? "\(error)"
    }
}
