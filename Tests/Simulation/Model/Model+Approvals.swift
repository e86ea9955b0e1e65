/// What waits for whom (`controls.md`, review and approval; details 22).
extension Model {
    /// What the account's settings ask of the batch that was just decided.
    mutating func fixReview(_ account: String, _ answer: BatchPrediction) {
        let settings = settings.account(account)
        let isAbove = answer.totals.contains { currency, total in
            guard let most = settings.above[currency] ?? settings.above["*"],
                let units = Cell.units(most, decimals: Currencies.decimals[currency] ?? 0)
            else { return false }
            return total > units
        }
        let place = batches.count - 1
        batches[place].needed = settings.approvals + (isAbove ? 1 : 0)
        batches[place].reviewsWarnings = settings.reviewsWarnings && batches[place].needed == 0
        batches[place].coolingMinutes = settings.coolingMinutes
    }

    /// Whether somebody's approval of the refund is missing.
    func awaitsApproval(_ refund: ModelRefund) -> Bool {
        let batch = batches[refund.batch - 1]
        if batch.cameBack { return true }
        if batch.needed > 0 { return batch.approvals.count < batch.needed }
        return batch.reviewsWarnings && !refund.warnings.isEmpty && batch.approvals.isEmpty
    }

    /// Whether refunds with a warning, and only they, wait for an approval; there are some.
    func reviewsWarnings(_ batch: ModelBatch) -> Bool {
        batch.reviewsWarnings && refunds.contains { $0.batch == batch.id && !$0.warnings.isEmpty }
    }

    /// Until when a pending refund rests; nil where nothing asks for that, or an approval is missing still.
    func coolingUntil(_ refund: ModelRefund) -> Int64? {
        let batch = batches[refund.batch - 1]
        guard batch.coolingMinutes > 0, !batch.isDeclined, !batch.cameBack,
            batch.needed == 0 || !awaitsApproval(refund)
        else {
            return nil
        }
        let rest = 60 * batch.coolingMinutes
        if batch.needed > 0 { return batch.approvals.last.map { max(batch.at, $0.at + rest) } }
        // Somebody's word on what came back after a decline: the whole batch rests anew.
        if !reviewsWarnings(batch), let last = batch.approvals.last { return max(batch.at, last.at + rest) }
        let isWarned = batch.reviewsWarnings && !refund.warnings.isEmpty
        return max(batch.at + rest, isWarned ? batch.approvals.last.map { $0.at + rest } ?? 0 : 0)
    }

    /// The refund is held back by its order, or as perhaps paid by hand, or not any more: whoever approved it approved something else.
    mutating func voidApprovals(over refund: ModelRefund) {
        let batch = batches[refund.batch - 1]
        guard batch.needed > 0 || batch.reviewsWarnings && !refund.warnings.isEmpty else { return }
        batches[refund.batch - 1].voided += batch.approvals.map(\.by)
        batches[refund.batch - 1].approvals = []
    }
}
