package import Refunds

/// What a record of a bank result says about a refund: read, but compared with nothing.
package struct ResultFacts: Sendable {
    package enum Result: Sendable, CaseIterable {
        /// The cell is empty.
        case none
        case success
        case failed
        /// Accepted, not final.
        case pending
        /// A word that no result is.
        case unknown
    }

    /// Its cells don't stand under their header, or a field can't be taken for what it is.
    package var isDamaged: Bool
    /// Whether it names a refund at all, rightly or not.
    package var hasRefundID: Bool
    package var result: Result
    /// Nil when it can't be read.
    package var amount: WrittenAmount?
    /// Nil when it is no active currency.
    package var currency: CurrencyCode?
    /// A failure that is money coming back, and says how much: then it must be the refund's. Other failures move no money, and what they repeat of the
    /// order isn't compared.
    package var statesAmount: Bool

    package init(
        isDamaged: Bool, hasRefundID: Bool, result: Result, amount: WrittenAmount?, currency: CurrencyCode?,
        statesAmount: Bool = false
    ) {
        self.isDamaged = isDamaged
        self.hasRefundID = hasRefundID
        self.result = result
        self.amount = amount
        self.currency = currency
        self.statesAmount = statesAmount
    }
}
