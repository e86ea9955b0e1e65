/// A sheet as CSV (`files.md`, reading: common rules).
struct CSVText {
    let envelope: Envelope

    private var end: String { envelope.lineEnd }

    func text(_ sheet: Sheet) -> (text: String, lines: [Int]) {
        var text = ""
        var line = 1
        var lines: [Int] = []
        func add(_ written: String) {
            text += written + end
            line += 1 + written.unicodeScalars.count { $0 == "\n" }
        }
        for directive in sheet.directives where !directive.isTrailing { add(self.directive(directive)) }
        if envelope.hasBlankLines { add("") }
        let header = sheet.columns.map { name($0, sheet.kind) }
        add(self.line(header))
        for (index, row) in sheet.rows.enumerated() {
            lines.append(line)
            add(row.isHeader ? self.line(header) : self.line(cells(row)))
            if envelope.hasBlankLines, index % 2 == 1 { add("") }
        }
        for directive in sheet.directives where directive.isTrailing { add(self.directive(directive)) }
        return (text, lines)
    }

    private func directive(_ directive: Sheet.Directive) -> String {
        let text = "#\(directive.key)=\(directive.value)"
        return envelope.quotesAll ? "\"\(text)\"\(envelope.separator)\(envelope.separator)" : text
    }

    /// Banks' results have no Chinese names.
    private func name(_ column: String, _ kind: Sheet.Kind) -> String {
        let name = envelope.isChinese && kind != .results ? FieldNames.chinese[column] ?? column : column
        return envelope.isShouted ? " \(name.uppercased())" : name
    }

    private func cells(_ row: Sheet.Row) -> [String] {
        var cells = row.cells
        if let beyond = row.beyond { return cells + [beyond] }
        while envelope.leavesOutEmptyEnds, cells.count > 1, cells.last?.isEmpty == true { cells.removeLast() }
        return cells
    }

    private func line(_ cells: [String]) -> String {
        cells.map(quoted).joined(separator: envelope.separator)
    }

    private func quoted(_ cell: String) -> String {
        let special = cell.unicodeScalars.contains { ",;\t\"\n\r".unicodeScalars.contains($0) }
        guard special || envelope.quotesAll else { return cell }
        return "\"" + cell.replacing("\"", with: "\"\"") + "\""
    }
}
