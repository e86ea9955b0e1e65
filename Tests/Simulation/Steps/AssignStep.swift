import Ledger
import LedgerSQLite
import Operations

/// An exception, open or not, is given to somebody, or somebody says something about it: neither changes what it is.
struct AssignStep: Step {
    let place: Int
    let by: String
    /// Nil: it is commented.
    let to: String?

    init?(in world: World, _ chance: inout Chance) {
        place = chance.number(0...9)
        by = chance.pick(Universe.people)
        to = chance.once(in: 2) ? chance.pick(Universe.people) : nil
    }

    var told: String {
        "exceptions \(to.map { "assign, the \(place + 1)., to \($0)" } ?? "comment, the \(place + 1).") --by \(by)"
    }

    func play(in world: World) throws {
        let all = try world.ledger.read { try $0.exceptions(openOnly: false) }
        guard !all.isEmpty else { return }
        let exception = all[place % all.count]
        let answer = try world.allowed {
            try world.writing(by: by) { workspace in
                let verb = ResolveException(workspace: workspace)
                guard let to else { return try verb.comment(exception.id, note: "asked") }
                return try verb.assign(exception.id, to: to, note: "yours")
            }
        }
        try demand(answer != nil, is: to == nil || exception.state != "resolved", told)
        guard let answer else { return world.tally.add("not-assigned") }
        if let to { try demand(answer.assignedTo, is: to, told) }
        try demand(answer.record.state, is: exception.state, told)
        world.tally.add(to == nil ? "commented" : "assigned")
    }
}
