import Bytes
package import Formats
import Ledger
import Refunds
import Rules

/// `reports batch ID`: what came, what was accepted and why the rest wasn't, who approved, where its refunds are now (`controls.md`, reports).
package struct BatchReport: Report {
    private let workspace: Workspace
    private let id: Int

    package init(workspace: Workspace, batch id: Int) {
        self.workspace = workspace
        self.id = id
    }

    /// A failure of kind notAllowed when there is no such batch.
    package func write(_ open: (ReportHead) throws -> ReportStream) throws {
        try workspace.ledger.read { reader in
            guard let record = try reader.batch(id) else {
                throw Failure(
                    .notAllowed, "there is no batch \(id): see `refundry batches list`",
                    "没有批次 \(id)：请查看 `refundry batches list`")
            }
            let view = try BatchView(record, workspace)
            let standings = try BatchStandings(of: id, workspace, reader)
            let stream = try open(head(view))
            try stream.chart(DailyCharts.rejections(record.codes))
            try stream.section("codes") { add in
                for code in record.codes { try add(Self.row(code)) }
            }
            try stream.section("refunds") { add in
                try standings.rows.forEach(add)
            }
            try stream.section("closed") { add in try standings.closed.forEach(add) }
            try stream.section("approvals") { add in
                for approval in view.approvals {
                    try add(
                        ReportRow([.text(approval.by), .text(approval.osUser), .time(approval.at)]))
                }
            }
            try stream.section("voided") { add in
                for voided in view.voided { try add(Self.row(voided)) }
            }
            try stream.finish()
        }
    }

    // MARK: - Head

    private func head(_ view: BatchView) -> ReportHead {
        let record = view.record
        var head = ReportHead(
            "batch", BilingualText("Batch \(id)", "批次 \(id)"), madeAt: workspace.now.seconds,
            facts: facts(view), sections: Self.sections)
        let intake =
            record.rejected == 0
            ? BilingualText("all \(record.accepted) accepted", "\(record.accepted) 笔全部受理")
            : BilingualText(
                "\(record.accepted) accepted, \(record.rejected) rejected",
                "受理 \(record.accepted) 笔，拒绝 \(record.rejected) 笔")
        head.verdict = Self.verdict(record, intake)
        return head
    }

    private static func verdict(_ record: BatchRecord, _ intake: BilingualText) -> (BilingualText, ReportTone)
    {
        switch record.state {
        case .declined:
            (BilingualText("\(intake.english), then declined", "\(intake.chinese)，后被拒绝"), .bad)
        case .approval:
            (BilingualText("\(intake.english), waits for approval", "\(intake.chinese)，待审批"), .caution)
        case .refused: (BilingualText("refused", "文件被拒收"), .bad)
        case .approved, .done: (intake, record.rejected == 0 ? .good : .caution)
        }
    }

    private func facts(_ view: BatchView) -> [ReportHead.Fact] {
        let record = view.record
        return [
            .init("batch", "批次", .count(record.id)), .init("file", "文件", .text(record.file.name)),
            .init("sha256", "摘要", .identifier(record.file.digest.hex), english: "SHA-256"),
            .init("account", "账户号", .identifier(record.account)),
            .init("batch_number", "商户批次号", .identifier(record.batchNumber)),
            .init("policy", "受理策略", CodeWords.cell(record.policy, CodeWords.policies)),
            .init("by", "经办人", .text(record.by)),
            .init("taken_at", "接收时间", .time(view.takenAt)),
            .init(
                "state", "状态",
                .code(
                    record.state.rawValue,
                    told: BilingualText(record.state.rawValue, record.state.chinese))),
            .init("records", "记录数", .count(record.records)), .init("accepted", "受理", .count(record.accepted)),
            .init(
                "rejected", "拒绝", .count(record.rejected), tone: record.rejected > 0 ? .caution : .plain),
            .init("warnings", "警告", .count(record.warnings)),
            .init("accepted_totals", "受理金额", .totals(view.totals), english: "Accepted money"),
            .init("approvals_needed", "所需审批", .count(record.approvalsNeeded)),
            .init(
                "approvals_missing", "尚缺审批", .count(record.approvalsMissing),
                tone: record.approvalsMissing > 0 ? .caution : .plain),
            .init("made", "生成时间", .time(workspace.text(workspace.now))),
        ]
    }

    private static let sections = [
        ReportSection(
            // No totals: a row that has several codes counts for each.
            "codes", BilingualText("Rejected rows by reason", "按原因的拒绝行数"),
            tab: BilingualText("Rejections", "拒绝原因"), hasTotals: false,
            columns: [
                ReportColumn("code", "原因代码", .code, width: 26), ReportColumn("rows", "行数", .count),
                ReportColumn("currency", "币种", .code, width: 10),
                ReportColumn("amount", "金额", .money(currency: "currency")),
            ]),
        ReportSection(
            "refunds", BilingualText("Where its refunds are now", "退款现状"),
            columns: [
                ReportColumn("status", "状态", .code, width: 28), ReportColumn("why", "原因", .code, width: 26),
                ReportColumn("count", "笔数", .count), ReportColumn("currency", "币种", .code, width: 10),
                ReportColumn("amount", "金额", .money(currency: "currency")),
            ]),
        ReportSection(
            "closed", BilingualText("Cancelled or declined", "撤销或拒绝"),
            columns: [
                ReportColumn("failure", "失败原因", .code, width: 26), ReportColumn("by", "经办人"),
                ReportColumn("at", "时间", .time), ReportColumn("reason", "原因说明", width: 40),
                ReportColumn("count", "笔数", .count), ReportColumn("currency", "币种", .code, width: 10),
                ReportColumn("amount", "金额", .money(currency: "currency")),
            ]),
        ReportSection(
            "approvals", BilingualText("Approvals", "审批"),
            columns: [
                ReportColumn("by", "经办人"), ReportColumn("os_user", "系统登录名"),
                ReportColumn("at", "时间", .time),
            ]),
        ReportSection(
            "voided", BilingualText("Approvals that became void", "已失效的审批"),
            tab: BilingualText("Void approvals", "已失效的审批"),
            columns: [
                ReportColumn("by", "经办人"), ReportColumn("os_user", "系统登录名"),
                ReportColumn("at", "时间", .time), ReportColumn("voided_at", "失效时间", .time),
                ReportColumn("message", "说明", width: 60),
            ]),
    ]

    // MARK: - Rows

    /// A row that has several codes counts for each.
    private static func row(_ code: CodeTotal) -> ReportRow {
        ReportRow(
            [
                .code(code.code.rawValue), .count(code.rows), .code(code.currency?.text),
                code.currency == nil ? .empty : .money(minor: code.amount, exponent: code.exponent),
            ], tone: .caution)
    }

    private static func row(_ voided: BatchView.Voided) -> ReportRow {
        ReportRow(
            [
                .text(voided.by), .text(voided.osUser), .time(voided.at), .time(voided.voidedAt),
                .note(voided.why),
            ], tone: .caution)
    }
}

extension BatchState {
    package var chinese: String {
        switch self {
        case .refused: "文件被拒收"
        case .approval: "待审批"
        case .approved: "已审批"
        case .declined: "已拒绝"
        case .done: "已办结"
        }
    }
}
