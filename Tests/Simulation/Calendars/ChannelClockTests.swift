import Home
import Refunds
import Rules
import Testing

@testable import Operations

/// When windows close, and what is overdue: tables of cases, and a slow twin that walks from minute to minute.
@Suite struct ChannelClockTests {
    private static func clock(
        _ zone: String, _ calendar: String, _ cutoffs: [String], overdue: Int = 10
    ) throws -> ChannelClock {
        let list = cutoffs.map { "\"\($0)\"" }.joined(separator: ", ")
        let text = "home_number: 417\nchannels: {c: {calendar: \(calendar), cutoffs: [\(list)]}}"
        let configuration = try Configuration.parse(Array(text.utf8), path: "r")
        let settings = try #require(configuration.channel(named: "c"))
        return ChannelClock(
            name: "c", zone: try #require(ZoneClock(zone)),
            calendar: try #require(configuration.calendar(of: settings)), cutoffs: settings.cutoffs,
            overdueBusinessDays: overdue)
    }

    private static func instant(_ text: String, _ zone: ZoneClock) throws -> Instant {
        let bytes = Array(text.utf8)
        let parsed = WrittenTime(bytes.span)
        let written = try #require(parsed)
        if let offset = written.offset { return Instant(seconds: written.localSeconds - Int64(offset)) }
        return Instant(seconds: zone.utc(local: written.localSeconds))
    }

    private static func text(_ instant: Instant, _ zone: ZoneClock) -> String {
        instant.text(offset: zone.offset(at: instant.seconds))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var zone = "Asia/Shanghai"
        var calendar = "cn"
        var cutoffs = ["16:00"]
        /// When it is ready, and with which cut-off it leaves.
        var ready: String
        var leaves: String
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(
            name: "a second before", ready: "2026-09-30T15:59:59+08:00", leaves: "2026-09-30T16:00:00+08:00"),
        Case(
            name: "exactly at it is the next window, over a week of holidays",
            ready: "2026-09-30T16:00:00+08:00", leaves: "2026-10-08T16:00:00+08:00"),
        Case(name: "a day off", ready: "2026-10-04T09:00:00+08:00", leaves: "2026-10-08T16:00:00+08:00"),
        Case(
            name: "a make-up Saturday", ready: "2026-10-09T16:00:00+08:00",
            leaves: "2026-10-10T16:00:00+08:00"),
        Case(
            name: "the Sunday after it is off", ready: "2026-10-10T16:00:01+08:00",
            leaves: "2026-10-12T16:00:00+08:00"),
        Case(
            name: "an ordinary weekend", ready: "2026-10-16T20:00:00+08:00",
            leaves: "2026-10-19T16:00:00+08:00"),
        Case(
            name: "year end", ready: "2025-12-31T16:00:00+08:00", leaves: "2026-01-04T16:00:00+08:00"),
        Case(
            name: "29 February", zone: "America/New_York", calendar: "us-fed",
            ready: "2028-02-28T16:00:00-05:00",
            leaves: "2028-02-29T16:00:00-05:00"),
        Case(
            name: "no 29 February", zone: "America/New_York", calendar: "us-fed",
            ready: "2027-02-26T16:00:00-05:00", leaves: "2027-03-01T16:00:00-05:00"),
        Case(
            name: "several a day", cutoffs: ["10:00", "16:00"], ready: "2026-10-08T10:00:00+08:00",
            leaves: "2026-10-08T16:00:00+08:00"),
        Case(
            name: "every day", calendar: "none", ready: "2026-10-03T16:00:00+08:00",
            leaves: "2026-10-04T16:00:00+08:00"),
        Case(
            name: "midnight", calendar: "none", cutoffs: ["00:00"], ready: "2026-10-03T23:59:59+08:00",
            leaves: "2026-10-04T00:00:00+08:00"),
        // In Berlin clocks go from 02:00 to 03:00 on 29 March, from 03:00 back to 02:00 on 25 October 2026, both Sundays.
        Case(
            name: "a cut-off that doesn't exist falls an hour later", zone: "Europe/Berlin", calendar: "none",
            cutoffs: ["02:30"], ready: "2026-03-29T00:00:00+01:00", leaves: "2026-03-29T03:30:00+02:00"),
        Case(
            name: "a cut-off that comes twice is the first", zone: "Europe/Berlin", calendar: "none",
            cutoffs: ["02:30"], ready: "2026-10-25T02:29:59+02:00", leaves: "2026-10-25T02:30:00+02:00"),
        Case(
            name: "after the first of two it is over", zone: "Europe/Berlin", calendar: "none",
            cutoffs: ["02:30"], ready: "2026-10-25T02:30:00+02:00", leaves: "2026-10-26T02:30:00+01:00"),
        Case(
            name: "summer time", zone: "Europe/Berlin", calendar: "target2",
            ready: "2026-03-27T16:00:00+01:00",
            leaves: "2026-03-30T16:00:00+02:00"),
        Case(
            name: "Good Friday to Easter Monday", zone: "Europe/Berlin", calendar: "target2",
            ready: "2026-04-02T16:00:00+02:00", leaves: "2026-04-07T16:00:00+02:00"),
    ])
    func windows(_ row: Case) throws {
        let clock = try Self.clock(row.zone, row.calendar, row.cutoffs)
        let ready = try Self.instant(row.ready, clock.zone)
        let leaves = try clock.nextCutoff(after: ready)
        #expect(Self.text(leaves, clock.zone) == row.leaves)
        // What the build asks is the same: due from that cut-off on, to the second, and not before.
        let before = try clock.lastCutoff(upTo: Instant(seconds: leaves.seconds - 1))
        #expect(try ready >= #require(before))
        #expect(try clock.lastCutoff(upTo: leaves) == leaves)
    }

    @Test func withoutCutoffsNothingWaits() throws {
        let clock = try Self.clock("Asia/Shanghai", "cn", [])
        #expect(try clock.lastCutoff(upTo: Self.instant("2026-10-03T09:00:00+08:00", clock.zone)) == nil)
    }

    /// At `now`: what is due, and from when on the channel sends next.
    @Test(
        arguments: [
            ("2026-09-30T15:59:59+08:00", "2026-09-29T16:00:00+08:00", "2026-09-30T15:59:59+08:00"),
            ("2026-09-30T16:00:00+08:00", "2026-09-30T16:00:00+08:00", "2026-09-30T16:00:00+08:00"),
            ("2026-09-30T23:59:59+08:00", "2026-09-30T16:00:00+08:00", "2026-09-30T23:59:59+08:00"),
            ("2026-10-01T00:00:00+08:00", nil, "2026-10-08T00:00:00+08:00"),
            ("2026-10-07T23:59:59+08:00", nil, "2026-10-08T00:00:00+08:00"),
            ("2026-10-08T00:00:00+08:00", "2026-09-30T16:00:00+08:00", "2026-10-08T00:00:00+08:00"),
            // A Saturday that is worked.
            ("2026-10-10T09:00:00+08:00", "2026-10-09T16:00:00+08:00", "2026-10-10T09:00:00+08:00"),
        ] as [(String, String?, String)])
    func nothingLeavesOnADayOff(_ now: String, _ due: String?, _ opening: String) throws {
        let clock = try Self.clock("Asia/Shanghai", "cn", ["16:00"])
        let now = try Self.instant(now, clock.zone)
        let before = try #require(try clock.dueBefore(at: now))
        #expect(due == (before.seconds == .min ? nil : Self.text(before, clock.zone)))
        #expect(Self.text(try clock.nextOpening(from: now), clock.zone) == opening)
        let always = try Self.clock("Asia/Shanghai", "cn", [])
        #expect(try always.dueBefore(at: now) == nil)
        #expect(try always.nextOpening(from: now) == now)
    }

    @Test(arguments: ["2027-01-01T00:00:00+08:00", "2024-12-31T23:59:59+08:00"])
    func aYearThatIsNotHeldIsRefused(_ now: String) throws {
        for cutoffs in [["16:00"], []] {
            let clock = try Self.clock("Asia/Shanghai", "cn", cutoffs)
            let now = try Self.instant(now, clock.zone)
            #expect(throws: UnknownYear.self) { try clock.lastCutoff(upTo: now) }
        }
        let clock = try Self.clock("Asia/Shanghai", "cn", ["16:00"])
        let last = try Self.instant("2026-12-31T16:00:00+08:00", clock.zone)
        #expect(try clock.lastCutoff(upTo: last) == last)
        #expect(throws: UnknownYear(calendar: "cn", year: 2027)) { try clock.nextCutoff(after: last) }
    }

    /// Submitted on the day, overdue from the moment on.
    @Test(
        arguments: [
            ("none", 10, "2026-10-01", "2026-10-12T00:00:00+08:00"),
            ("none", 0, "2026-10-01", "2026-10-02T00:00:00+08:00"),
            ("target2", 10, "2026-10-01", "2026-10-16T00:00:00+08:00"),
            ("target2", 2, "2026-12-24", "2026-12-30T00:00:00+08:00"),
            // 8, 9 and the make-up Saturday 10 October.
            ("cn", 2, "2026-09-30", "2026-10-10T00:00:00+08:00"),
            ("cn", 10, "2026-09-30", "2026-10-21T00:00:00+08:00"),
            ("us-fed", 1, "2028-02-27", "2028-02-29T00:00:00+08:00"),
        ] as [(String, Int, String, String)])
    func overdue(_ calendar: String, _ days: Int, _ submitted: String, _ since: String) throws {
        let clock = try Self.clock("Asia/Shanghai", calendar, [], overdue: days)
        let since = try Self.instant(since, clock.zone)
        let end = try Self.instant("\(submitted)T23:59:59+08:00", clock.zone)
        func isOverdue(_ now: Int64) -> Bool {
            switch clock.overdue(at: Instant(seconds: now)) {
            case .before(let moment): end < moment
            case .unknown: false
            }
        }
        #expect(!isOverdue(since.seconds - 1))
        #expect(isOverdue(since.seconds))
    }

    @Test func whatCannotBeCountedIsSaid() throws {
        let clock = try Self.clock("Asia/Shanghai", "cn", [])
        let now = try Self.instant("2025-01-06T09:00:00+08:00", clock.zone)
        #expect(
            clock.overdue(at: now)
                == .unknown(
                    UnknownYear(calendar: "cn", year: 2024),
                    from: try Self.instant("2025-01-01T00:00:00+08:00", clock.zone), surely: nil))
    }

    /// In January of a year that the calendar doesn't hold: what had become overdue by the end of December stays so, whatever the new year's days are.
    @Test func whatIsOverdueBeyondDoubtIsSaid() throws {
        let clock = try Self.clock("Asia/Shanghai", "cn", [], overdue: 3)
        let now = try Self.instant("2027-01-04T17:00:00+08:00", clock.zone)
        #expect(
            clock.overdue(at: now)
                == .unknown(
                    UnknownYear(calendar: "cn", year: 2027),
                    from: try Self.instant("2027-01-05T00:00:00+08:00", clock.zone),
                    surely: try Self.instant("2026-12-28T00:00:00+08:00", clock.zone)))
        let ages = BusinessAges(clock, at: now)
        let age = ages.age(since: try Self.instant("2026-12-25T09:00:00+08:00", clock.zone))
        #expect(age == BusinessAges.Age(days: 4, unknown: UnknownYear(calendar: "cn", year: 2027)))
        #expect(age.passes(3) == true)
    }

    // MARK: - Slow twins

    /// Goes from minute to minute, and from day to day with a finger in the calendar.
    @Test(arguments: [
        ("Asia/Shanghai", "cn"), ("Europe/Berlin", "target2"), ("America/New_York", "us-fed"),
        ("Europe/London", "uk"),
    ])
    func agreesWithASlowTwin(_ zone: String, _ calendar: String) throws {
        var chance = Chance(seed: 20_261_008, part: zone.utf8.count)
        for _ in 0..<60 {
            let days = chance.number(0...12)
            let clock = try Self.clock(zone, calendar, ["09:30", "16:00"], overdue: days)
            // From 15 January to 15 December 2026.
            let start = Instant(seconds: Int64(1_768_435_200 + chance.number(0...28_944_000)))
            var walker = (start.seconds / 60 + 1) * 60
            while try !Self.isCutoff(walker, clock) { walker += 60 }
            #expect(try clock.nextCutoff(after: start).seconds == walker, "\(start.seconds)")
            walker = start.seconds / 60 * 60
            while try !Self.isCutoff(walker, clock) { walker -= 60 }
            #expect(try clock.lastCutoff(upTo: start)?.seconds == walker, "\(start.seconds)")
            let sent = Instant(seconds: start.seconds - Int64(chance.number(0...25) * 86_400))
            let slow =
                try Self.businessDays(after: clock.date(of: sent), to: clock.date(of: start), clock) > days
            switch clock.overdue(at: start) {
            case .before(let moment): #expect((sent < moment) == slow, "\(sent.seconds) at \(start.seconds)")
            case .unknown: Issue.record("2026 is held")
            }
        }
    }

    private static func isCutoff(_ second: Int64, _ clock: ChannelClock) throws -> Bool {
        let offset = clock.zone.offset(at: second)
        let text = Instant(seconds: second).text(offset: offset)
        let time = String(text.dropFirst(11).prefix(5))
        return try ["09:30", "16:00"].contains(time)
            && clock.calendar.isBusinessDay(Instant(seconds: second).date(offset: offset))
    }

    private static func businessDays(
        after start: CalendarDate, to end: CalendarDate, _ clock: ChannelClock
    ) throws -> Int {
        var count = 0
        for day in (start.daysSince1970 + 1)..<max(end.daysSince1970 + 1, start.daysSince1970 + 1)
        where try clock.calendar.isBusinessDay(CalendarDate(daysSince1970: day)) { count += 1 }
        return count
    }

    // MARK: - Words

    @Test(
        arguments: [
            (
                "2026-09-30T16:00:00+08:00",
                "leaves Thu 8 Oct 2026 16:00 CST: cut-off passed on Wed 30 Sep, 1–7 Oct off"
            ),
            ("2026-10-04T09:00:00+08:00", "leaves Thu 8 Oct 2026 16:00 CST: 4–7 Oct off"),
            ("2026-10-08T09:00:00+08:00", "leaves Thu 8 Oct 2026 16:00 CST: the next cut-off"),
            ("2026-10-08T16:00:00+08:00", "leaves Fri 9 Oct 2026 16:00 CST: cut-off passed on Thu 8 Oct"),
            (
                "2026-10-10T17:00:00+08:00",
                "leaves Mon 12 Oct 2026 16:00 CST: cut-off passed on Sat 10 Oct, 11 Oct off"
            ),
            (
                "2025-10-31T17:00:00+08:00",
                "leaves Mon 3 Nov 2025 16:00 CST: cut-off passed on Fri 31 Oct, 1–2 Nov off"
            ),
            (
                "2026-01-30T17:00:00+08:00",
                "leaves Mon 2 Feb 2026 16:00 CST: cut-off passed on Fri 30 Jan, 31 Jan – 1 Feb off"
            ),
        ] as [(String, String)])
    func wordsForPeople(_ ready: String, _ words: String) throws {
        let clock = try Self.clock("Asia/Shanghai", "cn", ["16:00"])
        let ready = try Self.instant(ready, clock.zone)
        let why = try PlanWords.leaves(
            clock.nextCutoff(after: ready), readyOn: clock.date(of: ready), clock)
        #expect(why.english == words)
        #expect(why.chinese.contains("发出"))
    }

    @Test func zonesHaveTheirNames() throws {
        let names = try [
            ("Europe/Berlin", "2026-07-01T12:00:00Z"), ("Europe/Berlin", "2026-12-01T12:00:00Z"),
            ("Asia/Kolkata", "2026-07-01T12:00:00Z"), ("America/Sao_Paulo", "2026-07-01T12:00:00Z"),
            ("UTC", "2026-07-01T12:00:00Z"), ("America/New_York", "2090-07-01T12:00:00Z"),
        ].map { zone, time in
            let clock = try #require(ZoneClock(zone))
            return clock.name(at: try Self.instant(time, clock).seconds)
        }
        #expect(names == ["CEST", "CET", "IST", "UTC-03", "UTC", "EDT"])
    }
}
