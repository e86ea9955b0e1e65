import Foundation

/// The reasons in a rejected.csv: of each row its line, its codes, and what is said in both languages.
enum Reasons {
    static func of(_ path: String) throws -> String {
        let bytes = try Data(contentsOf: URL(filePath: path))
        let text = String(decoding: bytes, as: UTF8.self)
        let rows = cells(text.hasPrefix("\u{feff}") ? text.dropFirst() : Substring(text))
        let width = rows.first?.count ?? 0
        return rows.dropFirst().map { row in
            // A row with a cell beyond the header keeps it behind the added columns.
            let last = row.prefix(width).suffix(4).map { $0.hasPrefix("'") ? String($0.dropFirst()) : $0 }
            guard last.count == 4 else { return "a row of \(row.count) cells\n" }
            return "line \(last[0]): \(last[1])\n    \(last[2])\n    \(last[3])\n"
        }.joined()
    }

    /// Rows of cells, slow and obvious: the file is our own, so every quote is where it should be.
    private static func cells(_ text: Substring) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        // By scalars: CR LF is one character otherwise.
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": isQuoted.toggle()
            case ",", "\n":
                if isQuoted {
                    cell.unicodeScalars.append(scalar)
                } else {
                    row.append(cell)
                    cell = ""
                    if scalar == "\n" {
                        rows.append(row)
                        row = []
                    }
                }
            case "\r": if isQuoted { cell.unicodeScalars.append(scalar) }
            default: cell.unicodeScalars.append(scalar)
            }
        }
        return rows
    }
}
