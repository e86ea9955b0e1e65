import Rules
import Testing

@testable import Formats

/// Whatever the figures are: a drawing stays in its view box, its bars have lengths that can be, and no words lie over others.
@Suite("Charts, laid out")
struct ChartDrawingTests {
    /// xorshift64*: the same inputs for the same seed, everywhere.
    struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return state &* 2_685_821_657_736_338_717
        }
    }

    @Test("Random charts in all languages", arguments: [UInt64(1), 20_261_008, 417, 995_378])
    func sane(seed: UInt64) {
        var chance = Chance(state: seed)
        for number in 0..<100 {
            let chart = Self.chart(number.isMultiple(of: 2) ? .rows : .days, &chance)
            for language in Language.allCases {
                let faults = Self.faults(in: chart, language)
                #expect(faults.isEmpty, "seed \(seed), chart \(number), \(language): \(faults)")
            }
        }
    }

    @Test("Charts at the edges: nothing, all zero, one giant beside tiny ones, a month, below zero")
    func edges() {
        for values in [
            [], [0], [0, 0, 0], [1], [Int.max], [Int.max, Int.max, 1], [1_000_000_000, 1, 0, 2], [-5, 5],
            [Int](repeating: 1_234_567, count: 31), [Int](1...400),
        ] {
            for shape in [ReportChart.Shape.rows, .days] {
                let chart = ReportChart(
                    BilingualText("T", "图"), shape,
                    bars: values.enumerated().map { day, value in
                        let label = BilingualText("2026-10-\(day + 10)", "2026-10-\(day + 10)")
                        return .init(label, [.init(.good, value), .init(.bad, value / 2)], figures: "")
                    })
                let faults = Self.faults(in: chart, .both)
                #expect(faults.isEmpty, "\(values.prefix(5)) \(shape): \(faults)")
            }
        }
    }

    @Test("No figure is cut that has room on a line of its own: an amount stays with its currency")
    func figures() {
        let text = "27 · CNY 110,588.78, EUR 15,083.12, GBP 36,340.00, USD 7,587.53"
        let pieces = ["27 · ", "CNY 110,588.78, ", "EUR 15,083.12, ", "GBP 36,340.00, ", "USD 7,587.53"]
        #expect(ChartText.figures(text) == pieces)
        #expect(ChartText.figures("1,204") == ["1,204"])
        for space in stride(from: 120, through: 700, by: 20) {
            let lines = ChartText.lines(text, size: 11, in: space)
            #expect(!lines.joined().contains("…"), "\(space): \(lines)")
            #expect(lines.allSatisfy { ChartText.width($0, size: 11) <= space })
            for piece in pieces.map(ChartText.trimmed) {
                #expect(lines.filter { $0.contains(piece) }.count == 1, "\(space): \(lines)")
            }
        }
    }

    @Test("Lengths keep their order, show what is more than nothing, and never pass the space")
    func lengths() {
        #expect(ChartScale.lengths([50, 50], top: 100, in: 200) == [100, 100])
        #expect(ChartScale.lengths([1, 999_999], top: 1_000_000, in: 200) == [2, 198])
        #expect(ChartScale.lengths([0, -3], top: 10, in: 200) == [0, 0])
        #expect(ChartScale.lengths([0], top: 0, in: 200) == [0])
        #expect(ChartScale.lengths([Int.max], top: Int.max, in: 300) == [300])
    }

    @Test(
        "Lines across stand at round values",
        arguments: [
            (0, [0]), (1, [0, 1]), (5, [0, 1, 2, 3, 4, 5]), (6, [0, 2, 4, 6]), (11, [0, 5, 10, 15]),
            (23, [0, 5, 10, 15, 20, 25]), (999, [0, 200, 400, 600, 800, 1_000]),
            (1_001, [0, 500, 1_000, 1_500]),
        ])
    func ticks(_ greatest: Int, _ expected: [Int]) { #expect(ChartScale.ticks(to: greatest) == expected) }

    @Test("Figures break between their amounts")
    func figureLines() {
        let figures = "1,204 · USD 1,204,500.00 · EUR 300,000.00 · JPY 48,000,000"
        #expect(
            ChartText.lines(figures, size: 12, in: 240)
                == ["1,204 · USD 1,204,500.00", "EUR 300,000.00 · JPY 48,000,000"])
        #expect(ChartText.lines("12 · USD 1.00", size: 12, in: 240) == ["12 · USD 1.00"])
    }

    // MARK: - Random charts, and what may be wrong with a drawing

    private static func chart(_ shape: ReportChart.Shape, _ chance: inout Chance) -> ReportChart {
        let words = [
            "EXCEEDS_REFUNDABLE", "0–2", "over 10 business days", "2026-10-08", "default", "W",
            "超过可退金额（订单金额）",
            "A channel whose name somebody has made far longer than any name should be", "",
        ]
        let bars = (0..<Int.random(in: 0...40, using: &chance)).map { _ in
            let parts = (0..<Int.random(in: 0...4, using: &chance)).map { _ in
                let greatest = [0, 1, 9, 1_000, 1_000_000_000, Int.max][Int.random(in: 0..<6, using: &chance)]
                let tones = ReportTone.allCases
                return ReportChart.Part(
                    tones[Int.random(in: 0..<tones.count, using: &chance)],
                    Int.random(in: 0...greatest, using: &chance))
            }
            let amounts = (0..<Int.random(in: 0...5, using: &chance)).map { _ in
                "USD \(GroupedDigits.text(Int.random(in: 0...1_000_000_000_000, using: &chance))).00"
            }
            return ReportChart.Bar(
                BilingualText(
                    words[Int.random(in: 0..<words.count, using: &chance)],
                    words[Int.random(in: 0..<words.count, using: &chance)]),
                parts, figures: amounts.joined(separator: " · "))
        }
        return ReportChart(BilingualText("T", "图"), shape, bars: bars)
    }

    private static func faults(in chart: ReportChart, _ language: Language) -> [String] {
        let drawing =
            switch chart.shape {
            case .rows: RowsChart.drawing(chart, in: language)
            case .days: DaysChart.drawing(chart, in: language)
            }
        var faults: [String] = []
        for box in drawing.boxes {
            let isInside =
                box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0
                && box.x + box.width <= drawing.width && box.y + box.height <= drawing.height
            if !isInside { faults.append("\(box) is not within \(drawing.width) × \(drawing.height)") }
        }
        for line in drawing.lines {
            let isInside =
                0...drawing.width ~= line.x1 && 0...drawing.width ~= line.x2
                && 0...drawing.height ~= line.y1 && 0...drawing.height ~= line.y2
            if !isInside { faults.append("\(line)") }
        }
        for (place, words) in drawing.words.enumerated() {
            if words.left < 0 || words.left + words.width > drawing.width || words.y < words.style.size
                || words.y > drawing.height
            {
                faults.append("\(words) is not within \(drawing.width) × \(drawing.height)")
            }
            for other in drawing.words[(place + 1)...] where overlap(words, other) {
                faults.append("\(words) lies over \(other)")
            }
            for box in drawing.boxes where overlap(words, box) { faults.append("\(words) lies on \(box)") }
        }
        return faults
    }

    private static func overlap(_ one: ChartDrawing.Words, _ other: ChartDrawing.Words) -> Bool {
        abs(one.y - other.y) < min(one.style.size, other.style.size)
            && one.left < other.left + other.width && other.left < one.left + one.width
            && one.width > 0 && other.width > 0
    }

    private static func overlap(_ words: ChartDrawing.Words, _ box: ChartDrawing.Box) -> Bool {
        words.y > box.y && words.y - words.style.size < box.y + box.height - 2
            && words.left < box.x + box.width && box.x < words.left + words.width
    }
}
