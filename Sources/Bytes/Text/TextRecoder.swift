internal import Glibc

/// UTF-8 into another encoding, by the C library's tables, piece by piece.
@safe package final class TextRecoder {
    private let handle: iconv_t
    private let encoding: TextEncoding

    package init(_ encoding: TextEncoding) throws {
        self.encoding = encoding
        unsafe handle = iconv_open(encoding.rawValue, "UTF-8")
        if unsafe Int(bitPattern: handle) == -1 {
            throw SystemFault(call: "iconv_open", path: encoding.rawValue, code: errno)
        }
    }

    deinit { unsafe iconv_close(handle) }

    /// The bytes of a text of whole characters. One that the encoding doesn't have is a `SystemFault` with EILSEQ: whoever
    /// wrote the text should have replaced it.
    package func encode(_ text: Span<UInt8>) throws -> [UInt8] {
        guard !text.isEmpty else { return [] }
        var output: [UInt8] = []
        // GB18030 makes at most four bytes of two.
        let room = text.count * 2 + 8
        var left = text.count
        var code: Int32 = 0
        unsafe text.withUnsafeBytes { text in
            output.append(addingCapacity: room) { (target: inout OutputSpan<UInt8>) in
                unsafe target.withUnsafeMutableBufferPointer { target, filled in
                    var from = unsafe UnsafeMutableRawPointer(mutating: text.baseAddress)?
                        .assumingMemoryBound(to: CChar.self)
                    var to = unsafe UnsafeMutableRawPointer(target.baseAddress)?
                        .advanced(by: filled).assumingMemoryBound(to: CChar.self)
                    var space = room
                    if unsafe iconv(handle, &from, &left, &to, &space) == -1 { code = errno }
                    filled += room - space
                }
            }
        }
        guard left == 0, code == 0 else {
            throw SystemFault(call: "encode", path: encoding.rawValue, code: code == 0 ? EILSEQ : code)
        }
        return output
    }
}
