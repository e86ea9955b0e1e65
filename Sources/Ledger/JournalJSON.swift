/// A journal body's values: JSON whose members keep the order in which they are given, written without spaces. One set of facts has one text,
/// so that bodies can be compared byte by byte.
package indirect enum JournalJSON: Sendable, Equatable {
    case null
    case number(Int64)
    case text(String)
    case list([JournalJSON])
    case object([(String, JournalJSON)])

    package static func number(_ value: Int) -> JournalJSON { .number(Int64(value)) }
    package static func text(orNull value: String?) -> JournalJSON { value.map(JournalJSON.text) ?? .null }
    package static func number(orNull value: Int?) -> JournalJSON { value.map(JournalJSON.number) ?? .null }

    package static func == (left: JournalJSON, right: JournalJSON) -> Bool { left.written == right.written }

    package var written: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func append(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .number(let value): bytes.append(contentsOf: String(value).utf8)
        case .text(let value): Self.append(value, to: &bytes)
        case .list(let values): Self.append(values, to: &bytes)
        case .object(let members): Self.append(members, to: &bytes)
        }
    }

    private static func append(_ values: [JournalJSON], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            value.append(to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private static func append(_ members: [(String, JournalJSON)], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        for (index, member) in members.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            append(member.0, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            member.1.append(to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private static func append(_ text: String, to bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte < 0x20 {
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            } else {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                    bytes.append(UInt8(ascii: "\\"))
                }
                bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
