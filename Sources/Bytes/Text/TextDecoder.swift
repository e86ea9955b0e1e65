internal import Glibc

/// Bytes of another encoding into UTF-8, piece by piece, by the C library's tables.
final class TextDecoder {
    private let converter: Iconv
    /// The begin of a character whose end comes with the next piece.
    private var carry: [UInt8] = []
    /// Bytes decoded so far, from the first byte given.
    private var consumed = 0

    init(_ encoding: TextEncoding) throws { converter = try Iconv(from: encoding.rawValue, to: "UTF-8") }

    /// Appends the text of `input`.
    /// - Returns: where the first bytes that are no character begin, from the very first byte; nothing after
    ///   them is decoded.
    func decode(_ input: Span<UInt8>, into output: inout [UInt8]) -> Int? {
        var start = 0
        if !carry.isEmpty {
            let held = carry.count
            for index in 0..<min(8, input.count) { carry.append(input[index]) }
            let taken = convert(carry.span, into: &output)
            consumed += taken.count
            if taken.bad { return consumed }
            // A piece so small that the character is still open: it is all in the carry.
            if taken.count < held {
                carry.removeFirst(taken.count)
                return nil
            }
            start = taken.count - held
            carry.removeAll(keepingCapacity: true)
        }
        let taken = convert(input.extracting(start...), into: &output)
        consumed += taken.count
        if taken.bad { return consumed }
        for index in (start + taken.count)..<input.count { carry.append(input[index]) }
        return nil
    }

    /// Counts bytes that need no decoding; only between characters.
    func skip(_ count: Int) {
        consumed += count
    }

    /// Where a character that the end of the text cut off begins.
    func unfinished() -> Int? {
        carry.isEmpty ? nil : consumed
    }

    /// Converts until the input ends, or a character in it is open (at its end) or bad.
    private func convert(_ input: Span<UInt8>, into output: inout [UInt8]) -> (count: Int, bad: Bool) {
        guard !input.isEmpty else { return (0, false) }
        // No encoding that is read makes more than three bytes of one (UTF-16: three of two).
        let done = converter.convert(input, into: &output, room: input.count * 3)
        return (done.count, done.code == EILSEQ)
    }
}
