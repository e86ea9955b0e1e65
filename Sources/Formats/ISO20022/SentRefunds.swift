package import Refunds

/// The refunds of a submission, for a message that says something of all of them at once.
package struct SentRefunds: Sendable {
    package var currency: CurrencyCode
    package var exponent: Int
    /// Ascending.
    package var serials: [Int64] = []
    /// In minor units, by place.
    package var amounts: [Int64] = []

    package init(currency: CurrencyCode, exponent: Int) {
        self.currency = currency
        self.exponent = exponent
    }
}
