import Formats
import Refunds
import Rules

/// What the ageing report says before its lists: the figures, and what they look like.
struct AgeingHead {
    private let survey: AgeingSurvey
    private var workspace: Workspace { survey.workspace }

    init(_ survey: AgeingSurvey) { self.survey = survey }

    var head: ReportHead {
        var head = ReportHead(
            "ageing", BilingualText("Ageing", "账龄"), madeAt: workspace.now.seconds, facts: facts,
            sections: [
                ReportSection(
                    "summary", BilingualText("By age", "账龄汇总"), hasTotals: false, columns: Self.columns),
                ReportSection(
                    "submitted", BilingualText("Submitted, no answer", "已提交未答复"),
                    columns: AgeingRows.columns(ReportColumn("submitted_at", "提交时间", .time))),
                ReportSection(
                    "late_pending", BilingualText("Pending without a hold for too long", "无暂缓却逾时未提交"),
                    tab: BilingualText("Late, pending", "逾时未提交"),
                    columns: AgeingRows.columns(ReportColumn("free_since", "可提交起", .time))),
                ReportSection(
                    "no_query_number", BilingualText("Succeeded without a query number", "已成功但无查询号"),
                    tab: BilingualText("No query number", "无查询号"),
                    columns: AgeingRows.columns(ReportColumn("succeeded_at", "成功时间", .time))),
            ])
        head.verdict = verdict
        return head
    }

    private var facts: [ReportHead.Fact] {
        let submitted = survey.counts[.submitted]
        let overdue = submitted?.overdue ?? 0
        let late = survey.counts[.latePending]?.refunds ?? 0
        let unnumbered = survey.counts[.noQueryNumber]?.refunds ?? 0
        return [
            .init("made", "生成时间", .time(workspace.text(workspace.now))),
            .init(
                "submitted_count", "已提交未答复", .count(submitted?.refunds ?? 0), english: "Submitted, no answer"),
            .init(
                "overdue_count", "其中逾期", .count(overdue), english: "Overdue", tone: overdue > 0 ? .bad : .good
            ),
            .init(
                "late_pending_count", "逾时未提交", .count(late), english: "Late, pending",
                tone: late > 0 ? .caution : .good),
            .init(
                "no_query_number_count", "无查询号", .count(unnumbered), english: "No query number",
                tone: unnumbered > 0 ? .caution : .good),
        ]
    }

    private var verdict: (text: BilingualText, tone: ReportTone) {
        let overdue = survey.counts[.submitted]?.overdue ?? 0
        if survey.unknown > 0 {
            return (
                BilingualText(
                    "the age of \(Self.refunds(survey.unknown)) is unknown: a calendar lacks a year",
                    "\(survey.unknown) 笔退款账龄未知：日历缺少年份"), .bad
            )
        }
        if overdue > 0 {
            return (BilingualText("\(Self.refunds(overdue)) overdue", "\(overdue) 笔逾期"), .bad)
        }
        let rest = (survey.counts[.latePending]?.refunds ?? 0) + (survey.counts[.noQueryNumber]?.refunds ?? 0)
        return rest > 0
            ? (BilingualText("nothing overdue, \(Self.refunds(rest)) late", "无逾期，\(rest) 笔延迟"), .caution)
            : (BilingualText("nothing overdue or late", "无逾期或延迟"), .good)
    }

    private static func refunds(_ count: Int) -> String { count == 1 ? "1 refund" : "\(count) refunds" }

    // MARK: - Summary

    private static let columns = [
        ReportColumn("list", "清单", .code, width: 26), ReportColumn("channel", "通道", .identifier, width: 12),
        ReportColumn("refund_currency", "币种", .code, english: "Currency", width: 12),
        ReportColumn("band", "账龄段（工作日）", .code, english: "Band, business days", width: 20),
        ReportColumn("refunds", "笔数", .count), ReportColumn("overdue_refunds", "其中逾期", .count),
        ReportColumn("refund_amount", "退款金额", .money(currency: "refund_currency")),
    ]

    /// Every band of every channel and currency that a list has, the oldest first; a year that a calendar lacks only where it matters.
    var summary: [ReportRow] {
        survey.sums.sorted { $0.key < $1.key }.flatMap { key, bands in
            AgeBand.allCases.reversed().compactMap { band in
                let sum = bands[band] ?? AgeingSurvey.Sum()
                if band == .unknown, sum.count == 0 { return nil }
                let exponent = bands.values.map(\.amount.exponent).max() ?? 0
                var amount = WideMoney(0, exponent)
                amount.add(sum.amount)
                return ReportRow(
                    [
                        .code(key.list.rawValue, told: key.list.text), .identifier(key.channel),
                        .code(key.currency.text), .code(band), .count(sum.count), .count(sum.overdue),
                        .money(amount.minor, exponent: amount.exponent),
                    ], tone: tone(key.list, sum, band))
            }
        }
    }

    private func tone(_ list: AgeingSurvey.List, _ sum: AgeingSurvey.Sum, _ band: AgeBand) -> ReportTone {
        if sum.count == 0 { return .plain }
        if sum.overdue > 0 { return .bad }
        switch list {
        case .submitted: return band == .unknown ? .caution : .plain
        case .latePending, .noQueryNumber: return .caution
        }
    }

    // MARK: - Charts

    var charts: [ReportChart] {
        let bars = figures { key, _ in key.channel }.sorted { $0.key < $1.key }.map {
            $0.value.bar(BilingualText($0.key, $0.key), marked: .bad)
        }
        return [
            byAge(),
            ReportChart(
                BilingualText("Outstanding by channel", "各通道未答复"), .rows, legend: Self.legend, bars: bars),
        ]
    }

    /// What is with the bank and has no answer, by age.
    /// - Parameter isBesidePast: whether it stands among figures of a day that is over: it is of now all the same, and says so.
    func byAge(isBesidePast: Bool = false) -> ReportChart {
        let figures = figures { _, band in band }
        let bands = AgeBand.allCases.filter { $0 != .unknown || figures[$0] != nil }
        return ReportChart(
            isBesidePast
                ? BilingualText("Submitted without an answer by now, by business days", "截至目前已提交未答复，按工作日账龄")
                : BilingualText("Submitted without an answer, by business days", "已提交未答复，按工作日账龄"), .rows,
            legend: Self.legend,
            bars: bands.map { (figures[$0] ?? BarFigure()).bar($0.text, marked: .bad) })
    }

    private static let legend = [
        (tone: ReportTone.bad, text: BilingualText("overdue", "逾期")),
        (tone: ReportTone.plain, text: BilingualText("in time", "未逾期")),
    ]

    private func figures<Place: Hashable>(
        by place: (AgeingSurvey.Key, AgeBand) -> Place
    ) -> [Place: BarFigure] {
        var figures: [Place: BarFigure] = [:]
        for (key, bands) in survey.sums where key.list == .submitted {
            for (band, sum) in bands {
                figures[place(key, band), default: BarFigure()].add(
                    sum.overdue, nil, key.currency.text, isMarked: true)
                figures[place(key, band), default: BarFigure()].add(
                    sum.count - sum.overdue, sum.amount, key.currency.text, isMarked: false)
            }
        }
        return figures
    }
}

extension AgeingSurvey.List {
    var text: BilingualText {
        switch self {
        case .submitted: BilingualText("submitted, no answer", "已提交未答复")
        case .latePending: BilingualText("late, pending", "逾时未提交")
        case .noQueryNumber: BilingualText("no query number", "无查询号")
        }
    }
}
