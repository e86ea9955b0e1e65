import Refunds

/// ORDER_NOT_FOUND: No payment of the account has the row's keys.
enum OrderNotFound {
    static func applies(to row: RowInQuestion) -> Bool {
        row.match == .notFound
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        let keys = [
            facts.paymentID.isEmpty || facts.faults.contains(.paymentDamaged)
                ? nil : "payment_id \(facts.paymentID)",
            facts.orderNumber.isEmpty || facts.faults.contains(.orderNumberDamaged)
                ? nil : "order_number \(facts.orderNumber)",
        ].compactMap { $0 }
        return BilingualText(
            "the account has no payment with " + keys.joined(separator: " and "),
            "该账户没有此支付：" + keys.joined(separator: "，"))
    }
}
