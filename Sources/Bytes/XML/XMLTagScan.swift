/// Goes over XML text before libxml2 sees it: bounds start tags, attributes, depth and records, refuses a DOCTYPE,
/// and notes the line of every start tag. It judges nothing else: what is not well-formed the parser says.
struct XMLTagScan {
    private enum Place {
        case text
        /// After `<`, after `<!`, after `<!-`.
        case opened, bang, dash
        case startTag, endTag
        /// In a value of a start tag.
        case value(UInt8)
        /// How many of `-->`, `]]>` or `?>` were just seen.
        case comment(Int), section(Int), instruction(Int)
    }

    /// What ends the reading. Kept small: it is asked for at every byte of a tag.
    private enum Trouble {
        case doctype, depth, attributes, tag, markup, record
    }

    /// A limit passed, and the byte of the piece at which it was.
    struct Stop {
        let fault: ByteFault
        let offset: Int
    }

    /// Bytes of a comment, a section, an instruction or an end tag: libxml2 looks through all of one that is open again with
    /// each piece that comes.
    private static let mostMarkup = 1 << 20

    private let limits: ReadingLimits
    /// Whether a child of the root is a record, which is bounded; else it may be as long as the file.
    private let boundsRecords: Bool
    private var place = Place.text
    /// The line the next byte stands on.
    private(set) var line = 1
    private var depth = 0
    /// Bytes before this piece.
    private var seen = 0
    /// Where the tag and the child of the root that are open began, and their lines.
    private var tagStart = 0
    private var tagLine = 1
    private var childStart = 0
    private var childLine = 1
    private var attributes = 0
    private var endsEmpty = false
    /// The lines of the start tags, in their order.
    private(set) var lines = LineQueue()

    init(limits: ReadingLimits, boundsRecords: Bool = true) {
        self.limits = limits
        self.boundsRecords = boundsRecords
    }

    /// Whether the text so far ends inside the root or in anything but plain text.
    var isOpen: Bool {
        if case .text = place { return depth > 0 }
        return true
    }

    /// The line of the next start tag's `<`.
    mutating func nextLine() -> Int? {
        lines.next()
    }

    mutating func scan(_ text: Span<UInt8>) -> Stop? {
        var index = 0
        while index < text.count {
            switch place {
            case .text: passText(text, &index)
            case .startTag: passTag(text, &index)
            case .endTag: passTo(UInt8(ascii: ">"), text, &index)
            case .value(let quote): passTo(quote, text, &index)
            case .opened, .bang, .dash, .comment, .section, .instruction: break
            }
            guard index < text.count else { break }
            if let trouble = step(text[index], at: seen + index) {
                return Stop(fault: fault(trouble), offset: index)
            }
            index += 1
        }
        if let trouble = overlong(at: seen + text.count) {
            return Stop(fault: fault(trouble), offset: text.count)
        }
        seen += text.count
        return nil
    }

    private mutating func passText(_ text: Span<UInt8>, _ index: inout Int) {
        passTo(UInt8(ascii: "<"), text, &index)
    }

    private mutating func passTo(_ stop: UInt8, _ text: Span<UInt8>, _ index: inout Int) {
        unsafe text.withUnsafeBufferPointer { text in
            var here = index
            var feeds = 0
            while here < text.count {
                let byte = unsafe text[here]
                if byte == stop { break }
                if byte == UInt8(ascii: "\n") { feeds += 1 }
                here += 1
            }
            line += feeds
            index = here
        }
    }

    /// To the next byte of a start tag that means something here: `>`, `/`, `=`, a quote or a line feed. All of
    /// them are below the letters of names.
    private mutating func passTag(_ text: Span<UInt8>, _ index: inout Int) {
        let start = index
        unsafe text.withUnsafeBufferPointer { text in
            var here = start
            while here < text.count {
                let byte = unsafe text[here]
                if byte <= UInt8(ascii: ">"), Self.endsPass(byte) { break }
                here += 1
            }
            index = here
        }
        if index > start { endsEmpty = false }
    }

    private static func endsPass(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ">"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "\n"):
            true
        default: false
        }
    }

    private mutating func step(_ byte: UInt8, at offset: Int) -> Trouble? {
        if byte == UInt8(ascii: "\n") { line += 1 }
        switch place {
        case .text:
            place = .opened
            tagStart = offset
            tagLine = line
        case .opened: return open(byte)
        case .bang:
            if byte | 0x20 == UInt8(ascii: "d") { return .doctype }
            place = byte == UInt8(ascii: "-") ? .dash : byte == UInt8(ascii: "[") ? .section(0) : .text
        case .dash: place = byte == UInt8(ascii: "-") ? .comment(0) : .text
        case .startTag: return stepTag(byte, at: offset)
        case .value: place = .startTag
        case .endTag: return close(at: offset)
        case .comment(let seen):
            place = ending(seen, of: 2, byte, UInt8(ascii: "-")).map { .comment($0) } ?? .text
        case .section(let seen):
            place = ending(seen, of: 2, byte, UInt8(ascii: "]")).map { .section($0) } ?? .text
        case .instruction(let seen):
            place = ending(seen, of: 1, byte, UInt8(ascii: "?")).map { .instruction($0) } ?? .text
        }
        return nil
    }

    /// How many of the marks before the final `>` stand now; nil when it ended.
    private func ending(_ seen: Int, of count: Int, _ byte: UInt8, _ mark: UInt8) -> Int? {
        if seen == count, byte == UInt8(ascii: ">") { return nil }
        return byte == mark ? min(seen + 1, count) : 0
    }

    private mutating func open(_ byte: UInt8) -> Trouble? {
        switch byte {
        case UInt8(ascii: "!"): place = .bang
        case UInt8(ascii: "?"): place = .instruction(0)
        case UInt8(ascii: "/"): place = .endTag
        default:
            place = .startTag
            attributes = 0
            endsEmpty = false
            lines.append(tagLine)
            depth += 1
            if depth == 2 {
                childStart = tagStart
                childLine = tagLine
            }
            if depth > limits.xmlDepth { return .depth }
        }
        return nil
    }

    private mutating func stepTag(_ byte: UInt8, at offset: Int) -> Trouble? {
        switch byte {
        case UInt8(ascii: ">"):
            if offset + 1 - tagStart > limits.xmlTagBytes { return .tag }
            if endsEmpty { return close(at: offset) }
            place = .text
        case UInt8(ascii: "/"): endsEmpty = true
        case UInt8(ascii: "="):
            endsEmpty = false
            attributes += 1
            if attributes > limits.xmlAttributes { return .attributes }
        case UInt8(ascii: "\n"): break
        default:
            endsEmpty = false
            place = .value(byte)
        }
        return nil
    }

    private mutating func close(at offset: Int) -> Trouble? {
        place = .text
        if boundsRecords, depth == 2, offset + 1 - childStart > limits.recordBytes {
            return .record
        }
        depth -= 1
        return nil
    }

    /// What is still open at the end of a piece and already too long.
    private func overlong(at end: Int) -> Trouble? {
        switch place {
        case .startTag, .value:
            if end - tagStart > limits.xmlTagBytes { return .tag }
        case .endTag, .comment, .section, .instruction:
            if end - tagStart > Self.mostMarkup { return .markup }
        case .text, .opened, .bang, .dash: break
        }
        return boundsRecords && depth >= 2 && end - childStart > limits.recordBytes
            ? .record : nil
    }

    private func fault(_ trouble: Trouble) -> ByteFault {
        switch trouble {
        case .doctype: PrologScan.refusal(line: tagLine)
        case .depth: tooDeep()
        case .attributes: tooManyAttributes()
        case .tag: tagTooLong()
        case .markup: markupTooLong()
        case .record: limits.recordTooLong(line: childLine)
        }
    }

    private func tooDeep() -> ByteFault {
        ByteFault(
            .unsafe, "elements more than \(limits.xmlDepth) deep: check for missing end tags",
            "XML 元素嵌套超过 \(limits.xmlDepth) 层：请检查是否缺少结束标签", line: tagLine)
    }

    private func tooManyAttributes() -> ByteFault {
        ByteFault(
            .unsafe,
            "more than \(limits.xmlAttributes) attributes in one start tag: check for a missing quote",
            "一个开始标签的属性超过 \(limits.xmlAttributes) 个：请检查是否缺少引号", line: tagLine)
    }

    private func markupTooLong() -> ByteFault {
        ByteFault(
            .unsafe,
            "a comment, section, instruction or end tag of more than \(Self.mostMarkup) bytes: check for its missing end",
            "注释、CDATA 段、处理指令或结束标签超过 \(Self.mostMarkup) 字节：请检查是否缺少结尾", line: tagLine)
    }

    private func tagTooLong() -> ByteFault {
        ByteFault(
            .unsafe, "a start tag of more than \(limits.xmlTagBytes) bytes: check for a missing quote or “>”",
            "一个开始标签超过 \(limits.xmlTagBytes) 字节：请检查是否缺少引号或“>”", line: tagLine)
    }
}
