import Refunds
import Rules

/// How large a table's letters can be on A4. A page can't measure itself without a script, so the room that the columns need at least is counted here,
/// in characters.
struct HTMLPaper {
    /// Tenths of a point.
    enum Size: Int, CaseIterable {
        case normal = 85
        case small = 75
        case smaller = 65
        case tiny = 55
        case least = 45

        var name: StaticString {
            switch self {
            case .normal: "p85"
            case .small: "p75"
            case .smaller: "p65"
            case .tiny: "p55"
            case .least: "p45"
            }
        }
    }

    private let characters: Int
    private let columns: Int

    init(_ described: [ReportColumn], shown: [Int], rows: [ReportRow]) {
        columns = shown.count
        characters = shown.reduce(0) { sum, place in
            let column = described[place]
            let title = max(
                Self.longestWord(column.title.english), min(8, Self.width(column.title.chinese)))
            return sum
                + rows.reduce(title) { max($0, Self.least($1.cells[place], isGrouped: column.isGrouped)) }
        }
    }

    /// Whether it would have to be small upright.
    var wantsLandscape: Bool { !fits(.small, isLandscape: false) }

    func size(isLandscape: Bool) -> Size {
        Size.allCases.first { fits($0, isLandscape: isLandscape) } ?? .least
    }

    /// A character is about 0.58 of the letters' height wide; cells have 4 points of room between them; A4 has 527 or 774 points between its margins.
    private func fits(_ size: Size, isLandscape: Bool) -> Bool {
        characters * size.rawValue * 58 / 1_000 + columns * 5 <= (isLandscape ? 774 : 527)
    }

    /// Characters that must stand in one line.
    private static func least(_ cell: ReportCell, isGrouped: Bool) -> Int {
        switch cell {
        case .empty: 0
        case .text(let text): width(text) <= HTMLCell.word ? width(text) : 22
        case .code(let word, let told):
            told.map { min(24, max(longestWord($0.english), min(15, width($0.chinese)))) }
                ?? (word.split(separator: "_").map { $0.utf8.count + 1 }.max() ?? 0)
        case .identifier(let text):
            text.utf8.count > HTMLCell.longestUnbroken ? 18 : width(text)
        case .count, .money, .figure:
            isGrouped ? GroupedDigits.text(cell.plain).utf8.count : cell.plain.utf8.count
        case .time: 10
        case .flag: 4
        case .list(let items): min(24, items.map { width($0) + 1 }.max() ?? 0)
        case .totals(let totals): totals.map { GroupedDigits.text($0.amountText).utf8.count + 4 }.max() ?? 0
        }
    }

    private static func longestWord(_ text: String) -> Int {
        text.split(separator: " ").reduce(0) { max($0, width($1)) }
    }

    /// Chinese letters are twice as wide.
    static func width(_ text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2E7F ? 2 : 1) }
    }
}
