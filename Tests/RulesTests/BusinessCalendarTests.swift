import Refunds
import Rules
import Testing

/// Days off by rule, and business days, beside slow and obvious twins.
@Suite struct BusinessCalendarTests {
    private static func date(_ text: String) throws -> CalendarDate {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return try #require(CalendarDate(year: parts[0], month: parts[1], day: parts[2]))
    }

    @Test(
        arguments: [
            ("25 December", 2026, "2026-12-25"), ("1 may", 2028, "2028-05-01"),
            ("third Monday of January", 2026, "2026-01-19"),
            ("first Monday of September", 2025, "2025-09-01"),
            ("second Monday of October", 2026, "2026-10-12"),
            ("fourth Thursday of November", 2026, "2026-11-26"),
            ("last Monday of May", 2026, "2026-05-25"), ("last Monday of May", 2027, "2027-05-31"),
            ("last Sunday of February", 2032, "2032-02-29"), ("Easter -2", 2026, "2026-04-03"),
            ("Easter +1", 2026, "2026-04-06"), ("Easter 0", 2024, "2024-03-31"),
            ("Easter 0", 2025, "2025-04-20"),
            ("Easter 0", 2008, "2008-03-23"), ("Easter 0", 2011, "2011-04-24"),
            ("Easter 0", 2038, "2038-04-25"),
        ] as [(String, Int, String)])
    func rules(_ text: String, _ year: Int, _ day: String) throws {
        #expect(try #require(HolidayRule(text)).date(in: year)?.text == day)
    }

    @Test(arguments: [
        "", "Easter", "Easter two", "Easter +100", "31 November", "29 February", "0 May",
        "fifth Monday of May",
        "last Monday in May", "Monday of May", "25 Dec", "25 December 2026",
    ])
    func noRules(_ text: String) { #expect(HolidayRule(text) == nil) }

    /// Easter by the older way of Gauss, for every year that a file may hold.
    @Test func easterTwice() throws {
        let rule = try #require(HolidayRule("Easter 0"))
        for year in 1970...2099 {
            let a = year % 19, b = year % 4, c = year % 7
            // For the years 1900 to 2099.
            let d = (19 * a + 24) % 30
            let e = (2 * b + 4 * c + 6 * d + 5) % 7
            var day = 22 + d + e
            if d == 29, e == 6 { day = 50 }
            if d == 28, e == 6, (11 * 24 + 11) % 30 < 19 { day = 49 }
            let slow = CalendarDate(year: year, month: day > 31 ? 4 : 3, day: day > 31 ? day - 31 : day)
            #expect(rule.date(in: year) == slow, "\(year)")
        }
    }

    @Test(
        arguments: [
            (HolidayRule.Moved.none, 2022, ["2022-12-25", "2022-12-26"]),
            (.sundayToMonday, 2022, ["2022-12-25", "2022-12-26"]),
            (.nextWeekday, 2022, ["2022-12-25", "2022-12-26", "2022-12-27"]),
            (.nextWeekday, 2027, ["2027-12-25", "2027-12-26", "2027-12-27", "2027-12-28"]),
            (.nextWeekday, 2026, ["2026-12-25", "2026-12-26", "2026-12-28"]),
            (.nextWeekday, 2025, ["2025-12-25", "2025-12-26"]),
            (.sundayToMonday, 2027, ["2027-12-25", "2027-12-26", "2027-12-27"]),
        ] as [(HolidayRule.Moved, Int, [String])])
    func moved(_ moved: HolidayRule.Moved, _ year: Int, _ days: [String]) throws {
        let rules = ["25 December", "26 December"].compactMap(HolidayRule.init)
        #expect(HolidayRule.days(rules, moved: moved, in: year).map(\.text).sorted() == days)
    }

    @Test(
        arguments: [
            ("2026-10-01", false), ("2026-10-07", false), ("2026-10-08", true), ("2026-10-10", true),
            ("2026-10-11", false), ("2026-10-12", true), ("2028-02-29", true), ("2028-12-31", false),
        ] as [(String, Bool)])
    func businessDays(_ text: String, _ expected: Bool) throws {
        let off = try (1...7).map { try Self.date("2026-10-\($0)") }
        let calendar = BusinessCalendar(
            name: "x",
            years: [
                2026: BusinessCalendar.Year(off: Set(off), worked: [try Self.date("2026-10-10")]),
                2028: BusinessCalendar.Year(),
            ])
        #expect(try calendar.isBusinessDay(Self.date(text)) == expected)
        #expect(try BusinessCalendar.everyDay.isBusinessDay(Self.date(text)))
    }

    @Test func aYearThatIsNotHeldIsNeverGuessed() throws {
        let calendar = BusinessCalendar(name: "x", years: [2026: BusinessCalendar.Year()])
        for day in ["2025-12-31", "2027-01-02"] {
            let date = try Self.date(day)
            #expect(throws: UnknownYear(calendar: "x", year: date.year)) {
                try calendar.isBusinessDay(date)
            }
        }
    }

    /// Counted by hand from a Thursday that everybody knows.
    @Test func weekdays() throws {
        var weekday = 3
        for day in 0..<50_000 {
            #expect(CalendarDate(daysSince1970: day).weekday == weekday)
            weekday = (weekday + 1) % 7
        }
        #expect(CalendarDate(daysSince1970: -1).weekday == 2)
    }
}
