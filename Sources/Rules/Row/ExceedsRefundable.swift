import Refunds

/// EXCEEDS_REFUNDABLE: More than what is left of the order.
enum ExceedsRefundable {
    static func applies(to row: RowInQuestion) -> Bool {
        guard row.looksAtRefundable, !row.found.contains(.nothingRefundable), let amount = row.validAmount
        else {
            return false
        }
        return amount > row.refundable
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        BilingualText(
            "refund_amount \(facts.amount.isEmpty ? facts.orderAmount : facts.amount) is more than the refundable "
                + "\(facts.refundable) of the order's \(facts.orderAmount)",
            "退款金额 \(facts.amount.isEmpty ? facts.orderAmount : facts.amount) 超过可退金额 \(facts.refundable)"
                + "（订单金额 \(facts.orderAmount)）")
    }
}
