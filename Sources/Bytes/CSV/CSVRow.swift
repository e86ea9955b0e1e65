/// Reads one row at a time. A row that the text breaks off leaves no trace in the chunk and is read again from
/// its start when there is more: rows are bounded, so that costs at most one row for each block.
package struct CSVRow {
    private enum CellEnd {
        case separator
        case row
        /// The text broke off.
        case open
    }

    private let separator: UInt8
    /// Whether `"` at a cell's start quotes it; else it is a character like any other.
    private let quoting: Bool
    private let limits: ReadingLimits

    /// Of the last row: its first cell and byte in the chunk, where its content ends in the text (before the line
    /// end), and how many line feeds it had, its own end included.
    private(set) var firstCell = 0
    private(set) var firstByte = 0
    private(set) var contentEnd = 0
    package private(set) var lineFeeds = 0

    private var index = 0
    private var line = 0
    private var column = 0

    package init(separator: UInt8, quoting: Bool = true, limits: ReadingLimits) {
        self.separator = separator
        self.quoting = quoting
        self.limits = limits
    }

    /// - Returns: where the next row begins; nil when the text breaks off before this one ends.
    package mutating func read(
        _ text: Span<UInt8>, from start: Int, isLast: Bool, line: Int, into chunk: inout RecordChunk
    ) throws -> Int? {
        firstCell = chunk.cellEnds.count
        firstByte = chunk.bytes.count
        lineFeeds = 0
        index = start
        self.line = line
        column = 0
        while true {
            column += 1
            let before = chunk.bytes.count
            let end = try cell(text, isLast: isLast, into: &chunk)
            if case .open = end {
                chunk.bytes.removeLast(chunk.bytes.count - firstByte)
                chunk.cellEnds.removeLast(chunk.cellEnds.count - firstCell)
                return nil
            }
            if chunk.bytes.count - before > limits.fieldBytes {
                throw limits.fieldTooLong(line: line, column: column)
            }
            chunk.cellEnds.append(UInt32(chunk.bytes.count))
            if case .row = end { return index }
        }
    }

    private mutating func cell(
        _ text: Span<UInt8>, isLast: Bool, into chunk: inout RecordChunk
    ) throws -> CellEnd {
        let start = index
        var first = start
        while first < text.count, isBlank(text[first]) { first += 1 }
        if quoting, first < text.count, text[first] == UInt8(ascii: "\"") {
            index = first + 1
            return try quoted(text, isLast: isLast, into: &chunk)
        }
        let end = Self.unquotedEnd(text, from: first, separator: separator)
        if end == text.count, !isLast { return .open }
        let isRowEnd = end == text.count || text[end] == UInt8(ascii: "\n")
        var last = end
        if isRowEnd {
            if end < text.count, last > start, text[last - 1] == UInt8(ascii: "\r") { last -= 1 }
            endRow(at: last, hasLineFeed: end < text.count)
        }
        unsafe text.extracting(start..<last).withUnsafeBufferPointer { value in
            unsafe chunk.bytes.append(contentsOf: value)
        }
        index = min(end + 1, text.count)
        return isRowEnd ? .row : .separator
    }

    /// Where the separator or a line feed stands.
    private static func unquotedEnd(_ text: Span<UInt8>, from start: Int, separator: UInt8) -> Int {
        unsafe text.withUnsafeBufferPointer { text in
            var end = start
            while end < text.count {
                let byte = unsafe text[end]
                if byte == separator || byte == UInt8(ascii: "\n") { break }
                end += 1
            }
            return end
        }
    }

    private mutating func endRow(at end: Int, hasLineFeed: Bool) {
        contentEnd = end
        if hasLineFeed { lineFeeds += 1 }
    }

    /// A tab that separates is no blank.
    private func isBlank(_ byte: UInt8) -> Bool {
        (byte == 0x20 || byte == 0x09) && byte != separator
    }

    /// From behind the opening quote.
    private mutating func quoted(
        _ text: Span<UInt8>, isLast: Bool, into chunk: inout RecordChunk
    ) throws -> CellEnd {
        let openingLine = line + lineFeeds
        while true {
            let start = index
            while index < text.count, text[index] != UInt8(ascii: "\"") {
                if text[index] == UInt8(ascii: "\n") { lineFeeds += 1 }
                index += 1
            }
            unsafe text.extracting(start..<index).withUnsafeBufferPointer { value in
                unsafe chunk.bytes.append(contentsOf: value)
            }
            if index == text.count {
                guard isLast else { return .open }
                throw neverCloses(openingLine)
            }
            index += 1
            if index == text.count, !isLast { return .open }
            guard index < text.count, text[index] == UInt8(ascii: "\"") else { break }
            chunk.bytes.append(UInt8(ascii: "\""))
            index += 1
        }
        return try afterQuote(text, isLast: isLast)
    }

    private mutating func afterQuote(_ text: Span<UInt8>, isLast: Bool) throws -> CellEnd {
        let content = index
        while index < text.count, isBlank(text[index]) { index += 1 }
        if index == text.count {
            guard isLast else { return .open }
            endRow(at: content, hasLineFeed: false)
            return .row
        }
        switch text[index] {
        case separator:
            index += 1
            return .separator
        case UInt8(ascii: "\n"):
            endRow(at: index, hasLineFeed: true)
            index += 1
            return .row
        case UInt8(ascii: "\r"):
            if index + 1 == text.count, !isLast { return .open }
            guard index + 1 < text.count, text[index + 1] == UInt8(ascii: "\n") else { throw afterClosing() }
            endRow(at: index, hasLineFeed: true)
            index += 2
            return .row
        default:
            throw afterClosing()
        }
    }

    private func neverCloses(_ line: Int) -> ByteFault {
        ByteFault(
            .unreadable, "a quote that never closes: close it, or double it where it belongs to the text",
            "引号没有结束：请补上，或将文本中的引号写成两个", line: line, column: column)
    }

    private func afterClosing() -> ByteFault {
        ByteFault(
            .unreadable, "text after a closing quote: double the quotes that belong to the text",
            "结束引号之后还有文字：请将文本中的引号写成两个", line: line + lineFeeds, column: column)
    }
}
