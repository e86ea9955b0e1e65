import Formats
import Rules

/// A report as aligned text for people on a terminal: the verdict, the facts, a table for each section.
final class ConsoleReport: ReportWriter {
    private let language: Language
    private let console: Console
    private var section: ReportSection?
    private var table: StreamedTable?
    private var isOneTable = true
    private var hasRows = false
    /// Whether the section before was a line that says `none`: those stand together.
    private var hasEnded = false

    init(_ language: Language, on console: Console) {
        self.language = language
        self.console = console
    }

    func begin(_ head: ReportHead) throws {
        isOneTable = head.isOneTable
        var title = [Piece(told(head.title), .strong)]
        if let verdict = head.verdict {
            title += [Piece(": ", .strong), Piece(told(verdict.text), verdict.tone.style)]
        }
        try console.say(Line(title))
        let width = head.told.reduce(0) { max($0, Piece(told($1.title)).width) }
        for fact in head.told {
            let name = Piece(told(fact.title), .faint)
            let gap = Piece(String(repeating: " ", count: width - name.width + 2))
            try console.say(
                Line([Piece("  "), name, gap, Piece(fact.cell.told(in: language), fact.tone.style)]))
        }
    }

    func begin(_ section: ReportSection) throws {
        self.section = section
        hasRows = false
        table = StreamedTable(
            section.columns.map { Table.Column(told($0.title), $0.kind.alignment) }, dropsEmpty: true,
            on: console)
    }

    func add(_ row: ReportRow) throws {
        guard let section, !section.isDetail else { return }
        if !hasRows {
            hasRows = true
            try console.say("")
            if !isOneTable { try console.say(Line(told(section.title), .strong)) }
        }
        try table?.add(row.cells.map { Piece(short($0), row.tone.style) })
    }

    func end(_ totals: [ReportTotal]) throws {
        guard let section, !section.isDetail else { return }
        try table?.finish()
        if !hasRows {
            if !hasEnded { try console.say("") }
            try console.say(
                Line("\(told(section.title)): \(told(BilingualText("none", "无")))", .faint))
        }
        hasEnded = !hasRows
        for total in totals {
            let sums = total.sums.sorted { $0.key < $1.key }.map {
                "\(told(section.columns[$0.key].title)) \($0.value)"
            }
            try console.say(
                Line("  \(total.currency): \(count(total.rows)), \(sums.joined(separator: ", "))", .faint))
        }
    }

    func add(_ chart: ReportChart) throws {}

    func finish() throws {}

    private func told(_ text: BilingualText) -> String { text.told(in: language, apart: " ") }

    private func count(_ rows: Int) -> String {
        told(BilingualText(Figures.count(rows, "row"), "\(Figures.grouped(rows)) 行"))
    }

    /// What of a cell a row on a terminal has room for.
    private func short(_ cell: ReportCell) -> String {
        switch cell {
        case .code(_, let text?) where language == .both:
            let both = cell.told(in: .both)
            return TextWidth.of(both) <= Self.widest ? both : text.english
        case .identifier(let text) where text.utf8.count == 64: return text.prefix(12) + "…"
        case .list(let items) where items.count > Self.mostListed:
            let more = items.count - Self.mostListed
            return items.prefix(Self.mostListed).joined(separator: ", ") + " … +\(more)"
        case .empty, .text, .code, .identifier, .count, .money, .figure, .time, .flag, .list, .totals:
            return cell.told(in: language)
        }
    }

    /// Where both languages would take more columns than this, the English has to do.
    private static let widest = 40
    private static let mostListed = 3
}

extension ReportTone {
    var style: Style {
        switch self {
        case .plain: .plain
        case .good: .good
        case .caution: .caution
        case .bad: .bad
        }
    }
}

extension ReportColumn.Kind {
    var alignment: Table.Alignment {
        switch self {
        case .count, .money, .figure: .right
        case .text, .code, .identifier, .time, .flag, .list: .left
        }
    }
}
