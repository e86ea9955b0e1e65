import Home
import Refunds
import Rules
import Testing

@testable import Operations

/// How old something is in business days: tables around the holidays of October 2026 (1 to 7 off, Saturday 10 worked), and a slow twin.
@Suite struct BusinessAgesTests {
    private static func ages(_ calendar: String, _ now: String, overdue: Int = 10) throws -> BusinessAges {
        let text = "home_number: 417\nchannels: {c: {calendar: \(calendar)}}"
        let configuration = try Configuration.parse(Array(text.utf8), path: "r")
        let settings = try #require(configuration.channel(named: "c"))
        let clock = ChannelClock(
            name: "c", zone: try #require(ZoneClock("Asia/Shanghai")),
            calendar: try #require(configuration.calendar(of: settings)), cutoffs: [],
            overdueBusinessDays: overdue)
        return BusinessAges(clock, at: try instant(now))
    }

    private static func instant(_ text: String) throws -> Instant {
        let bytes = Array("\(text)+08:00".utf8)
        let parsed = WrittenTime(bytes.span)
        let written = try #require(parsed)
        return Instant(seconds: written.localSeconds - 8 * 3600)
    }

    private static func date(_ text: String) throws -> CalendarDate {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return try #require(CalendarDate(year: parts[0], month: parts[1], day: parts[2]))
    }

    /// Every band's first and last day.
    @Test(
        arguments: [
            ("2026-09-30T23:59:59", 0, "0 to 2"), ("2026-10-07T23:59:59", 0, "0 to 2"),
            ("2026-10-08T00:00:00", 1, "0 to 2"), ("2026-10-09T09:00:00", 2, "0 to 2"),
            // The make-up Saturday counts, the Sunday behind it doesn't.
            ("2026-10-10T00:00:00", 3, "3 to 5"), ("2026-10-11T23:59:59", 3, "3 to 5"),
            ("2026-10-12T09:00:00", 4, "3 to 5"), ("2026-10-13T23:59:59", 5, "3 to 5"),
            ("2026-10-14T00:00:00", 6, "6 to 10"), ("2026-10-18T12:00:00", 8, "6 to 10"),
            ("2026-10-20T23:59:59", 10, "6 to 10"), ("2026-10-21T00:00:00", 11, "over 10"),
            ("2026-12-31T09:00:00", 62, "over 10"),
        ] as [(String, Int, String)])
    func bands(_ now: String, _ days: Int, _ band: String) throws {
        let ages = try Self.ages("cn", now)
        for time in ["00:00:00", "23:59:59"] {
            let age = ages.age(since: try Self.instant("2026-09-30T\(time)"))
            #expect(age == BusinessAges.Age(days: days))
            #expect(AgeBand(age).rawValue == band)
            #expect(age.passes(10) == (days > 10))
        }
    }

    @Test func aClockSetBackIsOfNoAge() throws {
        let ages = try Self.ages("cn", "2026-10-08T09:00:00")
        #expect(ages.age(since: try Self.instant("2026-10-09T09:00:00")) == BusinessAges.Age(days: 0))
    }

    /// The last day in time; after whatever holidays follow it is late.
    @Test(
        arguments: [
            ("2026-09-30", 0, "2026-09-30"), ("2026-09-30", 1, "2026-10-08"), ("2026-09-30", 3, "2026-10-10"),
            ("2026-09-30", 5, "2026-10-13"), ("2026-09-30", 10, "2026-10-20"),
            ("2026-10-04", 1, "2026-10-08"),
            ("2026-10-09", 1, "2026-10-10"), ("2026-10-10", 1, "2026-10-12"),
        ] as [(String, Int, String)])
    func due(_ start: String, _ days: Int, _ day: String) throws {
        let ages = try Self.ages("cn", "2026-10-08T09:00:00", overdue: days)
        let since = try Self.instant("\(start)T16:00:00")
        #expect(ages.due(since: since, after: days) == .on(try Self.date(day)))
        let inTime = try Self.ages("cn", "\(day)T23:59:59").age(since: since)
        #expect(inTime.passes(days) == false)
        let late = try Self.ages("cn", "\(Self.date(day).adding(days: 8).text)T00:00:00").age(since: since)
        #expect(late.passes(days) == true)
    }

    /// cn begins with 2025: before it only what is certain is said.
    @Test func aYearThatIsMissing() throws {
        let unknown = UnknownYear(calendar: "cn", year: 2024)
        let since = try Self.instant("2024-12-20T09:00:00")
        // 2 and 3 January, and then Monday 6 January 2025.
        let early = try Self.ages("cn", "2025-01-06T09:00:00").age(since: since)
        #expect(early == BusinessAges.Age(days: 3, unknown: unknown))
        #expect(early.passes(10) == nil && early.passes(2) == true && AgeBand(early) == .unknown)
        let late = try Self.ages("cn", "2025-03-03T09:00:00").age(since: since)
        #expect(late.unknown == unknown && late.passes(10) == true && AgeBand(late) == .over10)
        let today = try Self.ages("cn", "2030-01-07T09:00:00")
        #expect(today.age(since: try Self.instant("2030-01-07T08:00:00")) == BusinessAges.Age(days: 0))
        #expect(
            today.age(since: try Self.instant("2030-01-06T08:00:00"))
                == BusinessAges.Age(days: 0, unknown: UnknownYear(calendar: "cn", year: 2030)))
        #expect(
            try Self.ages("cn", "2026-12-31T09:00:00").due(
                since: try Self.instant("2026-12-30T09:00:00"), after: 2)
                == .unknown(UnknownYear(calendar: "cn", year: 2027)))
    }

    /// Day by day, and the same as what `run` calls overdue.
    @Test(arguments: ["none", "cn", "target2", "us-fed", "uk"])
    func agreesWithASlowTwin(_ calendar: String) throws {
        var chance = Chance(seed: 20_261_010, part: calendar.utf8.count)
        for _ in 0..<60 {
            let limit = chance.number(0...12)
            let now = Instant(seconds: Int64(1_768_435_200 + chance.number(0...28_944_000)))
            let since = Instant(seconds: now.seconds - Int64(chance.number(0...30) * 43_200))
            let ages = try Self.ages(
                calendar, String(now.text(offset: 8 * 3600).prefix(19)), overdue: limit)
            var slow = 0
            var day = ages.clock.date(of: since)
            while day < ages.clock.date(of: now) {
                day = day.adding(days: 1)
                if try ages.clock.calendar.isBusinessDay(day) { slow += 1 }
            }
            let age = ages.age(since: since)
            #expect(age == BusinessAges.Age(days: slow), "\(since.seconds) at \(now.seconds)")
            switch ages.clock.overdue(at: now) {
            case .before(let moment): #expect(age.passes(limit) == (since < moment))
            case .unknown: Issue.record("2026 is held")
            }
            if case .on(let due) = ages.due(since: since, after: limit) {
                #expect((slow > limit) == (ages.clock.date(of: now) > due && slow != limit))
            }
        }
    }
}
