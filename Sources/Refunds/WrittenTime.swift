/// A time as a file or a person writes it: ISO 8601, `yyyy-MM-dd HH:mm:ss`, or as Excel saves it `yyyy/M/d H:mm[:ss]`
/// (`files.md`, orders). Without an offset it is a local time; the reader's zone decides.
package struct WrittenTime: Sendable, Equatable {
    /// Seconds since 1970 as if the local time were UTC.
    package let localSeconds: Int64
    /// Seconds ahead of UTC when the text says so.
    package let offset: Int?

    /// Nil when the text is no such time or the moment doesn't exist (30 February, 24:00).
    package init?(_ text: Span<UInt8>) {
        var cursor = Cursor()
        guard let year = cursor.number(text, digits: 4...4), let mark = cursor.one(text, of: "-/") else {
            return nil
        }
        let excel = mark == UInt8(ascii: "/")
        let digits = excel ? 1...2 : 2...2
        guard let month = cursor.number(text, digits: digits), cursor.one(text, of: excel ? "/" : "-") != nil,
            let day = cursor.number(text, digits: digits),
            let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        guard cursor.one(text, of: excel ? " " : "T t") != nil,
            let second = Self.secondOfDay(text, &cursor, excel: excel),
            let zone = Self.zone(text, &cursor), cursor.position == text.count
        else { return nil }
        localSeconds = Int64(date.daysSince1970) * 86_400 + Int64(second)
        offset = zone.seconds
    }

    private static func secondOfDay(_ text: Span<UInt8>, _ cursor: inout Cursor, excel: Bool) -> Int? {
        guard let hour = cursor.number(text, digits: excel ? 1...2 : 2...2), hour < 24,
            cursor.one(text, of: ":") != nil, let minute = cursor.number(text, digits: 2...2), minute < 60
        else { return nil }
        guard cursor.one(text, of: ":") != nil else { return hour * 3600 + minute * 60 }
        guard let second = cursor.number(text, digits: 2...2), second < 60 else { return nil }
        if !excel, cursor.one(text, of: ".,") != nil, cursor.number(text, digits: 1...9) == nil { return nil }
        return hour * 3600 + minute * 60 + second
    }

    private struct Zone { var seconds: Int? }

    /// `Z`, `+08:00`, `+0800`, `+08` or nothing; nil when there is something else.
    private static func zone(_ text: Span<UInt8>, _ cursor: inout Cursor) -> Zone? {
        if cursor.position == text.count { return Zone(seconds: nil) }
        if cursor.one(text, of: "Zz") != nil { return Zone(seconds: 0) }
        guard let sign = cursor.one(text, of: "+-"), let hour = cursor.number(text, digits: 2...2), hour <= 14
        else {
            return nil
        }
        var minute = 0
        if cursor.position < text.count {
            _ = cursor.one(text, of: ":")
            guard let written = cursor.number(text, digits: 2...2), written < 60 else { return nil }
            minute = written
        }
        let seconds = hour * 3600 + minute * 60
        return Zone(seconds: sign == UInt8(ascii: "-") ? -seconds : seconds)
    }

    /// How far the text has been read.
    private struct Cursor {
        var position = 0

        mutating func number(_ text: Span<UInt8>, digits: ClosedRange<Int>) -> Int? {
            var value = 0
            var count = 0
            while count < digits.upperBound, position < text.count, let digit = text[position].digit {
                value = value * 10 + Int(digit)
                count += 1
                position += 1
            }
            return digits.contains(count) ? value : nil
        }

        mutating func one(_ text: Span<UInt8>, of choices: StaticString) -> UInt8? {
            guard position < text.count else { return nil }
            let byte = text[position]
            for index in 0..<choices.utf8CodeUnitCount
            where unsafe choices.utf8Start[index] == byte {
                position += 1
                return byte
            }
            return nil
        }
    }
}
