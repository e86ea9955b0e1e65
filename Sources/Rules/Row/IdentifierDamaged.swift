import Refunds

/// IDENTIFIER_DAMAGED: A spreadsheet wrote a long number in scientific notation; its digits are lost.
enum IdentifierDamaged {
    static func applies(to row: RowInQuestion) -> Bool {
        !row.request.faults.isDisjoint(with: .damaged)
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        let damaged = [
            (RequestFaults.numberDamaged, "refund_number", "退款单号", facts.number),
            (.paymentDamaged, "payment_id", "支付ID", facts.paymentID),
            (.orderNumberDamaged, "order_number", "订单号", facts.orderNumber),
            (.terminalDamaged, "terminal", "终端号", facts.terminal),
        ].filter { facts.faults.contains($0.0) }
        let english = damaged.map { "\($0.1) \($0.3)" }.joined(separator: ", ")
        let chinese = damaged.map { "\($0.2) \($0.3)" }.joined(separator: "、")
        return BilingualText(
            "a spreadsheet has destroyed digits of \(english): format the column as text and enter it again",
            "电子表格已损坏\(chinese)：请将该列设为文本格式后重新填写")
    }
}
