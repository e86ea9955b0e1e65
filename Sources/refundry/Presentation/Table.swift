import Rules

/// A table whose columns stand under one another, Chinese text included. In both languages its header has two lines, the Chinese below the English,
/// so that the columns stay narrow.
struct Table {
    enum Alignment { case left, right }

    struct Column {
        var title: BilingualText
        var alignment: Alignment

        init(_ english: String, _ chinese: String, _ alignment: Alignment = .left) {
            title = BilingualText(english, chinese)
            self.alignment = alignment
        }

        /// What is told already, or needs no words.
        init(_ title: String, _ alignment: Alignment = .left) { self.init(title, title, alignment) }

        /// The lines of its header.
        func titles(in language: Language) -> [String] {
            switch language {
            case .en: [title.english]
            case .zh: [title.chinese]
            case .both: [title.english, title.chinese == title.english ? "" : title.chinese]
            }
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
    func widths(in language: Language) -> [Int] {
        columns.indices.map { index in
            let title = columns[index].titles(in: language).map { Piece($0).width }.max() ?? 0
            return rows.reduce(title) { width, row in
                index < row.count ? max(width, row[index].width) : width
            }
        }
    }

    /// The header and all rows.
    func lines(in language: Language) -> [Line] {
        let widths = widths(in: language)
        return header(widths, in: language) + rows.map { line($0, widths) }
    }

    private func header(_ widths: [Int], in language: Language) -> [Line] {
        let titles = columns.map { $0.titles(in: language) }
        let most = titles.map(\.count).max() ?? 0
        return (0..<most).filter { place in titles.contains { !$0[place].isEmpty } }
            .map { place in line(titles.map { Piece($0[place], .faint) }, widths) }
    }

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
