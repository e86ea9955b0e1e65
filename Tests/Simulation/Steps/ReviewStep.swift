import Ledger
import Operations

/// Somebody approves or declines a batch: the right person or the wrong one, in time or too late.
struct ReviewStep: Step {
    let id: Int
    let by: String
    let declines: Bool
    /// Names what `batches show` told, or something else.
    let digest: Bool?
    /// Refunds that are declined with an approval, by refund_id.
    let except: [String]

    init?(in world: World, _ chance: inout Chance) {
        by = chance.pick(Universe.people)
        declines = chance.once(in: 5)
        digest = chance.pick([nil, nil, true, false])
        let waiting = world.model.batches.filter { world.model.state($0) == "approval" }
        let among = waiting.isEmpty || chance.once(in: 5) ? world.model.batches : waiting
        // Where only refunds with a warning wait, a part of a batch can be declined: rare enough to be looked for.
        let warned = waiting.filter { world.model.reviewsWarnings($0) }
        let mine = declines && chance.once(in: 2) ? chance.pickAny(warned) : nil
        guard let batch = mine ?? chance.pickAny(among) else { return nil }
        id = chance.once(in: 30) ? 999 : batch.id
        except = chance.once(in: 4) && !declines ? Self.drawn(of: batch.id, in: world, &chance) : []
    }

    /// One or two refunds: mostly such as wait in the batch.
    private static func drawn(of batch: Int, in world: World, _ chance: inout Chance) -> [String] {
        let model = world.model
        let waiting = model.refunds.filter {
            $0.batch == batch && $0.status == .pending && model.awaitsApproval($0)
        }
        return (0..<chance.number(1...2)).compactMap { _ in
            chance.pickAny(chance.once(in: 6) ? model.refunds : waiting).map { model.refundID($0.serial) }
        }
    }

    var told: String {
        "batches \(declines ? "decline" : "approve") \(id) --by \(by)\(digest.map { " --digest \($0)" } ?? "")"
            + (except.isEmpty ? "" : " --except \(except.joined(separator: " "))")
    }

    func play(in world: World) throws {
        let answer = try world.allowed {
            try world.writing(by: by) { workspace in
                let review = ReviewBatch(workspace: workspace)
                if declines { return try review.decline(id, why: "not agreed") }
                let shown = try digest.map { $0 ? try review.show(id).digest ?? "" : "0000" }
                return try review.approve(id, digest: shown, except: except, why: "too much")
            }
        }
        let expected: Bool
        if declines {
            expected = world.model.decline(id, why: "not agreed", now: world.now)
        } else {
            expected = digest != false && world.model.approve(id, by: by, except: except, now: world.now)
        }
        try demand(answer != nil, is: expected, told)
        world.tally.add(answer == nil ? "not-reviewed" : (declines ? "declined" : "approved"))
        guard let answer else { return }
        if !except.isEmpty { world.tally.add("approved-in-part") }
        if declines, answer.record.state != .declined { world.tally.add("declined-in-part") }
    }
}
