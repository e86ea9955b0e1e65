import Refunds
import Rules

/// How many business days of a channel have begun since a day, as of a moment. A day's own doesn't count: with what left on Monday it is one on Tuesday.
///
/// Holds what it has counted; made once for a channel and an answer.
final class BusinessAges {
    let clock: ChannelClock
    private let today: CalendarDate
    /// By how many days ago: business days from the day after up to and with today.
    private var counts = [0]
    /// From so many days ago on the counts are the least: the calendar lacks a year between.
    private var unknown: (ago: Int, year: UnknownYear)?
    private var dues: [DueKey: Due] = [:]

    init(_ clock: ChannelClock, at now: Instant) {
        self.clock = clock
        today = clock.date(of: now)
    }

    /// An age in business days, exact where nothing is unknown.
    struct Age: Equatable {
        var days: Int
        /// The calendar lacks this year: it is of so many days at least.
        var unknown: UnknownYear?

        /// Whether it is more than so many days; nil where that can't be said.
        func passes(_ limit: Int) -> Bool? { days > limit ? true : unknown == nil ? false : nil }
    }

    func age(since moment: Instant) -> Age { age(since: clock.date(of: moment)) }

    func age(since date: CalendarDate) -> Age {
        let ago = today.daysSince1970 - date.daysSince1970
        while counts.count <= ago {
            var begun = counts[counts.count - 1]
            do throws(UnknownYear) {
                if try clock.calendar.isBusinessDay(today.adding(days: 1 - counts.count)) { begun += 1 }
            } catch {
                unknown = unknown ?? (counts.count, error)
            }
            counts.append(begun)
        }
        let isLeast = unknown.map { $0.ago <= ago } ?? false
        return Age(days: counts[max(0, ago)], unknown: isLeast ? unknown?.year : nil)
    }

    enum Due: Equatable {
        case on(CalendarDate)
        case unknown(UnknownYear)
    }

    private struct DueKey: Hashable {
        let start: CalendarDate
        let days: Int
    }

    /// The last day that is in time: with 10, the tenth business day after the moment's day. From the next business day on it is late.
    func due(since moment: Instant, after days: Int) -> Due {
        let key = DueKey(start: clock.date(of: moment), days: days)
        if let known = dues[key] { return known }
        let due = makeDue(key)
        dues[key] = due
        return due
    }

    private func makeDue(_ key: DueKey) -> Due {
        var date = key.start
        var left = key.days
        while left > 0 {
            date = date.adding(days: 1)
            do throws(UnknownYear) {
                if try clock.calendar.isBusinessDay(date) { left -= 1 }
            } catch {
                return .unknown(error)
            }
        }
        return .on(date)
    }
}

/// The ages by which `reports ageing` and `reports exceptions` group (`controls.md`, reports).
enum AgeBand: String, CaseIterable {
    case upTo2 = "0 to 2"
    case upTo5 = "3 to 5"
    case upTo10 = "6 to 10"
    case over10 = "over 10"
    /// The calendar lacks a year.
    case unknown

    init(days: Int) {
        switch days {
        case ...2: self = .upTo2
        case ...5: self = .upTo5
        case ...10: self = .upTo10
        default: self = .over10  // not our enum
        }
    }

    init(_ age: BusinessAges.Age) {
        let least = AgeBand(days: age.days)
        self = age.unknown == nil || least == .over10 ? least : .unknown
    }

    var text: BilingualText {
        switch self {
        case .upTo2: BilingualText("0–2", "0–2")
        case .upTo5: BilingualText("3–5", "3–5")
        case .upTo10: BilingualText("6–10", "6–10")
        case .over10: BilingualText("over 10", "超过 10")
        case .unknown: BilingualText("unknown", "未知")
        }
    }
}
