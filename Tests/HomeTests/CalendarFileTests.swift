import Foundation
import Refunds
import Rules
import Testing

@testable import Home

@Suite struct CalendarFileTests {
    private static func calendar(_ name: String, in folder: String? = nil) throws -> BusinessCalendar {
        let text = "home_number: 417\nchannels: {card: {calendar: \(name)}}"
        let configuration = try Configuration.parse(Array(text.utf8), path: "r", calendars: folder)
        return try #require(configuration.calendars[name])
    }

    /// Weekdays without work, and weekend days with it, in a year: what a person would write down.
    private static func exceptions(_ name: String, _ year: Int) throws -> [String] {
        let calendar = try calendar(name)
        let first = try #require(CalendarDate(year: year, month: 1, day: 1)).daysSince1970
        let last = try #require(CalendarDate(year: year, month: 12, day: 31)).daysSince1970
        return try (first...last).map(CalendarDate.init(daysSince1970:)).filter { day in
            try calendar.isBusinessDay(day) == (day.weekday >= 5)
        }.map { "\($0.text.dropFirst(5))" }
    }

    /// As the Banks, the Governments and the Council publish them.
    @Test(
        arguments: [
            ("target2", 2026, "01-01 04-03 04-06 05-01 12-25"),
            ("target2", 2027, "01-01 03-26 03-29"),
            ("target2", 2028, "04-14 04-17 05-01 12-25 12-26"),
            ("us-fed", 2025, "01-01 01-20 02-17 05-26 06-19 07-04 09-01 10-13 11-11 11-27 12-25"),
            ("us-fed", 2026, "01-01 01-19 02-16 05-25 06-19 09-07 10-12 11-11 11-26 12-25"),
            ("us-fed", 2027, "01-01 01-18 02-15 05-31 07-05 09-06 10-11 11-11 11-25"),
            ("us-fed", 2023, "01-02 01-16 02-20 05-29 06-19 07-04 09-04 10-09 11-23 12-25"),
            ("uk", 2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
            ("uk", 2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
            ("uk", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
            ("uk", 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
            (
                "cn", 2025,
                "01-01 01-26 01-28 01-29 01-30 01-31 02-03 02-04 02-08 04-04 04-27 05-01 05-02 05-05 06-02 09-28 10-01 10-02 10-03"
                    + " 10-06 10-07 10-08 10-11"
            ),
            (
                "cn", 2026,
                "01-01 01-02 01-04 02-14 02-16 02-17 02-18 02-19 02-20 02-23 02-28 04-06 05-01 05-04 05-05 05-09 06-19 09-20 09-25"
                    + " 10-01 10-02 10-05 10-06 10-07 10-10"
            ),
        ] as [(String, Int, String)])
    func shipped(_ name: String, _ year: Int, _ days: String) throws {
        #expect(try Self.exceptions(name, year).joined(separator: " ") == days)
    }

    @Test(
        arguments: [
            ("cn", 2025...2026), ("target2", 2002...2035), ("uk", 2024...2027), ("us-fed", 2022...2035),
        ] as [(String, ClosedRange<Int>)])
    func yearsHeld(_ name: String, _ years: ClosedRange<Int>) throws {
        #expect(try Self.calendar(name).heldYears == Array(years))
    }

    /// A home's file stands over the program's, year by year.
    @Test func aHomesOwn() throws {
        let folder = try TemporaryFolder()
        _ = try folder.file(
            "cn.yaml",
            """
            name: cn
            source: a notice
            years:
              2027: {source: a notice, off: [2027-10-01..2027-10-07], worked: [2027-10-09]}
              2026: {source: another notice, off: [2026-10-01]}
            """)
        let calendar = try Self.calendar("cn", in: folder.path)
        #expect(calendar.heldYears == [2025, 2026, 2027])
        func isOpen(_ year: Int, _ month: Int, _ day: Int) throws -> Bool {
            try calendar.isBusinessDay(try #require(CalendarDate(year: year, month: month, day: day)))
        }
        #expect(try isOpen(2026, 10, 2) && !isOpen(2026, 10, 1) && !isOpen(2025, 10, 2))
        #expect(try isOpen(2027, 10, 9) && !isOpen(2027, 10, 7))
        _ = try folder.file(
            "own.yaml", "name: own\nsource: ours\nrules: {from: 2026, to: 2027, off: [2 March]}")
        #expect(try Self.calendar("own", in: folder.path).heldYears == [2026, 2027])
    }

    @Test(
        arguments: [
            ("", 1, "a calendar has a name, a source, and years or rules; add what is missing"),
            (
                "name: own\nsource: x", 1,
                "a calendar has a name, a source, and years or rules; add what is missing"
            ),
            ("name: other", 1, "the file must be the calendar own, as it is called; correct its name"),
            (
                "name: own\nsource: x\nyears:\n  26: {}", 4, "'26' is no year; write one from 1970 to 2099"
            ),
            (
                "name: own\nsource: x\nyears:\n  2026: {off: [2026-01-01]}", 4,
                "the year 2026 has no source; say where its days are published"
            ),
            (
                "name: own\nsource: x\nyears:\n  2026:\n    source: x\n    off: [2027-01-01]", 6,
                "'2027-01-01' is no day of 2026; write it like 2026-10-01 or 2026-10-01..2026-10-07"
            ),
            (
                "name: own\nsource: x\nyears: {2026: {source: x, worked: [2026-02-29]}}", 3,
                "'2026-02-29' is no day of 2026; write it like 2026-10-01 or 2026-10-01..2026-10-07"
            ),
            (
                "name: own\nsource: x\nrules: {from: 2026, to: 2025}", 3,
                "rules need the years from and to which they hold; write both, from first"
            ),
            (
                "name: own\nsource: x\nrules:\n  from: 2026\n  off: [25 Dec]", 5,
                "'25 Dec' is no yearly day; write it like 25 December, Easter -2 or last Monday of May"
            ),
            ("name: own\nsorce: x", 2, "the key 'sorce' is unknown; did you mean source?"),
        ] as [(String, Int, String)])
    func faults(_ text: String, _ line: Int, _ message: String) throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("own.yaml", text)
        let found = try failure { _ = try Self.calendar("own", in: folder.path) }
        #expect(found.kind == .configuration)
        #expect(found.message == "\(path):\(line): \(message)")
        #expect(found.chinese.hasPrefix("\(path):\(line)："))
    }
}
