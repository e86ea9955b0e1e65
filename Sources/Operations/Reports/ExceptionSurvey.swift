import Formats
import Ledger
import Refunds
import Rules

/// What the exceptions' report counts before its first row, and their order. Holds a few words for each, never the exception.
final class ExceptionSurvey {
    private struct Place: Comparable {
        let isTop: Bool
        /// Behind all currencies where there is no amount.
        let currency: String
        let millionths: Int64
        let id: Int

        private var key: (Int, String, Int64, Int) { (isTop ? 0 : 1, currency, -millionths, id) }
        static func < (one: Place, other: Place) -> Bool { one.key < other.key }
    }

    private struct Kind: Hashable {
        let code: ExceptionCode
        let currency: String
    }

    private struct Sum {
        var count = 0
        var top = 0
        var proposed = 0
        var oldest = Instant(seconds: .max)
        var bands: [AgeBand: Int] = [:]
        /// Nil where none has a readable amount.
        var amount: WideMoney?

        mutating func add(_ brief: ExceptionBrief, days: Int, _ money: WrittenAmount?) {
            count += 1
            top += brief.isUnsentSuccess ? 1 : 0
            proposed += brief.isProposed ? 1 : 0
            bands[AgeBand(days: days), default: 0] += 1
            oldest = min(oldest, brief.openedAt)
            if let money, let minor = money.minorUnits(exponent: money.decimals) {
                var sum = amount ?? WideMoney()
                sum.add(WideMoney(Int128(minor), money.decimals))
                amount = sum
            }
        }
    }

    private(set) var ids: [Int] = []
    private(set) var open = 0
    private(set) var proposed = 0
    private(set) var top = 0
    private var tops: Set<Int> = []
    private var kinds: [Kind: Sum] = [:]
    private let workspace: Workspace

    init(_ workspace: Workspace, _ reader: any LedgerReader) throws {
        self.workspace = workspace
        var places: [Place] = []
        try reader.openExceptions { brief in
            let amount = brief.amount.flatMap { WrittenAmount(Array($0.utf8).span, allowingZero: true) }
            places.append(
                Place(
                    isTop: brief.isUnsentSuccess, currency: amount == nil ? "~" : brief.currency ?? "",
                    millionths: amount?.millionths ?? 0, id: brief.id))
            self.count(brief, amount)
        }
        places.sort()
        ids = places.map(\.id)
    }

    func isTop(_ id: Int) -> Bool { tops.contains(id) }

    private func count(_ brief: ExceptionBrief, _ amount: WrittenAmount?) {
        open += 1
        if brief.isProposed { proposed += 1 }
        if brief.isUnsentSuccess {
            top += 1
            tops.insert(brief.id)
        }
        let kind = Kind(code: brief.code, currency: amount == nil ? "" : brief.currency ?? "")
        let days = max(0, Int((workspace.now.seconds - brief.openedAt.seconds) / 86_400))
        kinds[kind, default: Sum()].add(brief, days: days, amount)
    }

    // MARK: - Summary

    static let columns = [
        ReportColumn("code", "异常代码", .code, width: 20), ReportColumn("currency", "币种", .code, width: 10),
        ReportColumn("count", "项数", .count), ReportColumn("amount", "涉及金额", .money(currency: "currency")),
        ReportColumn("days_0_to_2", "0–2 天", .count, english: "0–2 days", width: 12),
        ReportColumn("days_3_to_5", "3–5 天", .count, english: "3–5 days", width: 12),
        ReportColumn("days_6_to_10", "6–10 天", .count, english: "6–10 days", width: 12),
        ReportColumn("days_over_10", "超过 10 天", .count, english: "Over 10 days", width: 12),
        ReportColumn("proposed", "待确认", .count), ReportColumn("oldest_opened_at", "最早发生时间", .time),
    ]

    private var sorted: [(kind: Kind, sum: Sum)] {
        kinds.map { ($0.key, $0.value) }.sorted { one, other in
            let places = [one, other].map { entry in
                (
                    entry.1.top > 0 ? 0 : 1, ExceptionCode.allCases.firstIndex(of: entry.0.code) ?? 0,
                    entry.0.currency
                )
            }
            return places[0] < places[1]
        }
    }

    /// By code and currency; codes with a success for what was never sent first.
    var summary: [ReportRow] {
        sorted.map { kind, sum in
            ReportRow(
                [
                    .code(kind.code.rawValue), kind.currency.isEmpty ? .empty : .code(kind.currency),
                    .count(sum.count),
                    sum.amount.map { .money($0.minor, exponent: $0.exponent) } ?? .empty,
                ]
                    + [AgeBand.upTo2, .upTo5, .upTo10, .over10].map { .count(sum.bands[$0] ?? 0) } + [
                        .count(sum.proposed), .time(workspace.text(sum.oldest)),
                    ], tone: sum.top > 0 ? .bad : .plain)
        }
    }

    var charts: [ReportChart] {
        var byCode: [ExceptionCode: BarFigure] = [:]
        var byBand: [AgeBand: BarFigure] = [:]
        for (kind, sum) in kinds {
            byCode[kind.code, default: BarFigure()].add(
                sum.count - sum.top, sum.amount, kind.currency, isMarked: false)
            byCode[kind.code, default: BarFigure()].add(sum.top, nil, kind.currency, isMarked: true)
            for (band, count) in sum.bands {
                byBand[band, default: BarFigure()].add(count, nil, kind.currency, isMarked: false)
            }
        }
        let legend = [
            (tone: ReportTone.bad, text: BilingualText("success for what was never sent", "未提交却称成功")),
            (tone: ReportTone.plain, text: BilingualText("other", "其他")),
        ]
        return [
            ReportChart(
                BilingualText("Open exceptions by kind", "未结异常，按类型"), .rows, legend: top > 0 ? legend : [],
                bars: ExceptionCode.allCases.compactMap { code in
                    byCode[code]?.bar(BilingualText(code.rawValue, code.rawValue), marked: .bad)
                }),
            ReportChart(
                BilingualText("Open exceptions by age in days", "未结异常，按天数"), .rows,
                bars: [AgeBand.upTo2, .upTo5, .upTo10, .over10].map {
                    (byBand[$0] ?? BarFigure()).bar($0.text, marked: .bad)
                }),
        ]
    }
}
