import Glibc

/// Text in the encodings that files come in.
enum TextForm {
    static func encode(_ text: String, _ encoding: Envelope.Encoding) -> [UInt8] {
        switch encoding {
        case .utf8: Array(text.utf8)
        case .utf8Mark: [0xef, 0xbb, 0xbf] + Array(text.utf8)
        case .utf16Little: [0xff, 0xfe] + text.utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
        case .utf16Big: [0xfe, 0xff] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
        case .gb18030: gb18030(text)
        }
    }

    /// UTF-8 where the bytes would pass for it: a file that is valid UTF-8 as a whole is read as that (`files.md`, encodings).
    private static func gb18030(_ text: String) -> [UInt8] {
        let isXML = text.hasPrefix("<?xml")
        guard let bytes = converted(text), isXML || String(validating: bytes, as: UTF8.self) == nil else {
            return Array(text.utf8)
        }
        return bytes
    }

    private static func converted(_ text: String) -> [UInt8]? {
        guard let converter = unsafe iconv_open("GB18030", "UTF-8") else { return nil }
        defer { unsafe iconv_close(converter) }
        var input = Array(text.utf8).map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: input.count * 2 + 8)
        let size = output.count
        let left = unsafe input.withUnsafeMutableBufferPointer { from in
            unsafe output.withUnsafeMutableBufferPointer { to -> Int? in
                var start = from.baseAddress
                var end = to.baseAddress
                var unread = from.count
                var room = size
                let result = unsafe iconv(converter, &start, &unread, &end, &room)
                return result == -1 || unread > 0 ? nil : room
            }
        }
        guard let left else { return nil }
        return output.prefix(size - left).map { UInt8(bitPattern: $0) }
    }
}
