import Refunds
import Rules

/// A calendar as a file writes it (`controls.md`, calendars and cut-offs): rules for a span of years, and single years with their days off, days
/// worked and source.
///
///     name: cn
///     source: where the days are published
///     years:
///       2026: {source: …, off: [2026-10-01..2026-10-07], worked: [2026-10-10]}
///     rules: {from: 2002, to: 2035, moved: none, off: [25 December, Easter -2, last Monday of May]}
struct CalendarFile {
    private(set) var years: [Int: BusinessCalendar.Year] = [:]

    /// - Parameters:
    ///   - file: how messages call it.
    ///   - name: the calendar's; the file must say the same.
    init(_ bytes: [UInt8], file: String, name: String) throws(HomeFailure) {
        guard let node = try YamlText.root(bytes, file: file) else { throw Self.empty(file) }
        let root = SettingNode(node: node, file: file, name: "", line: 1)
        var isNamed = false
        var hasSource = false
        for entry in try root.entries(known: ["name", "source", "rules", "years"]) {
            switch entry.key {
            case "name":
                guard try entry.value.string() == name else { throw entry.value.otherName(name) }
                isNamed = true
            case "source": hasSource = try !entry.value.string().isEmpty
            case "rules": try readRules(entry.value)
            default: try readYears(entry.value)  // not our enum
            }
        }
        guard isNamed, hasSource, !years.isEmpty else { throw Self.empty(file) }
    }

    private static func empty(_ file: String) -> HomeFailure {
        SettingNode.failure(
            file: file, line: 1,
            "a calendar has a name, a source, and years or rules; add what is missing",
            "日历须包含 name、source 以及 years 或 rules；请补全")
    }

    // MARK: - Rules

    private mutating func readRules(_ section: SettingNode) throws(HomeFailure) {
        var span = (from: 0, to: 0)
        var moved = HolidayRule.Moved.none
        var rules: [HolidayRule] = []
        for entry in try section.entries(known: ["from", "to", "moved", "off"]) {
            switch entry.key {
            case "from": span.from = try entry.value.integer(1970...2099)
            case "to": span.to = try entry.value.integer(1970...2099)
            case "moved": moved = try entry.value.choice(HolidayRule.Moved.self)
            default: rules = try Self.rules(entry.value)  // not our enum
            }
        }
        guard span.from > 0, span.from <= span.to else {
            throw section.fail(
                "rules need the years from and to which they hold; write both, from first",
                "rules 须写明适用年份 from 和 to")
        }
        for year in span.from...span.to {
            // What a year says of itself stands over the rules.
            let days = HolidayRule.days(rules, moved: moved, in: year)
            years[year, default: BusinessCalendar.Year()].off.formUnion(days)
        }
    }

    private static func rules(_ list: SettingNode) throws(HomeFailure) -> [HolidayRule] {
        var rules: [HolidayRule] = []
        for text in try list.strings() {
            guard let rule = HolidayRule(text) else {
                throw list.fail(
                    "\(list.shown(text)) is no yearly day; write it like 25 December, Easter -2 or last Monday of May",
                    "\(list.shown(text)) 不是有效的每年日期；请写成 25 December、Easter -2 或 last Monday of May")
            }
            rules.append(rule)
        }
        return rules
    }

    // MARK: - Years

    private mutating func readYears(_ section: SettingNode) throws(HomeFailure) {
        for entry in try section.entries() {
            guard let year = Int(entry.key), (1970...2099).contains(year), entry.key.utf8.count == 4 else {
                throw entry.value.fail(
                    "\(entry.value.shown(entry.key)) is no year; write one from 1970 to 2099",
                    "\(entry.value.shown(entry.key)) 不是年份；请写 1970 至 2099")
            }
            var hasSource = false
            for part in try entry.value.entries(known: ["source", "off", "worked"]) {
                switch part.key {
                case "source": hasSource = try !part.value.string().isEmpty
                case "off":
                    years[year, default: BusinessCalendar.Year()].off.formUnion(
                        try Self.dates(part.value, year))
                default:  // not our enum
                    years[year, default: BusinessCalendar.Year()].worked.formUnion(
                        try Self.dates(part.value, year))
                }
            }
            guard hasSource else {
                throw entry.value.fail(
                    "the year \(year) has no source; say where its days are published",
                    "\(year) 年没有 source；请注明日期的发布来源"
                )
            }
            // A year may have nothing but its weekends.
            let read = years[year, default: BusinessCalendar.Year()]
            if let day = read.off.intersection(read.worked).min() { throw entry.value.isBoth(day) }
            years[year] = read
        }
    }

    /// `2026-10-10`, or `2026-10-01..2026-10-07`, all of one year.
    private static func dates(_ list: SettingNode, _ year: Int) throws(HomeFailure) -> Set<CalendarDate> {
        var dates: Set<CalendarDate> = []
        for text in try list.strings() {
            let ends = text.split(separator: "..", omittingEmptySubsequences: false).map { date(String($0)) }
            guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1],
                first.year == year, last.year == year, first <= last
            else {
                throw list.fail(
                    "\(list.shown(text)) is no day of \(year); write it like \(year)-10-01 or \(year)-10-01..\(year)-10-07",
                    "\(list.shown(text)) 不是 \(year) 年的日期；请写成 \(year)-10-01 或 \(year)-10-01..\(year)-10-07")
            }
            for day in first.daysSince1970...last.daysSince1970 {
                dates.insert(CalendarDate(daysSince1970: day))
            }
        }
        return dates
    }

    private static func date(_ text: String) -> CalendarDate? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2])
        else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }
}

extension SettingNode {
    fileprivate func isBoth(_ day: CalendarDate) -> HomeFailure {
        fail(
            "\(day.text) is both off and worked; take it out of one of them",
            "\(day.text) 同时列为休息日和工作日；请从其中之一删去")
    }

    fileprivate func otherName(_ name: String) -> HomeFailure {
        fail(
            "the file must be the calendar \(name), as it is called; correct its name",
            "文件名与日历名不一致：name 应为 \(name)；请更正")
    }
}
