import Refunds

/// ORDER_AMBIGUOUS: Only the order number is given and several successful payments bear it.
enum OrderAmbiguous {
    static func applies(to row: RowInQuestion) -> Bool {
        row.match == .ambiguous
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        let payments = facts.payments.joined(separator: ", ")
        return BilingualText(
            "several successful payments bear order_number \(facts.orderNumber): give the payment_id, one of \(payments)",
            "订单号 \(facts.orderNumber) 有多笔成功支付：请填写支付ID（\(payments)）")
    }
}
