internal import Glibc

/// UTF-8 into another encoding, by the C library's tables, piece by piece.
package final class TextRecoder {
    private let converter: Iconv
    private let encoding: TextEncoding

    package init(_ encoding: TextEncoding) throws {
        self.encoding = encoding
        converter = try Iconv(from: "UTF-8", to: encoding.rawValue)
    }

    /// The bytes of a text of whole characters. One that the encoding doesn't have is a `SystemFault` with EILSEQ: whoever
    /// wrote the text should have replaced it.
    package func encode(_ text: Span<UInt8>) throws -> [UInt8] {
        guard !text.isEmpty else { return [] }
        var output: [UInt8] = []
        // GB18030 makes at most four bytes of two.
        let done = converter.convert(text, into: &output, room: text.count * 2 + 8)
        guard done.count == text.count, done.code == 0 else {
            throw SystemFault(
                call: "encode", path: encoding.rawValue, code: done.code == 0 ? EILSEQ : done.code)
        }
        return output
    }
}
