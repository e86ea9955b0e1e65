import Refunds
import Rules

/// What a group's days have left of `max_money_day`: today, then each further day on which its channel sends.
final class DayRooms {
    /// So many days on which the channel sends are looked at.
    static let horizon = 1_000

    private let most: Int64
    private let clock: ChannelClock
    /// In step with one another, ascending.
    private var openings: [Instant]
    private var dates: [CalendarDate]
    private var used: [Int64] = [0]

    init(most: Int64, _ clock: ChannelClock, from now: Instant) {
        self.most = most
        self.clock = clock
        openings = [now]
        dates = [clock.date(of: now)]
    }

    /// Of today, or of a day that was found before.
    func take(_ amount: Int64, on day: CalendarDate) {
        if let place = dates.lastIndex(of: day) { used[place] += amount }
    }

    /// Takes the room of the first day from `first` on that has it: `first` itself on its own day, else when that day begins. Nil: none within the horizon.
    func find(_ amount: Int64, from first: Instant) throws(UnknownYear) -> Instant? {
        let day = clock.date(of: first)
        while dates[dates.count - 1] < day { try extend() }
        // Nothing is taken of days that aren't known yet, and almost always it is one of the first.
        var place = dates.firstIndex { $0 >= day } ?? 0
        while place < Self.horizon {
            if place == dates.count { try extend() }
            if most - used[place] >= amount {
                used[place] += amount
                return dates[place] == day ? first : openings[place]
            }
            place += 1
        }
        return nil
    }

    private func extend() throws(UnknownYear) {
        let next = try clock.nextOpening(from: clock.moment(dates[dates.count - 1].adding(days: 1), 0))
        openings.append(next)
        dates.append(clock.date(of: next))
        used.append(0)
    }
}
