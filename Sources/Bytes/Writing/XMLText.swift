/// Character data and attribute values of XML.
package enum XMLText {
    /// Appends text that is good between tags and inside an attribute's double quotes. CR, LF and tab become
    /// references, for an attribute would turn them into spaces. A character that XML can't hold at all (a
    /// control character, U+FFFE, U+FFFF) becomes U+FFFD.
    package static func append(escaped text: Span<UInt8>, to output: inout [UInt8]) {
        guard text.indices.contains(where: { isSpecial(text[$0]) }) else {
            return unsafe text.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
        }
        for index in 0..<text.count {
            switch text[index] {
            case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "\t"): output.append(contentsOf: "&#9;".utf8)
            case UInt8(ascii: "\n"): output.append(contentsOf: "&#10;".utf8)
            case UInt8(ascii: "\r"): output.append(contentsOf: "&#13;".utf8)
            case 0x00..<0x20: output.append(contentsOf: "\u{FFFD}".utf8)
            // EF BF BE and EF BF BF.
            case 0xBE...0xBF where index > 1 && text[index - 1] == 0xBF && text[index - 2] == 0xEF:
                output.append(0xBD)
            default: output.append(text[index])
            }
        }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
            || byte == UInt8(ascii: "\"") || byte == 0xEF
    }

    package static func append(escaped text: [UInt8], to output: inout [UInt8]) {
        append(escaped: text.span, to: &output)
    }

    package static func append(escaped text: String, to output: inout [UInt8]) {
        append(escaped: Array(text.utf8).span, to: &output)
    }
}
