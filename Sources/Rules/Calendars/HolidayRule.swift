package import Refunds

/// A day off that returns every year, as calendar files write it: `25 December`, `Easter -2`, `third Monday of January`, `last Monday of May`.
package struct HolidayRule: Sendable, Equatable {
    private enum Form: Equatable {
        case date(month: Int, day: Int)
        /// Days after Easter Sunday.
        case easter(Int)
        /// `nth` 1–4, or 5 for the last.
        case weekday(nth: Int, weekday: Int, month: Int)
    }

    private let form: Form

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ]
    private static let weekdays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
    private static let places = ["first", "second", "third", "fourth", "last"]

    /// Nil when the text is none of these.
    package init?(_ text: String) {
        let words = text.lowercased().split(separator: " ").map(String.init)
        if words.count == 2, words[0] == "easter", let days = Int(words[1]), abs(days) <= 60 {
            form = .easter(days)
        } else if words.count == 2, let day = Int(words[0]), let month = Self.month(words[1]),
            // 29 February is no yearly day.
            CalendarDate(year: 2001, month: month, day: day) != nil
        {
            form = .date(month: month, day: day)
        } else if words.count == 4, words[2] == "of", let month = Self.month(words[3]),
            let place = Self.places.firstIndex(of: words[0]),
            let weekday = Self.weekdays.firstIndex(of: words[1])
        {
            form = .weekday(nth: place + 1, weekday: weekday, month: month)
        } else {
            return nil
        }
    }

    private static func month(_ name: String) -> Int? { months.firstIndex(of: name).map { $0 + 1 } }

    /// The day in a year; nil where there is none.
    package func date(in year: Int) -> CalendarDate? {
        switch form {
        case .date(let month, let day): CalendarDate(year: year, month: month, day: day)
        case .easter(let days): Self.easter(in: year)?.adding(days: days)
        case .weekday(let nth, let weekday, let month): Self.nth(nth, weekday, month, year)
        }
    }

    private static func nth(_ nth: Int, _ weekday: Int, _ month: Int, _ year: Int) -> CalendarDate? {
        guard let first = CalendarDate(year: year, month: month, day: 1) else { return nil }
        var day = 1 + (weekday - first.weekday + 7) % 7 + (nth - 1) * 7
        while day > CalendarDate.days(in: month, of: year) { day -= 7 }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// Easter Sunday of the Gregorian calendar (J.-M. Oudin 1940, in Explanatory Supplement to the Astronomical Almanac, 12.22).
    private static func easter(in year: Int) -> CalendarDate? {
        let century = year / 100
        let golden = year % 19
        var moon =
            (century - century / 4 - (century - (century - 17) / 25) / 3 + 19 * golden + 15) % 30
        moon -= (moon / 28) * (1 - (moon / 28) * (29 / (moon + 1)) * ((21 - golden) / 11))
        let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7
        let distance = moon - weekday
        let month = 3 + (distance + 40) / 44
        return CalendarDate(year: year, month: month, day: distance + 28 - 31 * (month / 4))
    }

    /// What becomes of a day off that falls on a weekend.
    package enum Moved: String, Sendable, CaseIterable {
        /// It is lost.
        case none
        /// A Sunday's is taken on the Monday after; a Saturday's is lost.
        case sundayToMonday = "sunday-to-monday"
        /// It is taken on the next weekday that is not off already.
        case nextWeekday = "next-weekday"
    }

    /// All days off that the rules give in a year.
    package static func days(_ rules: [HolidayRule], moved: Moved, in year: Int) -> Set<CalendarDate> {
        let dates = rules.compactMap { $0.date(in: year) }.sorted()
        var days = Set(dates)
        for date in dates where date.isWeekend {
            switch moved {
            case .none: break
            case .sundayToMonday: if date.weekday == 6 { days.insert(date.adding(days: 1)) }
            case .nextWeekday:
                var next = date
                while next.isWeekend || days.contains(next) { next = next.adding(days: 1) }
                days.insert(next)
            }
        }
        return days
    }
}
