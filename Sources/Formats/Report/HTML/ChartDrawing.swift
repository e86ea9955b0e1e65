import Rules

/// A chart, laid out: boxes, lines and words in whole units of its view box, which are pixels of a screen at its natural size. Whole numbers, so that
/// the same chart is the same bytes everywhere.
struct ChartDrawing: Equatable {
    struct Box: Equatable {
        var x: Int
        var y: Int
        var width: Int
        var height: Int
        var tone: ReportTone
        /// Shown where a pointer rests on it.
        var hint: String
    }

    struct Line: Equatable {
        var x1: Int
        var y1: Int
        var x2: Int
        var y2: Int
        /// The line that bars stand on.
        var isBase: Bool
    }

    enum Anchor { case start, middle, end }

    enum Style {
        case label
        case chinese
        case figure
        case axis

        /// Height of the letters.
        var size: Int {
            switch self {
            case .label: 13
            case .chinese, .axis: 11
            case .figure: 12
            }
        }
    }

    struct Words: Equatable {
        var text: String
        /// Of the baseline.
        var x: Int
        var y: Int
        var anchor: Anchor
        var style: Style

        /// The most room it takes.
        var width: Int { ChartText.width(text, size: style.size) }
        var left: Int {
            switch anchor {
            case .start: x
            case .middle: x - width / 2
            case .end: x - width
            }
        }
    }

    var width: Int
    var height: Int
    var boxes: [Box] = []
    var lines: [Line] = []
    var words: [Words] = []
}

/// Lengths of bars.
enum ChartScale {
    /// How long each part is when `top` is as long as `space`: what is more than nothing is seen (2 units at least), and together they never pass
    /// `space`. Parts below nothing count as nothing.
    static func lengths(_ parts: [Int], top: Int, in space: Int) -> [Int] {
        var lengths = parts.map { part in
            part <= 0 || top <= 0 ? 0 : max(2, Int(Int128(part) * Int128(space) / Int128(top)))
        }
        var excess = lengths.reduce(0, +) - space
        while excess > 0, let longest = lengths.indices.max(by: { lengths[$0] < lengths[$1] }) {
            let cut = min(excess, max(1, lengths[longest] / 2))
            lengths[longest] -= cut
            excess -= cut
        }
        return lengths
    }

    /// The sum without trapping: as far as whole numbers go.
    static func sum(_ parts: [Int]) -> Int {
        parts.reduce(0) { sum, part in
            let (next, overflow) = sum.addingReportingOverflow(max(0, part))
            return overflow ? .max : next
        }
    }

    /// Values for lines across: 0 and up to five round ones, the last at or above `greatest`.
    static func ticks(to greatest: Int) -> [Int] {
        guard greatest > 0 else { return [0] }
        var step = Int128(1)
        while step * 5 < Int128(greatest) {
            // 1, 2, 5, 10, 20, 50 …
            let lead = leadingDigit(step)
            step = lead == 2 ? step / 2 * 5 : step * 2
        }
        var ticks = [0]
        while let last = ticks.last, last < greatest {
            ticks.append(Int(min(Int128(Int.max), Int128(last) + step)))
        }
        return ticks
    }

    private static func leadingDigit(_ number: Int128) -> Int128 {
        var number = number
        while number >= 10 { number /= 10 }
        return number
    }
}

extension ReportChart.Bar {
    /// Its figures; where the report gives none, how long it is.
    var said: String {
        Printable.text(figures.isEmpty ? GroupedDigits.text(ChartScale.sum(parts.map(\.value))) : figures)
    }

    /// What is told where a pointer rests on it.
    func hint(in language: Language) -> String { "\(label.told(in: language, apart: " ")): \(said)" }
}
