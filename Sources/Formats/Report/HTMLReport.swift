package import Rules

/// A report as one page that a person opens or prints: no script, nothing loaded, nothing that a value could make the browser do. Charts stand above the
/// tables whenever they come; the page shows at most `ShownRows.limit` rows, so that a page can be opened however long the report is.
package final class HTMLReport: ReportWriter {
    private let language: Language
    private let sink: ReportSink
    private var head: ReportHead?
    private var charts: [ReportChart] = []
    private var tables: [HTMLTable] = []
    private var left = ShownRows.limit
    private var section: (description: ReportSection, rows: ShownRows)?

    package init(_ language: Language, to sink: @escaping ReportSink) {
        self.language = language
        self.sink = sink
    }

    package func begin(_ head: ReportHead) throws { self.head = head }

    package func begin(_ section: ReportSection) throws {
        let following = (head?.sections.count ?? 1) - tables.count - 1
        self.section = (
            section, ShownRows(columns: section.columns.count, left: left, following: following)
        )
    }

    package func add(_ row: ReportRow) throws { section?.rows.add(row) }

    package func end(_ totals: [ReportTotal]) throws {
        guard let section else { return }
        left -= section.rows.shown.count
        tables.append(HTMLTable(section.description, section.rows, totals))
        self.section = nil
    }

    package func add(_ chart: ReportChart) throws { charts.append(chart) }

    package func finish() throws {
        guard let head else { return }
        var html = HTMLText(language)
        HTMLPage(head: head, charts: charts, tables: tables).append(to: &html)
        try sink(html.bytes.span)
    }
}
