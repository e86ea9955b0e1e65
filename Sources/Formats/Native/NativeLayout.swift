/// One column of a native layout: its name, the Chinese header that is accepted too, and whether a file must have it (`files.md`).
package struct NativeColumn: Sendable {
    package let name: String
    package let chinese: String?
    package let isRequired: Bool

    init(_ name: String, _ chinese: String?, required: Bool = false) {
        self.name = name
        self.chinese = chinese
        self.isRequired = required
    }
}

/// A native layout, the same as CSV and as XML. A column's place in `columns` is its slot.
package struct NativeLayout: Sendable {
    package let name: String
    /// XML: the root element and that of a record.
    package let root: String
    package let record: String
    package let columns: [NativeColumn]
    /// Directives, or attributes of the XML root. `total` stands for itself and for `total.<CUR>`.
    package let directives: Set<String>
    /// How an unknown column begins that must not pass for an absent one: a misspelt `refund_amout`.
    package let suspectPrefixes: [String]

    /// Slots by lower-case name, English and Chinese.
    package var slots: [String: Int] {
        var slots: [String: Int] = [:]
        for (slot, column) in columns.enumerated() {
            slots[column.name] = slot
            if let chinese = column.chinese { slots[chinese] = slot }
        }
        return slots
    }
}

extension NativeLayout {
    /// `files.md`, orders.
    package static let orders = NativeLayout(
        name: "orders", root: "orders", record: "order",
        columns: [
            NativeColumn("payment_id", "支付id", required: true),
            NativeColumn("account", "账户号", required: true),
            NativeColumn("terminal", "终端号", required: true),
            NativeColumn("order_number", "订单号", required: true),
            NativeColumn("order_currency", "交易币种", required: true),
            NativeColumn("order_amount", "交易金额", required: true),
            NativeColumn("payment_status", "交易状态", required: true),
            NativeColumn("payment_datetime", "交易时间", required: true),
            NativeColumn("channel", "通道"),
            NativeColumn("payment_method", "支付方式"),
            NativeColumn("chargeback_amount", "拒付金额"),
            NativeColumn("refunded_elsewhere", "其他退款金额"),
            NativeColumn("acquirer_reference", "收单参考号"),
            NativeColumn("creditor_name", "收款人"),
            NativeColumn("creditor_account", "收款账号"),
            NativeColumn("creditor_agent", "收款行"),
        ],
        directives: ["count"], suspectPrefixes: [])

    /// `files.md`, refund batch.
    package static let refundBatch = NativeLayout(
        name: "refund batch", root: "refund_batch", record: "refund",
        columns: [
            NativeColumn("refund_number", "退款单号", required: true),
            NativeColumn("payment_id", "支付id"),
            NativeColumn("order_number", "订单号"),
            NativeColumn("terminal", "终端号"),
            NativeColumn("refund_type", "退款类型"),
            NativeColumn("refund_amount", "退款金额"),
            NativeColumn("refund_currency", "退款币种"),
            NativeColumn("refund_description", "退款原因"),
        ],
        directives: ["batch_number", "account", "count", "total", "layout"],
        suspectPrefixes: ["refund_", "退款"])

    /// `files.md`, bank result.
    package static let results = NativeLayout(
        name: "bank result", root: "result", record: "refund",
        columns: [
            NativeColumn("refund_id", nil, required: true),
            NativeColumn("result", nil, required: true),
            NativeColumn("refund_amount", nil),
            NativeColumn("refund_currency", nil),
            NativeColumn("query_number", "查询号"),
            NativeColumn("bank_reference", nil),
            NativeColumn("reason_code", nil),
            NativeColumn("reason", nil),
            NativeColumn("processed_at", nil),
        ],
        directives: ["submission_id", "count", "total"], suspectPrefixes: [])

    /// What accounts have, as their banks say (`controls.md`, funds).
    package static let funds = NativeLayout(
        name: "balance file", root: "funds", record: "balance",
        columns: [
            NativeColumn("account", "账户号", required: true),
            NativeColumn("currency", "币种", required: true),
            NativeColumn("balance", "余额", required: true),
            NativeColumn("as_of", "截至时间", required: true),
        ],
        directives: ["count", "total"], suspectPrefixes: [])

    /// `files.md`, submission, as far as it is read back: which refunds it holds.
    package static let submission = NativeLayout(
        name: "submission", root: "submission", record: "refund",
        columns: [
            NativeColumn("refund_id", nil, required: true),
            NativeColumn("payment_id", nil, required: true),
        ],
        directives: [
            "submission_id", "channel", "sequence", "created", "currency", "count", "hash_total", "total",
        ],
        suspectPrefixes: [])

    /// Columns that Refundry itself adds to `rejected.csv`; ignored when such a file comes back corrected.
    package static let added: Set<String> = ["line", "codes", "message", "说明"]
}
