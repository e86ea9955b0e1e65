package import Rules

/// A report as an Excel workbook: a sheet with the outcome, the facts and the figures where there are any, then a sheet for each section. Counts, money and times are
/// numbers with formats, identifiers text for ever, and nothing is ever a formula.
package final class XLSXReport: ReportWriter {
    /// Excel has 1,048,576 rows; the header, the totals and a round number fit in.
    package static let mostRows = 1_000_000

    private let sink: ReportSink
    private let language: Language
    private let scratch: String
    private let mostRows: Int
    private var head: ReportHead?
    private var book: XLSXBook?
    private var summary: XLSXSummary?
    private var table: XLSXTable?

    /// - Parameters:
    ///   - scratch: for temporary files, which bear no names.
    ///   - mostRows: of one sheet.
    package init(
        _ language: Language, scratch: String, mostRows: Int = XLSXReport.mostRows,
        to sink: @escaping ReportSink
    ) {
        self.language = language
        self.scratch = scratch
        self.mostRows = mostRows
        self.sink = sink
    }

    package func begin(_ head: ReportHead) throws {
        self.head = head
        let book = try XLSXBook(in: scratch, title: title, madeAt: head.madeAt)
        self.book = book
        // When it was made alone is no reason for a sheet before the one that is wanted: the file's properties say it.
        if head.verdict != nil || head.told.count > 1 || head.sections.isEmpty {
            summary = try XLSXSummary(head, in: book, language)
        }
    }

    package func begin(_ section: ReportSection) throws {
        table = try XLSXTable(section, in: open, language, title: title, mostRows: mostRows)
    }

    package func add(_ row: ReportRow) throws { try table?.add(row) }

    package func end(_ totals: [ReportTotal]) throws {
        try table?.finish(totals)
        table = nil
    }

    package func add(_ chart: ReportChart) throws {
        if summary == nil, let head { summary = try XLSXSummary(head, in: open, language) }
        try summary?.add(chart)
    }

    package func finish() throws {
        try open.finish(to: sink)
        summary = nil
        book = nil
    }

    private var open: XLSXBook {
        guard let book else { preconditionFailure("the report has not begun, or is finished") }
        return book
    }

    private var title: String { head?.title.told(in: language, apart: " ") ?? "" }
}
