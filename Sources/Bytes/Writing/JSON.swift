/// A JSON value whose objects keep their order. Numbers are whole: amounts are written as text.
package indirect enum JSON: Sendable {
    case object([(String, JSON)])
    case array([JSON])
    case string(String)
    case number(Int)
    case bool(Bool)
    case null

    /// One line of UTF-8, without a line end.
    package var line: [UInt8] {
        var output: [UInt8] = []
        append(to: &output)
        return output
    }

    /// The same as text.
    package var text: String {
        String(decoding: line, as: UTF8.self)
    }

    package func append(to output: inout [UInt8]) {
        switch self {
        case .object(let members):
            Self.list(members, "{", "}", &output) { member, output in
                Self.append(string: member.0, to: &output)
                output.append(UInt8(ascii: ":"))
                member.1.append(to: &output)
            }
        case .array(let values): Self.list(values, "[", "]", &output) { $0.append(to: &$1) }
        case .string(let text): Self.append(string: text, to: &output)
        case .number(let value): DecimalText.append(value, to: &output)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .null: output.append(contentsOf: "null".utf8)
        }
    }

    private static func list<Element>(
        _ elements: [Element], _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ output: inout [UInt8],
        _ append: (Element, inout [UInt8]) -> Void
    ) {
        output.append(UInt8(ascii: open))
        for (index, element) in elements.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            append(element, &output)
        }
        output.append(UInt8(ascii: close))
    }

    /// Appends a string with its quotes (RFC 8259, section 7). DEL and U+2028/2029 are escaped too, for what
    /// prints or evaluates the line.
    package static func append(string: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        if string.utf8.contains(where: mayBeEscaped) {
            append(escaped: string, to: &output)
        } else {
            output.append(contentsOf: string.utf8)
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Nearly no text has one of these bytes. Those above ASCII begin U+0080–U+00BF and U+2000–U+2FFF.
    private static func mayBeEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xC2 || byte == 0xE2
    }

    private static func append(escaped string: String, to output: inout [UInt8]) {
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": output.append(contentsOf: "\\\"".utf8)
            case "\\": output.append(contentsOf: "\\\\".utf8)
            case "\n": output.append(contentsOf: "\\n".utf8)
            case "\r": output.append(contentsOf: "\\r".utf8)
            case "\t": output.append(contentsOf: "\\t".utf8)
            case "\u{00}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16, uppercase: false)
                output.append(contentsOf: "\\u".utf8)
                output.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.utf8.count))
                output.append(contentsOf: digits.utf8)
            default: output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }
}
