import Formats
import Refunds
import Rules

extension ReportCell {
    /// Money of any size.
    static func money(_ minor: Int128, exponent: Int) -> ReportCell {
        if let narrow = Int64(exactly: minor) { return .money(minor: narrow, exponent: exponent) }
        return .figure(WideMoney(minor, exponent).text)
    }

    static func code(_ band: AgeBand) -> ReportCell { .code(band.rawValue, told: band.text) }
}

/// A sum of money in a width that nothing passes.
struct WideMoney {
    private(set) var minor: Int128
    private(set) var exponent: Int

    init(_ minor: Int128 = 0, _ exponent: Int = 0) {
        self.minor = minor
        self.exponent = exponent
    }

    /// Where channels give a currency different decimals, the finer ones stay.
    mutating func add(_ other: WideMoney) {
        let common = max(exponent, other.exponent)
        minor =
            minor * Int128(powersOfTen[common - exponent])
            + other.minor * Int128(powersOfTen[common - other.exponent])
        exponent = common
    }

    /// With exactly the decimals.
    var text: String { Money.text(wide: minor, exponent: exponent) }
}

/// Count, and money by currency: what stands beside a bar of a chart.
struct BarFigure {
    private(set) var count = 0
    private(set) var marked = 0
    private var money: [String: WideMoney] = [:]

    /// - Parameter isMarked: counts for the part of the bar that catches the eye.
    mutating func add(_ count: Int, _ amount: WideMoney?, _ currency: String, isMarked: Bool) {
        self.count += count
        if isMarked { marked += count }
        if let amount { money[currency, default: WideMoney()].add(amount) }
    }

    /// `12 · USD 1,204.50, JPY 4,800`.
    var text: String {
        let sums = money.sorted { $0.key < $1.key }.map { "\($0.key) \(GroupedDigits.text($0.value.text))" }
        return ([GroupedDigits.text(count)] + (sums.isEmpty ? [] : [sums.joined(separator: ", ")]))
            .joined(separator: " · ")
    }

    func bar(_ label: BilingualText, marked tone: ReportTone) -> ReportChart.Bar {
        let parts = [ReportChart.Part(tone, marked), ReportChart.Part(.plain, count - marked)]
        return ReportChart.Bar(label, parts.filter { $0.value > 0 }, figures: text)
    }
}
