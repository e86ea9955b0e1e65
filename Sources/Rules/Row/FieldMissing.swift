import Refunds

/// FIELD_MISSING: A number, a key or the amount is missing. Nothing is refunded in full because a cell is empty.
enum FieldMissing {
    static func applies(to row: RowInQuestion) -> Bool {
        let request = row.request
        let number = request.number.isEmpty
        let keys = request.paymentID.isEmpty && request.orderNumber.isEmpty
        return number || keys || request.amount == .empty && request.type != .full
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        var english: [String] = []
        var chinese: [String] = []
        if facts.number.isEmpty {
            english.append("refund_number")
            chinese.append("退款单号")
        }
        if facts.paymentID.isEmpty, facts.orderNumber.isEmpty {
            english.append("payment_id or order_number")
            chinese.append("支付ID或订单号")
        }
        if facts.amountIsMissing {
            english.append("refund_amount (or write full in refund_type)")
            chinese.append("退款金额（全额退款请在退款类型填 full）")
        }
        return BilingualText(
            "fill in " + english.joined(separator: " and "), "请填写" + chinese.joined(separator: "、"))
    }
}
