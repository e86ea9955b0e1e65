import Formats
import Rules

/// A report as aligned text for people on a terminal: the verdict, the facts, a table for each section.
final class ConsoleReport: ReportWriter {
    private let language: Language
    private let console: Console
    private var section: ReportSection?
    private var table: StreamedTable?
    private var isOneTable = true

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
        let width = head.facts.reduce(0) { max($0, Piece(told($1.title)).width) }
        for fact in head.facts {
            let name = Piece(told(fact.title), .faint)
            let gap = Piece(String(repeating: " ", count: width - name.width + 2))
            try console.say(
                Line([Piece("  "), name, gap, Piece(fact.cell.told(in: language), fact.tone.style)]))
        }
    }

    func begin(_ section: ReportSection) throws {
        self.section = section
        try console.say("")
        if !isOneTable { try console.say(Line(told(section.title), .strong)) }
        table = StreamedTable(
            section.columns.map { Table.Column(told($0.title), $0.kind.alignment) }, on: console)
    }

    func add(_ row: ReportRow) throws {
        try table?.add(row.cells.map { Piece($0.told(in: language), row.tone.style) })
    }

    func end(_ totals: [ReportTotal]) throws {
        try table?.finish()
        if table?.count == 0 { try console.say(Line("  \(told(BilingualText("none", "无")))", .faint)) }
        guard let section else { return }
        for total in totals {
            let sums = total.sums.sorted { $0.key < $1.key }.map {
                "\(told(section.columns[$0.key].title)) \($0.value)"
            }
            let count = Figures.count(total.rows, "row")
            try console.say(
                Line("  \(total.currency): \(count), \(sums.joined(separator: ", "))", .faint))
        }
    }

    func add(_ chart: ReportChart) throws {}

    func finish() throws {}

    private func told(_ text: BilingualText) -> String { text.told(in: language, apart: " ") }
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
