package import Refunds

/// Which days a bank works: weekdays that are not off, and weekend days that are worked (调休). Only years that it holds can be asked for.
package struct BusinessCalendar: Sendable, Equatable {
    /// One year's exceptions to the week.
    package struct Year: Sendable, Equatable {
        package var off: Set<CalendarDate>
        package var worked: Set<CalendarDate>

        package init(off: Set<CalendarDate> = [], worked: Set<CalendarDate> = []) {
            self.off = off
            self.worked = worked
        }
    }

    package let name: String
    /// Nil: every day of every year is a business day.
    private let years: [Int: Year]?

    package init(name: String, years: [Int: Year]) {
        self.name = name
        self.years = years
    }

    private init(everyDay name: String) {
        self.name = name
        years = nil
    }

    /// The calendar `none`.
    package static let everyDay = BusinessCalendar(everyDay: "none")

    /// Throws where the calendar doesn't hold the day's year: it is never guessed.
    package func isBusinessDay(_ date: CalendarDate) throws(UnknownYear) -> Bool {
        guard let years else { return true }
        guard let year = years[date.year] else { throw UnknownYear(calendar: name, year: date.year) }
        if year.worked.contains(date) { return true }
        return !date.isWeekend && !year.off.contains(date)
    }

    /// The years held, in order; none for the calendar of every day.
    package var heldYears: [Int] { years.map { $0.keys.sorted() } ?? [] }
}

/// A year that a calendar doesn't hold.
package struct UnknownYear: Error, Sendable, Equatable {
    package let calendar: String
    package let year: Int

    package init(calendar: String, year: Int) {
        self.calendar = calendar
        self.year = year
    }
}

extension CalendarDate {
    /// 0 is Monday, 6 is Sunday. 1 January 1970 was a Thursday.
    package var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 }

    package var isWeekend: Bool { weekday >= 5 }

    package func adding(days: Int) -> CalendarDate { CalendarDate(daysSince1970: daysSince1970 + days) }
}
