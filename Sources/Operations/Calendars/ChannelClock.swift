import Home
import Refunds
import Rules

/// A channel's business days, cut-offs and time zone together (`controls.md`, calendars and cut-offs).
///
/// - Exactly at the cut-off, to the second, is the next window.
/// - A cut-off that a jump of the clock leaves out falls as much later as the clock jumped; one that comes twice is the first.
struct ChannelClock {
    let name: String
    let zone: ZoneClock
    let calendar: BusinessCalendar
    /// In seconds since midnight, ascending.
    let cutoffs: [Int]
    let overdueBusinessDays: Int

    init(
        name: String, zone: ZoneClock, calendar: BusinessCalendar, cutoffs: [Int], overdueBusinessDays: Int
    ) {
        self.name = name
        self.zone = zone
        self.calendar = calendar
        self.cutoffs = cutoffs
        self.overdueBusinessDays = overdueBusinessDays
    }

    func date(of moment: Instant) -> CalendarDate { moment.date(offset: zone.offset(at: moment.seconds)) }

    /// When a local second of a day comes.
    func moment(_ date: CalendarDate, _ second: Int) -> Instant {
        Instant(seconds: zone.utc(local: Int64(date.daysSince1970) * 86_400 + Int64(second)))
    }

    /// The latest cut-off that is not after `now`: what was ready before it leaves. Nil where the channel has none. The calendar must hold today's
    /// year in any case.
    func lastCutoff(upTo now: Instant) throws(UnknownYear) -> Instant? {
        var date = date(of: now)
        var isOpen = try calendar.isBusinessDay(date)
        guard let first = cutoffs.first else { return nil }
        while true {
            if isOpen, moment(date, first) <= now {
                return cutoffs.map { moment(date, $0) }.filter { $0 <= now }.max()
            }
            date = date.adding(days: -1)
            isOpen = try calendar.isBusinessDay(date)
        }
    }

    /// What was ready before this moment is due at `now`; nil: everything is. On a day off nothing leaves that waits for cut-offs, not even what one of
    /// them let go before: a bank would let it lie, and the plan names business days only.
    func dueBefore(at now: Instant) throws(UnknownYear) -> Instant? {
        let last = try lastCutoff(upTo: now)
        guard last != nil, try !calendar.isBusinessDay(date(of: now)) else { return last }
        return Instant(seconds: .min)
    }

    /// The first moment from `start` on of a day on which the channel sends.
    func nextOpening(from start: Instant) throws(UnknownYear) -> Instant {
        if cutoffs.isEmpty { return start }
        var day = date(of: start)
        while try !calendar.isBusinessDay(day) { day = day.adding(days: 1) }
        return max(start, moment(day, 0))
    }

    /// The first cut-off after a moment: with it leaves what was ready at that moment. Call only where there are cut-offs.
    func nextCutoff(after ready: Instant) throws(UnknownYear) -> Instant {
        var date = date(of: ready)
        while true {
            if try calendar.isBusinessDay(date),
                let next = cutoffs.map({ moment(date, $0) }).filter({ $0 > ready }).min()
            {
                return next
            }
            date = date.adding(days: 1)
        }
    }

    /// Which submissions are overdue.
    enum Overdue: Equatable {
        /// Those that left before this moment, if they have no answer.
        case before(Instant)
        /// None of those that left since `from`. Of earlier ones the calendar lacks a year: only those that left before `surely` are overdue whatever
        /// its days are; nil: it can be said of none.
        case unknown(UnknownYear, from: Instant, surely: Instant?)
    }

    /// A refund submitted on a day is overdue when, counted from the day after, more than the channel's number of business days have begun: with 10, at
    /// midnight of the eleventh.
    func overdue(at now: Instant) -> Overdue {
        var date = date(of: now)
        var begun = 0
        var unknown: (year: UnknownYear, from: Instant)?
        let first = calendar.heldYears.first ?? .min
        while true {
            do throws(UnknownYear) {
                if try calendar.isBusinessDay(date) { begun += 1 }
            } catch {
                unknown = unknown ?? (error, moment(date.adding(days: 1), 0))
                if date.year < first { break }
            }
            if begun > overdueBusinessDays { break }
            date = date.adding(days: -1)
        }
        guard let unknown else { return .before(moment(date, 0)) }
        return .unknown(
            unknown.year, from: unknown.from, surely: begun > overdueBusinessDays ? moment(date, 0) : nil)
    }
}

extension Workspace {
    /// A channel's settings; one that has left the configuration has those of one without an entry.
    func settings(ofChannel name: String) -> ChannelSettings {
        configuration.channel(named: name) ?? ChannelSettings(timeZone: configuration.timeZone)
    }

    /// The clock of a channel of the configuration. A calendar that isn't known is a failure of kind configuration.
    func clock(of name: String, _ settings: ChannelSettings) throws -> ChannelClock {
        guard let calendar = configuration.calendar(of: settings) else {
            throw Failure(
                .configuration,
                "\(home.configuration): the calendar \(settings.calendar) of channel \(name) is not known here",
                "\(home.configuration)：未知日历 \(settings.calendar)（通道 \(name)）")
        }
        return ChannelClock(
            name: name, zone: zone(ofChannel: name), calendar: calendar, cutoffs: settings.cutoffs,
            overdueBusinessDays: settings.overdueBusinessDays)
    }

    /// What to do about a year that a channel's calendar doesn't hold: nothing of that channel is guessed.
    func failure(_ unknown: UnknownYear, channel: String) -> Failure {
        let file = home.absolute("\(HomeFolder.calendars)/\(unknown.calendar).yaml")
        let held = configuration.calendars[unknown.calendar]?.heldYears ?? []
        let years = "\(held.first ?? 0)–\(held.last ?? 0)"
        return Failure(
            .configuration,
            "channel \(channel): the calendar \(unknown.calendar) holds \(years), not \(unknown.year): write the year \(unknown.year) "
                + "with its source, its days off and days worked into \(file), then run again; nothing of this channel is sent "
                + "until then",
            "通道 \(channel)：日历 \(unknown.calendar) 只有 \(years) 年，没有 \(unknown.year) 年：请将 \(unknown.year) 年的来源（source）、"
                + "休息日（off）和调休上班日（worked）写入 \(file)，然后重新运行；在此之前该通道不发送任何退款")
    }
}
