import Formats
import Home
import Ledger
import Refunds
import Rules

/// A notification's columns and rows. First stand the fields of the platform's own notification in its order, by its names, as far as Refundry knows them;
/// then what that has no field for.
///
/// Source: Oceanpayment, developer documents, Webhook, Business Order Notifications (业务订单通知), its table of parameters: `notice_type` is `refund` (a full
/// refund), `partialRefund` or `ARN` (the proof of a refund), the rest of its values are of no refund; `push_status` is 1 (successful) or 0 (failed); `push_id` is the
/// refund's own ID at the platform; `payment_dateTime` is when the order was paid, `push_dateTime` when the notification was made. It pushes results only:
/// a refund that is pending or submitted bears no `push_status`, and tells where it stands in `status`.
///
/// What was given out must come out again to the byte: these columns and their words stay as they are.
struct NotificationRows {
    static let columns: [ReportColumn] = [
        ReportColumn("account", "账户号", .identifier, width: 12),
        ReportColumn("terminal", "终端号", .identifier, width: 12),
        ReportColumn("payment_dateTime", "支付时间", .time, english: "Paid at"),
        ReportColumn("order_number", "订单号", .identifier),
        ReportColumn("order_currency", "交易币种", .code, width: 10),
        ReportColumn("order_amount", "交易金额", .money(currency: "order_currency")),
        ReportColumn("payment_id", "支付ID", .identifier),
        ReportColumn("refund_number", "退款单号", .identifier),
        ReportColumn("notice_type", "通知类型", .code, width: 14),
        ReportColumn("push_status", "推送状态", .code, width: 12),
        ReportColumn("push_details", "详细信息", width: 32),
        ReportColumn("push_id", "退款编号", .identifier, english: "Refund ID", width: 18),
        ReportColumn("push_dateTime", "推送时间", .time, english: "Given out at"),
        ReportColumn("notification", "通知编号", .count, width: 8, isGrouped: false),
        ReportColumn("status", "状态", .code, width: 28),
        ReportColumn("changed_at", "变更时间", .time),
        ReportColumn("refund_amount", "退款金额", .money(currency: "refund_currency")),
        ReportColumn("refund_currency", "退款币种", .code, width: 10),
        ReportColumn("failure", "失败原因", .code),
        ReportColumn("reason_code", "银行原因码", .code, width: 14),
        ReportColumn("reason", "原因说明"),
        ReportColumn("query_number", "查询号", .identifier),
        ReportColumn("bank_reference", "银行参考号", .identifier),
        ReportColumn("bank_amount", "银行所付金额", .money(currency: "refund_currency")),
        ReportColumn("batch", "批次", .count, width: 8, isGrouped: false),
    ]

    private let record: NotificationRecord
    private let clock: ZoneClock
    private let refundID: (Int64) -> String
    private let givenOutAt: String

    init(_ record: NotificationRecord, _ clock: ZoneClock, refundID: @escaping (Int64) -> String) {
        self.record = record
        self.clock = clock
        self.refundID = refundID
        givenOutAt = Self.text(record.at, clock)
    }

    static func text(_ instant: Instant, _ clock: ZoneClock) -> String {
        instant.text(offset: clock.offset(at: instant.seconds))
    }

    func row(_ change: RefundChange) -> ReportRow {
        let exponent = change.lane.exponent
        let currency = ReportCell.code(change.lane.currency.text)
        let status = change.move.status
        let hasFailed = status == .failed
        return ReportRow(
            [
                .identifier(change.lane.account), .identifier(change.terminal),
                .time(Self.text(change.paidAt, clock)), .identifier(change.orderNumber), currency,
                .money(minor: change.orderAmount, exponent: exponent), .identifier(change.paymentID),
                .identifier(change.number), .code(noticeType(change)), .code(Self.pushStatus(status)),
                Self.said(details(change)), .identifier(refundID(change.serial)), .time(givenOutAt),
                .count(record.number),
                // A query number comes for a refund that stands as it stood.
                status.map(ReportCell.status) ?? .empty, .time(Self.text(change.at, clock)),
                .money(minor: change.amount, exponent: exponent), currency,
                .code(change.move.failure?.rawValue),
                hasFailed ? Self.said(change.reasonCode) : .empty,
                hasFailed ? Self.said(change.reason) : .empty,
                change.queryNumber.isEmpty ? .empty : .identifier(change.queryNumber),
                change.bankReference.isEmpty ? .empty : .identifier(change.bankReference),
                change.bankPaid.map { .money(minor: $0, exponent: exponent) } ?? .empty,
                .count(change.batch),
            ], tone: Self.tone(status))
    }

    /// `full` exactly when the amount is the order's (`files.md`, submission).
    private func noticeType(_ change: RefundChange) -> String {
        guard change.move.status != nil else { return "ARN" }
        return change.amount == change.orderAmount ? "refund" : "partialRefund"
    }

    /// Nil: the platform pushes nothing of a refund that has no result yet.
    private static func pushStatus(_ status: RefundStatus?) -> String? {
        switch status {
        case .succeeded, nil: "1"
        case .failed: "0"
        case .pending, .submitted: nil
        }
    }

    /// Why it failed; the query number that came late.
    private func details(_ change: RefundChange) -> String {
        guard let status = change.move.status else { return change.queryNumber }
        guard status == .failed, let failure = change.move.failure else { return "" }
        return [failure.rawValue, change.reasonCode, change.reason].filter { !$0.isEmpty }.joined(
            separator: " ")
    }

    private static func said(_ text: String) -> ReportCell { text.isEmpty ? .empty : .text(text) }

    private static func tone(_ status: RefundStatus?) -> ReportTone {
        switch status {
        case .succeeded, nil: .good
        case .failed: .bad
        case .pending, .submitted: .plain
        }
    }
}
