import Refunds
import Testing

@Suite struct CalendarDateTests {
    /// One day after the other, with the calendar's rules as everybody knows them.
    private struct SlowDay {
        var year = 1900
        var month = 1
        var day = 1

        var lastDay: Int {
            let isLeap = year % 400 == 0 || year % 4 == 0 && year % 100 != 0
            return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        }

        mutating func advance() {
            day += 1
            if day > lastDay { (day, month) = (1, month + 1) }
            if month > 12 { (month, year) = (1, year + 1) }
        }
    }

    @Test func agreesWithCountingDays() throws {
        var slow = SlowDay()
        // 70 years of which 17 are leap years.
        var days = -(70 * 365 + 17)
        var before: CalendarDate?
        while slow.year <= 2200 {
            let date = CalendarDate(daysSince1970: days)
            guard (date.year, date.month, date.day) == (slow.year, slow.month, slow.day),
                CalendarDate(year: slow.year, month: slow.month, day: slow.day) == date,
                date.daysSince1970 == days, before.map({ $0 < date }) ?? true
            else {
                Issue.record("\(slow) is day \(days), not \(date)")
                return
            }
            if slow.day == slow.lastDay {
                try #require(CalendarDate(year: slow.year, month: slow.month, day: slow.day + 1) == nil)
                try #require(CalendarDate.days(in: slow.month, of: slow.year) == slow.lastDay)
            }
            before = date
            days += 1
            slow.advance()
        }
        #expect(CalendarDate(daysSince1970: 0).text == "1970-01-01")
    }

    @Test(arguments: [
        (2026, 2, 29, false), (2024, 2, 29, true), (1900, 2, 29, false), (2000, 2, 29, true),
        (2026, 4, 31, false),
        (2026, 0, 1, false), (2026, 13, 1, false), (2026, 1, 0, false), (2026, 1, 32, false),
        (0, 1, 1, false),
        (1, 1, 1, true), (9999, 12, 31, true), (10_000, 1, 1, false), (2026, -1, 1, false),
        (2026, 1, -1, false),
    ])
    func days(year: Int, month: Int, day: Int, isThere: Bool) {
        #expect((CalendarDate(year: year, month: month, day: day) != nil) == isThere)
    }

    @Test func farDays() throws {
        for (year, month, day) in [(1, 1, 1), (1, 12, 31), (399, 2, 28), (9999, 12, 31)] {
            let date = try #require(CalendarDate(year: year, month: month, day: day))
            #expect(CalendarDate(daysSince1970: date.daysSince1970) == date)
        }
        #expect(try #require(CalendarDate(year: 7, month: 3, day: 9)).text == "0007-03-09")
    }
}

@Suite struct InstantTests {
    @Test(
        arguments: [
            (0, 0, "1970-01-01T00:00:00+00:00"), (-1, 0, "1969-12-31T23:59:59+00:00"),
            (1_791_446_400, 28_800, "2026-10-08T16:00:00+08:00"),
            (1_791_446_400, -14_400, "2026-10-08T04:00:00-04:00"),
            (1_791_446_400, 19_800, "2026-10-08T13:30:00+05:30"),
            (1_791_446_400, -12_600, "2026-10-08T04:30:00-03:30"),
            (1_791_446_400, 20_700, "2026-10-08T13:45:00+05:45"),
            (1_791_446_400, -1_800, "2026-10-08T07:30:00-00:30"),
            (1_709_164_800, -1, "2024-02-28T23:59:59-00:00"), (1_709_164_800, 0, "2024-02-29T00:00:00+00:00"),
            (-2_208_988_800, -3_600, "1899-12-31T23:00:00-01:00"),
            (1_709_164_799, 86_400 - 36_000, "2024-02-29T13:59:59+14:00"),
        ] as [(Int64, Int, String)])
    func text(seconds: Int64, offset: Int, text: String) {
        let instant = Instant(seconds: seconds)
        #expect(instant.text(offset: offset) == text)
        #expect(instant.date(offset: offset).text == String(text.prefix(10)))
    }

    /// What is written reads back as the same moment.
    @Test func readsBack() throws {
        let seed: UInt64 = 0x71e
        var chance = Chance(seed: seed)
        for _ in 0..<5_000 {
            let instant = Instant(seconds: .random(in: -2_000_000_000...7_000_000_000, using: &chance))
            let offset = Int.random(in: -56...56, using: &chance) * 900
            let text = instant.text(offset: offset)
            let bytes = Array(text.utf8)
            let written = WrittenTime(bytes.span)
            let read = try #require(written, "seed \(seed), \(text)")
            try #require(read.offset == offset, "seed \(seed), \(text)")
            try #require(read.localSeconds - Int64(offset) == instant.seconds, "seed \(seed), \(text)")
        }
    }
}
