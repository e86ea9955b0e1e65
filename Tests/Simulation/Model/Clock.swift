/// Times as the home reads and writes them: its zone is Asia/Shanghai, eight hours ahead of UTC all year.
enum Clock {
    static let offset: Int64 = 8 * 3600

    /// Seconds since 1970 at which the day of a moment begins at home.
    static func dayStart(_ seconds: Int64) -> Int64 { day(seconds) * 86_400 - offset }

    /// Days since 1970 at home.
    static func day(_ seconds: Int64) -> Int64 {
        let local = seconds + offset
        return local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    }

    /// `2026-10-02`, by counting.
    static func date(_ seconds: Int64) -> (year: Int, month: Int, day: Int) {
        var left = Int(day(seconds))
        var year = 1970
        while left >= length(year) {
            left -= length(year)
            year += 1
        }
        var month = 1
        while left >= length(year, month) {
            left -= length(year, month)
            month += 1
        }
        return (year, month, left + 1)
    }

    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && year % 100 != 0 || year % 400 == 0 }
    private static func length(_ year: Int) -> Int { isLeap(year) ? 366 : 365 }

    private static func length(_ year: Int, _ month: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// `2026-10-02T10:30:15+08:00`.
    static func text(_ seconds: Int64) -> String {
        let (year, month, day) = date(seconds)
        return "\(year)-\(two(month))-\(two(day))T\(time(seconds))+08:00"
    }

    /// `10:30:15`.
    static func time(_ seconds: Int64) -> String {
        let second = seconds - dayStart(seconds)
        return "\(two(Int(second / 3600))):\(two(Int(second / 60 % 60))):\(two(Int(second % 60)))"
    }

    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    /// ISO 8601 with an offset or `Z`, `yyyy-MM-dd HH:mm:ss`, or `yyyy/M/d H:mm[:ss]`; nil for anything else.
    static func seconds(_ text: String) -> Int64? {
        var body = text
        var offset = Self.offset
        if body.hasSuffix("Z") {
            offset = 0
            body.removeLast()
        } else if body.hasSuffix("+08:00") {
            body.removeLast(6)
        }
        let isSlashed = body.contains("/")
        let halves = body.split(separator: body.contains("T") ? "T" : " ")
        guard halves.count == 2 else { return nil }
        let date = halves[0].split(separator: isSlashed ? "/" : "-").compactMap { Int($0) }
        let time = halves[1].split(separator: ":").compactMap { Int($0) }
        guard date.count == 3, time.count == 3 || time.count == 2 && isSlashed,
            (1...12).contains(date[1]), (1...length(date[0], date[1])).contains(date[2]),
            time[0] < 24, time[1] < 60, time.count < 3 || time[2] < 60
        else { return nil }
        let days =
            (1970..<date[0]).reduce(0) { $0 + length($1) }
            + (1..<date[1]).reduce(0) { $0 + length(date[0], $1) } + date[2] - 1
        let second = time[0] * 3600 + time[1] * 60 + (time.count == 3 ? time[2] : 0)
        return Int64(days) * 86_400 + Int64(second) - offset
    }
}
