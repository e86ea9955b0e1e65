package import Formats
import Ledger
import Refunds
import Rules

/// `reports exceptions`: what is open, by kind, age and money. What the bank says that it paid and we never sent stands first (details 24), then as
/// `exceptions list --by-money`: by currency, the greatest amount first, the oldest of equal ones.
package struct ExceptionsReport: Report {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    package func write(_ open: (ReportHead) throws -> ReportStream) throws {
        try workspace.ledger.read { reader in
            let survey = try ExceptionSurvey(workspace, reader)
            let stream = try open(head(survey))
            try stream.section("summary") { add in
                for row in survey.summary { try add(row) }
            }
            for chart in survey.charts { try stream.chart(chart) }
            try stream.section("exceptions") { add in
                try reader.exceptions(survey.ids) { exception, steps in
                    try add(
                        row(ExceptionView(exception, steps, workspace), isTop: survey.isTop(exception.id)))
                }
            }
            try stream.finish()
        }
    }

    private func head(_ survey: ExceptionSurvey) -> ReportHead {
        var head = ReportHead(
            "exceptions", BilingualText("Open exceptions", "未结异常"), madeAt: workspace.now.seconds,
            facts: [
                .init("made", "生成时间", .time(workspace.text(workspace.now))),
                .init("open", "未结", .count(survey.open), tone: survey.open > 0 ? .caution : .good),
                .init(
                    "proposed", "其中待另一人确认", .count(survey.proposed),
                    english: "Of these, wait for another person"),
                .init(
                    "unsent_successes", "未提交却称成功", .count(survey.top),
                    english: "Success for what was never sent", tone: survey.top > 0 ? .bad : .good),
            ],
            sections: [
                ReportSection(
                    "summary", BilingualText("By kind", "按类型"), hasTotals: false,
                    columns: ExceptionSurvey.columns),
                ReportSection("exceptions", BilingualText("Exceptions", "异常"), columns: Self.columns),
            ])
        head.verdict =
            survey.open == 0
            ? (BilingualText("nothing is open", "无未结异常"), .good)
            : (
                BilingualText(
                    survey.open == 1 ? "1 exception is open" : "\(survey.open) exceptions are open",
                    "\(survey.open) 项异常未结"),
                survey.top > 0 ? .bad : .caution
            )
        return head
    }

    // MARK: - Rows

    private static let columns = [
        ReportColumn("exception", "异常编号", .count, isGrouped: false),
        ReportColumn("code", "异常代码", .code, width: 20),
        ReportColumn("state", "状态", .code, width: 12), ReportColumn("assigned_to", "负责人", width: 16),
        ReportColumn("opened_at", "发生时间", .time), ReportColumn("age_days", "天数", .count),
        ReportColumn("amount", "涉及金额", .money(currency: "currency")),
        ReportColumn("currency", "币种", .code, width: 10),
        ReportColumn("refund_id", "退款编号", .identifier, width: 18),
        ReportColumn("refund_count", "退款笔数", .count, width: 10),
        ReportColumn("account", "账户号", .identifier, width: 12),
        ReportColumn("channel", "通道", .identifier, width: 12),
        ReportColumn("payment_id", "支付流水号", .identifier), ReportColumn("order_number", "订单号", .identifier),
        ReportColumn("our_status", "我方状态", .code, width: 28),
        ReportColumn("our_amount", "我方金额", .money(currency: "our_currency"), isTotalled: false),
        ReportColumn("our_currency", "我方币种", .code, width: 12),
        ReportColumn("their_result", "对方结果", .text, width: 12),
        ReportColumn("their_amount", "对方金额", .money(currency: "their_currency"), isTotalled: false),
        ReportColumn("their_currency", "对方币种", .text, width: 12),
        ReportColumn("their_reason_code", "对方原因码", .text, width: 14), ReportColumn("their_reason", "对方原因说明"),
        ReportColumn("file", "文件"),
        ReportColumn("line", "行号", .count, width: 8, isGrouped: false),
        ReportColumn("comments", "备注数", .count),
        ReportColumn("last_comment", "最近备注", width: 40),
    ]

    private func row(_ view: ExceptionView, isTop: Bool) -> ReportRow {
        let record = view.record
        let notes = view.steps.filter { !$0.note.isEmpty }
        let status = record.ours("status").flatMap(RefundStatus.init(rawValue:))
        return ReportRow(
            [
                .count(record.id), .code(record.code.rawValue),
                .code(record.state, told: Self.told(record.state)),
                .text(view.assignedTo), .time(view.openedAt), .count(view.ageDays), Self.amount(view.amount),
                .code(view.currency), .identifier(record.refundID),
                .count(record.listedCount ?? (record.refundID == nil ? nil : 1)),
                .identifier(record.ours("account")),
                .identifier(record.ours("channel") ?? record.theirs("channel")),
                .identifier(record.paymentID), .identifier(record.ours("order_number")),
                status.map { .status($0) } ?? .code(record.ours("status")),
                Self.amount(record.ours("refund_amount") ?? record.ours("refunds")),
                .code(record.ours("refund_currency") ?? record.ours("currency")),
                .text(record.theirs("result")),
                Self.amount(record.theirAmount), .text(record.theirs("refund_currency")),
                .text(record.theirs("reason_code")), .text(record.theirs("reason")),
                .text(record.fileName), .count(record.line), .count(notes.count), .text(notes.last?.note),
            ], tone: isTop ? .bad : .plain)
    }

    private static func told(_ state: String) -> BilingualText {
        state == "proposed" ? BilingualText("proposed", "待确认") : BilingualText("open", "未结")
    }

    /// As money where it is readable, with the decimals that were written; else the words of the file.
    static func amount(_ text: String?) -> ReportCell {
        guard let text else { return .empty }
        guard let amount = WrittenAmount(Array(text.utf8).span, allowingZero: true),
            let minor = amount.minorUnits(exponent: amount.decimals)
        else { return .text(text) }
        return .money(minor: minor, exponent: amount.decimals)
    }
}
