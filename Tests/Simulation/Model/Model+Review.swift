extension Model {
    /// Where a batch stands (`cli.md`, batches list).
    func state(_ batch: ModelBatch) -> String {
        if batch.isDeclined { return "declined" }
        let isOver = !refunds.contains { $0.batch == batch.id && $0.status == .pending }
        if isOver { return "done" }
        return batch.needsApproval && !batch.isApproved ? "approval" : "approved"
    }

    /// Whether the approval is taken: it is waited for, and somebody else gives it (`controls.md`, review and approval).
    mutating func approve(_ id: Int, by name: String) -> Bool {
        guard batches.indices.contains(id - 1) else { return false }
        let batch = batches[id - 1]
        guard state(batch) == "approval", Self.folded(name) != Self.folded(batch.by) else { return false }
        batches[id - 1].isApproved = true
        return true
    }

    /// Whether anything was left to decline.
    mutating func decline(_ id: Int, why: String, now: Int64) -> Bool {
        guard batches.indices.contains(id - 1) else { return false }
        let mine = refunds.indices.filter { refunds[$0].batch == id && refunds[$0].status == .pending }
        guard !mine.isEmpty else { return false }
        for place in mine {
            close(place, "declined", now)
            refunds[place].reason = why
        }
        batches[id - 1].isDeclined = true
        restoreCover()
        return true
    }

    /// Whether the refund was still pending.
    mutating func cancel(_ id: String, now: Int64) -> Bool {
        guard let refund = refund(id), refund.status == .pending else { return false }
        close(refund.serial - 1, "cancelled", now)
        restoreCover()
        return true
    }

    private mutating func close(_ place: Int, _ failure: String, _ now: Int64) {
        refunds[place].status = .failed
        refunds[place].failure = failure
        refunds[place].finishedAt = now
    }

    /// Names are compared without case and surrounding or doubled space.
    static func folded(_ name: String) -> String {
        name.lowercased().split(separator: " ").joined(separator: " ")
    }
}
