/// The argument parser's English sentences in Chinese, by their shape. What it says that is not known here stays English: what is wrong must be told in any case.
enum UsageWords {
    static func chinese(_ message: String) -> String {
        for (shape, words) in shapes {
            if let parts = parts(of: message, by: shape) { return fill(words, parts) }
        }
        return "命令用法有误（\(message)）"
    }

    /// `…` stands for any text, named in the same order by `…` in the Chinese.
    private static let shapes: [(shape: String, words: String)] = [
        ("Unknown option '…'. Did you mean '…'?", "没有选项 …：是否想用 …？"),
        ("Unknown option '…'", "没有选项 …"),
        ("Invalid option: …", "没有选项 …"),
        ("Missing value for '…'", "选项 … 缺少取值"),
        ("The option '…' does not take any value, but '…' was specified.", "选项 … 不带取值，却写了 …"),
        ("Unexpected argument '…'", "多余的参数 …"),
        ("… unexpected arguments: '…'", "… 个多余的参数：…"),
        ("Missing expected argument '…'", "缺少参数 …"),
        ("Missing one of: '…'", "缺少以下之一：…"),
        ("Value to be set with … had already been set with …", "… 与 … 重复：只能写一个"),
        ("The value '…' is invalid for '…'. Please provide one of …", "取值 … 不可用于 …：可用 …"),
        ("The value '…' is invalid for '…'…", "取值 … 不可用于 ……"),
    ]

    /// The texts that stand for each `…`; nil where the message has another shape.
    private static func parts(of message: String, by shape: String) -> [Substring]? {
        let fixed = shape.split(separator: "…", omittingEmptySubsequences: false)
        guard var rest = fixed.first.flatMap({ message.hasPrefix($0) ? message.dropFirst($0.count) : nil })
        else { return nil }
        var parts: [Substring] = []
        for (place, word) in fixed.enumerated().dropFirst() {
            let isLast = place == fixed.count - 1
            guard let end = isLast ? lastEnd(of: word, in: rest) : firstEnd(of: word, in: rest) else {
                return nil
            }
            parts.append(rest[..<end.lowerBound])
            rest = rest[end.upperBound...]
        }
        return rest.isEmpty ? parts : nil
    }

    private static func firstEnd(of word: Substring, in text: Substring) -> Range<Substring.Index>? {
        text.firstRange(of: word)
    }

    private static func lastEnd(of word: Substring, in text: Substring) -> Range<Substring.Index>? {
        guard text.hasSuffix(word) else { return nil }
        return text.index(text.endIndex, offsetBy: -word.count)..<text.endIndex
    }

    private static func fill(_ words: String, _ parts: [Substring]) -> String {
        var rest = parts[...]
        var text = ""
        for piece in words {
            if piece == "…", let part = rest.popFirst() { text += part } else { text.append(piece) }
        }
        return text
    }
}
