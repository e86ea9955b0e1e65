/// A sheet as XML (`files.md`: orders, refund batch, bank result).
struct XMLSheetText {
    let envelope: Envelope

    private static let roots: [Sheet.Kind: (root: String, record: String)] = [
        .orders: ("orders", "order"), .refunds: ("refund_batch", "refund"), .results: ("result", "refund"),
    ]

    func text(_ sheet: Sheet) -> (text: String, lines: [Int]) {
        let names = Self.roots[sheet.kind] ?? ("", "")
        let isTotal = { (directive: Sheet.Directive) in directive.key.hasPrefix("total.") }
        let attributes = sheet.directives.filter { !isTotal($0) }.map {
            " \($0.key)=\"\(escaped($0.value))\""
        }
        var text = "<?xml version=\"1.0\"\(encoding)?>\n<\(names.root)\(attributes.joined())>\n"
        var lines: [Int] = []
        var line = 3
        func add(_ written: String) {
            text += written + "\n"
            line += 1 + written.unicodeScalars.count { $0 == "\n" }
        }
        for total in sheet.directives where isTotal(total) && !total.isTrailing { add(self.total(total)) }
        for row in sheet.rows {
            lines.append(line)
            add(record(names.record, sheet, row))
        }
        for total in sheet.directives where isTotal(total) && total.isTrailing { add(self.total(total)) }
        return (text + "</\(names.root)>\n", lines)
    }

    private var encoding: String {
        switch envelope.encoding {
        case .utf8, .utf8Mark: envelope.isShouted ? " encoding=\"UTF-8\"" : ""
        case .utf16Little, .utf16Big: " encoding=\"UTF-16\""
        case .gb18030: " encoding=\"GB18030\""
        }
    }

    private func total(_ directive: Sheet.Directive) -> String {
        "<total currency=\"\(escaped(String(directive.key.dropFirst(6))))\">\(escaped(directive.value))</total>"
    }

    private func record(_ name: String, _ sheet: Sheet, _ row: Sheet.Row) -> String {
        let fields = zip(sheet.columns, row.cells).map { column, cell in
            if cell.isEmpty { return envelope.leavesOutEmptyEnds ? "" : "<\(column)/>" }
            let gap = envelope.hasBlankLines ? "\n" : ""
            return "\(gap)<\(column)>\(escaped(cell))</\(column)>"
        }
        return "<\(name)>\(fields.joined())</\(name)>"
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
            .replacing("'", with: envelope.quotesAll ? "&#39;" : "'")
    }
}
