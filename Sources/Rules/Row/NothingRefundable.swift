import Refunds

/// NOTHING_REFUNDABLE: Nothing of the order is left to refund.
enum NothingRefundable {
    static func applies(to row: RowInQuestion) -> Bool {
        row.looksAtRefundable && row.refundable == 0
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        BilingualText(
            "nothing of the order's \(facts.orderAmount) is refundable any more",
            "订单金额 \(facts.orderAmount) 已无可退金额")
    }
}
