package import Refunds

/// A pending refund that is in no submission, with what decides when it leaves.
package struct WaitingRefund: Sendable {
    package var serial: Int64
    package var lane: Lane
    package var amount: Int64
    /// What its row and its batch say, as `RefundRecord.hold`.
    package var hold: RefundHold?
    /// As in `RefundRecord`.
    package var coolingUntil: Instant?
    package var lacksCover: Bool
    /// From when on it may leave, as far as approvals and holds go.
    package var readyAt: Instant

    package init(
        serial: Int64, lane: Lane, amount: Int64, hold: RefundHold?, coolingUntil: Instant?, lacksCover: Bool,
        readyAt: Instant
    ) {
        self.serial = serial
        self.lane = lane
        self.amount = amount
        self.hold = hold
        self.coolingUntil = coolingUntil
        self.lacksCover = lacksCover
        self.readyAt = readyAt
    }

    /// As `RefundRecord.hold(at:)`.
    package func hold(at now: Instant) -> RefundHold? {
        RefundHold.first(hold, coolingUntil: coolingUntil, lacksCover: lacksCover, at: now)
    }
}

package protocol WaitingReader {
    /// Visits every pending refund that is in no submission, by serial. Only batches with something waiting are looked at.
    func waiting(_ visit: (WaitingRefund) throws -> Void) throws
    /// The same with all that is known of each; of one channel, or of all.
    func waitingRefunds(channel: String?, _ visit: (RefundRecord) throws -> Void) throws
    /// What a file would say of every pending refund of a channel that is in no submission, its creditor as the order has it now. The bytes are those of one row.
    func waitingRows(
        channel: String, _ visit: (_ row: SubmissionRow, _ lane: Lane, _ bytes: [UInt8]) throws -> Void
    ) throws
    /// What was sealed for the channel and currency in the period, in minor units of `exponent` decimals; what was made void again is not in it.
    func sealedMoney(
        channel: String, currency: CurrencyCode, exponent: Int, from start: Instant, to end: Instant
    ) throws -> Int64
}
