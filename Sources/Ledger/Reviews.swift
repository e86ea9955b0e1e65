package import Refunds

/// One person's approval of a batch.
package struct Approval: Sendable {
    package var by: String
    package var osUser: String
    package var at: Instant
    /// Of what was approved.
    package var digest: String

    package init(by: String, osUser: String, at: Instant, digest: String) {
        self.by = by
        self.osUser = osUser
        self.at = at
        self.digest = digest
    }
}

/// What changed for refunds, so that who approved them approved something else. The raw value is the ledger's word; none for `uncovered`.
package enum ApprovalVoidCause: String, Sendable {
    /// Their orders don't cover them any more.
    case uncovered
    /// Their orders cover them again: who approved saw them held back.
    case covered
    /// A bank says that it paid what was never sent.
    case paidByHand = "paid_by_hand"
    /// Two people dismissed that.
    case notPaidByHand = "not_paid_by_hand"
}

/// Facts that made a batch's approvals void: some of its refunds are held back by them, or not any more.
package struct ApprovalVoid: Sendable {
    /// The ledger's number.
    package var id: Int
    package var batch: Int
    package var at: Instant
    /// Who brought the facts in.
    package var by: String
    package var cause: ApprovalVoidCause
    /// The first refund that they are about, and how many of the batch that were.
    package var refund: Int64
    package var refunds: Int
    /// The file that the facts came in, and its name; nil when they came in none.
    package var file: Int?
    package var fileName: String?

    package init(
        id: Int, batch: Int, at: Instant, by: String, cause: ApprovalVoidCause, refund: Int64, refunds: Int,
        file: Int?, fileName: String? = nil
    ) {
        self.id = id
        self.cause = cause
        self.batch = batch
        self.at = at
        self.by = by
        self.refund = refund
        self.refunds = refunds
        self.file = file
        self.fileName = fileName
    }
}

/// An approval that doesn't count any more, and why.
package struct VoidedApproval: Sendable {
    package var approval: Approval
    package var void: ApprovalVoid

    package init(approval: Approval, void: ApprovalVoid) {
        self.approval = approval
        self.void = void
    }
}

/// Which of a batch's pending, unsealed refunds are closed together.
package enum BatchPart: Sendable, Equatable {
    case all
    /// Those whose warning waits for an approval.
    case warned
    case named([Int64])
}

/// A refund that its order's facts don't cover, or that may have been paid by hand.
package struct HeldRefund: Sendable, Equatable {
    package var serial: Int64
    /// Pending and unsealed: held back by it.
    package var waits: Bool

    package init(serial: Int64, waits: Bool) {
        self.serial = serial
        self.waits = waits
    }
}

package protocol ReviewReader {
    /// Those of a batch, by serial.
    func heldByOrder(ofBatch batch: Int) throws -> [HeldRefund]
}

package protocol ReviewWriter {
    /// Adds an approval to those of a batch that waits for one. The last one needed lets the batch go, or its refunds with a warning where only they
    /// waited; those are answered for the journal, whose entry says `released`.
    func approve(batch: Int, _ approval: Approval) throws -> RowSum
    /// Closes a part of a batch. Only `all` sets the batch's state when it is declined. Answers the refunds' count and money by lane.
    /// - Parameter ahead: how many entries ahead the one is that will tell of it: 1 for the next.
    func close(_ part: BatchPart, ofBatch batch: Int, _ closing: Closing, ahead: Int) throws -> [LaneTotal]
    /// These refunds are newly held back by their orders' facts or as perhaps paid by hand, or not any more. Where that still holds, and they wait
    /// unsealed and stand under an approval, all approvals of their batch are void: what of it is unsealed waits for approval again. Answers a void for
    /// each such batch.
    func voidApprovals(_ cause: ApprovalVoidCause, of serials: [Int64], file: Int?, by: String, at: Instant)
        throws -> [ApprovalVoid]
}

extension ReviewWriter {
    /// The next entry tells of it.
    package func close(_ part: BatchPart, ofBatch batch: Int, _ closing: Closing) throws -> [LaneTotal] {
        try close(part, ofBatch: batch, closing, ahead: 1)
    }
}
