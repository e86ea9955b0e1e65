/// What an answer does to a refund: what a result record said, or what two people resolved. The raw value is kept in ledgers; never reused.
package enum AnswerEffect: Int, Sendable, CaseIterable {
    case acknowledged = 1
    case paid = 2
    case refused = 3
    /// A query number for a refund that succeeded before.
    case queryNumber = 4
    /// Resolved: it was paid, though the bank gave no answer that could be applied.
    case resolvedPaid = 5
    /// Resolved: it was not paid.
    case resolvedRefused = 6
    /// Resolved: it had succeeded, and has failed after all.
    case reversed = 7
    /// Resolved: it had failed, and was paid after all.
    case reapplied = 8
    /// Resolved: another query number, or the bank's own figure, stands beside it; its status stays.
    case amended = 9

    /// The event by which it moves the refund; nil where the status stays.
    package var event: RefundEvent? {
        switch self {
        case .paid, .resolvedPaid: .paid
        case .refused, .resolvedRefused: .refusedByBank
        case .reversed: .reversed
        case .reapplied: .reapplied
        case .acknowledged, .queryNumber, .amended: nil
        }
    }

    /// Whether two people resolved it, rather than a result record.
    package var isResolved: Bool {
        switch self {
        case .acknowledged, .paid, .refused, .queryNumber: false
        case .resolvedPaid, .resolvedRefused, .reversed, .reapplied, .amended: true
        }
    }
}
