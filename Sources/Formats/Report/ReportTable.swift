import Bytes

/// A report as one table (details 31): where it has several parts, its first column is `section`. Columns are named once, with an English and a
/// Chinese header; a row gives what it has and leaves the rest empty.
package struct ReportTable: Sendable {
    package struct Column: Sendable {
        package let name: String
        package let chinese: String

        package init(_ name: String, _ chinese: String) {
            self.name = name
            self.chinese = chinese
        }
    }

    package let columns: [Column]
    /// Each as long as `columns`.
    package private(set) var rows: [[String]] = []

    package init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row; the names must be columns.
    package mutating func add(_ cells: KeyValuePairs<String, String>) {
        var row = [String](repeating: "", count: columns.count)
        for (name, value) in cells {
            let place = columns.firstIndex { $0.name == name }
            guard let place else { preconditionFailure("no column \(name)") }
            row[place] = value
        }
        rows.append(row)
    }

    /// With BOM and CR LF, guarded against formulas and against long numbers becoming 2.3E+20.
    package var csv: [UInt8] {
        var output = PeopleCSV.bom
        append(columns.map { "\($0.name) \($0.chinese)" }, to: &output)
        for row in rows { append(row, to: &output) }
        return output
    }

    private func append(_ cells: [String], to output: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            CSVWriter.append(guarded: cell, to: &output, longNumbers: true)
        }
        output.append(contentsOf: PeopleCSV.lineEnd)
    }
}
