package import Formats
import Home
import Ledger
import Refunds
import Rules

/// `reports ageing`: what waits for the bank's word, by business days of its channel; what should have left and hasn't; and what was paid and has no query
/// number still (`controls.md`, reports; details 33).
package struct AgeingReport: Report {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    package func write(_ open: (ReportHead) throws -> ReportStream) throws {
        try workspace.ledger.read { reader in
            let survey = try AgeingSurvey(workspace, reader)
            let stream = try open(AgeingHead(survey).head)
            try stream.section("summary") { add in
                for row in AgeingHead(survey).summary { try add(row) }
            }
            for chart in AgeingHead(survey).charts { try stream.chart(chart) }
            let rows = AgeingRows(survey)
            try stream.section("submitted") { add in
                for submission in survey.submissions {
                    try reader.outstandingRefunds(of: submission) { refund in
                        try add(rows.submitted(refund, at: submission.emittedAt))
                    }
                }
            }
            try stream.section("late_pending") { add in
                if survey.counts[.latePending] == nil { return }
                try reader.waitingRefunds(channel: nil) { refund in
                    if try survey.isLate(refund) { try add(rows.late(refund)) }
                }
            }
            try stream.section("no_query_number") { add in
                if survey.counts[.noQueryNumber] == nil { return }
                try survey.unnumbered { found, _ in
                    guard let refund = try reader.refund(found.serial) else { return }
                    try add(rows.unnumbered(refund, since: found.succeededAt))
                }
            }
            try stream.finish()
        }
    }
}

/// The rows of the report's lists.
struct AgeingRows {
    private let survey: AgeingSurvey
    private var workspace: Workspace { survey.workspace }

    init(_ survey: AgeingSurvey) { self.survey = survey }

    static func columns(_ time: ReportColumn) -> [ReportColumn] {
        [
            ReportColumn("refund_id", "退款编号", .identifier, width: 18),
            ReportColumn("band", "账龄段", .code, width: 12),
            ReportColumn("age_business_days", "账龄（工作日）", .count, width: 18),
            ReportColumn("overdue", "逾期", .flag, width: 10), ReportColumn("due_on", "到期日", .time, width: 14),
            ReportColumn("refund_amount", "退款金额", .money(currency: "refund_currency")),
            ReportColumn("refund_currency", "币种", .code, english: "Currency", width: 12),
            ReportColumn("account", "账户号", .identifier, width: 12),
            ReportColumn("channel", "通道", .identifier, width: 12),
            ReportColumn("refund_number", "商户退款号", .identifier),
            ReportColumn("payment_id", "支付流水号", .identifier),
            ReportColumn("order_number", "订单号", .identifier),
            ReportColumn("batch", "批次", .count, width: 8, isGrouped: false),
            ReportColumn("submission", "提交编号", .count, isGrouped: false), time,
            ReportColumn("note", "备注", width: 40),
        ]
    }

    func submitted(_ refund: RefundRecord, at emittedAt: Instant) throws -> ReportRow {
        let ages = try survey.ages(refund.lane.channel)
        let age = ages.age(since: emittedAt)
        let isOverdue = try survey.isOverdue(refund.lane.channel, age)
        let tone: ReportTone = isOverdue.map { $0 ? .bad : .plain } ?? .caution
        return try row(
            refund, since: emittedAt, days: ages.clock.overdueBusinessDays,
            overdue: isOverdue.map { .flag($0) } ?? .empty, tone)
    }

    func late(_ refund: RefundRecord) throws -> ReportRow {
        let channel = refund.lane.channel
        let since = try survey.since(channel, refund.readyAt, refund.coolingUntil)
        let days = workspace.settings(ofChannel: channel).latePendingBusinessDays
        return try row(refund, since: since, days: days, overdue: .empty, .caution)
    }

    func unnumbered(_ refund: RefundRecord, since: Instant) throws -> ReportRow {
        try row(refund, since: since, days: AgeingSurvey.queryNumberDays, overdue: .empty, .caution)
    }

    private func row(
        _ refund: RefundRecord, since: Instant, days: Int, overdue: ReportCell, _ tone: ReportTone
    ) throws -> ReportRow {
        let ages = try survey.ages(refund.lane.channel)
        let age = ages.age(since: since)
        var unknown = age.unknown
        var due = ReportCell.empty
        switch ages.due(since: since, after: days) {
        case .on(let date): due = .time(date.text)
        case .unknown(let year): unknown = unknown ?? year
        }
        return ReportRow(
            [
                .identifier(workspace.refundID(refund.serial)), .code(AgeBand(age)),
                age.unknown == nil ? .count(age.days) : .empty, overdue, due,
                .money(minor: refund.amount, exponent: refund.lane.exponent),
                .code(refund.lane.currency.text), .identifier(refund.lane.account),
                .identifier(refund.lane.channel), .identifier(refund.number), .identifier(refund.paymentID),
                .identifier(refund.orderNumber), .count(refund.batch), .count(refund.submission),
                .time(workspace.text(since)),
                unknown.map { note($0, age) } ?? .empty,
            ], tone: tone)
    }

    /// Which year is missing, and what to do.
    private func note(_ unknown: UnknownYear, _ age: BusinessAges.Age) -> ReportCell {
        let least = age.unknown == nil ? "" : "at least \(age.days) business days: "
        let chineseLeast = age.unknown == nil ? "" : "至少 \(age.days) 个工作日："
        let file = "calendars/\(unknown.calendar).yaml"
        let text = BilingualText(
            "\(least)the calendar \(unknown.calendar) doesn't hold \(unknown.year): write that year into \(file)",
            "\(chineseLeast)日历 \(unknown.calendar) 没有 \(unknown.year) 年：请将该年写入 \(file)")
        return .code(text.english, told: text)
    }
}
