/// Counts physical lines over pieces of text and watches their length. Only `\n` ends a line.
struct LineWatch {
    /// The line the next byte stands on, from 1.
    private(set) var line = 1
    /// Bytes of it that were in the pieces before.
    private var partial = 0
    private var endedWithReturn = false

    /// Passes over a piece.
    /// - Returns: where a line becomes longer than `limit`, its line end (`\n`, `\r\n`) not counted; the
    ///   watch then stands on that line.
    mutating func pass(_ text: Span<UInt8>, limit: Int) -> Int? {
        var start = 0
        while let end = text.first(UInt8(ascii: "\n"), from: start) {
            let last = end > start ? text[end - 1] == UInt8(ascii: "\r") : endedWithReturn
            if partial + end - start - (last ? 1 : 0) > limit { return start }
            line += 1
            partial = 0
            endedWithReturn = false
            start = end + 1
        }
        partial += text.count - start
        if text.count > start { endedWithReturn = text[text.count - 1] == UInt8(ascii: "\r") }
        return partial > limit + (endedWithReturn ? 1 : 0) ? start : nil
    }

    /// The line of a byte of the next piece.
    func line(of offset: Int, in text: Span<UInt8>) -> Int {
        var line = line
        var start = 0
        while let end = text.first(UInt8(ascii: "\n"), from: start), end < offset {
            line += 1
            start = end + 1
        }
        return line
    }
}
