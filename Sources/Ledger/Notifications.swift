package import Bytes
package import Refunds

/// A number under which merchants' notifications were given out (`controls.md`, reports): what it covers begins behind the number before it. What it tells
/// follows from the ledger at any time, to the byte; `changes` and `digest` prove it.
package struct NotificationRecord: Sendable, Equatable {
    package var number: Int
    /// The last entry of the journal that it covers.
    package var uptoEntry: Int
    /// The last answer that those entries tell of.
    package var uptoAnswer: Int64
    /// The home's when it was given out: its times stay in it.
    package var timeZone: String
    package var at: Instant
    package var by: String
    package var osUser: String
    package var changes: Int
    /// Of all it tells, row by row.
    package var digest: Digest

    package init(
        number: Int, uptoEntry: Int, uptoAnswer: Int64, timeZone: String, at: Instant, by: String,
        osUser: String, changes: Int, digest: Digest
    ) {
        self.number = number
        self.uptoEntry = uptoEntry
        self.uptoAnswer = uptoAnswer
        self.timeZone = timeZone
        self.at = at
        self.by = by
        self.osUser = osUser
        self.changes = changes
        self.digest = digest
    }
}

/// What happened to a refund that its merchant is told of.
package enum RefundMove: Sendable, Equatable {
    case accepted
    case submitted
    /// Its submission was made void: it is pending again.
    case madeVoid
    case closed(RefundFailure)
    case answered(AnswerEffect)

    /// Digests are made of it; never another.
    package var code: Int {
        switch self {
        case .accepted: 1
        case .submitted: 2
        case .madeVoid: 3
        case .closed(let failure): 10 + failure.number
        case .answered(let effect): 20 + effect.rawValue
        }
    }

    package init?(code: Int) {
        let move: RefundMove? =
            switch code {
            case 1: .accepted
            case 2: .submitted
            case 3: .madeVoid
            case 11..<20: RefundFailure(number: code - 10).map(RefundMove.closed)
            default: AnswerEffect(rawValue: code - 20).map(RefundMove.answered)  // not our enum
            }
        guard let move else { return nil }
        self = move
    }

    /// What the refund became by it; nil where only a query number came.
    package var status: RefundStatus? {
        switch self {
        case .accepted, .madeVoid: .pending
        case .submitted: .submitted
        case .closed: .failed
        case .answered(let effect):
            switch effect {
            case .paid, .resolvedPaid, .reapplied: .succeeded
            case .refused, .resolvedRefused, .reversed: .failed
            case .acknowledged, .queryNumber, .amended: nil
            }
        }
    }

    package var failure: RefundFailure? {
        switch self {
        case .accepted, .submitted, .madeVoid: nil
        case .closed(let failure): failure
        case .answered(let effect):
            switch effect {
            case .refused, .resolvedRefused: .bank
            case .reversed: .reversed
            case .acknowledged, .paid, .queryNumber, .resolvedPaid, .reapplied, .amended: nil
            }
        }
    }
}

/// One change of a refund, as it was then. Only what never changes afterwards: the refund's own row, its order's number, which stays once there is a
/// refund, and the closing or answer that moved it.
package struct RefundChange: Sendable {
    /// The journal's entry that tells of it.
    package var entry: Int
    package var at: Instant
    package var serial: Int64
    package var move: RefundMove
    package var lane: Lane
    package var batch: Int
    package var number: String
    package var paymentID: String
    package var orderNumber: String
    package var terminal: String
    package var amount: Int64
    package var orderAmount: Int64
    package var paidAt: Instant
    /// What the bank paid, where two people resolved that it is another figure.
    package var bankPaid: Int64?
    /// What came with this change; not what was known before.
    package var queryNumber: String
    package var bankReference: String
    package var reasonCode: String
    package var reason: String

    package init(
        entry: Int, at: Instant, serial: Int64, move: RefundMove, lane: Lane, batch: Int, number: String,
        paymentID: String, orderNumber: String, terminal: String, amount: Int64, orderAmount: Int64,
        paidAt: Instant, bankPaid: Int64?, queryNumber: String, bankReference: String, reasonCode: String,
        reason: String
    ) {
        self.entry = entry
        self.at = at
        self.serial = serial
        self.move = move
        self.lane = lane
        self.batch = batch
        self.number = number
        self.paymentID = paymentID
        self.orderNumber = orderNumber
        self.terminal = terminal
        self.amount = amount
        self.orderAmount = orderAmount
        self.paidAt = paidAt
        self.bankPaid = bankPaid
        self.queryNumber = queryNumber
        self.bankReference = bankReference
        self.reasonCode = reasonCode
        self.reason = reason
    }
}

package protocol NotificationReader {
    /// Nil when there is none of this number.
    func notification(_ number: Int) throws -> NotificationRecord?
    /// Nil when none was given out yet.
    func lastNotification() throws -> NotificationRecord?
    /// Visits what a number covers, in the journal's order; in one entry by serial, or in the order of its file. Costs what it covers, not the history.
    func changes(of record: NotificationRecord, _ visit: (RefundChange) throws -> Void) throws
}

package protocol NotificationWriter {
    /// Gives the next number to all that happened since the last one; nil, and no number, where nobody is to be told of anything.
    func giveNotification(at: Instant, by: String, osUser: String, timeZone: String) throws
        -> NotificationRecord?
}

extension JournalBodies {
    /// What merchants were to be told was given out under a number.
    package static func notification(_ record: NotificationRecord) -> String {
        JSON.object([("notification", row(record))]).text
    }

    package static func row(_ record: NotificationRecord) -> JSON {
        .object([
            ("notification", .number(record.number)), ("upto_entry", .number(record.uptoEntry)),
            ("upto_answer", .number(record.uptoAnswer)), ("time_zone", .string(record.timeZone)),
            ("at", .number(record.at.seconds)), ("by", .string(record.by)),
            ("os_user", .string(record.osUser)), ("changes", .number(record.changes)),
            ("digest", .string(record.digest.hex)),
        ])
    }
}
