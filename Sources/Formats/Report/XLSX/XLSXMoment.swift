import Refunds

/// A time as a spreadsheet's date: a number of days, on the clock that the text told. Its offset stands in the cell's number format, so that it is shown,
/// and the column can be sorted, filtered by month and counted with. Across a change of offset (summer time) the doubled hour sorts by the clock.
struct XLSXMoment: Equatable {
    enum Form: Hashable {
        case date
        /// With the text of the offset: `+08:00`, `Z`.
        case clock(offset: Int)
        case universal
    }

    let number: XLSXNumber
    let form: Form

    /// Of `2026-10-08` or `2026-10-08T09:00:00+08:00` or `…Z`; nil for anything else, and before March 1900, where Excel's calendar is wrong.
    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard [10, 20, 25].contains(bytes.count), bytes[4] == UInt8(ascii: "-"),
            bytes[7] == UInt8(ascii: "-"),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let day = Self.number(bytes[8..<10]),
            let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        let days = date.daysSince1970 + 25_569
        guard days > 60 else { return nil }
        guard bytes.count > 10 else {
            number = XLSXNumber(days: days, seconds: 0)
            form = .date
            return
        }
        guard bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = Self.number(bytes[11..<13]), let minute = Self.number(bytes[14..<16]),
            let second = Self.number(bytes[17..<19]), hour < 24, minute < 60, second < 60,
            let form = Self.form(bytes[19...])
        else { return nil }
        number = XLSXNumber(days: days, seconds: hour * 3600 + minute * 60 + second)
        self.form = form
    }

    private static func form(_ bytes: ArraySlice<UInt8>) -> Form? {
        let at = bytes.startIndex
        if bytes.count == 1 { return bytes[at] == UInt8(ascii: "Z") ? .universal : nil }
        guard bytes.count == 6, bytes[at + 3] == UInt8(ascii: ":"),
            let hours = number(bytes[at + 1..<at + 3]),
            let minutes = number(bytes[at + 4..<at + 6]), minutes < 60
        else { return nil }
        switch bytes[at] {
        case UInt8(ascii: "+"): return .clock(offset: hours * 60 + minutes)
        case UInt8(ascii: "-"): return .clock(offset: -(hours * 60 + minutes))
        default: return nil
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }
}

extension XLSXMoment.Form {
    /// Excel's number format that shows it as ISO 8601 does, with a space for the T.
    var numberFormat: String {
        switch self {
        case .date: return "yyyy-mm-dd"
        case .universal: return #"yyyy-mm-dd hh:mm:ss" Z""#
        case .clock(let offset):
            let minutes = abs(offset)
            func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
            let text = "\(offset < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
            return #"yyyy-mm-dd hh:mm:ss" \#(text)""#
        }
    }
}
