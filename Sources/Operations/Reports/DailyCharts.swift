import Formats
import Ledger
import Refunds
import Rules

/// The day at a glance: acceptance by day, rejections by reason, what is outstanding by channel.
enum DailyCharts {
    static func all(_ answer: DailyAnswer) throws -> [ReportChart] {
        [
            try acceptance(answer.intake), try rejections(answer.rejections), try outstanding(answer.flow),
        ]
    }

    private static func acceptance(
        _ days: [(date: CalendarDate, figures: [BatchFigures])]
    ) throws -> ReportChart {
        let bars = try days.map { day in
            let accepted = day.figures.reduce(0) { $0 + $1.accepted }
            let rejected = day.figures.reduce(0) { $0 + $1.rejected }
            var money = MoneyByCurrency()
            for total in day.figures.flatMap(\.totals) {
                try money.add(total.amount, total.lane.currency, exponent: total.lane.exponent)
            }
            let label = String(day.date.text.dropFirst(5))
            return ReportChart.Bar(
                BilingualText(label, label),
                [ReportChart.Part(.good, accepted), ReportChart.Part(.bad, rejected)],
                figures: ChartFigures.text(accepted, of: accepted + rejected, money.all))
        }
        return ReportChart(
            BilingualText("Accepted and rejected by day", "按日受理与拒绝"), .days,
            legend: [
                (.good, BilingualText("accepted", "受理")), (.bad, BilingualText("rejected", "拒绝")),
            ], bars: bars)
    }

    /// The rejections of a day or of a batch, by code with their money.
    static func rejections(_ codes: [CodeTotal]) throws -> ReportChart {
        let figures = try BatchAnswer.CodeFigure.of(codes).sorted { $0.rows > $1.rows }
        let bars = figures.map { figure in
            ReportChart.Bar(
                BilingualText(figure.code.rawValue, figure.code.rawValue),
                [ReportChart.Part(.bad, figure.rows)],
                figures: ChartFigures.text(figure.rows, figure.totals))
        }
        return ReportChart(
            BilingualText("Rejected rows by reason", "按原因的拒绝行数"), .rows, bars: bars.isEmpty ? [none] : bars)
    }

    private static func outstanding(_ lanes: [LaneFigures]) throws -> ReportChart {
        var channels: [String: (count: Int, money: MoneyByCurrency)] = [:]
        for lane in lanes where lane.outstanding.count > 0 {
            var sum = channels[lane.lane.channel] ?? (0, MoneyByCurrency())
            sum.count += lane.outstanding.count
            try sum.money.add(
                lane.outstanding.amount, lane.lane.currency, exponent: lane.lane.exponent)
            channels[lane.lane.channel] = sum
        }
        let bars = channels.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
            channel, sum in
            ReportChart.Bar(
                BilingualText(channel, channel), [ReportChart.Part(.caution, sum.count)],
                figures: ChartFigures.text(sum.count, sum.money.all))
        }
        return ReportChart(
            BilingualText("With the bank, without an answer, by channel", "按通道的在途退款"), .rows,
            bars: bars.isEmpty ? [none] : bars)
    }

    /// A chart of nothing says so with a zero.
    private static let none = ReportChart.Bar(
        BilingualText("none", "无"), [ReportChart.Part(.plain, 0)], figures: "0")
}

/// Figures as they stand beside a bar.
enum ChartFigures {
    /// `12 · USD 1,204.50, JPY 4,800`.
    static func text(_ count: Int, _ money: [Money]) -> String {
        ([GroupedDigits.text(count)] + (money.isEmpty ? [] : [text(money)])).joined(separator: " · ")
    }

    /// `12 / 15 · USD 1,204.50`; without the whole where nothing is missing of it.
    static func text(_ count: Int, of whole: Int, _ money: [Money]) -> String {
        guard whole != count else { return text(count, money) }
        let share = "\(GroupedDigits.text(count)) / \(GroupedDigits.text(whole))"
        return ([share] + (money.isEmpty ? [] : [text(money)])).joined(separator: " · ")
    }

    private static func text(_ money: [Money]) -> String {
        money.map { "\($0.currency.text) \(GroupedDigits.text($0.amountText))" }.joined(separator: ", ")
    }
}
