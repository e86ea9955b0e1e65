/// Everything about the text of a file that is watched while it is copied: encoding, NULs, lines, DOCTYPE.
/// What the bytes show first is the answer.
struct TextExamination {
    let recognition: Recognition
    private let limits: ReadingLimits
    private var lines = LineWatch()
    private var prolog = PrologScan()
    private var encodings: EncodingCheck
    private let decoder: TextDecoder?
    private var decoded: [UInt8] = []
    private var isFirst = true
    /// The line on which `encodings.firstBad` stands, noted while its piece is at hand.
    private var badLine: Int?
    private var textSize = 0
    private(set) var endsWithLineEnd = false

    /// `declared`: what a text without byte order mark is said to be in.
    init(head: Span<UInt8>, declared: TextEncoding? = nil, limits: ReadingLimits) throws {
        recognition = try Recognition(head: head)
        self.limits = limits
        encodings = try EncodingCheck(recognition.encoding ?? declared)
        switch recognition.encoding {
        case .utf16le, .utf16be: decoder = try recognition.encoding.map { try TextDecoder($0) }
        case .utf8, .gb18030, .gbk, .gb2312, .latin1, .ascii, .windows1252, nil: decoder = nil
        }
    }

    var encoding: TextEncoding { encodings.encoding }

    mutating func examine(_ piece: Span<UInt8>) throws {
        let body = piece.extracting((isFirst ? recognition.markLength : 0)...)
        isFirst = false
        guard let decoder else { return try examine(text: body) }
        decoded.removeAll(keepingCapacity: true)
        let bad = decoder.decode(body, into: &decoded)
        let text = decoded
        try examine(text: text.span)
        if let bad { throw notUTF16(bad) }
    }

    mutating func finish() throws {
        if let bad = decoder?.unfinished() { throw notUTF16(bad) }
        if let place = encodings.fallAtEnd() {
            let line = badLine ?? lines.line
            throw encodings.fault(line: line, offset: (encodings.firstBad ?? place) + recognition.markLength)
        }
    }

    private mutating func examine(text: Span<UInt8>) throws {
        if recognition.layout == .xml, !prolog.isOver, let line = prolog.doctypeLine(in: text) {
            throw PrologScan.refusal(line: line)
        }
        let before = lines
        let long = lines.pass(text, limit: recognition.layout == .csv ? limits.recordBytes : .max - 1)
        let null = text.first(0, from: 0)
        let fallen = encodings.fall(in: text)
        if badLine == nil, let bad = encodings.firstBad {
            badLine = before.line(of: bad - textSize, in: text)
        }
        let first = [long, null, fallen].compactMap { $0 }.min()
        if let first {
            if first == null { throw Self.null(line: before.line(of: first, in: text)) }
            if first == fallen { throw encodingFault(before, fallen: first, in: text) }
            throw limits.lineTooLong(line: lines.line)
        }
        textSize += text.count
        if !text.isEmpty { endsWithLineEnd = text[text.count - 1] == UInt8(ascii: "\n") }
    }

    private func encodingFault(_ before: LineWatch, fallen: Int, in text: Span<UInt8>) -> ByteFault {
        let offset = encodings.firstBad ?? textSize + fallen
        return encodings.fault(
            line: badLine ?? before.line(of: fallen, in: text), offset: offset + recognition.markLength)
    }

    private func notUTF16(_ bad: Int) -> ByteFault {
        encodings.fault(line: lines.line, offset: bad + recognition.markLength)
    }

    static func null(line: Int) -> ByteFault {
        ByteFault(
            .unreadable, "a NUL character: the file is damaged or no text, export it again",
            "含有 NUL 字符：文件已损坏或不是文本，请重新导出", line: line)
    }
}
