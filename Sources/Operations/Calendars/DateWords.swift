import Home
import Refunds
import Rules

/// Days and times as people read them: `Thu 8 Oct 2026 16:00 CST`, `1–7 Oct`.
enum DateWords {
    private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let chineseDays = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Wed 30 Sep`.
    static func day(_ date: CalendarDate) -> BilingualText {
        BilingualText(
            "\(days[date.weekday]) \(date.day) \(months[date.month - 1])",
            "\(date.month)月\(date.day)日\(chineseDays[date.weekday])")
    }

    /// `Thu 8 Oct 2026 16:00 CST`; seconds only where there are any.
    static func moment(_ moment: Instant, _ zone: ZoneClock) -> BilingualText {
        let offset = zone.offset(at: moment.seconds)
        let date = moment.date(offset: offset)
        let local = Int(moment.seconds) + offset - date.daysSince1970 * 86_400
        var time = "\(two(local / 3_600)):\(two(local / 60 % 60))"
        if local % 60 != 0 { time += ":\(two(local % 60))" }
        let name = zone.name(at: moment.seconds)
        let day = day(date)
        return BilingualText(
            "\(day.english) \(date.year) \(time) \(name)", "\(date.year)年\(day.chinese) \(time) \(name)")
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    /// `1–7 Oct`, `30 Sep – 2 Oct`, `3 Oct`.
    static func span(_ first: CalendarDate, _ last: CalendarDate) -> BilingualText {
        let end = "\(last.day) \(months[last.month - 1])"
        let chineseStart = "\(first.month)月\(first.day)日"
        if first == last { return BilingualText(end, chineseStart) }
        if first.month == last.month, first.year == last.year {
            return BilingualText("\(first.day)–\(end)", "\(chineseStart)至\(last.day)日")
        }
        return BilingualText(
            "\(first.day) \(months[first.month - 1]) – \(end)", "\(chineseStart)至\(last.month)月\(last.day)日")
    }
}
