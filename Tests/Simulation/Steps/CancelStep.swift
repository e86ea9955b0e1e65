import Operations

/// A merchant takes a refund back, in time or too late, or names one that isn't there.
struct CancelStep: Step {
    let id: String
    let by: String

    init?(in world: World, _ chance: inout Chance) {
        by = chance.pick(Universe.people)
        let pending = world.model.refunds.filter { $0.status == .pending }
        let among = chance.once(in: 4) ? world.model.refunds : pending
        guard let refund = chance.pickAny(among) else {
            id = world.model.refundID(chance.number(1...50))
            return
        }
        let right = world.model.refundID(refund.serial)
        id =
            chance.once(in: 12)
            ? String(right.dropLast()) + "\((right.last?.wholeNumberValue ?? 0) ^ 1)" : right
    }

    var told: String { "refunds cancel \(id) --by \(by)" }

    func play(in world: World) throws {
        let answer = try world.allowed {
            try world.writing(by: by) { try CancelRefund(workspace: $0).cancel(id) }
        }
        try demand(answer != nil, is: world.model.cancel(id, now: world.now), "cancelled \(id)")
        world.tally.add(answer == nil ? "not-cancelled" : "cancelled")
    }
}
