import Home
import Refunds
import Rules

/// What `--now` and `--date` say.
struct GivenTime {
    private let written: WrittenTime?

    /// - Parameter text: nil where `--now` wasn't given.
    init(_ text: String?) throws {
        guard let text else {
            written = nil
            return
        }
        let bytes = Array(text.utf8)
        guard let time = WrittenTime(bytes.span) else {
            throw Failure(
                .usage, "--now \(text): this is no time: write it like 2026-10-08T16:00:00+08:00",
                "--now \(text)：不是有效时间：请写成 2026-10-08T16:00:00+08:00")
        }
        written = time
    }

    /// Without offset in the zone named; nil where no time was given, or the zone isn't known.
    func instant(zone: String) -> Instant? {
        guard let written else { return nil }
        if let offset = written.offset { return Instant(seconds: written.localSeconds - Int64(offset)) }
        return ZoneClock(zone).map { Instant(seconds: $0.utc(local: written.localSeconds)) }
    }

    /// `2026-10-08`.
    static func date(_ text: String, option: String = "--date") throws -> CalendarDate {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.utf8.allSatisfy { $0.digit != nil } ? Int(part) : nil }
        guard parts.map(\.utf8.count) == [4, 2, 2], numbers.count == 3,
            let date = CalendarDate(year: numbers[0], month: numbers[1], day: numbers[2])
        else {
            throw Failure(
                .usage, "\(option) \(text): there is no such day: write it like 2026-10-08",
                "\(option) \(text)：没有这一天：请写成 2026-10-08")
        }
        return date
    }
}
