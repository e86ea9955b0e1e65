package import Bytes
package import Refunds

/// An order as people look at it.
package struct OrderRecord: Sendable {
    package var paymentID: String
    package var account: String
    package var terminal: String
    package var orderNumber: String
    package var amount: Money
    package var status: PaymentStatus
    package var paidAt: Instant
    package var channel: String
    package var paymentMethod: String
    package var chargeback: Int64
    package var refundedElsewhere: Int64
    package var acquirerReference: String
    package var creditorName: String
    package var creditorAccount: String
    package var creditorAgent: String
    /// What pending, submitted and succeeded refunds hold.
    package var held: Int64
    /// The row that made the order, or changed it last; nil where that was before rows were kept.
    package var source: OrderSource?

    package init(
        paymentID: String, account: String, terminal: String, orderNumber: String, amount: Money,
        status: PaymentStatus, paidAt: Instant, channel: String, paymentMethod: String, chargeback: Int64,
        refundedElsewhere: Int64, acquirerReference: String, creditorName: String, creditorAccount: String,
        creditorAgent: String, held: Int64
    ) {
        self.paymentID = paymentID
        self.account = account
        self.terminal = terminal
        self.orderNumber = orderNumber
        self.amount = amount
        self.status = status
        self.paidAt = paidAt
        self.channel = channel
        self.paymentMethod = paymentMethod
        self.chargeback = chargeback
        self.refundedElsewhere = refundedElsewhere
        self.acquirerReference = acquirerReference
        self.creditorName = creditorName
        self.creditorAccount = creditorAccount
        self.creditorAgent = creditorAgent
        self.held = held
    }
}

/// The row of an order file that an order's facts came from.
package struct OrderSource: Sendable {
    package var file: String
    package var line: Int
    package var takenAt: Instant
    package var by: String

    package init(file: String, line: Int, takenAt: Instant, by: String) {
        self.file = file
        self.line = line
        self.takenAt = takenAt
        self.by = by
    }
}

/// Rows of an order file, valid by themselves, on their way into the ledger. Texts are pieces of `bytes`.
package struct OrderChunk: Sendable {
    package var bytes: [UInt8] = []
    package var rows: [OrderRow] = []
    /// The ledger's number of the file that the rows stand in: an order tells which row its facts came from last.
    package var file = 0

    package init() {}
}

/// An optional field that is nil leaves what is stored.
package struct OrderRow: Sendable {
    package var line: Int
    package var paymentID: ByteRange
    /// The ledger's numbers.
    package var account: Int
    package var channel: Int
    package var terminal: ByteRange
    package var orderNumber: ByteRange
    package var currency: CurrencyCode
    package var exponent: Int
    package var amount: Int64
    package var status: PaymentStatus
    package var paidAt: Instant
    package var paymentMethod: ByteRange?
    package var chargeback: Int64?
    package var refundedElsewhere: Int64?
    package var acquirerReference: ByteRange?
    package var creditorName: ByteRange?
    package var creditorAccount: ByteRange?
    package var creditorAgent: ByteRange?
    /// Whether the row itself names the channel; else a stored order's channel stands.
    package var namesChannel: Bool

    package init(
        line: Int, paymentID: ByteRange, account: Int, channel: Int, terminal: ByteRange,
        orderNumber: ByteRange,
        currency: CurrencyCode, exponent: Int, amount: Int64, status: PaymentStatus, paidAt: Instant,
        namesChannel: Bool
    ) {
        self.line = line
        self.paymentID = paymentID
        self.account = account
        self.channel = channel
        self.terminal = terminal
        self.orderNumber = orderNumber
        self.currency = currency
        self.exponent = exponent
        self.amount = amount
        self.status = status
        self.paidAt = paidAt
        self.namesChannel = namesChannel
    }
}

/// What became of an order row.
package enum OrderOutcome: Sendable, Equatable {
    case inserted
    case updated
    case unchanged
    /// A fact that may not change: the column's name, what is stored, and what the row says.
    case changed(column: String, stored: String, written: String)
}

/// An order whose refunds a row of an order file left without cover, or gave their cover back.
package struct CoverChange: Sendable {
    package var paymentID: String
    /// False: the payment is no longer `success`, or chargebacks + refunded elsewhere + refunds exceed the amount.
    package var isCovered: Bool
    /// The row that did it.
    package var line: Int

    package init(paymentID: String, isCovered: Bool, line: Int) {
        self.paymentID = paymentID
        self.isCovered = isCovered
        self.line = line
    }
}

/// What a batch needs to know of orders. Used by one thread at a time.
package protocol OrderLookup: AnyObject, Sendable {
    /// Finds the orders that the chunk's requests name, each once, looked up in key order, and for each request which one it names.
    func facts(for chunk: RequestChunk, account: Int) throws -> ChunkFacts
}

package protocol OrderReader {
    /// Nil when there is none. An order of another account is not found.
    func order(paymentID: String, account: Int?) throws -> OrderRecord?
    /// The account's payments that bear the order number, by payment ID.
    func payments(orderNumber: String, account: Int) throws -> [OrderRecord]
    /// The ledger's number of an account that has an order.
    func account(named name: String) throws -> Int?
    func channel(named name: String) throws -> Int?
    /// By number: every account and channel that the ledger knows.
    func accountNames() throws -> [Int: String]
    func channelNames() throws -> [Int: String]
}

package protocol OrderWriter {
    /// The number of an account or channel, made when it is new.
    func internAccount(_ name: String) throws -> Int
    func internChannel(_ name: String) throws -> Int
    /// Upserts the chunk's rows by payment ID; of two rows for one the last wins. Answers an outcome for each row in the chunk's order.
    func upsert(_ chunk: OrderChunk) throws -> (outcomes: [OrderOutcome], coverChanges: [CoverChange])
    /// The digest of all orders as they now stand, for the journal: order-free, kept up by `upsert`.
    func ordersDigest() throws -> Digest
    /// Sets or lifts the hold of the order's pending, unsealed refunds. Answers which.
    func hold(_ held: Bool, order paymentID: String) throws -> [Int64]
}
