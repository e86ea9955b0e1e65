import Rules

/// A section as a table: its header, frozen; its rows; a filter over both; its totals beneath, apart by an empty row so that no filter and no sorting touches them.
/// What doesn't fit on one sheet goes on the next.
final class XLSXTable {
    private let book: XLSXBook
    private let section: ReportSection
    private let language: Language
    private let title: String
    private let mostRows: Int
    private var cells: XLSXCells
    private var sheet: XLSXSheet
    /// Places of the columns whose texts stand in as many lines as they need.
    private let wrapping: [Int]
    private var part = 1
    /// Of this sheet, the header not counted.
    private var rows = 0

    /// - Parameter title: of the whole report, at the foot of each page.
    init(_ section: ReportSection, in book: XLSXBook, _ language: Language, title: String, mostRows: Int)
        throws
    {
        self.book = book
        self.section = section
        self.language = language
        self.title = title
        self.mostRows = mostRows
        wrapping = section.columns.indices.filter { section.columns[$0].wraps }
        cells = XLSXCells(book, language, columns: section.columns.count)
        sheet = try book.sheet(section.tab, in: language)
        try begin()
    }

    func add(_ row: ReportRow) throws {
        if rows == mostRows {
            try end()
            part += 1
            rows = 0
            sheet = try book.sheet(section.tab, in: language, part: part)
            try begin()
        }
        rows += 1
        var style = XLSXStyle(value: .text, tone: row.tone.isSeen ? row.tone : .plain)
        for (column, cell) in row.cells.enumerated() {
            style.wraps = section.columns[column].wraps
            try cells.put(
                cell, into: sheet, rows, column, style, isGrouped: section.columns[column].isGrouped)
        }
        if let lines = lines(of: row) { try sheet.height(lines * XLSXHeader.line, of: rows) }
        if rows & 0xFFF == 0 { try sheet.demandWritten() }
    }

    /// A spreadsheet makes a row as high as its text where it opens the file by itself, a printer's driver or a viewer doesn't. Nil: one line does.
    private func lines(of row: ReportRow) -> Int? {
        var most = 1
        for column in wrapping {
            let text = row.cells[column].told(in: language, apart: "\n")
            most = max(most, XLSXHeader.lines(text, within: section.columns[column].width))
        }
        return most > 1 ? most : nil
    }

    func finish(_ totals: [ReportTotal]) throws {
        if rows == 0 {
            let none = BilingualText("none", "无").told(in: language, apart: " ")
            try sheet.text(none, 1, 0, book.format(XLSXStyle(value: .text, place: .note)))
        }
        try end()
        for (place, total) in totals.enumerated() { try add(total, at: rows + 2 + place) }
    }

    private func begin() throws {
        let header = XLSXHeader(section.columns, language)
        for (column, described) in section.columns.enumerated() {
            let style = XLSXStyle(value: .text, place: .header(isNumber: described.kind.isNumber))
            try sheet.width(header.widths[column], of: column)
            try sheet.string(header.texts[column], 0, column, cells.format(style, column))
        }
        try sheet.height(header.height, of: 0)
        // Of a wide table the column that says what a row is stays in sight as well.
        sheet.freeze(above: 1, leftOf: section.columns.count > 8 ? 1 : 0)
        try sheet.page(title: title, landscape: true, wide: header.pages, repeating: 0)
    }

    /// Before the totals: of a streamed sheet the library looks at no row above the last.
    private func end() throws {
        try sheet.filter(rows: 0...max(rows, 1), columns: section.columns.count)
        try sheet.allowDigitsAsText(rows: 0...max(rows, 1) + 1, columns: section.columns.count)
        try sheet.demandWritten()
    }

    /// `Total 合计 · 3` in the first column that isn't added up, the sums in theirs, the currency in its own.
    private func add(_ total: ReportTotal, at row: Int) throws {
        var values = [ReportCell](repeating: .empty, count: section.columns.count)
        for (column, text) in total.sums {
            values[column] = .figure(text)
            guard case .money(let name) = section.columns[column].kind else { continue }
            if let place = section.columns.firstIndex(where: { $0.name == name }) {
                values[place] = .code(total.currency)
            }
        }
        let label = values.firstIndex(of: .empty)
        if let label {
            let rows = BilingualText(
                "Total \(total.currency), \(total.rows) \(total.rows == 1 ? "row" : "rows")",
                "合计 \(total.currency)，\(total.rows) 行")
            values[label] = .text(rows.told(in: language, apart: " · "))
        }
        let style = XLSXStyle(value: .text, place: .total)
        for (column, value) in values.enumerated() {
            try cells.put(value, into: sheet, row, column, style)
        }
    }
}

extension ReportColumn.Kind {
    /// Whether its values stand on the right.
    var isNumber: Bool {
        switch self {
        case .count, .money, .figure: true
        case .text, .code, .identifier, .time, .flag, .list: false
        }
    }
}
