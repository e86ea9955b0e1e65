import Refunds

/// ORDER_CONFLICT: Both keys are given and name different payments.
enum OrderConflict {
    static func applies(to row: RowInQuestion) -> Bool {
        row.match == .conflict
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        BilingualText(
            "payment_id \(facts.paymentID) and order_number \(facts.orderNumber) are of different orders",
            "支付ID \(facts.paymentID) 与订单号 \(facts.orderNumber) 不是同一订单")
    }
}
