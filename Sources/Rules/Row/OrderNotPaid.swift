import Refunds

/// ORDER_NOT_PAID: The payment wasn't successful.
enum OrderNotPaid {
    static func applies(to row: RowInQuestion) -> Bool {
        if row.match == .noneSuccessful { return true }
        return row.order.map { $0.status != .success } ?? false
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        facts.orderStatus.isEmpty
            ? BilingualText("no payment of the order was successful", "该订单没有成功的支付")
            : BilingualText(
                "the payment was not successful: its status is \(facts.orderStatus)",
                "该支付未成功：交易状态为 \(facts.orderStatus)")
    }
}
