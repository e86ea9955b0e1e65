/// A SHA-256 value. As four words, the first the most significant, so that it compares and adds quickly.
package struct Digest: Hashable, Sendable {
    private var word0: UInt64
    private var word1: UInt64
    private var word2: UInt64
    private var word3: UInt64

    /// Zero: what a sum of digests starts from.
    package init() {
        word0 = 0
        word1 = 0
        word2 = 0
        word3 = 0
    }

    /// From 32 bytes, most significant first; nil for any other count.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.init(bytes.span)
    }

    /// The caller sees to it that there are 32.
    init(_ bytes: Span<UInt8>) {
        func word(_ start: Int) -> UInt64 {
            (0..<8).reduce(0) { $0 << 8 | UInt64(bytes[start + $1]) }
        }
        word0 = word(0)
        word1 = word(8)
        word2 = word(16)
        word3 = word(24)
    }

    /// From 64 hexadecimal digits of either case.
    package init?(hex: String) {
        let digits = Array(hex.utf8)
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32)
        for start in stride(from: 0, to: 64, by: 2) {
            guard let high = Self.value(digits[start]), let low = Self.value(digits[start + 1]) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        self.init(bytes: bytes)
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// 32 bytes, most significant first.
    package var bytes: [UInt8] {
        [word0, word1, word2, word3].flatMap { word in
            (0..<8).map { UInt8(truncatingIfNeeded: word >> (56 - 8 * UInt64($0))) }
        }
    }

    /// 64 digits, lower case.
    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    /// Adds modulo 2^256. A sum of digests doesn't depend on their order but on how often each stands in it.
    package mutating func add(_ other: Digest) {
        var carry = false
        word3 = Self.sum(word3, other.word3, &carry)
        word2 = Self.sum(word2, other.word2, &carry)
        word1 = Self.sum(word1, other.word1, &carry)
        word0 = Self.sum(word0, other.word0, &carry)
    }

    /// Takes away modulo 2^256 what was added.
    package mutating func subtract(_ other: Digest) {
        var borrow = false
        word3 = Self.difference(word3, other.word3, &borrow)
        word2 = Self.difference(word2, other.word2, &borrow)
        word1 = Self.difference(word1, other.word1, &borrow)
        word0 = Self.difference(word0, other.word0, &borrow)
    }

    private static func sum(_ left: UInt64, _ right: UInt64, _ carry: inout Bool) -> UInt64 {
        let first = left.addingReportingOverflow(right)
        let second = first.partialValue.addingReportingOverflow(carry ? 1 : 0)
        carry = first.overflow || second.overflow
        return second.partialValue
    }

    private static func difference(_ left: UInt64, _ right: UInt64, _ borrow: inout Bool) -> UInt64 {
        let first = left.subtractingReportingOverflow(right)
        let second = first.partialValue.subtractingReportingOverflow(borrow ? 1 : 0)
        borrow = first.overflow || second.overflow
        return second.partialValue
    }

    /// The digest of these bytes. For many, keep a `SHA256Stream`.
    package static func of(_ bytes: Span<UInt8>) -> Digest {
        let stream = SHA256Stream()
        stream.update(bytes)
        return stream.finish()
    }
}
