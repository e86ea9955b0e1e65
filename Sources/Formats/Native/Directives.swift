import Bytes
import Refunds
package import Rules

/// What a file says of itself: `#key=value` lines of a CSV, attributes and `total` elements of an XML root.
package struct Directives: Sendable {
    package struct Value: Sendable {
        package let text: String
        package let line: Int
    }

    /// By key; keys in lower case, but the currency of `total.USD` in upper case.
    package private(set) var values: [String: Value] = [:]
    /// Keys that the layout doesn't know, as they were written.
    package private(set) var unknown: [String] = []
    /// A key that stands twice with different values.
    package private(set) var conflict: FileRefusal?

    /// How many lines of directives a file may have: they stay in memory.
    static let most = 1024

    init() {}

    static func tooMany(line: Int) -> ByteFault {
        ByteFault(
            .unsafe, "more than \(most) lines of directives: remove them",
            "指令行超过 \(most) 行：请删除", line: line)
    }

    mutating func add(_ key: String, _ text: String, line: Int, layout: NativeLayout) {
        let parts = key.split(separator: ".", maxSplits: 1).map(String.init)
        let base = parts[0].lowercased()
        let isTotal = base == "total" && parts.count == 2
        let name = isTotal ? "total." + parts[1].uppercased() : key.lowercased()
        guard layout.directives.contains(isTotal ? "total" : name) else {
            if !unknown.contains(key) { unknown.append(key) }
            return
        }
        if let known = values[name], known.text != text {
            conflict =
                conflict
                ?? FileRefusal(
                    .controlMismatch, line: line,
                    "\(key) says \(text) here and \(known.text) on line \(known.line): leave one of them",
                    "\(key) 在此为 \(text)，在第 \(known.line) 行为 \(known.text)：请只保留一个")
            return
        }
        values[name] = Value(text: text, line: line)
    }

    /// Nil when it wasn't given or is empty.
    package func text(_ key: String) -> String? {
        guard let value = values[key], !value.text.isEmpty else { return nil }
        return value.text
    }

    /// Reads `#key=value`, with a key of a letter, then letters, digits, `_`, `.`. Nil when the cell is no directive.
    static func parse(_ cell: String) -> (key: String, value: String)? {
        guard cell.first == "#", let equals = cell.firstIndex(of: "=") else { return nil }
        var key = cell[cell.index(after: cell.startIndex)..<equals]
        while key.last == " " || key.last == "\t" { key.removeLast() }
        guard let first = key.unicodeScalars.first, isLetter(first) else { return nil }
        let isKey = key.unicodeScalars.allSatisfy {
            isLetter($0) || ("0"..."9").contains($0) || $0 == "_" || $0 == "."
        }
        guard isKey, !key.hasSuffix(".") else { return nil }
        let bytes = Array(cell[cell.index(after: equals)...].utf8)
        return (String(key), bytes.text(FieldText.plain(bytes.span, ByteRange(0, bytes.count))))
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }
}
