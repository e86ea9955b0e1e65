/// A piece of a shared byte buffer: where a field stands, without a copy of it. Offsets are in bytes.
package struct ByteRange: Sendable, Equatable {
    package var start: UInt32
    package var end: UInt32

    package init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    package static let none = ByteRange(0, 0)

    package var isEmpty: Bool { start == end }
    package var count: Int { Int(end) - Int(start) }
    package var range: Range<Int> { Int(start)..<Int(end) }
}

extension [UInt8] {
    /// The text of a piece of this buffer; what isn't UTF-8 becomes U+FFFD.
    package func text(_ range: ByteRange) -> String {
        String(decoding: self[range.range], as: UTF8.self)
    }

    /// Where a piece holds a card number: writes it masked behind the last byte, and makes that the piece.
    package mutating func hideCardNumbers(in piece: inout ByteRange) {
        guard CardNumber.stands(in: span, piece) else { return }
        let masked = CardNumber.masked(self, piece)
        piece = ByteRange(count, count + masked.count)
        append(contentsOf: masked)
    }
}
