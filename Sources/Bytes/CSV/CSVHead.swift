/// The lines at the start of a CSV text as they stand, for finding header and separator before there is a
/// tokenizer.
package enum CSVHead {
    /// Calls `visit` with each logical line, without its line end, and the physical line it starts on, until that
    /// returns false or the text ends. A line goes on over line breaks inside a quoted cell, whichever of `,` `;`
    /// and tab separates; a quote that never closes quotes nothing.
    package static func lines(
        source: TextSource, limits: ReadingLimits = ReadingLimits(),
        visit: (_ text: Span<UInt8>, _ line: Int) throws -> Bool
    ) throws {
        var buffer: [UInt8] = []
        var position = 0
        var line = 1
        var atEnd = false
        while true {
            // One whole record at hand, or all there is.
            while !atEnd, buffer.count - position <= limits.recordBytes + 2 {
                buffer.removeFirst(position)
                position = 0
                atEnd = try source.read(into: &buffer) == 0
            }
            guard position < buffer.count else { return }
            let rest = buffer.span.extracting(position...)
            let end =
                logicalEnd(rest.extracting(0..<min(rest.count, limits.recordBytes + 2)))
                ?? rest.first(UInt8(ascii: "\n"), from: 0) ?? rest.count
            let hasReturn = end > 0 && end < rest.count && rest[end - 1] == UInt8(ascii: "\r")
            let length = hasReturn ? end - 1 : end
            if length > limits.recordBytes { throw limits.lineTooLong(line: line) }
            guard try visit(rest.extracting(0..<length), line) else { return }
            for index in 0..<end where rest[index] == UInt8(ascii: "\n") { line += 1 }
            line += 1
            position += min(end + 1, rest.count)
        }
    }

    /// Where the line feed of the first line stands that is in no quoted cell; nil when the text has none or a
    /// quote stays open.
    private static func logicalEnd(_ text: Span<UInt8>) -> Int? {
        var isQuoted = false
        var mayOpen = true
        for index in 0..<text.count {
            let byte = text[index]
            if isQuoted {
                if byte == UInt8(ascii: "\"") { isQuoted = false }
                continue
            }
            switch byte {
            case UInt8(ascii: "\n"): return index
            // After a closing quote another one is a doubled quote: `mayOpen` still stands.
            case UInt8(ascii: "\""): isQuoted = mayOpen
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"): mayOpen = true
            case UInt8(ascii: " "): break
            default: mayOpen = false
            }
        }
        return nil
    }
}
