extension Model {
    /// Where a batch stands (`cli.md`, batches list).
    func state(_ batch: ModelBatch) -> String {
        if batch.isDeclined { return "declined" }
        let isOver = !refunds.contains { $0.batch == batch.id && $0.status == .pending }
        if isOver { return "done" }
        let waits = refunds.contains { $0.batch == batch.id && $0.status == .pending && awaitsApproval($0) }
        return waits ? "approval" : "approved"
    }

    /// Whether the approval is taken: it is waited for, and somebody else gives it (`controls.md`, review and approval).
    /// `except`: the refunds that are declined; only such as wait for it, and not all of them.
    mutating func approve(_ id: Int, by name: String, except: [String], now: Int64) -> Bool {
        guard batches.indices.contains(id - 1) else { return false }
        let batch = batches[id - 1]
        let earlier = batch.approvals.map { Self.folded($0.by) }
        guard state(batch) == "approval", Self.folded(name) != Self.folded(batch.by),
            !earlier.contains(Self.folded(name)) || batch.approvals.count >= batch.needed
        else { return false }
        let waiting = refunds.filter { $0.batch == id && $0.status == .pending && awaitsApproval($0) }
        let declined = waiting.filter { except.contains(refundID($0.serial)) }
        guard declined.count == Set(except).count, declined.count < waiting.count else { return false }
        for refund in declined {
            close(refund.serial - 1, "declined", now)
            refunds[refund.serial - 1].reason = "too much"
        }
        batches[id - 1].approvals.append(ModelBatch.Approval(by: name, at: now))
        batches[id - 1].cameBack = false
        // Where only refunds with a warning waited they were held one by one.
        if batch.needed == 0, !batch.cameBack {
            for refund in waiting where refunds[refund.serial - 1].status == .pending {
                let rested = now + 60 * batch.coolingMinutes
                refunds[refund.serial - 1].releasedAt = max(refunds[refund.serial - 1].releasedAt, rested)
            }
        }
        if !declined.isEmpty { restoreCover(isTakenOut: true) }
        return true
    }

    /// Whether anything was left to decline.
    mutating func decline(_ id: Int, why: String, now: Int64) -> Bool {
        guard batches.indices.contains(id - 1) else { return false }
        // Where only refunds with a warning wait for somebody, only they are declined.
        let isPartial = reviewsWarnings(batches[id - 1])
        let mine = refunds.indices.filter {
            refunds[$0].batch == id && refunds[$0].status == .pending
                && (!isPartial || !refunds[$0].warnings.isEmpty)
        }
        guard !mine.isEmpty else { return false }
        for place in mine {
            close(place, "declined", now)
            refunds[place].reason = why
        }
        if !isPartial {
            batches[id - 1].isDeclined = true
            batches[id - 1].cameBack = false
        }
        restoreCover(isTakenOut: true)
        return true
    }

    /// Whether the refund was still pending.
    mutating func cancel(_ id: String, now: Int64) -> Bool {
        guard let refund = refund(id), refund.status == .pending else { return false }
        close(refund.serial - 1, "cancelled", now)
        restoreCover(isTakenOut: true)
        return true
    }

    mutating func close(_ place: Int, _ failure: String, _ now: Int64) {
        refunds[place].lacksCover = false
        refunds[place].status = .failed
        refunds[place].failure = failure
        refunds[place].finishedAt = now
    }

    /// Names are compared without case and surrounding or doubled space.
    static func folded(_ name: String) -> String {
        name.lowercased().split(separator: " ").joined(separator: " ")
    }
}
