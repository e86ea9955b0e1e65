import Ledger
import Operations
import Rules

/// What is due leaves.
struct BuildStep: Step {
    let channel: String?

    init(in world: World, _ chance: inout Chance) {
        channel = chance.once(in: 3) ? chance.pick(Universe.channels + ["nowhere"]) : nil
    }

    var told: String { "submissions build \(channel ?? "")" }

    func play(in world: World) throws {
        let outcome = try world.allowed {
            try world.writing(by: "Lin Yue") { try BuildSubmissions(workspace: $0).build(channel: channel) }
        }
        guard let outcome else { return try demand("nowhere", is: channel ?? "", "unknown channel") }
        if let failure = outcome.failure { throw Mismatch("build: \(failure.text.english)") }
        let lost = world.model.settleCover(now: world.now)
        try demand(outcome.uncovered.reduce(0) { $0 + $1.count }, is: lost, "refunds that lost cover")
        world.tally.add("cover-lost", lost)
        let built = world.model.build(channel: channel, now: world.now)
        try world.demandFunds(for: built)
        try demand(outcome.submissions.map(\.record.name), is: built.map(\.name), "built")
        try world.compare(outcome.heldBack, channel: channel)
        world.tally.add("submissions", built.count)
    }
}
