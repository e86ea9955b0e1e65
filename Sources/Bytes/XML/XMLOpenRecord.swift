/// The record that is being read: its fields' values in the order they come, put into the shape's order at its end.
struct XMLOpenRecord {
    private let limit: Int
    private var bytes: [UInt8] = []
    /// Of each field of the shape; empty ranges for those that are absent.
    private var ranges: [Range<Int>]
    private var isPresent: [Bool]
    /// The field whose text is being read; nil within unknown elements and second ones.
    private var field: Int?
    private var start = 0
    private var flags: RecordFlags = []
    private(set) var line = 0

    init(fields: Int, limit: Int) {
        ranges = Array(repeating: 0..<0, count: fields)
        isPresent = Array(repeating: false, count: fields)
        self.limit = limit
    }

    mutating func begin(line: Int) {
        bytes.removeAll(keepingCapacity: true)
        for field in ranges.indices {
            ranges[field] = 0..<0
            isPresent[field] = false
        }
        field = nil
        flags = []
        self.line = line
    }

    mutating func open(_ field: Int) {
        if isPresent[field] {
            flags.insert(.repeatedField)
            return
        }
        isPresent[field] = true
        self.field = field
        start = bytes.count
    }

    /// A child element inside a field.
    mutating func nest() {
        if field != nil { flags.insert(.nestedField) }
    }

    /// - Returns: false when the field becomes too long.
    mutating func append(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard field != nil else { return true }
        unsafe bytes.append(contentsOf: text)
        return bytes.count - start <= limit
    }

    mutating func close() {
        if let field { ranges[field] = start..<bytes.count }
        field = nil
    }

    func finish(into chunk: inout RecordChunk) {
        let firstCell = chunk.cellEnds.count
        for range in ranges {
            chunk.bytes.append(contentsOf: bytes[range])
            chunk.cellEnds.append(UInt32(chunk.bytes.count))
        }
        var flags = flags
        if ControlCharacters.mayStand(in: bytes.span, from: 0),
            ControlCharacters.stand(in: bytes, bytes.indices)
        {
            flags.insert(.hasControl)
        }
        chunk.records.append(
            RecordEntry(
                firstCell: UInt32(firstCell), cellCount: UInt32(ranges.count), line: line, flags: flags))
    }
}
