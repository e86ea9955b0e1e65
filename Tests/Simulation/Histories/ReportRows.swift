import Formats

/// A format for tests: a report's rows by section, each cell by the name of its column.
final class ReportRows: ReportWriter {
    private(set) var sections: [String: [[String: String]]] = [:]
    private var open: ReportSection?

    func begin(_ head: ReportHead) throws {}

    func begin(_ section: ReportSection) throws {
        open = section
        sections[section.name] = []
    }

    func add(_ row: ReportRow) throws {
        guard let open else { return }
        var cells: [String: String] = [:]
        for (column, cell) in zip(open.columns, row.cells) { cells[column.name] = cell.plain }
        sections[open.name]?.append(cells)
    }

    func end(_ totals: [ReportTotal]) throws {}

    func add(_ chart: ReportChart) throws {}

    func finish() throws {}
}
