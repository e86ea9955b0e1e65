import Refunds

/// AMOUNT_TOO_PRECISE: The amount has more decimals than its currency; zeros count too.
enum AmountTooPrecise {
    static func applies(to row: RowInQuestion) -> Bool {
        guard case .written(let amount) = row.request.amount, let exponent = row.exponent else {
            return false
        }
        return amount.decimals > exponent
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        let currency = facts.currency.isEmpty ? facts.orderCurrency : facts.currency
        return BilingualText(
            "refund_amount \(facts.amount) has more than the \(facts.decimals) decimals of \(currency)",
            "退款金额 \(facts.amount) 的小数位超过 \(currency) 的 \(facts.decimals) 位")
    }
}
