/// A small CSV file that Refundry wrote, taken apart: cells by row (RFC 4180, with a byte order mark).
enum Grid {
    static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        var before: Unicode.Scalar?
        for scalar in text.unicodeScalars where scalar != "\u{feff}" {
            defer { before = scalar }
            if scalar == "\"" {
                if !isQuoted, before == "\"" { cell.unicodeScalars.append(scalar) }
                isQuoted.toggle()
            } else if !isQuoted, scalar == "," {
                row.append(cell)
                cell = ""
            } else if !isQuoted, scalar == "\n" {
                rows.append(row + [cell.hasSuffix("\r") ? String(cell.dropLast()) : cell])
                row = []
                cell = ""
            } else if isQuoted || scalar != "\r" {
                cell.unicodeScalars.append(scalar)
            }
        }
        return rows
    }
}
