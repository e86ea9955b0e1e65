import Rules

/// Bars that stand, from left to right, over an axis of days. As many of the days are named as there is room for, and each bar bears its number where
/// all numbers find room; the figures of each day stand in a list beneath the drawing (`ChartCard`).
enum DaysChart {
    private static let plotHeight = 180
    /// Above the highest line, for the number of a bar that reaches it.
    private static let above = 18
    private static let below = 36
    private static let gap = 8

    static func drawing(_ chart: ReportChart, in language: Language) -> ChartDrawing {
        let labels = DayLabels(chart.bars.map { $0.label.told(in: language, apart: " ") })
        let values = chart.bars.map { ChartScale.sum($0.parts.map(\.value)) }
        let ticks = ChartScale.ticks(to: values.max() ?? 0)
        let size = ChartDrawing.Style.axis.size
        let axis = ticks.reduce(0) { max($0, ChartText.width(GroupedDigits.text($1), size: size)) } + gap
        let half = labels.widest(size: size) / 2 + 1
        // A month of days is as wide as the card; more days make the drawing wider, never the bars vanish.
        let (left, right) = (max(axis, half), half)
        let plot = max(640 - left - right, chart.bars.count * 4)
        var drawing = ChartDrawing(width: left + plot + right, height: above + plotHeight + below)
        let base = above + plotHeight
        for tick in ticks {
            let up = ChartScale.lengths([tick], top: ticks.last ?? 0, in: plotHeight).reduce(0, +)
            drawing.lines.append(
                ChartDrawing.Line(x1: left, y1: base - up, x2: left + plot, y2: base - up, isBase: tick == 0))
            drawing.words.append(
                ChartDrawing.Words(
                    text: GroupedDigits.text(tick), x: left - gap, y: base - up + 4, anchor: .end,
                    style: .axis))
        }
        guard !chart.bars.isEmpty else { return drawing }
        let slots = Slots(left: left, plot: plot, count: chart.bars.count)
        append(chart.bars, values, slots, top: ticks.last ?? 0, base: base, language, to: &drawing)
        labels.append(slots, base: base, size: size, to: &drawing)
        return drawing
    }

    private static func append(
        _ bars: [ReportChart.Bar], _ values: [Int], _ slots: Slots, top: Int, base: Int, _ language: Language,
        to drawing: inout ChartDrawing
    ) {
        let texts = values.map { GroupedDigits.text($0) }
        let size = ChartDrawing.Style.axis.size
        let areNumbered = texts.allSatisfy { ChartText.width($0, size: size) + 2 <= slots.width }
        for (place, bar) in bars.enumerated() {
            var y = base
            let width = min(48, max(1, slots.width * 7 / 10))
            for (part, length) in zip(
                bar.parts, ChartScale.lengths(bar.parts.map(\.value), top: top, in: plotHeight))
            where length > 0 {
                y -= length
                drawing.boxes.append(
                    ChartDrawing.Box(
                        x: slots.middle(place) - width / 2, y: y, width: width, height: length,
                        tone: part.tone,
                        hint: bar.hint(in: language)))
            }
            guard areNumbered else { continue }
            drawing.words.append(
                ChartDrawing.Words(
                    text: texts[place], x: slots.middle(place), y: y - 4, anchor: .middle, style: .axis))
        }
    }

    /// The places of the bars.
    struct Slots {
        let left: Int
        let plot: Int
        let count: Int

        var width: Int { plot / count }
        func middle(_ place: Int) -> Int { left + (2 * place + 1) * plot / (2 * count) }
    }
}

/// The names under the bars: of dates of one year only month and day, the year once beneath; the first of those that are named is always the first day.
private struct DayLabels {
    private let names: [String]
    private let year: String?

    init(_ labels: [String]) {
        let labels = labels.map(Printable.text)
        let years = Set(labels.map { $0.prefix(5) })
        if let year = years.first, years.count == 1, labels.allSatisfy(Self.isDate) {
            names = labels.map { String($0.dropFirst(5)) }
            self.year = String(year.dropLast())
        } else {
            names = labels.map { ChartText.cut($0, size: ChartDrawing.Style.axis.size, to: 120) }
            year = nil
        }
    }

    func widest(size: Int) -> Int {
        (names + [year ?? ""]).reduce(0) { max($0, ChartText.width($1, size: size)) }
    }

    func append(_ slots: DaysChart.Slots, base: Int, size: Int, to drawing: inout ChartDrawing) {
        let room = widest(size: size) + 6
        let step = max(1, (room * slots.count + slots.plot - 1) / slots.plot)
        for place in stride(from: 0, to: names.count, by: step) {
            words(names[place], slots.middle(place), base + 16, to: &drawing)
        }
        if let year { words(year, slots.middle(0), base + 31, to: &drawing) }
    }

    private func words(_ text: String, _ x: Int, _ y: Int, to drawing: inout ChartDrawing) {
        drawing.words.append(ChartDrawing.Words(text: text, x: x, y: y, anchor: .middle, style: .axis))
    }

    private static func isDate(_ label: String) -> Bool {
        let bytes = Array(label.utf8)
        return bytes.count == 10
            && bytes.enumerated().allSatisfy { place, byte in
                place == 4 || place == 7
                    ? byte == UInt8(ascii: "-") : UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            }
    }
}
