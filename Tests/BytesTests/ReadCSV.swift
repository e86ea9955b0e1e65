import Bytes

/// A record as tests compare it.
struct ReadRecord: Equatable, CustomStringConvertible {
    var line: Int
    var cells: [String]
    var flags: RecordFlags = []

    var description: String { "\(line):\(cells)\(flags == [] ? "" : " flags \(flags.rawValue)")" }
}

func readCSV(
    _ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ","), limits: ReadingLimits = ReadingLimits(),
    blockSize: Int = 256 << 10, atMost: Int = 1000
) throws -> [ReadRecord] {
    try Scratch.with(bytes) { path in
        let survey = try Survey.survey(try InputFile(path: path), limits: limits)
        let source = try TextSource(path: path, survey: survey, limits: limits, blockSize: blockSize)
        let tokenizer = CSVTokenizer(source: source, separator: separator, limits: limits)
        var records: [ReadRecord] = []
        var chunk = RecordChunk()
        var isMore = true
        while isMore {
            chunk.removeAll()
            isMore = try tokenizer.read(into: &chunk, atMost: atMost)
            records += chunk.readRecords
        }
        return records
    }
}

func readCSV(_ text: String, separator: UInt8 = UInt8(ascii: ","), blockSize: Int = 256 << 10) throws
    -> [ReadRecord]
{
    try readCSV(Array(text.utf8), separator: separator, blockSize: blockSize)
}

extension RecordChunk {
    var readRecords: [ReadRecord] {
        records.map { record in
            ReadRecord(
                line: record.line, cells: (0..<Int(record.cellCount)).map { text($0, of: record) },
                flags: record.flags)
        }
    }
}
