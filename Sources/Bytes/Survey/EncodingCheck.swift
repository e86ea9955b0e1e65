/// Which of the encodings a text may still be in, while its bytes pass. UTF-8 comes before GB18030.
struct EncodingCheck {
    private var utf8: UTF8Check?
    private var table: TableCheck?
    private var isASCII: Bool
    private let declared: TextEncoding?
    private var seen = 0
    /// Where it was first seen not to be UTF-8 (declared: not the declared encoding).
    private(set) var firstBad: Int?

    /// Nil: CSV without a byte order mark, UTF-8 or GB18030 as its bytes show.
    init(_ declared: TextEncoding?) throws {
        self.declared = declared
        isASCII = false
        switch declared {
        case .utf8: utf8 = UTF8Check()
        case .gb18030, .gbk, .gb2312, .windows1252: table = try declared.map { try TableCheck($0) }
        case .ascii: isASCII = true
        // Every byte is a character of ISO-8859-1; UTF-16 is checked where it is decoded.
        case .latin1, .utf16le, .utf16be: break
        case nil:
            utf8 = UTF8Check()
            table = try TableCheck(.gb18030)
        }
    }

    /// - Returns: where in this piece (before it: below 0) the last encoding fell away.
    mutating func fall(in text: Span<UInt8>) -> Int? {
        defer { seen += text.count }
        if isASCII {
            let end = ByteSearch.firstBeyondASCII(in: text, from: 0)
            if end < text.count { firstBad = firstBad ?? seen + end }
            return end < text.count ? end : nil
        }
        guard utf8 != nil || table != nil else { return nil }
        let bad = [utf8?.firstBad(in: text), table?.firstBad(in: text)]
        return drop(bad).map { $0 - seen }
    }

    /// The end of the text: where the last encoding falls away because a character is cut off.
    mutating func fallAtEnd() -> Int? {
        guard utf8 != nil || table != nil else { return nil }
        return drop([utf8?.unfinished(), table?.unfinished()])
    }

    private mutating func drop(_ bad: [Int?]) -> Int? {
        if let place = bad[0] {
            utf8 = nil
            firstBad = place
        }
        if let place = bad[1] {
            table = nil
            if declared != nil { firstBad = place }
        }
        guard utf8 == nil, table == nil else { return nil }
        return bad.compactMap { $0 }.max()
    }

    /// What the text is read as; asked at its end.
    var encoding: TextEncoding {
        declared ?? (utf8 != nil ? .utf8 : .gb18030)
    }

    func fault(line: Int, offset: Int) -> ByteFault {
        guard let declared else {
            return ByteFault(
                .unreadable, "neither UTF-8 nor GB18030: save it as “CSV UTF-8”",
                "既不是 UTF-8 也不是 GB18030 编码：请另存为“CSV UTF-8”", line: line, offset: offset)
        }
        return ByteFault(
            .unreadable,
            "bytes that are not \(declared.rawValue), which the file says it is: save it as UTF-8",
            "含有不符合其声明编码 \(declared.rawValue) 的字节：请另存为 UTF-8", line: line, offset: offset)
    }
}
