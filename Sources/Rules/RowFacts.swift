package import Refunds

/// A rejected row's facts as text, for its messages. Made for rejected rows only.
package struct RowFacts: Sendable {
    package var number = ""
    package var paymentID = ""
    package var orderNumber = ""
    package var terminal = ""
    package var type = ""
    package var amount = ""
    package var currency = ""
    package var faults: RequestFaults = []
    package var amountIsMissing = false
    /// `USD 12.30`-like texts of the order, empty when none was found.
    package var orderAmount = ""
    package var orderCurrency = ""
    package var orderTerminal = ""
    package var orderStatus = ""
    package var paidAt = ""
    package var refundable = ""
    /// Decimals that the amount may have.
    package var decimals = 0
    package var maxAgeDays = 0
    package var maxRefunds = 0
    /// The payments that ORDER_AMBIGUOUS lists.
    package var payments: [String] = []
    /// Where the refund number was used, and with what outcome.
    package var earlier = BilingualText("", "")

    package init() {}
}
