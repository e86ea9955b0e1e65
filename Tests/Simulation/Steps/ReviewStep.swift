import Operations

/// Somebody approves or declines a batch: the right person or the wrong one, in time or too late.
struct ReviewStep: Step {
    let id: Int
    let by: String
    let declines: Bool
    /// Names what `batches show` told, or something else.
    let digest: Bool?

    init?(in world: World, _ chance: inout Chance) {
        by = chance.pick(Universe.people)
        declines = chance.once(in: 5)
        digest = chance.pick([nil, nil, true, false])
        let waiting = world.model.batches.filter { world.model.state($0) == "approval" }
        let among = waiting.isEmpty || chance.once(in: 5) ? world.model.batches : waiting
        guard let batch = chance.pickAny(among) else { return nil }
        id = chance.once(in: 30) ? 999 : batch.id
    }

    var told: String {
        "batches \(declines ? "decline" : "approve") \(id) --by \(by)\(digest.map { " --digest \($0)" } ?? "")"
    }

    func play(in world: World) throws {
        let answer = try world.allowed {
            try world.writing(by: by) { workspace in
                let review = ReviewBatch(workspace: workspace)
                if declines { return try review.decline(id, why: "not agreed") }
                let shown = try digest.map { $0 ? try review.show(id).digest ?? "" : "0000" }
                return try review.approve(id, digest: shown)
            }
        }
        let expected: Bool
        if declines {
            expected = world.model.decline(id, why: "not agreed", now: world.now)
        } else {
            expected = digest != false && world.model.approve(id, by: by)
        }
        try demand(answer != nil, is: expected, told)
        world.tally.add(answer == nil ? "not-reviewed" : (declines ? "declined" : "approved"))
    }
}
