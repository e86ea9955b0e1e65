package import Refunds
package import Rules

/// A refund with its whole life, as people look at it.
package struct RefundRecord: Sendable {
    package var serial: Int64
    package var number: String
    package var batch: Int
    package var line: Int
    package var lane: Lane
    package var terminal: String
    package var paymentID: String
    package var orderNumber: String
    package var amount: Int64
    package var orderAmount: Int64
    package var orderTime: Instant
    package var description: String
    package var warnings: WarningSet
    package var status: RefundStatus
    /// Set when its order's facts don't cover it, or it may have been paid by hand.
    package var orderHold: Bool
    /// Whether it waits for money of its account.
    package var lacksCover: Bool
    /// Whether its batch, or the warning that it bears, waits for a reviewer.
    package var awaitsApproval: Bool
    /// Until when it rests after its approval; nil where nothing asks for that.
    package var coolingUntil: Instant?
    package var failure: RefundFailure?
    package var reasonCode: String
    package var reason: String
    package var submission: Int?
    package var queryNumber: String
    /// Those that it had before, the newest first: merchants may ask with one that they were told.
    package var earlierQueryNumbers: [String] = []
    /// Where the query number stands; empty and nil where there is none.
    package var queryNumberFile = ""
    package var queryNumberLine: Int?
    package var bankReference: String
    /// Where the bank's word stands that moved it last, also where two people resolved what came of it; empty and nil where no file brought it.
    package var resultFile: String
    package var resultLine: Int?
    /// Who brought that file in; empty where none did.
    package var resultBy = ""
    /// Where its order's row stands that was the last to change it: the number of the file, and the line.
    package var orderFile: Int?
    package var orderLine: Int?
    /// The exception whose resolution moved it last.
    package var exception: Int?
    /// Who cancelled or declined it.
    package var closedBy: String?
    /// Who proposed and who confirmed the resolution that moved it last; nil where no exception did.
    package var resolvedBy: String?
    /// What the bank says that it paid, where two people resolved that it is another amount; minor units.
    package var paid: Int64?
    package var acceptedAt: Instant
    /// From when on it may leave, as far as approvals and holds go.
    package var readyAt: Instant
    package var submittedAt: Instant?
    package var finishedAt: Instant?

    package init(
        serial: Int64, number: String, batch: Int, line: Int, lane: Lane, terminal: String, paymentID: String,
        orderNumber: String, amount: Int64, orderAmount: Int64, orderTime: Instant, description: String,
        warnings: WarningSet, status: RefundStatus, acceptedAt: Instant
    ) {
        self.serial = serial
        self.number = number
        self.batch = batch
        self.line = line
        self.lane = lane
        self.terminal = terminal
        self.paymentID = paymentID
        self.orderNumber = orderNumber
        self.amount = amount
        self.orderAmount = orderAmount
        self.orderTime = orderTime
        self.description = description
        self.warnings = warnings
        self.status = status
        self.acceptedAt = acceptedAt
        self.readyAt = acceptedAt
        self.orderHold = false
        self.lacksCover = false
        self.awaitsApproval = false
        self.reasonCode = ""
        self.reason = ""
        self.queryNumber = ""
        self.resultFile = ""
        self.bankReference = ""
    }

    /// The first hold that applies of those that its row tells; nil when there is none or it isn't pending. Clock, settings and
    /// halts may hold it all the same (`Holds`).
    package var hold: RefundHold? {
        guard status == .pending else { return nil }
        if orderHold { return .order }
        return awaitsApproval ? .approval : nil
    }

    /// The same at a moment, with what clock and funds tell: all that the ledger knows by itself.
    package func hold(at now: Instant) -> RefundHold? {
        RefundHold.first(hold, coolingUntil: coolingUntil, lacksCover: lacksCover, at: now)
    }

    /// `full` exactly when it is the order's whole amount.
    package var isFull: Bool { amount == orderAmount }
    package var money: Money { Money(minor: amount, currency: lane.currency, exponent: lane.exponent) }
}

extension RefundHold {
    /// What a row says, then the clock, then the funds: their order in `lifecycle.md`.
    static func first(
        _ ofRow: RefundHold?, coolingUntil: Instant?, lacksCover: Bool, at now: Instant
    ) -> RefundHold? {
        if let ofRow { return ofRow }
        if let coolingUntil, coolingUntil > now { return .cooling }
        return lacksCover ? .funds : nil
    }
}

/// Which refunds to find; every condition given must hold.
package struct RefundFilter: Sendable {
    package var account: String?
    package var orderNumber: String?
    package var paymentID: String?
    package var number: String?
    package var status: RefundStatus?
    package var queryNumber: String?
    package var batch: Int?
    package var submission: Int?

    package init() {}
}

/// One thing that happened to a refund.
package struct RefundEventRecord: Sendable {
    package var at: Instant
    package var event: String
    package var by: String?
    package var file: String?
    package var line: Int?
    /// What it was about: an exception, a submission, a query number; or the words of whoever did it.
    package var note: BilingualText?

    package init(at: Instant, event: String, by: String? = nil, file: String? = nil, line: Int? = nil) {
        self.at = at
        self.event = event
        self.by = by
        self.file = file
        self.line = line
    }
}

/// Why and by whom a pending refund was closed.
package struct Closing: Sendable {
    package var failure: RefundFailure
    package var at: Instant
    package var by: String
    package var osUser: String
    package var why: String

    package init(failure: RefundFailure, at: Instant, by: String, osUser: String, why: String) {
        self.failure = failure
        self.at = at
        self.by = by
        self.osUser = osUser
        self.why = why
    }
}

package protocol RefundReader {
    func refund(_ serial: Int64) throws -> RefundRecord?
    /// Visits the refunds that match, by serial.
    func refunds(_ filter: RefundFilter, _ visit: (RefundRecord) throws -> Void) throws
    /// From acceptance to query number, in the order in which it happened.
    func events(of serial: Int64) throws -> [RefundEventRecord]
}

package protocol RefundWriter {
    /// Fails a pending, unsealed refund and releases its amount. False, and nothing changed, when it isn't pending or is sealed.
    /// The next entry of the journal tells of it.
    func close(_ serial: Int64, _ closing: Closing) throws -> Bool
    /// Sets `hold: order` on one pending refund: somebody may have paid it by hand. False when that was known already.
    @discardableResult func holdPaidByHand(_ serial: Int64) throws -> Bool
    /// Refunds that were held by themselves are let go: they may leave from now on. Answers the rows for the journal, whose entry says `released`.
    func release(_ serials: [Int64], at: Instant) throws -> RowSum
}
