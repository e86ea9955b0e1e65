import Refunds
import Rules

/// The calendars that channels name: those that come with the program, and those of the home's `calendars/<name>.yaml`.
///
/// A home's file stands over the program's, year by year: a year that it has is its own, any other is the program's.
struct CalendarShelf {
    /// The home's folder; nil where there is none: then any name will do, and only the program's calendars are known.
    let folder: String?
    private(set) var loaded: [String: BusinessCalendar] = [:]

    init(folder: String?) { self.folder = folder }

    /// The calendars in the executable, by name.
    static let shipped: [String: [UInt8]] = [
        "cn": PackageResources.cn_yaml, "target2": PackageResources.target2_yaml,
        "uk": PackageResources.uk_yaml, "us-fed": PackageResources.us_fed_yaml,
    ]

    /// Reads the name that a setting says, and the calendar of that name.
    mutating func name(_ value: SettingNode) throws(HomeFailure) -> String {
        let name = try value.string()
        guard name != BusinessCalendar.everyDay.name, loaded[name] == nil else { return name }
        guard Names.isChannel(name) else {
            throw value.badName("a calendar", "日历", "[a-z0-9_-]", name)
        }
        var years: [Int: BusinessCalendar.Year] = [:]
        if let bytes = Self.shipped[name] {
            years = try CalendarFile(bytes, file: "\(name).yaml", name: name).years
        }
        if let folder {
            let path = "\(folder)/\(name).yaml"
            if let bytes = try Durably.readWhole(path, limit: 1 << 20, followingLinks: true) {
                years.merge(try CalendarFile(bytes, file: path, name: name).years) { _, own in own }
            }
            guard !years.isEmpty else { throw value.noCalendar(name, path) }
        }
        loaded[name] = BusinessCalendar(name: name, years: years)
        return name
    }
}

extension SettingNode {
    fileprivate func noCalendar(_ calendar: String, _ path: String) -> HomeFailure {
        let known = ["none"] + CalendarShelf.shipped.keys.sorted(by: ByteOrder.precedes)
        let meant = Nearest.of(calendar, in: known)
        let list = known.joined(separator: ", ")
        return fail(
            "\(name): there is no calendar \(shown(calendar)); "
                + (meant.map { "did you mean \($0)?" } ?? "write one of \(list), or put your own into \(path)"),
            "\(name)：没有日历 \(shown(calendar))；"
                + (meant.map { "是否应为 \($0)？" } ?? "请使用 \(list) 之一，或将自己的日历放在 \(path)"))
    }
}
