/// What the first block of a file (inflated) says of it: its byte order mark, layout and, for XML, encoding.
struct Recognition {
    /// Bytes of the byte order mark; 0 without one.
    private(set) var markLength = 0
    private(set) var layout = TextLayout.csv
    /// Nil for CSV without a byte order mark, whose encoding the whole of its bytes decides.
    private(set) var encoding: TextEncoding?

    init(head: Span<UInt8>) throws {
        try ForeignFormat.refuse(head)
        if head.starts(with: [0xef, 0xbb, 0xbf]) {
            (markLength, encoding) = (3, .utf8)
        } else if head.starts(with: [0xff, 0xfe]) {
            (markLength, encoding) = (2, .utf16le)
        } else if head.starts(with: [0xfe, 0xff]) {
            (markLength, encoding) = (2, .utf16be)
        }
        let text = try Self.text(of: head.extracting(markLength...), encoding: encoding)
        guard Self.beginsWithTag(text.span) else { return }
        layout = .xml
        // Before anything else about the XML is looked at, its encoding included.
        var prolog = PrologScan()
        if let line = prolog.doctypeLine(in: text.span) { throw PrologScan.refusal(line: line) }
        encoding = try XMLDeclaration(text.span).encoding(marked: encoding)
    }

    private static func text(of head: Span<UInt8>, encoding: TextEncoding?) throws -> [UInt8] {
        var text: [UInt8] = []
        switch encoding {
        case .utf16le, .utf16be:
            // What is wrong in it is found, with its line, when the block is examined.
            _ = try encoding.map { try TextDecoder($0).decode(head, into: &text) }
        case .utf8, .gb18030, .gbk, .gb2312, .latin1, .ascii, .windows1252, nil:
            unsafe head.withUnsafeBufferPointer { head in unsafe text.append(contentsOf: head) }
        }
        return text
    }

    private static func beginsWithTag(_ text: Span<UInt8>) -> Bool {
        for index in 0..<text.count {
            switch text[index] {
            case 0x20, 0x09, 0x0a, 0x0d: continue
            default: return text[index] == UInt8(ascii: "<")
            }
        }
        return false
    }
}
