/// What a result record meets: the refund as it stands.
package struct AnsweredRefund: Sendable {
    package var serial: Int64
    package var status: RefundStatus
    package var failure: RefundFailure?
    package var amount: Int64
    package var currency: CurrencyCode
    package var exponent: Int
    /// The ledger's number.
    package var channel: Int
    package var submission: Int?
    /// Whether the submission has been emitted.
    package var isEmitted: Bool
    /// Whether the bank has said `pending` for it.
    package var isAcknowledged: Bool
    package var queryNumber: String
    /// What the bank says that it paid, where two people resolved that it is another amount.
    package var paid: Int64?

    package init(
        serial: Int64, status: RefundStatus, failure: RefundFailure?, amount: Int64, currency: CurrencyCode,
        exponent: Int, channel: Int, submission: Int?, isEmitted: Bool, isAcknowledged: Bool,
        queryNumber: String, paid: Int64? = nil
    ) {
        self.serial = serial
        self.status = status
        self.failure = failure
        self.amount = amount
        self.currency = currency
        self.exponent = exponent
        self.channel = channel
        self.submission = submission
        self.isEmitted = isEmitted
        self.isAcknowledged = isAcknowledged
        self.queryNumber = queryNumber
        self.paid = paid
    }
}
