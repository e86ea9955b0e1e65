import Home
import Refunds

/// The moments of the day at which funds are looked at, in the home's time zone.
struct LookTimes {
    /// Minutes since midnight.
    let minutes: [Int]
    let zone: ZoneClock

    /// The newest that has come, the moment itself included. A setting has one time at least.
    func latest(at now: Instant) -> Instant? { moments(around: now).last { $0 <= now } }

    /// The newest that has come and that no look was made for yet; `last` is when the last one was.
    func due(at now: Instant, last: Instant?) -> Instant? {
        guard let latest = latest(at: now) else { return nil }
        // A clock that was set back, after a drill say, must not stop the looks.
        return last.map { $0 < latest || now < $0 } ?? true ? latest : nil
    }

    func next(after now: Instant) -> Instant? { moments(around: now).first { now < $0 } }

    private func moments(around now: Instant) -> [Instant] {
        let today = Int64(now.date(offset: zone.offset(at: now.seconds)).daysSince1970)
        return (today - 2...today + 2).flatMap { day in
            minutes.map { Instant(seconds: zone.utc(local: day * 86_400 + Int64($0) * 60)) }
        }.sorted()
    }
}
