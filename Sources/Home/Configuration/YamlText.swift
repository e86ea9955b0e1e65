import Yams

/// Turns the bytes of refundry.yaml into nodes, and every way in which they can be no YAML into a line and a remedy.
enum YamlText {
    /// Far above any real configuration, far below what could cost time.
    static let maximumBytes = 1 << 20

    /// The root; nil for a file that holds comments only.
    static func root(_ bytes: [UInt8], file: String) throws(HomeFailure) -> Node? {
        guard bytes.count <= maximumBytes else {
            throw SettingNode.failure(
                file: file, line: 1,
                "the file is larger than 1 MiB; a configuration is short: check what this file is",
                "文件超过 1 MiB；配置文件应当很短：请检查该文件")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw SettingNode.failure(
                file: file, line: lineOfBadByte(bytes), "the text is not UTF-8; save the file as UTF-8",
                "文本不是 UTF-8 编码；请将文件保存为 UTF-8")
        }
        // What Windows editors add: a byte order mark at the start, CR before each line feed.
        let plain =
            text.unicodeScalars.first == "\u{FEFF}"
            ? text.unicodeScalars.dropFirst() : text.unicodeScalars[...]
        let lines = Substring(plain).utf8.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
        )
        .map { withoutComment(Substring($0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0)) }
        try refuseOddLineEnds(text, file: file)
        try refuseReferences(lines, file: file)
        do {
            let parser = try Parser(yaml: lines.joined(separator: "\n"), resolver: .basic, encoding: .utf8)
            return try parser.singleRoot()
        } catch let error as YamlError {
            throw failure(error, file: file)
        } catch {
            throw bad("\(error)", file: file, line: 1)
        }
    }

    /// A line that is a comment as a whole becomes empty, so that what is searched for references is what is parsed.
    private static func withoutComment(_ line: Substring) -> Substring {
        line.utf8.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } == UInt8(ascii: "#")
            ? "" : line
    }

    /// YAML also breaks lines at these; here a line is what every editor shows as one.
    private static func refuseOddLineEnds(_ text: String, file: String) throws(HomeFailure) {
        var line = 1
        var afterReturn = false
        for scalar in text.unicodeScalars {
            if ["\u{85}", "\u{2028}", "\u{2029}"].contains(scalar) || (afterReturn && scalar != "\n") {
                throw SettingNode.failure(
                    file: file, line: line,
                    "a line ends in neither LF nor CR LF; save the file with one of these",
                    "行尾既不是 LF 也不是 CR LF；请用其中之一保存文件")
            }
            afterReturn = scalar == "\r"
            if scalar == "\n" { line += 1 }
        }
    }

    /// Anchors and aliases are refused before anything is composed: nine lines of them can stand for 10^9 nodes.
    private static func refuseReferences(_ lines: [Substring], file: String) throws(HomeFailure) {
        for (index, line) in lines.enumerated() where hasReference(Array(line.utf8)) {
            throw SettingNode.failure(
                file: file, line: index + 1,
                "anchors and aliases (&name, *name) are not used here; write the value out"
                    + " (a text that begins with & or * needs quotes)",
                "此处不使用锚点和别名（&name、*name）；请直接写出值（以 & 或 * 开头的文本需加引号）")
        }
    }

    /// What an escape made of a text in quotes (`"A \x26B"`) is written without it where the journal keeps the text, and would be refused there for ever.
    static func demandKept(_ root: Node, file: String) throws(HomeFailure) {
        var left = [root]
        while let node = left.popLast() {
            switch node {
            case .scalar(let scalar):
                guard scalar.style == .doubleQuoted, hasReference(Array("\"\(scalar.string)\"".utf8)) else {
                    continue
                }
                throw SettingNode.failure(
                    file: file, line: scalar.mark?.line ?? 1,
                    "a text has & or * behind a blank or sign, and the journal couldn't keep it; write a blank behind it, or leave it out",
                    "文本在空格或符号之后有 & 或 *，日志无法保存；请在其后加空格，或去掉该字符")
            case .mapping(let mapping): for (key, value) in mapping { left += [key, value] }
            case .sequence(let sequence): left += sequence
            case .alias: continue
            }
        }
    }

    /// `&` or `*` where a value may begin, with something behind it.
    private static func hasReference(_ line: [UInt8]) -> Bool {
        let openers = Array(" \t[{,:-?!".utf8)
        for (index, byte) in line.enumerated() where byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*") {
            let begins = index == 0 || openers.contains(line[index - 1])
            let goesOn = index + 1 < line.count && ![0x20, 0x09, 0x0D].contains(line[index + 1])
            if begins && goesOn { return true }
        }
        return false
    }

    private static func lineOfBadByte(_ bytes: [UInt8]) -> Int {
        var line = 1
        for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            guard String(validating: part, as: UTF8.self) != nil else { return line }
            line += 1
        }
        return line
    }

    private static func failure(_ error: YamlError, file: String) -> HomeFailure {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return bad(problem, file: file, line: mark.line)
        case .reader(let problem, let offset, _, let yaml):
            return bad(problem, file: file, line: 1 + yaml.prefix(offset ?? 0).count { $0.isNewline })
        case .duplicatedKeysInMapping(let keys, let context):
            return SettingNode.twice(keys.first ?? "", file: file, line: context.mark.line)
        case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return bad("\(error)", file: file, line: 1)
        }
    }

    private static func bad(_ problem: String, file: String, line: Int) -> HomeFailure {
        SettingNode.failure(
            file: file, line: line, "this is no YAML: \(problem); correct the line or the one above it",
            "不是有效的 YAML（\(problem)）；请更正该行或其上一行")
    }
}
