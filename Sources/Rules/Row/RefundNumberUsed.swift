import Refunds

/// REFUND_NUMBER_USED: An accepted refund of the account has this number.
enum RefundNumberUsed {
    static func applies(to row: RowInQuestion) -> Bool {
        row.numberOwner != 0
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        BilingualText(
            "refund_number \(facts.number) is used: \(facts.earlier.english)",
            "退款单号 \(facts.number) 已使用：\(facts.earlier.chinese)")
    }
}
