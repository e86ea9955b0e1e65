import Home
import Operations

/// The bank takes files from the outbox; one that it says it hasn't got is put there again.
struct RedeliverStep: Step {
    let id: Int
    let isTaken: Bool

    init?(in world: World, _ chance: inout Chance) {
        guard let submission = chance.pickAny(world.model.submissions) else { return nil }
        id = chance.once(in: 20) ? 77 : submission.id
        isTaken = !chance.once(in: 4)
    }

    var told: String { "\(isTaken ? "the bank takes it, then " : "")submissions redeliver \(id)" }

    func play(in world: World) throws {
        let submission = world.model.submissions.first { $0.id == id }
        let path = submission.map { world.home.absolute("outbox/\($0.channel)/\($0.name)") }
        let isThere = path.map(Scratch.isThere) ?? false
        if isTaken, isThere, let path { try Scratch.remove(path) }
        let answer = try world.allowed {
            try world.writing(by: "Mo") { try ShowSubmissions(workspace: $0).redeliver(id, note: "lost") }
        }
        let expected = submission?.isVoid == false && (isTaken || !isThere)
        try demand(answer != nil, is: expected, told)
        guard expected else { return }
        world.model.submissions[id - 1].redeliveries += 1
        world.tally.add("redelivered")
    }
}
