/// CSV as RFC 4180 and `files.md` have it, into chunks of records. Header, directives and blank lines are the
/// layer above's: a blank line is a record of one empty cell here.
package final class CSVTokenizer {
    private let source: TextSource
    private let limits: ReadingLimits
    private var row: CSVRow
    /// Text not yet turned into records begins at `position`.
    private var buffer: [UInt8] = []
    private var position = 0
    private var atEnd = false
    /// Whether the buffer may hold a control character: then each record is looked at.
    private var isSuspect = false
    /// The physical line at `position`.
    private var line = 1

    /// The separator is an ASCII character other than quote, CR and LF; NUL, which no text has, makes one cell of each line.
    package init(
        source: TextSource, separator: UInt8, quoting: Bool = true, limits: ReadingLimits = ReadingLimits()
    ) {
        self.source = source
        self.limits = limits
        row = CSVRow(separator: separator, quoting: quoting, limits: limits)
    }

    /// Appends up to `atMost` records; fewer, even none, don't mean that there are no more.
    /// - Returns: false once there are no more.
    package func read(into chunk: inout RecordChunk, atMost: Int) throws -> Bool {
        let goal = chunk.records.count + atMost
        while chunk.records.count < goal, !chunk.isFull {
            if try !take(into: &chunk, upTo: goal) {
                if atEnd { return false }
                try refill()
            }
        }
        return !(atEnd && position == buffer.count)
    }

    /// Takes whole records from the buffer.
    /// - Returns: false when it needs more text, or there is none left.
    private func take(into chunk: inout RecordChunk, upTo goal: Int) throws -> Bool {
        var text: [UInt8] = []
        swap(&text, &buffer)
        defer { swap(&text, &buffer) }
        while chunk.records.count < goal, !chunk.isFull {
            if position == text.count { return false }
            let end = try row.read(text.span, from: position, isLast: atEnd, line: line, into: &chunk)
            guard let end else {
                // Its line end, of two bytes at most, doesn't count.
                try checkLength(text.count - position - 2)
                return false
            }
            try close(&chunk, line: line)
            try checkLength(row.contentEnd - position)
            position = end
            line += row.lineFeeds
        }
        return true
    }

    private func close(_ chunk: inout RecordChunk, line: Int) throws {
        var flags: RecordFlags = []
        let start = row.firstByte
        if isSuspect, ControlCharacters.stand(in: chunk.bytes, start..<chunk.bytes.count) {
            if chunk.bytes[start...].contains(0) { throw TextExamination.null(line: line) }
            flags = .hasControl
        }
        chunk.records.append(
            RecordEntry(
                firstCell: UInt32(row.firstCell), cellCount: UInt32(chunk.cellEnds.count - row.firstCell),
                line: line, flags: flags))
    }

    private func checkLength(_ count: Int) throws {
        if count > limits.recordBytes { throw limits.recordTooLong(line: line) }
    }

    /// Drops what was used and reads one more block behind the rest.
    private func refill() throws {
        buffer.removeFirst(position)
        position = 0
        let rest = buffer.count
        atEnd = try source.read(into: &buffer) == 0
        // A rest that was suspect stays so; a C2 at its end is suspect by itself.
        let isSuspectBlock = ControlCharacters.mayStand(in: buffer.span, from: rest)
        isSuspect = isSuspectBlock || (isSuspect && rest > 0)
    }
}
