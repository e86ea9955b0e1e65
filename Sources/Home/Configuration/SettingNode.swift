import Refunds
import Yams

/// One value of refundry.yaml with its name and place: reads it as what it must be, or says what to do.
///
/// Numbers and names come from the text as it was written: what YAML would make of `0.05` or `0123` is not asked.
struct SettingNode {
    let node: Node
    /// The file's path, for messages.
    let file: String
    /// The dotted name of the setting, such as `channels.card.layout`; empty for the whole file.
    let name: String
    /// The line of the setting's key.
    let line: Int

    /// One key of a mapping with its value.
    struct Entry {
        let key: String
        let value: SettingNode
    }

    /// What stands under this setting, in file order. An empty value counts as an empty mapping.
    /// - Parameter known: the keys that may stand here; nil: any name.
    func entries(known: [String]? = nil) throws(HomeFailure) -> [Entry] {
        if isEmpty { return [] }
        guard case .mapping(let mapping) = node else {
            throw wrongType("settings of its own (key: value)", "键值对（key: value）")
        }
        var entries: [Entry] = []
        var seen: Set<String> = []
        for (keyNode, valueNode) in mapping {
            let line = keyNode.mark?.line ?? line
            guard let key = keyNode.scalar?.string else {
                throw fail("a key must be a plain name; correct it", "键必须是普通名称；请更正", at: line)
            }
            if let known, !known.contains(key) { throw unknown(key, known, at: line) }
            guard seen.insert(key).inserted else { throw Self.twice(key, file: file, line: line) }
            let full = name.isEmpty ? key : "\(name).\(key)"
            entries.append(
                Entry(key: key, value: SettingNode(node: valueNode, file: file, name: full, line: line)))
        }
        return entries
    }

    /// A whole number in plain digits.
    func integer(_ range: ClosedRange<Int>) throws(HomeFailure) -> Int {
        guard let text = plain, !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            throw wrongType(
                "a whole number without quotes, such as \(range.lowerBound)",
                "整数（不加引号），例如 \(range.lowerBound)")
        }
        guard let value = Int(text), range.contains(value) else {
            throw fail(
                "\(name) is \(shown(text)), outside \(range.lowerBound) to \(range.upperBound); write a number within",
                "\(name) 为 \(shown(text))，超出 \(range.lowerBound) 至 \(range.upperBound)；请写范围内的数")
        }
        return value
    }

    func boolean() throws(HomeFailure) -> Bool {
        switch plain {
        case "true": return true
        case "false": return false
        case .some, .none: throw wrongType("true or false", "true 或 false")
        }
    }

    /// A text in quotes or without.
    func string() throws(HomeFailure) -> String {
        guard let scalar = node.scalar, !isEmpty else { throw wrongType("a text", "文本") }
        return scalar.string
    }

    func strings() throws(HomeFailure) -> [String] {
        guard case .sequence(let sequence) = node else {
            throw wrongType("a list, such as [\"one\", \"two\"]", "列表，例如 [\"one\", \"two\"]")
        }
        var all: [String] = []
        for item in sequence {
            all.append(
                try SettingNode(node: item, file: file, name: name, line: item.mark?.line ?? line).string())
        }
        return all
    }

    func share() throws(HomeFailure) -> Share {
        guard let text = plain, let share = Share(text) else {
            throw wrongType(
                "a share from 0 to 1 without quotes, such as 0.05, with at most nine decimals",
                "0 到 1 之间的小数（不加引号），例如 0.05，最多九位小数")
        }
        return share
    }

    /// One of the words of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type
    ) throws(HomeFailure) -> Choice where Choice.RawValue == String {
        let text = try string()
        guard let choice = Choice(rawValue: text) else {
            throw noChoice(text, Choice.allCases.map(\.rawValue))
        }
        return choice
    }

    func timeZone() throws(HomeFailure) -> String {
        let text = try string()
        guard ZoneClock.exists(text) else {
            throw fail(
                "\(name): no time zone \(shown(text)) is known; write an IANA name such as Asia/Shanghai"
                    + " (they come with the package tzdata)",
                "\(name)：未知时区 \(shown(text))；请写 IANA 时区名，例如 Asia/Shanghai（由 tzdata 软件包提供）")
        }
        return text
    }

    /// The text of a value without quotes.
    private var plain: String? {
        guard let scalar = node.scalar, scalar.style == .plain else { return nil }
        return scalar.string
    }

    /// The value is left out: `key:` with nothing behind it.
    var isEmpty: Bool { plain?.isEmpty == true }
}
