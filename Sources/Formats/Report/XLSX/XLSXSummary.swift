import Rules

/// The first sheet: what the report is, its outcome, its facts, its figures as bars.
final class XLSXSummary {
    private let sheet: XLSXSheet
    private let book: XLSXBook
    private let language: Language
    private var cells: XLSXCells
    private var row = 0
    /// Characters of each column.
    private static let widths = [34, 46, 44]

    init(_ head: ReportHead, in book: XLSXBook, _ language: Language) throws {
        self.book = book
        self.language = language
        cells = XLSXCells(book, language, columns: Self.widths.count)
        sheet = try book.sheet(BilingualText("Summary", "概要"), in: language)
        for (column, width) in Self.widths.enumerated() { try sheet.width(width, of: column) }
        sheet.hideGridlines()
        let title = told(head.title)
        try sheet.page(title: title, landscape: false)
        try line([.text(title)], .title, height: 28)
        if let verdict = head.verdict {
            try line([.text(told(verdict.text)), .empty, .empty], .verdict, verdict.tone, height: 26)
        }
        row += 1
        for fact in head.told {
            try put(.text(told(fact.title)), 0, XLSXStyle(value: .text, place: .label))
            try put(
                fact.cell, 1,
                XLSXStyle(value: .text, place: .fact, tone: fact.tone.isSeen ? fact.tone : .plain))
            row += 1
        }
    }

    /// Each bar a row: its name, its number with the bar in the cell, its figures.
    func add(_ chart: ReportChart) throws {
        row += 1
        try line([.text(told(chart.title)), .empty, .empty], .heading, height: 20)
        let most = chart.bars.map(\.value).max() ?? 0
        for bar in chart.bars {
            try put(.text(told(bar.label)), 0, XLSXStyle(value: .text, place: .label))
            try put(.count(bar.value), 1, XLSXStyle(value: .text, place: .fact))
            try sheet.bar(row, 1, most: most, XLSXColour.bar(bar.tone))
            try put(.text(bar.figures), 2, XLSXStyle(value: .text, place: .fact))
            // Who prints or converts the file doesn't make the row as high as its text.
            let lines =
                zip([told(bar.label), bar.figures], [Self.widths[0], Self.widths[2]])
                .map { XLSXHeader.lines($0, within: $1) }.max() ?? 1
            if lines > 1 { try sheet.height(lines * XLSXHeader.line, of: row) }
            row += 1
        }
        if chart.bars.isEmpty {
            try line([.text(told(BilingualText("none", "无")))], .note)
        }
    }

    private func line(
        _ values: [ReportCell], _ place: XLSXStyle.Place, _ tone: ReportTone = .plain, height: Int? = nil
    ) throws {
        for (column, value) in values.enumerated() {
            try put(value, column, XLSXStyle(value: .text, place: place, tone: tone))
        }
        if let height { try sheet.height(height, of: row) }
        row += 1
    }

    private func put(_ cell: ReportCell, _ column: Int, _ style: XLSXStyle) throws {
        try cells.put(cell, into: sheet, row, column, style)
    }

    private func told(_ text: BilingualText) -> String { text.told(in: language, apart: " ") }
}

extension ReportChart.Bar {
    /// The colour of a bar that can have only one: its greatest part's, of equal ones the worse.
    var tone: ReportTone {
        parts.max { ($0.value, $0.tone.rawValue) < ($1.value, $1.tone.rawValue) }?.tone ?? .plain
    }
}
