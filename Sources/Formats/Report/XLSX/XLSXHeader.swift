import Rules

/// The header row of a table: English above Chinese, columns wide enough for their longest word and the filter's button, the row high enough for all lines.
struct XLSXHeader {
    let texts: [String]
    /// In characters.
    let widths: [Int]
    /// In points.
    let height: Int

    init(_ columns: [ReportColumn], _ language: Language) {
        texts = columns.map { $0.title.told(in: language, apart: "\n") }
        var widths: [Int] = []
        var most = 1
        for (column, text) in zip(columns, texts) {
            let words = text.split { $0 == " " || $0 == "\n" }
            let width = max(column.width, (words.map(Self.width).max() ?? 0) + Self.room)
            widths.append(width)
            most = max(most, Self.lines(text, within: width - Self.room + 1))
        }
        self.widths = widths
        height = most * Self.line + 4
    }

    /// Points of a line.
    static let line = 15

    /// Bold letters and the filter's button.
    private static let room = 4

    /// How many sheets of paper the table takes beside one another: one, unless nobody could read it then.
    var pages: Int { max(1, (widths.reduce(0, +) + Self.mostOnPaper / 2) / Self.mostOnPaper) }

    /// Characters across A4, landscape, at about five points.
    private static let mostOnPaper = 230

    /// How many lines a text takes that breaks at its spaces; a word that is too long breaks anywhere, as Chinese does.
    static func lines(_ text: String, within width: Int) -> Int {
        var lines = 0
        for paragraph in text.split(separator: "\n") {
            lines += 1
            var used = 0
            for word in paragraph.split(separator: " ") {
                let more = Self.width(word)
                if used > 0, used + 1 + more > width {
                    lines += 1
                    used = 0
                }
                used += (used > 0 ? 1 : 0) + more
                while used > width {
                    lines += 1
                    used -= width
                }
            }
        }
        return lines
    }

    /// Chinese characters and their punctuation are as wide as two digits.
    private static func width(_ text: Substring) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x2E80 ? 2 : 1) }
    }
}
