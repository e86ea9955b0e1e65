import Home
package import Refunds
import Rules

/// A day in the home's time zone.
package struct Day: Sendable {
    package let date: CalendarDate
    package let start: Instant
    /// The start of the next day.
    package let end: Instant

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

extension CalendarDate {
    /// Reads `2026-10-08`, as `--date` takes it. A failure of kind usage for anything else.
    package static func parse(_ text: String) throws -> CalendarDate {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isWritten =
            parts.map(\.utf8.count) == [4, 2, 2]
            && parts.allSatisfy { $0.utf8.allSatisfy { $0.digit != nil } }
        if isWritten, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            let date = CalendarDate(year: year, month: month, day: day)
        {
            return date
        }
        throw Failure(
            .usage, "\(text) is no date: write it as 2026-10-08", "\(text) 不是日期：请写作 2026-10-08")
    }
}
