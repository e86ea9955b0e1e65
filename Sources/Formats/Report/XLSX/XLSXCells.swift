import Rules

/// Puts values into cells, each by its kind. Knows the format that each column used last, for most rows look like the row before.
struct XLSXCells {
    private let book: XLSXBook
    private let language: Language
    private var last: [(style: XLSXStyle, format: XLSXFormat)?]

    init(_ book: XLSXBook, _ language: Language, columns: Int) {
        self.book = book
        self.language = language
        last = Array(repeating: nil, count: columns)
    }

    /// - Parameter style: its value is what the cell says.
    mutating func put(
        _ cell: ReportCell, into sheet: XLSXSheet, _ row: Int, _ column: Int, _ style: XLSXStyle,
        isGrouped: Bool = true
    ) throws {
        var style = style
        switch cell {
        case .empty:
            if style.place != .row || style.tone.isSeen {
                try sheet.blank(row, column, format(style, column))
            }
        case .count(let count):
            try number(XLSXNumber(count), "\(count)", isGrouped, sheet, row, column, style)
        case .money, .figure:
            let text = cell.plain
            try number(XLSXNumber(decimal: text), text, true, sheet, row, column, style)
        case .time(let text):
            guard let moment = XLSXMoment(text) else {
                return try sheet.text(text, row, column, format(style, column))
            }
            style.value = .moment(moment.form)
            try sheet.number(moment.number, row, column, format(style, column))
        case .identifier(let text):
            style.value = .identifier
            try sheet.text(text, row, column, format(style, column))
        case .text, .code, .flag, .list, .totals:
            let text = inLines(cell, style) ?? XLSXText.cell(cell.told(in: language))
            try sheet.string(text, row, column, format(style, column))
        }
    }

    /// A sentence of the program's own in each language on a line of its own, where its cell has room for lines.
    private func inLines(_ cell: ReportCell, _ style: XLSXStyle) -> String? {
        guard style.wraps, language == .both, case .code(_, let told?) = cell, told.english != told.chinese
        else { return nil }
        let text = XLSXText.cell(told.english) + "\n" + XLSXText.cell(told.chinese)
        return text.utf16.count > XLSXText.mostUnits ? nil : text
    }

    /// Text where no double holds the number, with format `@`, and on the right as its like.
    private mutating func number(
        _ number: XLSXNumber?, _ text: String, _ isGrouped: Bool, _ sheet: XLSXSheet, _ row: Int,
        _ column: Int, _ style: XLSXStyle
    ) throws {
        var style = style
        guard let number else {
            style.value = .longNumber
            return try sheet.text(text, row, column, format(style, column))
        }
        style.value = .number(decimals: number.decimals, isGrouped: isGrouped)
        try sheet.number(number, row, column, format(style, column))
    }

    mutating func format(_ style: XLSXStyle, _ column: Int) throws -> XLSXFormat {
        if let (known, format) = last[column], known == style { return format }
        let format = try book.format(style)
        last[column] = (style, format)
        return format
    }
}

extension ReportTone {
    /// Whether a row of a table shows it: plain and good rows stay white, where everything is coloured nothing is seen.
    var isSeen: Bool {
        switch self {
        case .plain, .good: false
        case .caution, .bad: true
        }
    }
}
