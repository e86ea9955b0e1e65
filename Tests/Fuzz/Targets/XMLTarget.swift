import Bytes

/// XML records: the same in any blocks, each with every field of the shape, or a refusal in both.
enum XMLTarget {
    private static let file = FuzzFile()
    private static let shape = XMLRecordShape(record: "r", fields: ["a", "b", "c"], asides: ["total"])
    private static let limits = ReadingLimits(
        inflatedBytes: 1 << 20, records: 40, recordBytes: 512, fieldBytes: 64, xmlDepth: 6, xmlAttributes: 4,
        xmlTagBytes: 256)

    private enum Outcome: Equatable {
        case read(records: [SlowCSV.Record], flags: [UInt8], asides: [String])
        /// For what is met first, and that goes by the pieces: a limit, or what isn't well-formed behind it.
        case refused
    }

    /// The first byte is the size of the blocks.
    static func run(_ input: [UInt8]) throws {
        guard let mode = input.first else { return }
        guard case .success(let survey) = try file.survey(Array(input.dropFirst()), limits),
            survey.layout == .xml
        else { return }
        let whole = try read(survey, blockSize: 1 << 16, atMost: 1000)
        let blocks = try read(survey, blockSize: Int(mode) + 1, atMost: 1)
        try hold(whole == blocks, "in other blocks: \(whole) and \(blocks)")
    }

    private static func read(_ survey: Survey, blockSize: Int, atMost: Int) throws -> Outcome {
        do {
            let source = try TextSource(path: file.path, survey: survey, limits: limits, blockSize: blockSize)
            let reader = try XMLRecordReader(source: source, shape: shape, limits: limits)
            _ = try reader.start()
            var chunk = RecordChunk()
            var records: [SlowCSV.Record] = []
            var flags: [UInt8] = []
            var isMore = true
            while isMore {
                chunk.removeAll()
                isMore = try reader.read(into: &chunk, atMost: atMost)
                for record in chunk.records {
                    try hold(record.cellCount == 3, "\(record.cellCount) cells")
                    let cells = (0..<3).map { Array(chunk.bytes[chunk.cell($0, of: record)]) }
                    try hold(cells.allSatisfy { $0.count <= limits.fieldBytes }, "a field passes its limit")
                    records.append(SlowCSV.Record(line: record.line, cells: cells))
                    flags.append(record.flags.rawValue)
                }
            }
            try hold(records.count <= limits.records, "\(records.count) records pass the limit")
            let asides = reader.asides.map { "\($0.line) \($0.name) \($0.attributes) \($0.text)" }
            return .read(records: records, flags: flags, asides: asides)
        } catch let fault as ByteFault {
            try FuzzFile.check(fault)
            return .refused
        }
    }
}
