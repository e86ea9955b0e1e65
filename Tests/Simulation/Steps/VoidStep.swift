import Home
import Operations

/// Somebody proposes to make a submission void, or confirms it: in time, or once the bank has answered.
struct VoidStep: Step {
    let id: Int
    let by: String
    /// Who says the same directly after.
    let second: String?
    let withdraws: Bool
    /// The bank's transfer takes the file first.
    let isTaken: Bool

    init?(in world: World, _ chance: inout Chance) {
        let submissions = world.model.submissions
        guard !submissions.isEmpty else { return nil }
        let proposed = submissions.filter { $0.voidProposer != nil }
        let among = proposed.isEmpty || chance.once(in: 4) ? submissions : proposed
        id = chance.once(in: 30) ? 77 : chance.pick(among).id
        by = chance.pick(Universe.people)
        second = chance.once(in: 3) ? nil : chance.pick(Universe.people)
        withdraws = chance.once(in: 12)
        isTaken = chance.once(in: 3)
    }

    var told: String {
        "\(isTaken ? "the bank takes it, then " : "")submissions void \(id) --by \(by)\(second.map { ", then by \($0)" } ?? "")\(withdraws ? " --withdraw" : "")"
    }

    func play(in world: World) throws {
        try play(in: world, by: by)
        if let second { try play(in: world, by: second) }
    }

    private func play(in world: World, by: String) throws {
        let submission = world.model.submissions.first { $0.id == id }
        let path = submission.map { world.home.absolute("outbox/\($0.channel)/\($0.name)") }
        if isTaken, let path, Scratch.isThere(path) { try Scratch.remove(path) }
        let wasThere = path.map(Scratch.isThere) ?? false
        let answer = try world.allowed {
            try world.writing(by: by) { workspace in
                let verb = VoidSubmission(workspace: workspace)
                return try withdraws ? verb.withdraw(id, note: "") : verb.void(id, note: "wrong cut")
            }
        }
        let expected =
            withdraws ? world.model.withdrawVoid(id) : world.model.void(id, by: by, now: world.now)
        try demand(answer != nil, is: expected, told)
        let isVoid = world.model.submissions.first { $0.id == id }?.isVoid ?? false
        try demand(
            path.map(Scratch.isThere) ?? false, is: wasThere && !isVoid, "\(told): the file in the outbox")
        world.tally.add(answer == nil ? "void refused" : "void \(isVoid ? "confirmed" : "said")")
    }
}
