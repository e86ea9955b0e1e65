import Refunds

/// CURRENCY_UNKNOWN: The currency isn't an active one of ISO 4217 with a minor unit.
enum CurrencyUnknown {
    static func applies(to row: RowInQuestion) -> Bool {
        row.request.currency == .unknown
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        BilingualText(
            "refund_currency \(facts.currency) is not an active ISO 4217 currency",
            "退款币种 \(facts.currency) 不是有效的 ISO 4217 币种")
    }
}
