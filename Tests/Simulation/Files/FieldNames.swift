/// The native layouts' fields with the Chinese header names (`files.md`, the three tables).
enum FieldNames {
    static let orders = [
        "payment_id", "account", "terminal", "order_number", "order_currency", "order_amount",
        "payment_status", "payment_datetime", "channel", "payment_method", "chargeback_amount",
        "refunded_elsewhere", "acquirer_reference",
    ]

    /// Where the money goes: the same for every order, so that none waits for it.
    static let creditor = ["creditor_name", "creditor_account"]

    static let refunds = [
        "refund_number", "payment_id", "order_number", "terminal", "refund_type", "refund_amount",
        "refund_currency", "refund_description",
    ]

    static let results = [
        "refund_id", "result", "refund_amount", "refund_currency", "query_number", "bank_reference",
        "reason_code", "reason", "processed_at",
    ]

    static func of(_ kind: Sheet.Kind) -> [String] {
        switch kind {
        case .orders: orders + creditor
        case .refunds: refunds
        case .results: results
        }
    }

    static let chinese = [
        "payment_id": "支付ID", "account": "账户号", "terminal": "终端号", "order_number": "订单号",
        "order_currency": "交易币种", "order_amount": "交易金额", "payment_status": "交易状态",
        "payment_datetime": "交易时间", "channel": "通道", "payment_method": "支付方式",
        "chargeback_amount": "拒付金额", "refunded_elsewhere": "其他退款金额", "acquirer_reference": "收单参考号",
        "refund_number": "退款单号", "refund_type": "退款类型", "refund_amount": "退款金额",
        "refund_currency": "退款币种", "refund_description": "退款原因",
    ]

    /// The English name of a header cell; the cell itself where it is no field.
    static func english(_ header: String, _ kind: Sheet.Kind) -> String {
        let name = header.lowercased()
        if of(kind).contains(name) { return name }
        return of(kind).first { chinese[$0]?.lowercased() == name } ?? header
    }
}
