import Refunds

/// TYPE_CONFLICT: A full refund of another amount than the order's.
enum TypeConflict {
    static func applies(to row: RowInQuestion) -> Bool {
        guard row.request.type == .full, let order = row.order, let amount = row.validAmount else {
            return false
        }
        return amount != order.amount && !row.found.contains(.currencyConflict)
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        BilingualText(
            "refund_type full, but refund_amount \(facts.amount) is not the order's \(facts.orderAmount)",
            "退款类型为全额，但退款金额 \(facts.amount) 不等于订单金额 \(facts.orderAmount)")
    }
}
