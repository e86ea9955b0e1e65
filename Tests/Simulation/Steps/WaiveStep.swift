import Ledger
import LedgerSQLite
import Operations
import Rules

/// Two people dismiss that an order is without cover, where nothing of it is under way; what one alone proposed is withdrawn.
struct WaiveStep: Step {
    let payment: String
    let first: String
    let second: String

    init?(in world: World, _ chance: inout Chance) {
        let overdrawn = world.model.overdrawn.sorted()
        let quiet = overdrawn.filter { !world.model.isUnderWay($0) }
        guard let payment = chance.pickAny(quiet.isEmpty ? overdrawn : quiet) else { return nil }
        self.payment = payment
        first = chance.pick(Universe.people)
        second = chance.pick(Universe.people)
    }

    var told: String {
        "exceptions resolve, ORDER_OVERDRAWN of \(payment), dismiss --by \(first), then by \(second)"
    }

    func play(in world: World) throws {
        let open = try world.ledger.read { try $0.openExceptions(of: [.orderOverdrawn]) }
        guard let id = open.first(where: { $0.paymentID == payment })?.id else {
            throw Mismatch("order \(payment) has no open ORDER_OVERDRAWN")
        }
        let isProposed = try dismiss(id, by: first, in: world)
        try demand(isProposed, is: !world.model.isUnderWay(payment), told)
        world.tally.add(isProposed ? "waiver proposed" : "waiver refused")
        guard isProposed else { return }
        let isConfirmed = try dismiss(id, by: second, in: world)
        try demand(isConfirmed, is: Model.folded(first) != Model.folded(second), told)
        if isConfirmed {
            world.model.waive(payment)
            world.tally.add("waiver confirmed")
        } else {
            _ = try world.writing(by: first) { try ResolveException(workspace: $0).withdraw(id, note: "") }
        }
    }

    private func dismiss(_ id: Int, by name: String, in world: World) throws -> Bool {
        try world.allowed {
            try world.writing(by: name) {
                try ResolveException(workspace: $0).resolve(id, action: .dismiss, note: "known")
            }
        } != nil
    }
}
