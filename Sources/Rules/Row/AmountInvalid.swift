import Refunds

/// AMOUNT_INVALID: The amount isn't plain digits, is too long, or is zero.
enum AmountInvalid {
    static func applies(to row: RowInQuestion) -> Bool {
        row.request.amount == .invalid
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        BilingualText(
            "refund_amount \(facts.amount) is not an amount above zero: write digits with at most one point, "
                + "at most 12 before it",
            "退款金额 \(facts.amount) 不是大于零的金额：只能用数字和一个小数点，小数点前最多 12 位")
    }
}
