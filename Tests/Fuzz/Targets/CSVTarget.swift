import Bytes

/// CSV: the same records in any pieces, and those that the slow reader finds.
enum CSVTarget {
    private static let limits = ReadingLimits(recordBytes: 4096, fieldBytes: 64)
    private static let file = FuzzFile()

    enum Outcome: Equatable {
        case records([SlowCSV.Record])
        case refused(ByteFault.Kind, line: Int?)
    }

    /// The first byte says which separator and in what pieces; now and then the text goes through a file as well.
    static func run(_ input: [UInt8]) throws {
        guard let mode = input.first else { return }
        let text = Array(input.dropFirst())
        let separator = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: ",")][Int(mode & 3)]
        let whole = try rows(text, separator: separator, piece: text.count)
        let pieces = try rows(text, separator: separator, piece: Int(mode >> 2 & 7) + 1)
        try compare(whole, pieces, "in other pieces")
        try compareWithSlow(whole, SlowCSV.read(text, separator: separator))
        if mode >> 5 == 7 {
            try throughFile(text, separator: separator, piece: Int(mode >> 2 & 7) + 1, whole)
        }
    }

    /// The byte core by itself.
    private static func rows(_ text: [UInt8], separator: UInt8, piece: Int) throws -> Outcome {
        var row = CSVRow(separator: separator, limits: limits)
        var chunk = RecordChunk()
        var records: [SlowCSV.Record] = []
        var position = 0
        var known = min(piece, text.count)
        var line = 1
        do {
            while position < text.count {
                let isLast = known == text.count
                let here = text.span.extracting(0..<known)
                guard let end = try row.read(here, from: position, isLast: isLast, line: line, into: &chunk)
                else {
                    try hold(!isLast, "the last row never ends")
                    try hold(chunk.cellEnds.isEmpty && chunk.bytes.isEmpty, "half a row stays behind")
                    known = min(text.count, known + piece)
                    continue
                }
                try hold(end > position, "a row of nothing at byte \(position)")
                records.append(SlowCSV.Record(line: line, cells: cells(chunk)))
                chunk.removeAll()
                position = end
                line += row.lineFeeds
            }
            return .records(records)
        } catch let fault as ByteFault {
            try FuzzFile.check(fault)
            return .refused(fault.kind, line: fault.line)
        }
    }

    private static func cells(_ chunk: RecordChunk) -> [[UInt8]] {
        chunk.cellEnds.indices.map { Array(chunk.bytes[chunk.cell($0)]) }
    }

    private static func compare(_ left: Outcome, _ right: Outcome, _ what: String) throws {
        try hold(left == right, "\(what): \(left) and \(right)")
    }

    private static func compareWithSlow(_ fast: Outcome, _ slow: SlowCSV.Outcome) throws {
        switch (fast, slow) {
        case (.records(let fast), .records(let slow)):
            try hold(fast == slow, "\(fast), the slow one: \(slow)")
        case (.refused(.unreadable, let line), .unreadable(let place)):
            try hold(line == place, "line \(line ?? 0), the slow one: \(place)")
        case (.refused(.unsafe, let line), .records(let slow)):
            let isLong = slow.contains {
                $0.line == line && $0.cells.contains { $0.count > limits.fieldBytes }
            }
            try hold(isLong, "no field of line \(line ?? 0) is too long")
        case (.refused(.unsafe, _), .unreadable): break
        case (.records, .unreadable), (.refused, .records), (.refused, .unreadable):
            throw Broken(description: "\(fast), the slow one: \(slow)")
        }
    }

    /// Survey, text and tokenizer.
    private static func throughFile(_ text: [UInt8], separator: UInt8, piece: Int, _ known: Outcome) throws {
        switch try file.survey(text, limits) {
        case .failure: return
        case .success(let survey):
            guard survey.layout == .csv else { return }
            let whole = try tokens(survey, separator, blockSize: 1 << 16, atMost: 1000)
            try compare(whole, try tokens(survey, separator, blockSize: piece, atMost: 1), "in other blocks")
            // A byte order mark, another encoding, gzip: then the text is not the bytes.
            guard survey.encoding == .utf8, !survey.hasBOM, !survey.isGzip else { return }
            if case .records = whole { try compare(whole, known, "through a file") }
        }
    }

    private static func tokens(_ survey: Survey, _ separator: UInt8, blockSize: Int, atMost: Int) throws
        -> Outcome
    {
        do {
            let source = try TextSource(path: file.path, survey: survey, limits: limits, blockSize: blockSize)
            let tokenizer = CSVTokenizer(source: source, separator: separator, limits: limits)
            var chunk = RecordChunk()
            var records: [SlowCSV.Record] = []
            var isMore = true
            while isMore {
                chunk.removeAll()
                isMore = try tokenizer.read(into: &chunk, atMost: atMost)
                for record in chunk.records {
                    let cells = (0..<Int(record.cellCount)).map {
                        Array(chunk.bytes[chunk.cell($0, of: record)])
                    }
                    records.append(SlowCSV.Record(line: record.line, cells: cells))
                }
            }
            return .records(records)
        } catch let fault as ByteFault {
            try FuzzFile.check(fault)
            return .refused(fault.kind, line: fault.line)
        }
    }
}
