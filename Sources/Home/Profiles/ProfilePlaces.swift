import Formats
import Refunds
import Yams

/// Reads where values stand: `3` or `name` in CSV, `{from: 12, length: 14}` in fixed width, and what goes with it.
struct ProfilePlaces {
    let form: Profile.Form
    /// Whether a line names the columns.
    let hasNames: Bool
    /// Pieces of one fixed-width record that are taken, each with its name.
    private var taken: [(from: Int, end: Int, name: String)] = []

    init(_ form: Profile.Form, hasNames: Bool) {
        self.form = form
        self.hasNames = hasNames
    }

    /// The place that a setting says. `also`: further keys of its own.
    mutating func place(_ value: SettingNode, also: [String] = []) throws(HomeFailure) -> ProfilePlace {
        if value.node.scalar != nil { return try column(value) }
        var from: SettingNode?
        var length: SettingNode?
        var place: ProfilePlace?
        for entry in try value.entries(known: ["column", "from", "length", "value"] + also) {
            switch entry.key {
            case "column": place = try column(entry.value)
            case "value": place = .constant(Array(try entry.value.string().utf8))
            case "from": from = entry.value
            case "length": length = entry.value
            default: break  // not our enum
            }
        }
        if let from, let length, place == nil { return try piece(from, length, value) }
        guard let place, from == nil, length == nil else { throw value.noPlace(isFixed) }
        return place
    }

    private var isFixed: Bool {
        switch form {
        case .csv: false
        case .fixed: true
        }
    }

    private func column(_ value: SettingNode) throws(HomeFailure) -> ProfilePlace {
        guard !isFixed else { throw value.noPlace(true) }
        let text = try value.string()
        if value.isPlain, let number = Int(text) {
            guard (1...10_000).contains(number) else {
                throw value.fail(
                    "\(value.name): columns are counted from 1; correct the number",
                    "\(value.name)：列号从 1 开始；请更正")
            }
            return .cell(number - 1)
        }
        guard hasNames else {
            throw value.fail(
                "\(value.name): no line names the columns, so \(value.shown(text)) can't be found; write its number, or names: first",
                "\(value.name)：没有列名行，无法找到 \(value.shown(text))；请写列号，或设置 names: first")
        }
        return .named(text)
    }

    /// A piece of the record: within its width, and nobody else's.
    mutating func piece(
        _ from: SettingNode, _ length: SettingNode, _ value: SettingNode
    ) throws(HomeFailure) -> ProfilePlace {
        guard case .fixed(let width) = form else { throw value.noPlace(false) }
        let first = try from.integer(1...60_000) - 1
        let count = try length.integer(1...4_096)
        if let width, first + count > width {
            throw value.fail(
                "\(value.name) ends at \(first + count), the record at \(width); correct from, length or width",
                "\(value.name) 结束于第 \(first + count) 位，记录长度为 \(width)；请更正 from、length 或 width")
        }
        for other in taken where first < other.end && other.from < first + count {
            throw value.fail(
                "\(value.name) overlaps \(other.name): both have the positions from \(max(first, other.from) + 1) on; correct one of them",
                "\(value.name) 与 \(other.name) 重叠（自第 \(max(first, other.from) + 1) 位起）；请更正其一")
        }
        taken.append((first, first + count, value.name))
        return .piece(from: first, length: count)
    }
}

extension SettingNode {
    /// Without quotes: a number is a number then.
    var isPlain: Bool { node.scalar?.style == .plain }

    fileprivate func noPlace(_ isFixed: Bool) -> HomeFailure {
        isFixed
            ? fail(
                "\(name) must say where it stands: {from: 1, length: 14}, or {value: …} where it is always the same",
                "\(name) 必须写明位置：{from: 1, length: 14}，固定值则写 {value: …}")
            : fail(
                "\(name) must say where it stands: a column's name or number, or {value: …} where it is always the same",
                "\(name) 必须写明位置：列名或列号，固定值则写 {value: …}")
    }
}
