/// What a result record said that changes a refund.
package enum AnswerEffect: Int, Sendable {
    case acknowledged = 1
    case paid = 2
    case refused = 3
    /// A query number for a refund that succeeded before.
    case queryNumber = 4
}
