package import Formats
import Home
import Ledger
package import Refunds
import Rules

/// `reports fees`: what channels charge by contract (`fees` of a channel) for what was sent and paid in a period, by account, day and batch. Only reported:
/// nothing is ever taken out of a refund.
///
/// What undoes a charge takes it back on its own day, at the price at which it was charged: a submission made void, for the bank never had it, and a success
/// that is reversed. So the report of a period that is over never changes. A share is of the refund's own amount, rounded half up refund by refund.
package struct FeesReport: Report {
    private let workspace: Workspace
    private let period: ClosedRange<CalendarDate>
    private let account: String?

    /// - Parameters:
    ///   - first: nil: the first of the month in which `last` lies.
    ///   - last: its last day; nil: today.
    ///   - account: nil: all.
    /// A failure of kind usage when the period ends before it begins.
    package init(workspace: Workspace, from first: CalendarDate?, to last: CalendarDate?, account: String?)
        throws
    {
        self.workspace = workspace
        self.account = account
        let end = last ?? workspace.day(of: workspace.now).date
        let start = first ?? end.adding(days: 1 - end.day)
        guard start <= end else {
            throw Failure(
                .usage, "the period ends on \(end.text), before \(start.text): give --from and --to in order",
                "期间截止日 \(end.text) 早于起始日 \(start.text)：请按先后给出 --from 和 --to")
        }
        period = start...end
    }

    package func write(_ open: (ReportHead) throws -> ReportStream) throws {
        let (tally, gone) = try workspace.ledger.read { reader in
            try reader.demand(account: account)
            return (try counted(reader), try channelsWithoutSettings(reader))
        }
        let stream = try open(head(tally, gone))
        try stream.section("by_account") { add in
            for (key, sum) in tally.accounts.sorted(by: { $0.key < $1.key }) {
                try add(
                    ReportRow(
                        [.identifier(key.account), .identifier(key.channel)] + FeeColumns.cells(key, sum)))
            }
        }
        try stream.chart(chart(tally))
        try stream.section("by_day") { add in
            for (key, sum) in tally.days.sorted(by: { $0.key < $1.key }) {
                let date = CalendarDate(daysSince1970: key.number).text
                try add(ReportRow([.time(date), .identifier(key.channel)] + FeeColumns.cells(key, sum)))
            }
        }
        try stream.section("by_batch") { add in
            for (key, sum) in tally.batches.sorted(by: { $0.key < $1.key }) {
                let cells: [ReportCell] = [
                    .count(key.number), .identifier(key.account), .identifier(key.channel),
                ]
                try add(ReportRow(cells + FeeColumns.cells(key, sum)))
            }
        }
        try stream.finish()
    }

    private func counted(_ reader: any LedgerReader) throws -> FeeTally {
        var tally = FeeTally(
            channels: workspace.configuration.channels.mapValues(\.fees), zone: workspace.zone)
        let lanes = try reader.knownLanes()
        let start = Day(period.lowerBound, in: workspace.zone).start
        let end = Day(period.upperBound, in: workspace.zone).end
        for event in FeeTerm.Event.allCases {
            func isAsked(_ lane: Lane) -> Bool {
                (account == nil || lane.account == account) && tally.charges(event, lane)
            }
            let asked = Set(lanes.filter(isAsked))
            for lane in asked { tally.open(event, lane, on: period.upperBound) }
            try reader.charges(for: event, from: start, to: end, isAsked: asked.contains) {
                tally.add(event, $0)
            }
        }
        return tally
    }

    /// Channels that have had refunds and have left `refundry.yaml`: what they charged isn't known any more.
    private func channelsWithoutSettings(_ reader: any LedgerReader) throws -> [String] {
        let known = try reader.knownLanes().filter { account == nil || $0.account == account }
        return Set(known.map(\.channel)).filter { workspace.configuration.channel(named: $0) == nil }.sorted()
    }

    // MARK: - Head

    private func head(_ tally: FeeTally, _ gone: [String]) -> ReportHead {
        let events = tally.accounts.values
        let charged = events.reduce(0) { $0 + $1.charged }
        let takenBack = events.reduce(0) { $0 + $1.takenBack }
        var facts: [ReportHead.Fact] = [
            .init("made", "生成时间", .time(workspace.text(workspace.now))),
            .init("from", "起始日", .time(period.lowerBound.text)),
            .init("to", "截止日", .time(period.upperBound.text)),
            .init("charged", "计费笔数", .count(charged)),
            .init("taken_back", "冲回笔数", .count(takenBack)),
        ]
        if !gone.isEmpty {
            facts.append(
                .init(
                    "channels_without_settings", "已无设置的通道", .text(gone.joined(separator: ", ")),
                    tone: .caution))
        }
        if let account { facts.insert(.init("account", "账户号", .identifier(account)), at: 1) }
        var head = ReportHead(
            "fees", BilingualText("Fees", "手续费"), madeAt: workspace.now.seconds, facts: facts,
            sections: [
                ReportSection(
                    "by_account", BilingualText("By account", "按账户"),
                    columns: [FeeColumns.account, FeeColumns.channel] + FeeColumns.figures),
                ReportSection(
                    "by_day", BilingualText("By day", "按日"),
                    columns: [ReportColumn("date", "日期", .time, width: 14), FeeColumns.channel]
                        + FeeColumns.figures),
                ReportSection(
                    "by_batch", BilingualText("By batch", "按批次"),
                    columns: [
                        ReportColumn("batch", "批次", .count, width: 8, isGrouped: false), FeeColumns.account,
                        FeeColumns.channel,
                    ] + FeeColumns.figures),
            ])
        if !gone.isEmpty {
            let names = gone.joined(separator: ", ")
            head.verdict = (
                BilingualText(
                    "what \(names) charged is missing: put the channel back into refundry.yaml, with its fees",
                    "缺少 \(names) 的手续费：请将该通道连同 fees 写回 refundry.yaml"), .caution
            )
        } else if workspace.configuration.channels.values.allSatisfy(\.fees.isEmpty) {
            head.verdict = (
                BilingualText(
                    "no channel has fees: set fees in refundry.yaml", "没有通道设置手续费：请在 refundry.yaml 中设置 fees"),
                .plain
            )
        } else if charged + takenBack == 0 {
            head.verdict = (BilingualText("nothing was charged", "无计费"), .plain)
        }
        return head
    }

    private func chart(_ tally: FeeTally) -> ReportChart {
        var byDay: [Int: BarFigure] = [:]
        for (key, sum) in tally.days {
            let money = WideMoney(sum.fixed + sum.share, key.exponent)
            byDay[key.number, default: BarFigure()].add(
                sum.charged, money, key.currency.text, isMarked: false)
        }
        return ReportChart(
            BilingualText("Charges by day", "每日计费笔数"), .days,
            bars: byDay.sorted { $0.key < $1.key }.map { number, figure in
                let date = CalendarDate(daysSince1970: number).text
                return figure.bar(BilingualText(date, date), marked: .caution)
            })
    }
}

/// The columns that the sections share, and their cells.
enum FeeColumns {
    static let account = ReportColumn("account", "账户号", .identifier, width: 12)
    static let channel = ReportColumn("channel", "通道", .identifier, width: 12)
    static let figures = [
        ReportColumn("currency", "币种", .code, width: 10),
        ReportColumn("charged_on", "计费时点", .code, width: 14),
        ReportColumn("charged", "计费笔数", .count), ReportColumn("taken_back", "冲回笔数", .count, width: 12),
        // Not added up: with fees on both events each refund would stand in it twice.
        ReportColumn("refund_amount", "退款金额", .money(currency: "currency"), isTotalled: false),
        ReportColumn("fee_fixed", "固定费用", .money(currency: "currency")),
        ReportColumn("fee_share", "比例费用", .money(currency: "currency")),
        ReportColumn("fee", "手续费", .money(currency: "currency")),
    ]

    static func cells(_ key: FeeKey, _ sum: FeeSum) -> [ReportCell] {
        [
            .code(key.currency.text), .code(key.event.rawValue, told: told(key.event)), .count(sum.charged),
            .count(sum.takenBack), .money(sum.amount, exponent: key.exponent),
            .money(sum.fixed, exponent: key.exponent), .money(sum.share, exponent: key.exponent),
            .money(sum.fixed + sum.share, exponent: key.exponent),
        ]
    }

    private static func told(_ event: FeeTerm.Event) -> BilingualText {
        switch event {
        case .submission: BilingualText("submission", "提交")
        case .success: BilingualText("success", "成功")
        }
    }
}
