import Rules
import Yams

extension Configuration {
    /// Reads and checks a `refundry.yaml`. Every error is `configuration` with the line and what to do.
    package static func load(from path: String) throws(HomeFailure) -> Configuration {
        guard let bytes = try Durably.readWhole(path, limit: 64 << 20, followingLinks: true) else {
            throw HomeFailure(
                .configuration,
                "\(path): the file is not there; put it back, or make a home with `refundry init`",
                "\(path)：文件不存在；请恢复该文件，或用 `refundry init` 创建主目录")
        }
        let configuration = try parse(
            bytes, path: path, calendars: folder(HomeFolder.calendars, of: path),
            profiles: ProfileShelf(folder: folder(HomeFolder.profiles, of: path)))
        try configuration.demandWritableDebtors(path: path)
        return configuration
    }

    /// Checks the text of a `refundry.yaml`.
    /// - Parameters:
    ///   - path: how messages call the file.
    ///   - profiles: where declared layouts are found.
    ///   - calendars: the folder of the home's own calendars; nil: a calendar that doesn't come with the program is not looked for.
    package static func parse(
        _ bytes: [UInt8], path: String, calendars folder: String? = nil,
        profiles: ProfileShelf = ProfileShelf(folder: nil)
    ) throws(HomeFailure) -> Configuration {
        guard let node = try YamlText.root(bytes, file: path) else { throw noHomeNumber(path) }
        try YamlText.demandKept(node, file: path)
        let root = SettingNode(node: node, file: path, name: "", line: 1)
        guard case .mapping = node else { throw root.notSettings() }
        let sections = try Sections(root)
        guard let number = sections["home_number"] else { throw noHomeNumber(path) }
        var configuration = Configuration(homeNumber: try number.integer(100...999))
        configuration.text = bytes
        try configuration.readGeneral(sections)
        var profiles = profiles
        profiles.homeNumber = configuration.homeNumber
        try configuration.readChannels(sections["channels"], CalendarShelf(folder: folder), &profiles)
        try configuration.readAccounts(
            defaults: sections["defaults"], accounts: sections["accounts"], &profiles)
        configuration.profiles = profiles.loaded
        return configuration
    }

    /// The keys at the left edge of the file.
    private struct Sections {
        static let known = [
            "home_number", "timezone", "settle_seconds", "busy_seconds", "encoding", "distinct_logins",
            "language",
            "limits", "defaults", "accounts", "channels",
        ]
        private var byKey: [String: SettingNode] = [:]

        init(_ root: SettingNode) throws(HomeFailure) {
            for entry in try root.entries(known: Self.known) { byKey[entry.key] = entry.value }
        }

        subscript(key: String) -> SettingNode? { byKey[key] }
    }

    private static func noHomeNumber(_ path: String) -> HomeFailure {
        SettingNode.failure(
            file: path, line: 1,
            "home_number is missing; write the line `home_number: ` with the three digits that `init` drew"
                + " (the first three of every refund_id)",
            "缺少 home_number；请补上 `home_number: ` 及 init 所生成的三位数（即每个 refund_id 的前三位）")
    }

    private mutating func readGeneral(_ sections: Sections) throws(HomeFailure) {
        if let value = sections["timezone"] { timeZone = try value.timeZone() }
        if let value = sections["settle_seconds"] { settleSeconds = try value.integer(0...86_400) }
        if let value = sections["busy_seconds"] { busySeconds = try value.integer(0...3_600) }
        if let value = sections["encoding"] { encoding = try value.choice(Encoding.self) }
        if let value = sections["distinct_logins"] { distinctLogins = try value.boolean() }
        if let value = sections["language"] { language = try value.choice(Language.self) }
        if let value = sections["limits"] { limits = try LimitSettings(value) }
    }

    private static func folder(_ name: String, of path: String) -> String {
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        return "\(folder)/\(name)"
    }

    private mutating func readChannels(
        _ section: SettingNode?, _ shelf: CalendarShelf, _ profiles: inout ProfileShelf
    ) throws(HomeFailure) {
        var shelf = shelf
        channels = [Self.defaultChannel: ChannelSettings(timeZone: timeZone)]
        for entry in try section?.entries() ?? [] {
            guard Names.isChannel(entry.key) else {
                throw entry.value.badName("a channel", "通道", "[a-z0-9_-]", entry.key)
            }
            channels[entry.key] = try ChannelSettings(
                entry.value, homeTimeZone: timeZone, &shelf, &profiles)
        }
        calendars = shelf.loaded
    }

    private mutating func readAccounts(
        defaults section: SettingNode?, accounts entries: SettingNode?, _ profiles: inout ProfileShelf
    ) throws(HomeFailure) {
        if let section { try defaults.read(section, terminals: nil, &profiles) }
        let known = Set(channels.keys)
        for entry in try entries?.entries() ?? [] {
            guard Names.isAccount(entry.key) else {
                throw entry.value.badName("an account", "账户", "[A-Za-z0-9_-]", entry.key)
            }
            var settings = defaults
            try settings.read(entry.value, terminals: known, &profiles)
            accounts[entry.key] = settings
        }
    }
}

extension SettingNode {
    /// The file as a whole is a list or a single word.
    fileprivate func notSettings() -> HomeFailure {
        fail(
            "the file must hold settings (key: value); correct it", "文件必须由设置（key: value）组成；请更正",
            at: node.mark?.line)
    }
}
