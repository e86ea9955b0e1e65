import Bytes

/// Encodings: the text is the same in any blocks, it is UTF-8 without NUL, and where Swift knows the encoding it is what
/// Swift makes of it.
enum EncodingsTarget {
    private static let file = FuzzFile()

    /// The first byte is the size of the blocks.
    static func run(_ input: [UInt8]) throws {
        guard let mode = input.first else { return }
        let bytes = Array(input.dropFirst())
        let limits = ReadingLimits(inflatedBytes: 1 << 20, recordBytes: 4096)
        guard case .success(let survey) = try file.survey(bytes, limits) else { return }
        try hold(survey.digest == Digest.of(bytes.span), "another digest")
        let text = try read(survey, limits, blockSize: Int(mode) + 1)
        try hold(text == (try read(survey, limits, blockSize: 1 << 16)), "another text in other blocks")
        try hold(String(validating: text, as: UTF8.self) != nil, "the text is no UTF-8")
        try hold(!text.contains(0), "a NUL in the text")
        guard !survey.isGzip, let slow = slow(bytes, survey) else { return }
        try hold(text == slow, "\(survey.encoding.rawValue) is read otherwise")
    }

    private static func read(_ survey: Survey, _ limits: ReadingLimits, blockSize: Int) throws -> [UInt8] {
        let source = try TextSource(path: file.path, survey: survey, limits: limits, blockSize: blockSize)
        var text: [UInt8] = []
        while try source.read(into: &text) > 0 {}
        return text
    }

    private static func slow(_ bytes: [UInt8], _ survey: Survey) -> [UInt8]? {
        switch survey.encoding {
        case .utf8: Array(bytes.dropFirst(survey.hasBOM ? 3 : 0))
        case .ascii: bytes
        case .latin1: Array(String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })).utf8)
        case .utf16le: units(bytes, low: 0)
        case .utf16be: units(bytes, low: 1)
        case .gb18030, .gbk, .gb2312, .windows1252: nil
        }
    }

    private static func units(_ bytes: [UInt8], low: Int) -> [UInt8] {
        let units = stride(from: 2, to: bytes.count - 1, by: 2).map { index in
            UInt16(bytes[index + low]) | UInt16(bytes[index + 1 - low]) << 8
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}
