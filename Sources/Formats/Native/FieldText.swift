package import Refunds

/// What every field goes through before it is looked at: surrounding blanks and the marks that spreadsheets' users add
/// are dropped (`files.md`, numbers and long numbers).
package enum FieldText {
    /// The piece of the range without blanks around it: ASCII space, tab, U+00A0, U+3000.
    package static func trimmed(_ bytes: Span<UInt8>, _ range: ByteRange) -> ByteRange {
        var start = Int(range.start)
        var end = Int(range.end)
        while start < end, let width = blank(bytes, at: start, before: end) { start += width }
        while end > start, let width = blank(bytes, endingAt: end, after: start) { end -= width }
        return ByteRange(start, end)
    }

    /// The piece without the line breaks and ASCII blanks that pretty-printed XML puts around a value.
    package static func withoutLineBreaks(_ bytes: Span<UInt8>, _ range: ByteRange) -> ByteRange {
        func isLayout(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        var start = Int(range.start)
        var end = Int(range.end)
        while start < end, isLayout(bytes[start]) { start += 1 }
        while end > start, isLayout(bytes[end - 1]) { end -= 1 }
        return ByteRange(start, end)
    }

    private static func blank(_ bytes: Span<UInt8>, at index: Int, before end: Int) -> Int? {
        switch bytes[index] {
        case 0x20, 0x09: 1
        case 0xC2: index + 1 < end && bytes[index + 1] == 0xA0 ? 2 : nil
        case 0xE3: index + 2 < end && bytes[index + 1] == 0x80 && bytes[index + 2] == 0x80 ? 3 : nil
        default: nil
        }
    }

    private static func blank(_ bytes: Span<UInt8>, endingAt end: Int, after start: Int) -> Int? {
        switch bytes[end - 1] {
        case 0x20, 0x09: 1
        case 0xA0: end - 2 >= start && bytes[end - 2] == 0xC2 ? 2 : nil
        case 0x80: end - 3 >= start && bytes[end - 2] == 0x80 && bytes[end - 3] == 0xE3 ? 3 : nil
        default: nil
        }
    }

    /// A field's text: trimmed, without the `'` that guards a formula or a long number.
    package static func plain(_ bytes: Span<UInt8>, _ range: ByteRange) -> ByteRange {
        let text = trimmed(bytes, range)
        guard text.count > 1, bytes[Int(text.start)] == apostrophe else { return text }
        let rest = ByteRange(Int(text.start) + 1, Int(text.end))
        return isGuarded(bytes, rest) ? trimmed(bytes, rest) : text
    }

    /// An identifier's text: trimmed, without any leading `'` or back-tick.
    package static func identifier(_ bytes: Span<UInt8>, _ range: ByteRange) -> ByteRange {
        var text = trimmed(bytes, range)
        while !text.isEmpty, bytes[Int(text.start)] == apostrophe || bytes[Int(text.start)] == 0x60 {
            text = trimmed(bytes, ByteRange(Int(text.start) + 1, Int(text.end)))
        }
        return text
    }

    private static let apostrophe = UInt8(ascii: "'")

    private static func isGuarded(_ bytes: Span<UInt8>, _ rest: ByteRange) -> Bool {
        switch bytes[Int(rest.start)] {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D:
            return true
        default: break
        }
        guard rest.count > 11 else { return false }
        for index in rest.range where bytes[index].digit == nil { return false }
        return true
    }

    /// Whether a spreadsheet destroyed the number: digits, perhaps a point or comma and digits, `E+`, digits.
    package static func isDamaged(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        var index = Int(range.start)
        let end = Int(range.end)
        func digits() -> Bool {
            let start = index
            while index < end, bytes[index].digit != nil { index += 1 }
            return index > start
        }
        guard digits(), index < end else { return false }
        if bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",") {
            index += 1
            guard digits() else { return false }
        }
        guard index + 2 < end, bytes[index] | 0x20 == UInt8(ascii: "e"), bytes[index + 1] == UInt8(ascii: "+")
        else {
            return false
        }
        index += 2
        return digits() && index == end
    }

    /// Unicode scalars in valid UTF-8.
    package static func scalars(_ bytes: Span<UInt8>, _ range: ByteRange) -> Int {
        var count = 0
        for index in range.range where bytes[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// Control characters other than tab, CR, LF.
    package static func hasControl(_ bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        for index in range.range {
            let byte = bytes[index]
            if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D { return true }
            if byte == 0x7F { return true }
            if byte == 0xC2, index + 1 < Int(range.end), bytes[index + 1] < 0xA0 { return true }
        }
        return false
    }

    /// Letters, digits and the given other characters, and nothing else.
    package static func consists(_ bytes: Span<UInt8>, _ range: ByteRange, of table: CharacterTable) -> Bool {
        for index in range.range where !table.contains(bytes[index]) { return false }
        return true
    }

    /// Whether the piece is this ASCII word, whatever its case.
    package static func isWord(_ bytes: Span<UInt8>, _ range: ByteRange, _ word: StaticString) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        for index in 0..<range.count {
            let byte = bytes[Int(range.start) + index]
            let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            guard unsafe lower == word.utf8Start[index] else { return false }
        }
        return true
    }
}

/// Which ASCII characters an identifier may have.
package struct CharacterTable: Sendable {
    private let low: UInt64
    private let high: UInt64

    /// ASCII letters, digits and `others`.
    init(others: String) {
        var bits: [UInt64] = [0, 0]
        let letters =
            (0x30...0x39).map(UInt8.init) + (0x41...0x5A).map(UInt8.init) + (0x61...0x7A).map(UInt8.init)
        for byte in letters + Array(others.utf8) { bits[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
        low = bits[0]
        high = bits[1]
    }

    package func contains(_ byte: UInt8) -> Bool {
        guard byte < 128 else { return false }
        return (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 == 1
    }

    /// Payment IDs, accounts, terminals.
    package static let name = CharacterTable(others: "_-")
    /// Refund numbers.
    package static let refundNumber = CharacterTable(others: "_-|*@.")
}
