/// A value as a spreadsheet's number.
///
/// Spreadsheets know no numbers but binary doubles, so this is the one door at which money becomes one: from its exact decimal text, by a conversion that rounds
/// correctly, and only where the text has at most 15 significant digits. So many a double gives back unchanged, and Excel shows no more. Nothing is ever computed with it.
struct XLSXNumber: Equatable {
    let value: Double
    /// Digits after the point.
    let decimals: Int

    private static let mostDigits = 15

    /// Nil where a double can't hold the number exactly enough, or it is none: then the cell is text.
    init?(decimal text: String) {
        var significant = 0
        var zeros = 0
        var digits = 0
        var point: Int?
        for (place, byte) in text.utf8.enumerated() {
            switch byte {
            case UInt8(ascii: "-") where place == 0: break
            case UInt8(ascii: ".") where point == nil && digits > 0: point = digits
            case UInt8(ascii: "0"):
                digits += 1
                if significant > 0 { zeros += 1 }
            case UInt8(ascii: "1")...UInt8(ascii: "9"):
                digits += 1
                significant += zeros + 1
                zeros = 0
            default: return nil
            }
        }
        guard digits > 0, digits != point, significant <= Self.mostDigits, let value = Double(text) else {
            return nil
        }
        self.value = value
        decimals = point.map { digits - $0 } ?? 0
    }

    init?(_ count: Int) {
        guard count.magnitude < 1_000_000_000_000_000 else { return nil }
        value = Double(count)
        decimals = 0
    }

    /// A day and the time on its clock, as a spreadsheet counts days.
    init(days: Int, seconds: Int) {
        value = Double(days) + Double(seconds) / 86_400
        decimals = 0
    }

    /// A height or a width in whole units.
    static func measure(_ whole: Int) -> Double { Double(whole) }
}
