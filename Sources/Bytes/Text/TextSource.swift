/// The text of a surveyed file as UTF-8 without byte order mark, block by block. It checks again what the survey
/// found, for the bytes on the disk may have changed since.
package final class TextSource {
    package let survey: Survey
    private let reader: InflatedReader
    let path: String
    private let decoder: TextDecoder?
    private let blockSize: Int
    private var check = UTF8Check()
    private var raw: [UInt8] = []
    private var markLeft: Int

    /// How many inflated bytes are read at once, unless somebody says otherwise.
    package static let usualBlock = 256 << 10

    /// Opens the file again. `blockSize` is how many inflated bytes are read at once.
    package init(
        path: String, survey: Survey, limits: ReadingLimits = ReadingLimits(), blockSize: Int = usualBlock
    ) throws {
        self.path = path
        self.survey = survey
        self.blockSize = blockSize
        reader = InflatedReader(try InputFile(path: path), limits: limits)
        decoder = survey.encoding.isUTF8 ? nil : try TextDecoder(survey.encoding)
        switch survey.encoding {
        case .utf8: markLeft = survey.hasBOM ? 3 : 0
        case .utf16le, .utf16be: markLeft = 2
        case .gb18030, .gbk, .gb2312, .latin1, .ascii, .windows1252: markLeft = 0
        }
    }

    /// Appends the next block of text.
    /// - Returns: how many bytes were appended; 0 only at the end.
    package func read(into output: inout [UInt8]) throws -> Int {
        try skipMark()
        let before = output.count
        repeat {
            guard try readBlock(into: &output) > 0 else {
                try finish()
                return 0
            }
        } while output.count == before
        return output.count - before
    }

    private func readBlock(into output: inout [UInt8]) throws -> Int {
        let before = output.count
        guard let decoder else {
            let got = try reader.read(into: &output, atMost: blockSize)
            let text = output.span.extracting(before...)
            if check.firstBad(in: text) != nil || text.first(0, from: 0) != nil { throw changed }
            return got
        }
        raw.removeAll(keepingCapacity: true)
        let got = try reader.read(into: &raw, atMost: blockSize)
        if decoder.decode(raw.span, into: &output) != nil { throw changed }
        if output.span.extracting(before...).first(0, from: 0) != nil { throw changed }
        return got
    }

    private func skipMark() throws {
        guard markLeft > 0 else { return }
        var mark: [UInt8] = []
        let got = try reader.read(into: &mark, atMost: markLeft)
        guard got == markLeft else { throw changed }
        markLeft = 0
    }

    private func finish() throws {
        let isWhole = check.unfinished() == nil && decoder?.unfinished() == nil
        guard isWhole, reader.inflatedSize == survey.inflatedSize else { throw changed }
    }

    /// EIO, for the bytes that were surveyed are not the bytes that are read.
    private var changed: SystemFault {
        SystemFault(call: "read again", path: path, code: 5)
    }
}
