import Refunds

/// CARD_NUMBER_PRESENT: The description holds a card number.
enum CardNumberPresent {
    static func applies(to row: RowInQuestion) -> Bool {
        row.request.faults.contains(.cardNumber)
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        BilingualText(
            "refund_description holds a card number: remove it, reasons must not carry card data",
            "退款原因中含有银行卡号：请删除，原因中不得出现卡号")
    }
}
