package import Refunds

/// What an account has of a currency at a moment, as its bank says. The amount is in ten-thousandths (`FundsScale`), as all of funds are.
package struct Balance: Sendable, Equatable {
    package var account: String
    package var currency: CurrencyCode
    package var amount: Int64
    package var asOf: Instant

    package init(account: String, currency: CurrencyCode, amount: Int64, asOf: Instant) {
        self.account = account
        self.currency = currency
        self.amount = amount
        self.asOf = asOf
    }
}

/// An account's funds in one currency.
package struct FundsRecord: Sendable, Equatable {
    package var account: String
    package var currency: CurrencyCode
    /// Nil as long as no balance was brought in: then there is nothing to cover anything with.
    package var balance: Int64?
    package var asOf: Instant?
    /// The ledger's number of the file that told the balance.
    package var file: Int?
    /// What left after `asOf`, whether under control or not.
    package var left: Int64
    /// What came back after `asOf`: refunds that the bank would not pay.
    package var returned: Int64
    /// The cover of the refunds that wait.
    package var covered: Int64
    /// The refunds that wait without cover.
    package var missing: Int64

    package init(account: String, currency: CurrencyCode) {
        self.account = account
        self.currency = currency
        left = 0
        returned = 0
        covered = 0
        missing = 0
    }

    /// What further cover can be given of; below zero where less is there than was given.
    package var available: Int64 {
        let sum = Int128(balance ?? 0) - Int128(left) + Int128(returned) - Int128(covered)
        return Int64(clamping: sum)
    }

    /// How much has to be there more, so that everything that waits has cover.
    package var topUp: Int64 {
        missing == 0 ? 0 : Int64(clamping: max(0, Int128(missing) - Int128(available)))
    }
}

/// Which refund has the first claim.
package enum CoverOrder: Sendable {
    case acceptance
    /// Of those alike the one accepted first.
    case smallestFirst
}

/// What was decided about the cover of a batch's refunds.
package struct BatchCover: Sendable {
    /// The batch's lanes that are under control.
    package var controlled: [Lane] = []
    package var withoutCover = RowSum()
    /// The same by lane.
    package var waiting: [LaneTotal] = []

    package init() {}
}

/// What a look gave cover to.
package struct LookCover: Sendable {
    package var covered = RowSum()
    package var released = RowSum()
    package var totals: [LaneTotal] = []

    package init() {}

    package mutating func add(_ other: LookCover) {
        covered.add(other.covered)
        released.add(other.released)
        totals += other.totals
    }
}

/// The lanes of a batch that came under control while its refunds waited.
package struct ControlledBatch: Sendable {
    package var batch: Int
    package var lanes: [Lane]

    package init(batch: Int, lanes: [Lane]) {
        self.batch = batch
        self.lanes = lanes
    }
}

/// What lost its cover, because less is there than was given.
package struct CoverLoss: Sendable {
    package var controlled: [ControlledBatch] = []
    package var uncovered = RowSum()
    package var totals: [LaneTotal] = []

    package init() {}

    package var isEmpty: Bool { controlled.isEmpty && uncovered.count == 0 }

    package mutating func add(_ other: CoverLoss) {
        controlled += other.controlled
        uncovered.add(other.uncovered)
        totals += other.totals
    }
}

/// A look at what waits for cover.
package struct LookRecord: Sendable, Equatable {
    package var id: Int
    /// The moment of the day at which it was due: 08:00, say, while the run came at 08:05.
    package var due: Instant
    package var at: Instant

    package init(id: Int, due: Instant, at: Instant) {
        self.id = id
        self.due = due
        self.at = at
    }
}

/// How many refunds of an account wait without cover in a currency, and since when.
package struct ShortageFigure: Sendable {
    package var account: String
    package var currency: CurrencyCode
    package var count: Int
    /// How many of them had cover, and lost it.
    package var lost: Int
    package var oldest: Instant

    package init(account: String, currency: CurrencyCode, count: Int, lost: Int, oldest: Instant) {
        self.account = account
        self.currency = currency
        self.count = count
        self.lost = lost
        self.oldest = oldest
    }
}

package protocol FundsReader {
    /// By account, then currency.
    func funds() throws -> [FundsRecord]
    func funds(ofAccount account: String, _ currency: CurrencyCode) throws -> FundsRecord?
    /// The newest look.
    func lastLook() throws -> LookRecord?
    func shortages() throws -> [ShortageFigure]
    /// The account's refunds of these currencies that wait without cover and were accepted before a moment, by serial.
    func shortages(ofAccount account: String, _ currencies: Set<CurrencyCode>, acceptedBefore: Instant) throws
        -> [Int64]
}

package protocol FundsWriter {
    /// Makes a balance the known one.
    func set(_ balance: Balance, file: Int) throws
    /// Gives cover to the refunds of the batch under way, in the currencies that are under control. Refunds that wait already and could be
    /// covered by now keep their claim on what is there. Call between the last `accept` and `close`.
    func cover(_ batch: OpenBatch, _ currencies: Set<CurrencyCode>, _ order: CoverOrder) throws -> BatchCover
    /// Gives cover to what waits for it. `order` nil: the control is off, all is let go.
    func coverWaiting(account: String, _ currency: CurrencyCode, _ order: CoverOrder?, at: Instant) throws
        -> LookCover
    /// Takes cover back where less is there than was given: from what isn't sealed, against the order in which cover is given, until what is left has it.
    /// What waits of batches that came before the control was switched on is under control from then on, as if it had had cover.
    func takeCoverBack(account: String, _ currency: CurrencyCode, _ order: CoverOrder, at: Instant) throws
        -> CoverLoss
    /// Gives cover to those of these refunds that wait for it, whatever there is: they have left already. Answers them for the journal.
    func coverLeft(_ serials: [Int64], at: Instant) throws -> RowSum
    func recordLook(due: Instant, at: Instant) throws -> LookRecord
}
