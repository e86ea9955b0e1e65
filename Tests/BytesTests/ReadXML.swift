import Bytes

/// Everything an XML reader says of a file.
struct ReadXML {
    var encoding = TextEncoding.utf8
    var root = ""
    var rootLine = 0
    var rootAttributes: [String: String] = [:]
    var records: [ReadRecord] = []
    var asides: [XMLAside] = []
    var unknownElements: [String] = []
    var unknownAttributes: [String] = []
}

func readXML(
    _ bytes: [UInt8], _ shape: XMLRecordShape, limits: ReadingLimits = ReadingLimits(),
    blockSize: Int = 256 << 10, atMost: Int = 1000
) throws -> ReadXML {
    try Scratch.with(bytes) { path in
        let survey = try Survey.survey(try InputFile(path: path), limits: limits)
        let source = try TextSource(path: path, survey: survey, limits: limits, blockSize: blockSize)
        let reader = try XMLRecordReader(source: source, shape: shape, limits: limits)
        var result = ReadXML()
        result.encoding = survey.encoding
        let root = try reader.start()
        result.root = root.name
        result.rootLine = root.line
        result.rootAttributes = Dictionary(
            root.attributes.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        var chunk = RecordChunk()
        var isMore = true
        while isMore {
            chunk.removeAll()
            isMore = try reader.read(into: &chunk, atMost: atMost)
            result.records += chunk.readRecords
        }
        result.asides = reader.asides
        result.unknownElements = reader.unknownElements
        result.unknownAttributes = reader.unknownAttributes
        return result
    }
}
