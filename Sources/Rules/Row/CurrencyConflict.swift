import Refunds

/// CURRENCY_CONFLICT: The currency isn't the order's.
enum CurrencyConflict {
    static func applies(to row: RowInQuestion) -> Bool {
        guard let order = row.order, case .known(let code, _) = row.request.currency else { return false }
        return order.currency != code
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        BilingualText(
            "refund_currency \(facts.currency) is not the order's, which is \(facts.orderCurrency)",
            "退款币种 \(facts.currency) 与订单币种 \(facts.orderCurrency) 不符")
    }
}
