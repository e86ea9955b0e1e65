/// The rule at the end of a zone file, in the writing of POSIX: `CST-8`, `EST5EDT,M3.2.0,M11.1.0`.
struct ZoneRule: Equatable {
    /// Seconds east of UTC.
    let standard: Int32
    let name: String
    let summer: Summer?

    struct Summer: Equatable {
        let offset: Int32
        let name: String
        let begins: Day
        let ends: Day

        /// Both changes of a year in order of time: the instant, and the offset from then on.
        func changes(in year: Int, standard: Int32) -> [(Int64, Int32)] {
            let on = (begins.instant(in: year) - Int64(standard), offset)
            let off = (ends.instant(in: year) - Int64(offset), standard)
            return on.0 < off.0 ? [on, off] : [off, on]
        }
    }

    /// A day of every year, and the local second of it.
    struct Day: Equatable {
        enum Form: Equatable {
            /// The nth (5: last) weekday (0: Sunday) of a month.
            case weekday(month: Int, nth: Int, weekday: Int)
            /// 1–365, February 29 never counted.
            case julian(Int)
            /// 0–365, February 29 counted.
            case ordinal(Int)
        }
        let form: Form
        let second: Int64

        /// Local seconds since 1970.
        func instant(in year: Int) -> Int64 {
            let first = Self.days(year, 1)
            let leap = Self.days(year, 3) - first == 60
            let day: Int64
            switch form {
            case .julian(let number): day = first + Int64(number - 1) + (leap && number >= 60 ? 1 : 0)
            case .ordinal(let number): day = first + Int64(number)
            case .weekday(let month, let nth, let weekday): day = Self.nth(nth, weekday, year, month)
            }
            return day * 86_400 + second
        }

        private static func nth(_ nth: Int, _ weekday: Int, _ year: Int, _ month: Int) -> Int64 {
            let first = days(year, month)
            let next = month == 12 ? days(year + 1, 1) : days(year, month + 1)
            // 1970-01-01 was a Thursday.
            let firstWeekday = Int(((first + 4) % 7 + 7) % 7)
            var day = first + Int64((weekday - firstWeekday + 7) % 7 + (nth - 1) * 7)
            while day >= next { day -= 7 }
            return day
        }

        /// Days from 1970-01-01 to the first of a month, for years from 1970.
        private static func days(_ year: Int, _ month: Int) -> Int64 {
            let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
            let past = year - 1
            let leaps = past / 4 - past / 100 + past / 400 - 477
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            return Int64((year - 1970) * 365 + leaps + before[month - 1] + (leap && month > 2 ? 1 : 0))
        }
    }

    /// nil when the text is no such rule.
    init?(_ text: [UInt8]) {
        var reader = ZoneRuleReader(text)
        guard let name = reader.name(), let west = reader.time() else { return nil }
        self.name = name
        standard = -Int32(west)
        guard !reader.isAtEnd else {
            summer = nil
            return
        }
        guard let summerName = reader.name() else { return nil }
        var offset = standard + 3_600
        if !reader.next(is: ",") {
            guard let summerWest = reader.time() else { return nil }
            offset = -Int32(summerWest)
        }
        guard let begins = reader.day(), let ends = reader.day(), reader.isAtEnd else { return nil }
        summer = Summer(offset: offset, name: summerName, begins: begins, ends: ends)
    }
}

/// Steps through the text of a rule.
private struct ZoneRuleReader {
    private let text: [UInt8]
    private var position = 0

    init(_ text: [UInt8]) { self.text = text }

    var isAtEnd: Bool { position == text.count }

    func next(is character: Unicode.Scalar) -> Bool {
        position < text.count && text[position] == UInt8(ascii: character)
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next(is: character) else { return false }
        position += 1
        return true
    }

    /// `CST`, or `<+0530>`.
    mutating func name() -> String? {
        if take("<") {
            let start = position
            while !isAtEnd, !next(is: ">") { position += 1 }
            let name = String(decoding: text[start..<position], as: UTF8.self)
            return take(">") ? name : nil
        }
        let start = position
        while !isAtEnd, (65...90).contains(text[position] & 0xDF) { position += 1 }
        return position > start ? String(decoding: text[start..<position], as: UTF8.self) : nil
    }

    /// `[+-]h[:m[:s]]` in seconds.
    mutating func time() -> Int? {
        let sign = take("-") ? -1 : 1
        if sign == 1 { _ = take("+") }
        guard let hours = number() else { return nil }
        var seconds = hours * 3_600
        for unit in [60, 1] where take(":") {
            guard let part = number() else { return nil }
            seconds += part * unit
        }
        return sign * seconds
    }

    /// `,M3.2.0/2`, `,J60`, `,59`.
    mutating func day() -> ZoneRule.Day? {
        guard take(","), let form = form() else { return nil }
        guard take("/") else { return ZoneRule.Day(form: form, second: 7_200) }
        guard let second = time() else { return nil }
        return ZoneRule.Day(form: form, second: Int64(second))
    }

    private mutating func form() -> ZoneRule.Day.Form? {
        if take("J") { return number().map { .julian($0) } }
        guard take("M") else { return number().map { .ordinal($0) } }
        guard let month = number(), (1...12).contains(month), take("."), let nth = number(),
            (1...5).contains(nth),
            take("."), let weekday = number(), (0...6).contains(weekday)
        else { return nil }
        return .weekday(month: month, nth: nth, weekday: weekday)
    }

    private mutating func number() -> Int? {
        var value: Int?
        while !isAtEnd, (48...57).contains(text[position]), (value ?? 0) < 100_000 {
            value = (value ?? 0) * 10 + Int(text[position] - 48)
            position += 1
        }
        return value
    }
}
