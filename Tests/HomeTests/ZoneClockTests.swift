import Foundation
import Testing

@testable import Home

@Suite struct ZoneClockTests {
    private static let zones = [
        "Asia/Shanghai", "UTC", "America/New_York", "Europe/Berlin", "Europe/London", "Asia/Kolkata",
        "Asia/Tokyo",
        "Australia/Lord_Howe", "Australia/Sydney", "America/Sao_Paulo", "America/St_Johns", "Asia/Hong_Kong",
        "Pacific/Apia", "Pacific/Kiritimati", "Etc/GMT+5", "Africa/Johannesburg",
    ]
    private static let end: Int64 = 4_102_444_800

    @Test(arguments: zones)
    func agreesWithFoundation(_ name: String) throws {
        let clock = try #require(ZoneClock(name))
        let slow = try #require(TimeZone(identifier: name))
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = Steps(state: seed)
        let edges = clock.transitions.filter { $0 >= 0 && $0 < Self.end }.flatMap { [$0 - 1, $0, $0 + 1] }
        let picked = (0..<2_000).map { _ in Int64.random(in: 0..<Self.end, using: &random) }
        for instant in edges + picked {
            let expected = slow.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant)))
            #expect(clock.offset(at: instant) == expected, "\(name) at \(instant), seed \(seed)")
        }
    }

    @Test(arguments: zones)
    func localTimesAgreeWithASearch(_ name: String) throws {
        let clock = try #require(ZoneClock(name))
        for transition in clock.transitions where transition >= 0 && transition < Self.end {
            for shift in stride(from: Int64(-90_000), through: 90_000, by: 4_500) {
                let local = transition + Int64(clock.offset(at: transition - 1)) + shift
                #expect(clock.utc(local: local) == Self.slowUTC(clock, local), "\(name) local \(local)")
            }
        }
    }

    /// Tries every offset that the zone ever had; the first instant wins, and a gap is read with the offset before it.
    private static func slowUTC(_ clock: ZoneClock, _ local: Int64) -> Int64 {
        let candidates = Set(clock.offsets).map { local - Int64($0) }
        let fitting = candidates.filter { $0 + Int64(clock.offset(at: $0)) == local }
        if let first = fitting.min() { return first }
        let jump = clock.transitions.last { $0 + Int64(clock.offset(at: $0 - 1)) <= local } ?? 0
        return local - Int64(clock.offset(at: jump - 1))
    }

    @Test func gapAndOverlap() throws {
        let berlin = try #require(ZoneClock("Europe/Berlin"))
        // 2026-03-29 02:30 isn't there: 03:30 CEST = 01:30 UTC. 2026-10-25 02:30 stands twice: the first, 00:30 UTC.
        #expect(berlin.utc(local: 1_774_751_400) == 1_774_751_400 - 3_600)
        #expect(berlin.utc(local: 1_792_895_400) == 1_792_895_400 - 7_200)
    }

    @Test func unknownZones() {
        for name in [
            "", "Nowhere/City", "Asia", "asia/shanghai", "/etc/passwd", "Asia/../UTC", "posix/UTC", "UTC ",
            "Asia/Shanghai\0",
        ] {
            #expect(ZoneClock(name) == nil)
            #expect(!ZoneClock.exists(name))
        }
    }

    @Test func rules() throws {
        let rule = try #require(ZoneRule(Array("<-03>3<-02>,M3.5.0/-2,J300/24:30:15".utf8)))
        #expect(rule.standard == -10_800)
        #expect(rule.summer?.offset == -7_200)
        #expect(
            rule.summer?.begins == ZoneRule.Day(form: .weekday(month: 3, nth: 5, weekday: 0), second: -7_200))
        #expect(rule.summer?.ends == ZoneRule.Day(form: .julian(300), second: 88_215))
        for text in [
            "", "5", "EST", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.2.0,M11.1.0x",
        ] {
            #expect(ZoneRule(Array(text.utf8)) == nil, "\(text)")
        }
    }
}

/// A generator that repeats from its seed.
struct Steps: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
