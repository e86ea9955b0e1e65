/// A table whose columns stand under one another, Chinese text included.
struct Table {
    enum Alignment { case left, right }

    struct Column {
        var title: String
        var alignment: Alignment

        init(_ title: String, _ alignment: Alignment = .left) {
            self.title = title
            self.alignment = alignment
        }
    }

    let columns: [Column]
    var indent: Int
    private(set) var rows: [[Piece]] = []

    init(_ columns: [Column], indent: Int = 0) {
        self.columns = columns
        self.indent = indent
    }

    mutating func add(_ cells: [Piece]) { rows.append(cells) }

    mutating func add(_ texts: [String]) { rows.append(texts.map { Piece($0) }) }

    /// The same without the columns that no row fills.
    var withoutEmptyColumns: Table {
        let places = columns.indices.filter { place in
            rows.contains { place < $0.count && !$0[place].text.isEmpty }
        }
        var table = Table(places.map { columns[$0] }, indent: indent)
        for row in rows { table.add(places.filter { $0 < row.count }.map { row[$0] }) }
        return table
    }

    /// The columns' widths: of the widest cell.
    var widths: [Int] {
        columns.indices.map { index in
            rows.reduce(Piece(columns[index].title).width) { width, row in
                index < row.count ? max(width, row[index].width) : width
            }
        }
    }

    /// The header and all rows.
    var lines: [Line] {
        let widths = widths
        return [header(widths)] + rows.map { line($0, widths) }
    }

    func header(_ widths: [Int]) -> Line { line(columns.map { Piece($0.title, .faint) }, widths) }

    /// One row; a cell wider than its column pushes the others to the right.
    func line(_ cells: [Piece], _ widths: [Int]) -> Line {
        var pieces = [Piece(String(repeating: " ", count: indent))]
        let last = cells.lastIndex { !$0.text.isEmpty } ?? 0
        for (index, cell) in cells.prefix(last + 1).enumerated() {
            let missing = String(repeating: " ", count: max(0, widths[index] - cell.width))
            if index > 0 { pieces.append(Piece("  ")) }
            switch columns[index].alignment {
            case .left: pieces += index == last ? [cell] : [cell, Piece(missing)]
            case .right: pieces += [Piece(missing), cell]
            }
        }
        return Line(pieces)
    }
}
