internal import Glibc

/// Bytes of another encoding into UTF-8, piece by piece, by the C library's tables.
@safe final class TextDecoder {
    private let handle: iconv_t
    /// The begin of a character whose end comes with the next piece.
    private var carry: [UInt8] = []
    /// Bytes decoded so far, from the first byte given.
    private var consumed = 0

    init(_ encoding: TextEncoding) throws {
        unsafe handle = iconv_open("UTF-8", encoding.rawValue)
        if unsafe Int(bitPattern: handle) == -1 {
            throw SystemFault(call: "iconv_open", path: encoding.rawValue, code: errno)
        }
    }

    deinit {
        unsafe iconv_close(handle)
    }

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
        let room = input.count * 3
        var left = input.count
        var code: Int32 = 0
        unsafe input.withUnsafeBytes { input in
            output.append(addingCapacity: room) { (target: inout OutputSpan<UInt8>) in
                unsafe target.withUnsafeMutableBufferPointer { target, filled in
                    var from = unsafe UnsafeMutableRawPointer(mutating: input.baseAddress)?
                        .assumingMemoryBound(to: CChar.self)
                    var to = unsafe UnsafeMutableRawPointer(target.baseAddress)?
                        .advanced(by: filled).assumingMemoryBound(to: CChar.self)
                    var space = room
                    if unsafe iconv(handle, &from, &left, &to, &space) == -1 { code = errno }
                    filled += room - space
                }
            }
        }
        return (input.count - left, code == EILSEQ)
    }
}
