/// Looks for a DOCTYPE before the root element of an XML text that comes in pieces. Comments and processing
/// instructions may hold anything, so they are passed over as XML does it.
struct PrologScan {
    private enum Place {
        case text
        /// After `<`, after `<!`, after `<!-`.
        case tag, bang, dash
        /// In a comment: how many of `-->` were just seen.
        case comment(Int)
        /// In a processing instruction or the declaration: whether `?` was just seen.
        case instruction(Bool)
    }

    private var place = Place.text
    private var line = 1
    /// The root element began, or what can't be a prolog: the parser speaks about the rest.
    private(set) var isOver = false

    /// - Returns: the line of the DOCTYPE's `<!`, when it is in this piece.
    mutating func doctypeLine(in text: Span<UInt8>) -> Int? {
        var index = 0
        while index < text.count, !isOver {
            let byte = text[index]
            if byte == UInt8(ascii: "\n") { line += 1 }
            if case .bang = place, byte | 0x20 == UInt8(ascii: "d") { return line }
            step(byte)
            index += 1
        }
        return nil
    }

    private mutating func step(_ byte: UInt8) {
        let isDash = byte == UInt8(ascii: "-")
        switch place {
        case .text: if byte == UInt8(ascii: "<") { place = .tag }
        case .tag:
            switch byte {
            case UInt8(ascii: "!"): place = .bang
            case UInt8(ascii: "?"): place = .instruction(false)
            default: isOver = true
            }
        case .bang: if isDash { place = .dash } else { isOver = true }
        case .dash: if isDash { place = .comment(0) } else { isOver = true }
        case .comment(let seen):
            if seen == 2, byte == UInt8(ascii: ">") {
                place = .text
            } else {
                place = .comment(isDash ? min(seen + 1, 2) : 0)
            }
        case .instruction(let ending):
            if ending, byte == UInt8(ascii: ">") {
                place = .text
            } else {
                place = .instruction(byte == UInt8(ascii: "?"))
            }
        }
    }

    static func refusal(line: Int) -> ByteFault {
        ByteFault(
            .unsafe, "a DOCTYPE is not taken: remove it", "不接受 DOCTYPE 声明：请删除", line: line)
    }
}
