/// Card numbers in free text: found so that a row that carries one is rejected, masked in whatever is written out
/// (`decisions.md`, CARD_NUMBER_PRESENT).
package enum CardNumber {
    /// Whether the piece holds 13–19 digits, single spaces or dashes between them aside, that pass Luhn and begin like a card's.
    package static func stands(in bytes: Span<UInt8>, _ range: ByteRange) -> Bool {
        guard range.count >= 13 else { return false }
        return first(in: bytes, from: Int(range.start), to: Int(range.end)) != nil
    }

    /// The text with each card number as its first six and last four digits, `*` between.
    package static func masked(_ bytes: [UInt8], _ range: ByteRange) -> [UInt8] {
        masked(bytes, range) { _ in false }
    }

    /// The same for what is told: messages, names of files, who acted and why. A refund_id and a SHA-256
    /// are ours and stay; so does a refund_id that somebody mistyped.
    package static func masked(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let whole = ByteRange(0, bytes.count)
        guard stands(in: bytes.span, whole) else { return text }
        return String(decoding: masked(bytes, whole) { isOurs(bytes, $0) }, as: UTF8.self)
    }

    private static func isOurs(_ bytes: [UInt8], _ found: Range<Int>) -> Bool {
        if isRefundID(bytes[found]) { return true }
        func isHex(_ byte: UInt8) -> Bool { byte.digit != nil || (0x61...0x66).contains(byte) }
        let before = bytes[..<found.lowerBound].reversed().prefix(while: isHex).count
        let after = bytes[found.upperBound...].prefix(while: isHex).count
        return before + found.count + after == 64
    }

    /// 14 digits without anything between; where they begin as 14-digit cards do (30, 36, 38, 39), with a right check digit.
    private static func isRefundID(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.count == RefundID.length, digits.allSatisfy({ $0.digit != nil }) else { return false }
        let begin = String(decoding: digits.prefix(2), as: UTF8.self)
        return !["30", "36", "38", "39"].contains(begin) || RefundID.isSound(Array(digits).span)
    }

    private static func masked(
        _ bytes: [UInt8], _ range: ByteRange, sparing isSpared: (Range<Int>) -> Bool
    ) -> [UInt8] {
        var result: [UInt8] = []
        var position = Int(range.start)
        let end = Int(range.end)
        while let found = first(in: bytes.span, from: position, to: end) {
            result.append(contentsOf: bytes[position..<found.lowerBound])
            position = found.upperBound
            if isSpared(found) {
                result.append(contentsOf: bytes[found])
                continue
            }
            let digits = bytes[found].filter { $0.digit != nil }
            result.append(contentsOf: digits.prefix(6))
            result.append(contentsOf: repeatElement(UInt8(ascii: "*"), count: digits.count - 10))
            result.append(contentsOf: digits.suffix(4))
        }
        result.append(contentsOf: bytes[position..<end])
        return result
    }

    /// The first run of digits that is a card number; no further digit touches it.
    private static func first(in bytes: Span<UInt8>, from: Int, to end: Int) -> Range<Int>? {
        var start = from
        while start < end {
            guard bytes[start].digit != nil, start == from || bytes[start - 1].digit == nil else {
                start += 1
                continue
            }
            if let stop = longest(in: bytes, from: start, to: end) { return start..<stop }
            start += 1
        }
        return nil
    }

    /// The end of the longest card number that begins here.
    private static func longest(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
        var digits = InlineArray<19, UInt8>(repeating: 0)
        var count = 0
        var index = start
        var best: Int?
        while index < end {
            if let digit = bytes[index].digit {
                guard count < 19 else { break }
                digits[count] = UInt8(digit)
                count += 1
                let touches = index + 1 < end && bytes[index + 1].digit != nil
                if count >= 13, !touches, isCard(digits, count) { best = index + 1 }
            } else {
                let isSeparator = bytes[index] == 0x20 || bytes[index] == UInt8(ascii: "-")
                guard isSeparator, index + 1 < end, bytes[index + 1].digit != nil else { break }
            }
            index += 1
        }
        return best
    }

    private static func isCard(_ digits: InlineArray<19, UInt8>, _ count: Int) -> Bool {
        var sum = 0
        for index in 0..<count {
            let digit = Int(digits[count - 1 - index])
            let doubled = index % 2 == 1 ? digit * 2 : digit
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        guard sum % 10 == 0 else { return false }
        let two = Int(digits[0]) * 10 + Int(digits[1])
        let four = two * 100 + Int(digits[2]) * 10 + Int(digits[3])
        switch two {
        case 30, 34...39, 40...49, 51...55, 60, 62, 64, 65: return true
        default: return (2221...2720).contains(four)  // not our enum
        }
    }
}
