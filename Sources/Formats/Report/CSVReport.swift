import Bytes
import Rules

/// A report as one table (details 31): with BOM and CR LF, guarded against formulas and against long numbers becoming 2.3E+20. Its columns are the same
/// in every language. A report of several sections has `section` first and the facts of its head as rows of their own.
package final class CSVReport: ReportWriter {
    private let sink: ReportSink
    private var buffer: [UInt8] = []
    private var isOneTable = true
    /// Of the whole table, by name.
    private var places: [String: Int] = [:]
    private var width = 0
    private var section: ReportSection?
    /// Where the section's cells stand in the whole table.
    private var map: [Int] = []

    package init(to sink: @escaping ReportSink) { self.sink = sink }

    package func begin(_ head: ReportHead) throws {
        isOneTable = head.isOneTable
        var columns: [ReportColumn] = []
        if !isOneTable {
            columns = [
                ReportColumn("section", "部分"), ReportColumn("item", "项目"), ReportColumn("details", "说明"),
            ]
        }
        for section in head.sections {
            for column in section.columns where !columns.contains(where: { $0.name == column.name }) {
                columns.append(column)
            }
        }
        width = columns.count
        for (place, column) in columns.enumerated() { places[column.name] = place }
        buffer += PeopleCSV.bom
        write(columns.map { "\($0.name) \($0.title.chinese)" })
        guard !isOneTable else { return }
        for fact in head.facts {
            write(["section": "report", "item": fact.key, "details": fact.cell.plain])
        }
    }

    package func begin(_ section: ReportSection) throws {
        self.section = section
        map = section.columns.compactMap { places[$0.name] }
    }

    package func add(_ row: ReportRow) throws {
        var cells = [String](repeating: "", count: width)
        for (cell, place) in zip(row.cells, map) { cells[place] = cell.plain }
        if !isOneTable, let section { cells[0] = section.name }
        write(cells)
        if buffer.count > 1 << 16 { try flush() }
    }

    package func end(_ totals: [ReportTotal]) throws {
        guard !isOneTable, let section else { return }
        for total in totals {
            var cells = [
                "section": section.name, "item": "total", "details": "\(total.rows) rows",
            ]
            for (place, text) in total.sums {
                cells[section.columns[place].name] = text
                if case .money(let currency) = section.columns[place].kind {
                    cells[currency] = total.currency
                }
            }
            write(cells)
        }
    }

    package func add(_ chart: ReportChart) throws {}

    package func finish() throws { try flush() }

    private func write(_ named: [String: String]) {
        var cells = [String](repeating: "", count: width)
        for (name, text) in named { if let place = places[name] { cells[place] = text } }
        write(cells)
    }

    private func write(_ cells: [String]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: ",")) }
            CSVWriter.append(guarded: Printable.text(cell), to: &buffer, longNumbers: true)
        }
        buffer += PeopleCSV.lineEnd
    }

    private func flush() throws {
        // Taken out for the while: a span of a class's own property can't leave its accessor.
        var full: [UInt8] = []
        swap(&full, &buffer)
        try sink(full.span)
        full.removeAll(keepingCapacity: true)
        swap(&full, &buffer)
    }
}
