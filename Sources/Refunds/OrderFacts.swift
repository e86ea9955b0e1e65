/// What the platform knows of a payment, as far as a refund's decision needs it. Texts are pieces of `ChunkFacts.bytes`.
package struct OrderFacts: Sendable {
    package var paymentID: ByteRange
    package var orderNumber: ByteRange
    package var terminal: ByteRange
    package var currency: CurrencyCode
    /// Decimals of the currency in the order's channel.
    package var exponent: Int
    /// Minor units, as are the next two.
    package var amount: Int64
    package var chargeback: Int64
    package var refundedElsewhere: Int64
    package var status: PaymentStatus
    package var paidAt: Instant
    /// The ledger's number of the channel.
    package var channel: Int

    package init(
        paymentID: ByteRange, orderNumber: ByteRange, terminal: ByteRange, currency: CurrencyCode,
        exponent: Int,
        amount: Int64, chargeback: Int64, refundedElsewhere: Int64, status: PaymentStatus, paidAt: Instant,
        channel: Int
    ) {
        self.paymentID = paymentID
        self.orderNumber = orderNumber
        self.terminal = terminal
        self.currency = currency
        self.exponent = exponent
        self.amount = amount
        self.chargeback = chargeback
        self.refundedElsewhere = refundedElsewhere
        self.status = status
        self.paidAt = paidAt
        self.channel = channel
    }

    /// What may still be refunded when refunds of so much hold the order; never below 0.
    package func refundable(held: Int64) -> Int64 {
        max(0, amount - chargeback - refundedElsewhere - held)
    }
}

/// How a payment ended. The raw value is the public word.
package enum PaymentStatus: String, Sendable, CaseIterable {
    case success
    case failed
    case pending

    /// The platform's number for it, which ledgers keep.
    package var number: Int {
        switch self {
        case .success: 1
        case .failed: 0
        case .pending: -1
        }
    }

    package init?(number: Int) {
        guard let status = Self.allCases.first(where: { $0.number == number }) else { return nil }
        self = status
    }
}

/// Which payment a row names (`decisions.md`, how the table is read).
package enum OrderMatch: Sendable, Equatable {
    /// Both keys are empty or damaged.
    case noKey
    case notFound
    /// Both keys are known, but of different orders.
    case conflict
    /// By order number alone: several successful payments bear it.
    case ambiguous
    /// By order number alone: several payments bear it, none successful.
    case noneSuccessful
    /// The one order, by its place in `ChunkFacts.orders`.
    case found(Int)
}

/// What the ledger knows of the orders that a chunk of requests names.
package struct ChunkFacts: Sendable {
    package var bytes: [UInt8] = []
    /// Each order once.
    package var orders: [OrderFacts] = []
    /// For each request of the chunk, in its order.
    package var matches: [OrderMatch] = []

    package init() {}
}

/// How orders and refund numbers stand when the chunk's first row is judged. The rule book carries it on from row to row.
package struct ChunkStanding: Sendable {
    /// For each order of `ChunkFacts.orders`.
    package var orders: [OrderStanding] = []
    /// For each request: the first row of the chunk with the same refund number (itself, mostly).
    package var numberGroups: [UInt32] = []
    /// For each such first row: the serial of the accepted refund that has the number; 0 when it is free.
    package var numberOwners: [Int64] = []
    /// Refunds of the last days that POSSIBLE_DUPLICATE looks at, as lists by order.
    package var recent: [RecentRefund] = []
    /// The serial that the next accepted row gets.
    package var nextSerial: Int64 = 1

    package init() {}
}

package struct OrderStanding: Sendable {
    /// Minor units held by refunds that are pending, submitted or succeeded.
    package var held: Int64
    /// How many refunds that is.
    package var refunds: Int
    /// The order's newest refund, whatever its status; 0 when there is none.
    package var last: Int64
    /// The first of its recent refunds in `ChunkStanding.recent`; -1 when there is none.
    package var recent: Int

    package init(held: Int64, refunds: Int, last: Int64, recent: Int) {
        self.held = held
        self.refunds = refunds
        self.last = last
        self.recent = recent
    }
}

package struct RecentRefund: Sendable {
    package var amount: Int64
    /// The next one of the same order; -1 at the end.
    package var next: Int

    package init(amount: Int64, next: Int) {
        self.amount = amount
        self.next = next
    }
}
