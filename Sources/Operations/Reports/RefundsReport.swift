package import Formats
package import Ledger
import Refunds
import Rules

/// `reports refunds`: the export, one line a refund with its whole life, filtered as `refunds find`.
package struct RefundsReport: Report {
    private let workspace: Workspace
    private let filter: RefundFilter

    package init(workspace: Workspace, filter: RefundFilter) {
        self.workspace = workspace
        self.filter = filter
    }

    package func write(_ open: (ReportHead) throws -> ReportStream) throws {
        try workspace.ledger.read { reader in
            try demandKnown(reader)
            let stream = try open(head)
            let holds = try Holds(workspace, reader)
            var origins = RefundOrigins(workspace, reader)
            try stream.section("refunds") { add in
                try reader.refunds(filter) { record in
                    let refund = try RefundView(record, workspace, holds)
                    let isOverdue = try origins.isOverdue(record)
                    let cells = try RefundColumns.cells(refund) + origins.cells(record)
                    try add(ReportRow(cells, tone: RefundColumns.tone(refund, isOverdue: isOverdue)))
                }
            }
            try stream.finish()
        }
    }

    /// An empty export must not hide a slip of the pen.
    private func demandKnown(_ reader: any LedgerReader) throws {
        try reader.demand(account: filter.account)
        if let batch = filter.batch, try reader.batch(batch) == nil {
            throw Failure(
                .notAllowed, "there is no batch \(batch): batches list names them",
                "没有批次 \(batch)：请用 batches list 查看")
        }
        if let submission = filter.submission, try reader.submission(submission) == nil {
            throw Failure(
                .notAllowed, "there is no submission \(submission): submissions list names them",
                "没有提交 \(submission)：请用 submissions list 查看")
        }
    }

    /// What was asked for, so that a part is not taken for the whole.
    private var asked: [ReportHead.Fact] {
        let all: [(String, String, ReportCell?)] = [
            ("account", "账户号", filter.account.map(ReportCell.identifier)),
            ("order_number", "订单号", filter.orderNumber.map(ReportCell.identifier)),
            ("payment_id", "支付流水号", filter.paymentID.map(ReportCell.identifier)),
            ("refund_number", "商户退款号", filter.number.map(ReportCell.identifier)),
            ("status", "状态", filter.status.map(ReportCell.status)),
            ("query_number", "查询号", filter.queryNumber.map(ReportCell.identifier)),
            ("batch", "批次", filter.batch.map { .identifier(String($0)) }),
            ("submission", "提交编号", filter.submission.map { .identifier(String($0)) }),
        ]
        return all.compactMap { key, chinese, cell in cell.map { .init(key, chinese, $0) } }
    }

    private var head: ReportHead {
        ReportHead(
            "refunds", BilingualText("Refunds", "退款明细"), madeAt: workspace.now.seconds,
            facts: [.init("made", "生成时间", .time(workspace.text(workspace.now)))] + asked,
            sections: [
                ReportSection("refunds", BilingualText("Refunds", "退款"), columns: RefundColumns.all)
            ])
    }
}

/// A refund as a row of reports: the names of `cli.md`, what the programs around it read, then where each step of its life is written down.
enum RefundColumns {
    static let all: [ReportColumn] =
        [
            ReportColumn("refund_id", "退款编号", .identifier, width: 18),
            ReportColumn("refund_number", "商户退款号", .identifier),
            ReportColumn("batch", "批次", .count, width: 8, isGrouped: false),
            ReportColumn("line", "行号", .count, width: 8, isGrouped: false),
            ReportColumn("account", "账户号", .identifier, width: 12),
            ReportColumn("terminal", "终端号", .identifier, width: 12),
            ReportColumn("channel", "通道", .identifier, width: 12),
            ReportColumn("payment_id", "支付流水号", .identifier),
            ReportColumn("order_number", "订单号", .identifier),
            ReportColumn("refund_type", "退款类型", .code, width: 12),
            ReportColumn("refund_amount", "退款金额", .money(currency: "refund_currency")),
            ReportColumn("refund_currency", "币种", .code, english: "Currency", width: 12),
            ReportColumn("status", "状态", .code, width: 28), ReportColumn("hold", "等待原因", .code, width: 12),
            ReportColumn("failure", "失败原因", .code), ReportColumn("reason_code", "银行原因码", .code, width: 14),
            ReportColumn("reason", "原因说明"), ReportColumn("reason_meaning", "原因码含义", width: 30),
            ReportColumn("submission", "提交编号", .count, isGrouped: false),
            ReportColumn("query_number", "查询号", .identifier, width: 26),
            ReportColumn("bank_reference", "银行参考号", .identifier),
            ReportColumn("bank_amount", "银行所付金额", .money(currency: "refund_currency"), isTotalled: false),
            ReportColumn("accepted_at", "受理时间", .time), ReportColumn("submitted_at", "提交时间", .time),
            ReportColumn("finished_at", "完成时间", .time),
        ] + RefundOrigins.columns

    static func cells(_ refund: RefundView) -> [ReportCell] {
        let record = refund.record
        let exponent = record.lane.exponent
        return [
            .identifier(refund.id), .identifier(record.number), .count(record.batch), .count(record.line),
            .identifier(record.lane.account), .identifier(record.terminal), .identifier(record.lane.channel),
            .identifier(record.paymentID), .identifier(record.orderNumber),
            CodeWords.cell(record.isFull ? "full" : "partial", CodeWords.refundTypes),
            .money(minor: record.amount, exponent: exponent),
            .code(record.lane.currency.text), .status(record.status), .code(refund.hold),
            .code(record.failure), said(record.reasonCode), said(record.reason),
            refund.reasonMeaning.map(ReportCell.note) ?? .empty,
            .count(record.submission), said(record.queryNumber, ReportCell.identifier),
            said(record.bankReference, ReportCell.identifier),
            record.paid.map { .money(minor: $0, exponent: exponent) } ?? .empty, .time(refund.acceptedAt),
            .time(refund.submittedAt), .time(refund.finishedAt),
        ]
    }

    /// What is overdue stands out, before what failed: the bank has that money's word.
    static func tone(_ refund: RefundView, isOverdue: Bool) -> ReportTone {
        switch refund.record.status {
        case .pending: refund.hold == nil ? .plain : .caution
        case .submitted: isOverdue ? .bad : .plain
        case .succeeded: .good
        case .failed: .caution
        }
    }

    private static func said(
        _ text: String, _ cell: (String) -> ReportCell = { .text($0) }
    ) -> ReportCell {
        text.isEmpty ? .empty : cell(text)
    }
}
