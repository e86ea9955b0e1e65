import Yams

extension SettingNode {
    /// `FILE:LINE: what is wrong, then what to do`.
    func fail(_ english: String, _ chinese: String, at line: Int? = nil) -> HomeFailure {
        Self.failure(file: file, line: line ?? self.line, english, chinese)
    }

    static func failure(file: String, line: Int, _ english: String, _ chinese: String) -> HomeFailure {
        HomeFailure(.configuration, "\(file):\(line): \(english)", "\(file):\(line)：\(chinese)")
    }

    static func twice(_ key: String, file: String, line: Int) -> HomeFailure {
        failure(
            file: file, line: line, "the key \(shown(key)) stands twice in the same place; keep one of them",
            "键 \(shown(key)) 在同一处出现两次；请只保留一个")
    }

    func wrongType(_ english: String, _ chinese: String) -> HomeFailure {
        fail("\(name) must be \(english); correct the value", "\(name) 必须是\(chinese)；请更正")
    }

    func noChoice(_ text: String, _ known: [String]) -> HomeFailure {
        let list = known.joined(separator: ", ")
        return fail(
            "\(name) is \(shown(text)), which is none of \(list); write one of these",
            "\(name) 为 \(shown(text))，不在 \(list) 之中；请改用其中之一")
    }

    func unknown(_ key: String, _ known: [String], at line: Int) -> HomeFailure {
        let place = name.isEmpty ? "" : " under \(name)"
        let chinesePlace = name.isEmpty ? "" : "\(name) 下的"
        guard let nearest = Nearest.of(key, in: known) else {
            let list = known.joined(separator: ", ")
            return fail(
                "the key \(shown(key))\(place) is unknown; remove the line or use one of \(list)",
                "\(chinesePlace)键 \(shown(key)) 未知；请删除该行或使用以下之一：\(list)", at: line)
        }
        return fail(
            "the key \(shown(key))\(place) is unknown; did you mean \(nearest)?",
            "\(chinesePlace)键 \(shown(key)) 未知；是否应为 \(nearest)？", at: line)
    }

    /// The name of an account, a terminal or a channel is not one.
    func badName(_ kind: String, _ chineseKind: String, _ pattern: String, _ key: String) -> HomeFailure {
        fail(
            "\(shown(key)) is no name of \(kind); write 1 to 32 of \(pattern)",
            "\(shown(key)) 不是有效的\(chineseKind)名；请使用 1 至 32 个 \(pattern) 字符")
    }

    /// The setting is described, but what it asks for hasn't landed.
    func notLanded() -> HomeFailure {
        fail(
            "\(name) is not available in this version yet: remove the line",
            "本版本尚不支持 \(name) 的此设置：请删除该行")
    }

    func shown(_ text: String) -> String { Self.shown(text) }

    /// A text from the file, quoted, bounded, without control characters.
    static func shown(_ text: String) -> String {
        let safe = text.unicodeScalars.prefix(60).map { scalar in
            scalar.properties.generalCategory == .control
                ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }
        return "'\(safe.joined())'" + (text.unicodeScalars.count > 60 ? "…" : "")
    }
}
