/// Whether bytes that come in pieces are text of a multibyte encoding whose bytes below 0x80 outside a character
/// are ASCII (GB18030, GBK, GB2312). Only what is not ASCII goes through the tables.
struct TableCheck {
    private let decoder: TextDecoder
    private var scratch: [UInt8] = []

    init(_ encoding: TextEncoding) throws {
        decoder = try TextDecoder(encoding)
    }

    /// - Returns: where the first bytes that are no character begin, from the very first byte.
    mutating func firstBad(in bytes: Span<UInt8>) -> Int? {
        var index = 0
        while index < bytes.count {
            if decoder.unfinished() == nil {
                let end = ByteSearch.firstBeyondASCII(in: bytes, from: index)
                decoder.skip(end - index)
                index = end
            }
            let end = min(bytes.count, index + 64)
            scratch.removeAll(keepingCapacity: true)
            if let bad = decoder.decode(bytes.extracting(index..<end), into: &scratch) { return bad }
            index = end
        }
        return nil
    }

    func unfinished() -> Int? {
        decoder.unfinished()
    }
}
