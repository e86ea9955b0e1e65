import Ledger
import LedgerSQLite
import Operations
import Rules

/// Somebody proposes what becomes of an exception, or confirms what another proposed, rightly or not.
struct ResolveStep: Step {
    let place: Int
    let by: String
    /// Who says the same directly after, or takes the proposal back.
    let second: String?
    let withdraws: Bool
    /// Nil: the proposal is withdrawn.
    let action: ResolutionAction?

    init?(in world: World, _ chance: inout Chance) {
        let exceptions = world.model.exceptions
        guard !exceptions.isEmpty else { return nil }
        let proposed = exceptions.indices.filter { exceptions[$0].proposal != nil }
        let rich = exceptions.indices.filter { world.model.actions(exceptions[$0]).count > 1 }
        let among = proposed.isEmpty || chance.once(in: 3) ? rich : proposed
        place =
            among.isEmpty || chance.once(in: 3)
            ? chance.number(0...exceptions.count - 1) : chance.pick(among)
        by = chance.pick(Universe.people)
        second = chance.once(in: 3) ? nil : chance.pick(Universe.people)
        withdraws = chance.once(in: 6)
        let known = exceptions[place].proposal.flatMap { ResolutionAction(rawValue: $0.action) }
        let allowed = world.model.actions(exceptions[place]).compactMap(ResolutionAction.init(rawValue:))
        let drawn = chance.pick(chance.once(in: 5) ? ResolutionAction.allCases : allowed)
        action = chance.once(in: 12) ? nil : (chance.once(in: 5) ? drawn : known ?? drawn)
    }

    var told: String {
        "exceptions resolve, the \(place + 1). open one, \(action?.rawValue ?? "withdrawn") --by \(by)\(second.map { ", then by \($0)" } ?? "")\(withdraws ? ", who withdraws it" : "")"
    }

    func play(in world: World) throws {
        let before = world.model.exceptions.count
        try play(action, in: world, by: by)
        guard let second, world.model.exceptions.count == before else { return }
        try play(withdraws ? nil : action, in: world, by: second)
    }

    private func play(_ action: ResolutionAction?, in world: World, by: String) throws {
        let open = try world.ledger.read { try $0.exceptions(openOnly: true) }
        let id = open.filter { $0.code != .orderOverdrawn }[place].id
        let wasProposed = world.model.exceptions[place].proposal != nil
        let answer = try world.allowed {
            try world.writing(by: by) { workspace in
                let verb = ResolveException(workspace: workspace)
                guard let action else { return try verb.withdraw(id, note: "") }
                return try verb.resolve(id, action: action, note: "says \(by)")
            }
        }
        let expected: Bool
        if let action {
            expected = world.model.resolve(
                place, action: action.rawValue, by: by, note: "says \(by)", now: world.now)
        } else {
            expected = world.model.withdraw(place)
        }
        try demand(answer != nil, is: expected, told)
        let what = action?.rawValue ?? "withdrawn"
        let done = action == nil ? "withdrawn" : (wasProposed ? "confirmed \(what)" : "proposed \(what)")
        world.tally.add(answer == nil ? "resolution refused" : "resolution \(done)")
    }
}
