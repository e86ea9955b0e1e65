package import Refunds
package import Rules

/// Count and money of one lane, in a width that no sum passes.
package struct LaneSum: Sendable, Equatable {
    package var lane: Lane
    package var count: Int
    package var amount: Int128

    package init(lane: Lane, count: Int = 0, amount: Int128 = 0) {
        self.lane = lane
        self.count = count
        self.amount = amount
    }
}

/// What of one submission has no answer yet. All of it left at the same moment through the same channel, and so is of one age.
package struct OutstandingSubmission: Sendable {
    package var id: Int
    package var channel: String
    /// When it left; of one that was adopted that was before it was recorded.
    package var emittedAt: Instant
    /// By account, sorted.
    package var sums: [LaneSum]
    /// Where its refunds without an answer stand, ascending; others may stand between.
    package var serials: [ClosedRange<Int64>]

    package init(
        id: Int, channel: String, emittedAt: Instant, sums: [LaneSum], serials: [ClosedRange<Int64>]
    ) {
        self.id = id
        self.channel = channel
        self.emittedAt = emittedAt
        self.sums = sums
        self.serials = serials
    }
}

/// A refund that was paid and has no query number.
package struct UnnumberedRefund: Sendable {
    package var serial: Int64
    package var lane: Lane
    package var amount: Int64
    package var succeededAt: Instant

    package init(serial: Int64, lane: Lane, amount: Int64, succeededAt: Instant) {
        self.serial = serial
        self.lane = lane
        self.amount = amount
        self.succeededAt = succeededAt
    }
}

package protocol AgeingReader {
    /// Every submission of which something has no answer, by number. One pass over the batches of which something is outstanding.
    func outstandingSubmissions() throws -> [OutstandingSubmission]
    /// Visits its refunds without an answer, by serial.
    func outstandingRefunds(of submission: OutstandingSubmission, _ visit: (RefundRecord) throws -> Void)
        throws
    /// Visits what these channels have paid without a query number, by serial. Looks at all that they ever paid.
    func unnumberedRefunds(channels: [String], _ visit: (UnnumberedRefund) throws -> Void) throws
}

/// Something that a contract may charge for, or that takes such a charge back.
package struct ChargeRecord: Sendable {
    package var lane: Lane
    package var batch: Int
    package var amount: Int64
    /// When it counts.
    package var at: Instant
    /// When the refund was sent or paid: the contract of that day holds, also for what is taken back.
    package var chargedAt: Instant
    package var isTakenBack: Bool

    package init(
        lane: Lane, batch: Int, amount: Int64, at: Instant, chargedAt: Instant, isTakenBack: Bool
    ) {
        self.lane = lane
        self.batch = batch
        self.amount = amount
        self.at = at
        self.chargedAt = chargedAt
        self.isTakenBack = isTakenBack
    }
}

package protocol FeeReader {
    /// Every lane that a refund was ever accepted in, sorted.
    func knownLanes() throws -> [Lane]
    /// Visits what was sent or paid in the period, the start in it and the end not, and what of it was undone in the period: of the lanes that
    /// `isAsked` names. Only submissions, result files and resolutions of the period are looked at.
    func charges(
        for event: FeeTerm.Event, from start: Instant, to end: Instant, isAsked: (Lane) -> Bool,
        _ visit: (ChargeRecord) throws -> Void
    ) throws
}

/// What an open exception is about, by which it is put in order.
package struct ExceptionBrief: Sendable {
    package var id: Int
    package var code: ExceptionCode
    package var openedAt: Instant
    package var isProposed: Bool
    /// The money that it is about, as written: the record's, else the refund's or the order's.
    package var amount: String?
    package var currency: String?
    /// The bank says that it paid what was never sent.
    package var isUnsentSuccess: Bool

    package init(
        id: Int, code: ExceptionCode, openedAt: Instant, isProposed: Bool, amount: String?,
        currency: String?, isUnsentSuccess: Bool
    ) {
        self.id = id
        self.code = code
        self.openedAt = openedAt
        self.isProposed = isProposed
        self.amount = amount
        self.currency = currency
        self.isUnsentSuccess = isUnsentSuccess
    }
}

package protocol OpenExceptionReader {
    /// Visits the open and proposed ones, by number.
    func openExceptions(_ visit: (ExceptionBrief) throws -> Void) throws
    /// Visits these exceptions in the order given, each with what was done about it.
    func exceptions(_ ids: [Int], _ visit: (ExceptionRecord, [ExceptionStep]) throws -> Void) throws
    /// Where two people resolved in the period that the bank paid another amount than the refund's, in the order in which they did.
    func acceptedAmounts(from start: Instant, to end: Instant) throws -> [AcceptedAmount]
}

/// Two people's word that the bank paid another amount.
package struct AcceptedAmount: Sendable {
    package var serial: Int64
    package var exception: Int
    package var amount: Money
    /// What the bank paid.
    package var paid: Money

    package init(serial: Int64, exception: Int, amount: Money, paid: Money) {
        self.serial = serial
        self.exception = exception
        self.amount = amount
        self.paid = paid
    }
}

/// What reports ask beside what verbs ask.
package typealias ReportReader = AgeingReader & FeeReader & OpenExceptionReader
