import Refunds

/// Times and days: what is taken exists, says what is written, and survives being written out and read again.
enum DatesTarget {
    static func run(_ input: [UInt8]) throws {
        try checkDay(input.prefix(4).reduce(0) { $0 << 8 | Int($1) })
        guard let time = WrittenTime(input.span) else { return }
        let offset = time.offset ?? 0
        let written = Instant(seconds: time.localSeconds - Int64(offset)).text(offset: offset)
        let again = WrittenTime(Array(written.utf8).span)
        try hold(
            again == WrittenTime(localSeconds: time.localSeconds, like: written),
            "\(written) is read otherwise")
        let shown = numbers(Array(written.utf8)).prefix(5)
        let given = numbers(input)
        try hold(shown.elementsEqual(given.prefix(5)), "\(written): not what is written")
        let seconds = numbers(Array(written.utf8))[5]
        let clock = input.drop { !"Tt ".utf8.contains($0) }.prefix { !"+-Zz".utf8.contains($0) }
        let hasSeconds = clock.count { $0 == UInt8(ascii: ":") } == 2
        try hold(seconds == 0 || (hasSeconds && given[5] == seconds), "\(written): other seconds")
    }

    /// The numbers that stand in a text.
    private static func numbers(_ text: [UInt8]) -> [Int] {
        text.split { !(0x30...0x39).contains($0) }.map {
            $0.reduce(0) { ($0 * 10 + Int($1) - 0x30) % 1_000_000_000 }
        }
    }

    private static func checkDay(_ seed: Int) throws {
        // From 0001-01-01 to 9999-12-31.
        let days = -719_162 + seed % 3_652_059
        let date = CalendarDate(daysSince1970: days)
        try hold(date.daysSince1970 == days, "day \(days) is \(date.text)")
        let same = CalendarDate(year: date.year, month: date.month, day: date.day)
        try hold(same == date, "\(date.text) is said not to be a day")
        let next = CalendarDate(daysSince1970: days + 1)
        try hold(
            date < next && (next.day == date.day + 1 || next.day == 1), "after \(date.text): \(next.text)")
    }
}

extension WrittenTime {
    /// The time that `text` should be read as.
    fileprivate init?(localSeconds: Int64, like text: String) {
        self.init(Array(text.utf8).span)
        guard self.localSeconds == localSeconds else { return nil }
    }
}
