import Home
import Refunds

/// A day in the home's time zone.
struct Day: Sendable {
    let date: CalendarDate
    let start: Instant
    /// The start of the next day.
    let end: Instant

    init(_ date: CalendarDate, in zone: ZoneClock) {
        func midnight(_ days: Int) -> Instant {
            Instant(seconds: zone.utc(local: Int64(days) * 86_400))
        }
        self.date = date
        start = midnight(date.daysSince1970)
        end = midnight(date.daysSince1970 + 1)
    }

    func contains(_ moment: Instant) -> Bool { start <= moment && moment < end }
}

extension Workspace {
    /// The day that a moment lies in.
    func day(of moment: Instant) -> Day {
        Day(moment.date(offset: zone.offset(at: moment.seconds)), in: zone)
    }
}
