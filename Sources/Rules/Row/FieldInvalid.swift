import Refunds

/// FIELD_INVALID: A field has a length or characters that it may not have.
enum FieldInvalid {
    static func applies(to row: RowInQuestion) -> Bool {
        !row.request.faults.isDisjoint(with: .invalid)
    }

    static func message(_ facts: RowFacts) -> BilingualText {
        if facts.faults.contains(.shifted) {
            return BilingualText(
                "the row has a cell beyond the header: put quotes around a cell that holds the separator",
                "该行单元格多于表头：含分隔符的单元格请加引号")
        }
        if facts.faults.contains(.headerAgain) {
            return BilingualText(
                "the header line stands here again, as when files are joined: remove it",
                "此处重复出现表头（例如文件被拼接）：请删除该行")
        }
        let texts = Self.table.filter { facts.faults.contains($0.fault) }.map {
            BilingualText($0.english, $0.chinese)
        }
        return BilingualText(
            texts.map(\.english).joined(separator: ", "), texts.map(\.chinese).joined(separator: "，"))
    }

    private static let table: [(fault: RequestFaults, english: String, chinese: String)] = [
        (
            .numberInvalid, "refund_number must be 1 to 64 of A-Z a-z 0-9 _ - | * @ .",
            "退款单号须为 1 至 64 位，仅限字母、数字和 _ - | * @ ."
        ),
        (
            .paymentInvalid, "payment_id must be at most 50 of A-Z a-z 0-9 _ -",
            "支付ID最多 50 位，仅限字母、数字和 _ -"
        ),
        (.orderNumberInvalid, "order_number must be at most 50 characters", "订单号最多 50 个字符"),
        (.terminalInvalid, "terminal must be 1 to 32 of A-Z a-z 0-9 _ -", "终端号须为 1 至 32 位，仅限字母、数字和 _ -"),
        (.typeUnknown, "refund_type must be full, partial, 1, 2 or empty", "退款类型只能是 full、partial、1、2 或空"),
        (.descriptionInvalid, "refund_description must be at most 255 characters", "退款原因最多 255 个字符"),
        (.control, "a field holds a control character", "字段中含有控制字符"),
        (.repeatedField, "a field stands twice in the record", "同一字段在记录中出现两次"),
        (.nestedField, "a field has elements inside it", "字段中含有子元素"),
    ]
}
