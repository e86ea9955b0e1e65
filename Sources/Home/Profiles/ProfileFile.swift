import Bytes
import Formats
import Refunds
import Yams

/// A profile as a file writes it (`bank-formats.md`, profile), checked: one that can't work is refused here, with the line.
struct ProfileFile {
    private(set) var profile: Profile
    private static let known = [
        "name", "source", "format", "separator", "quoting", "comment", "encoding", "width", "amounts",
        "dates",
        "prefix", "results", "batches", "submissions",
    ]

    init(_ root: SettingNode, name: String) throws(HomeFailure) {
        profile = Profile(name: name)
        var parts: [String: SettingNode] = [:]
        for entry in try root.entries(known: Self.known) { parts[entry.key] = entry.value }
        try readGeneral(parts, root)
        try readForm(parts)
        if let value = parts["amounts"] { try readAmounts(value) }
        if let section = parts["results"] {
            profile.results = try ProfileReadingFile(section, profile, layout: .results).reading
        }
        if let section = parts["batches"] {
            profile.batches = try ProfileReadingFile(section, profile, layout: .refundBatch).reading
        }
        if let section = parts["submissions"] {
            profile.submissions = try ProfileWritingFile(section, profile).writing
        }
        guard profile.results != nil || profile.batches != nil || profile.submissions != nil else {
            throw root.fail(
                "the profile says nothing of results, batches or submissions; write what it is for",
                "配置中没有 results、batches 或 submissions；请写明用途")
        }
    }

    private mutating func readGeneral(_ parts: [String: SettingNode], _ root: SettingNode) throws(HomeFailure)
    {
        guard let named = parts["name"], parts["source"] != nil, parts["format"] != nil else {
            throw root.fail(
                "a profile has a name, a source and a format; add what is missing",
                "配置须包含 name、source 和 format；请补全")
        }
        guard try named.string() == profile.name else {
            throw named.fail(
                "the file must be the profile \(profile.name), as it is called; correct its name",
                "文件名与配置名不一致：name 应为 \(profile.name)；请更正")
        }
        _ = try parts["source"]?.string()
        if let value = parts["comment"] { profile.comment = Array(try value.string().utf8) }
        if let value = parts["prefix"] { profile.prefix = Array(try value.string().utf8) }
        if let value = parts["dates"] { profile.dates = try value.datePattern() }
        if let value = parts["encoding"] { profile.encoding = try value.choice(Encoding.self).encoding }
    }

    private enum Encoding: String, CaseIterable {
        case utf8 = "utf-8"
        case ascii
        case latin1 = "latin-1"
        case windows1252 = "windows-1252"
        case gb18030

        var encoding: TextEncoding {
            switch self {
            case .utf8: .utf8
            case .ascii: .ascii
            case .latin1: .latin1
            case .windows1252: .windows1252
            case .gb18030: .gb18030
            }
        }
    }

    private enum Format: String, CaseIterable { case csv, fixed }

    private mutating func readForm(_ parts: [String: SettingNode]) throws(HomeFailure) {
        switch try parts["format"]?.choice(Format.self) {
        case .fixed:
            for key in ["separator", "quoting"] {
                if let value = parts[key] { throw value.onlyFor("csv") }
            }
            profile.form = .fixed(
                width: try parts["width"].map { value throws(HomeFailure) in
                    try value.integer(1...60_000)
                })
        case .csv, nil:
            if let value = parts["width"] { throw value.onlyFor("fixed") }
            profile.form = .csv(
                separator: try parts["separator"]?.separator() ?? UInt8(ascii: ","),
                isQuoting: try parts["quoting"]?.boolean() ?? true)
        }
    }

    private enum Unit: String, CaseIterable { case decimal, minor }

    private mutating func readAmounts(_ section: SettingNode) throws(HomeFailure) {
        for entry in try section.entries(known: ["unit", "mark", "sign"]) {
            switch entry.key {
            case "unit": profile.amounts.isMinor = try entry.value.choice(Unit.self) == .minor
            case "mark":
                let text = Array(try entry.value.string().utf8)
                guard text.count == 1, text[0] == UInt8(ascii: ".") || text[0] == UInt8(ascii: ",") else {
                    throw entry.value.wrongType("\".\" or \",\"", "\".\" 或 \",\"")
                }
                profile.amounts.mark = text[0]
            default: profile.amounts.sign = try entry.value.choice(Profile.Amounts.Sign.self)  // not our enum
            }
        }
        if case .csv(let separator, false) = profile.form, separator == profile.amounts.mark,
            !profile.amounts.isMinor
        {
            throw section.fail(
                "the decimal mark is the separator too, and nothing is quoted; set quoting: true or another separator",
                "小数点与分隔符相同且不加引号；请设置 quoting: true 或更换分隔符")
        }
    }
}

extension SettingNode {
    /// The items of a list, each with its own line.
    func items() throws(HomeFailure) -> [SettingNode] {
        guard case .sequence(let sequence) = node else {
            throw wrongType("a list, one item a line after “- ”", "列表，每项以“- ”开头")
        }
        var items: [SettingNode] = []
        for item in sequence {
            items.append(
                SettingNode(
                    node: item, file: file, name: "\(name)[\(items.count + 1)]", line: item.mark?.line ?? line
                ))
        }
        return items
    }

    func datePattern() throws(HomeFailure) -> DatePattern {
        let text = try string()
        guard let pattern = DatePattern(text) else {
            throw fail(
                "\(name): \(shown(text)) is no pattern of a date; write it of yyyy or yy, MM, dd, HH, mm, ss, such as yyyyMMdd",
                "\(name)：\(shown(text)) 不是日期格式；请用 yyyy 或 yy、MM、dd、HH、mm、ss 组成，例如 yyyyMMdd")
        }
        return pattern
    }

    fileprivate func separator() throws(HomeFailure) -> UInt8 {
        let text = try string()
        if text == "tab" { return 0x09 }
        let bytes = Array(text.utf8)
        guard bytes.count == 1, bytes[0] < 0x7F, bytes[0] >= 0x20 || bytes[0] == 0x09,
            !CharacterTable.name.contains(bytes[0]), bytes[0] != UInt8(ascii: "\"")
        else {
            throw wrongType(
                "one character that stands in no value, such as \";\", or tab", "一个不会出现在值中的字符，例如 \";\"，或 tab")
        }
        return bytes[0]
    }

    func onlyFor(_ format: String) -> HomeFailure {
        fail(
            "\(name) has a meaning only where format is \(format); remove the line",
            "\(name) 仅在 format 为 \(format) 时有意义；请删除该行")
    }
}
