import Bytes
import Refunds

/// Finds a record's fields by slot, and tells the two kinds of row of which nothing else is looked at.
struct RecordCells {
    private let places: [Int]
    private let headerCells: [String]
    private let isXML: Bool

    init(header: RecordHeader) {
        places = header.places
        headerCells = header.cells.map(RecordHeader.normalized)
        isXML = header.isXML
    }

    var slots: Range<Int> { places.indices }

    /// The field as it was written; empty where the record has none.
    func range(_ slot: Int, of record: RecordEntry, in chunk: RecordChunk) -> ByteRange {
        let place = places[slot]
        guard place >= 0, place < Int(record.cellCount) else { return .none }
        let range = chunk.cell(place, of: record)
        let field = ByteRange(range.lowerBound, range.upperBound)
        return isXML ? FieldText.withoutLineBreaks(chunk.bytes.span, field) : field
    }

    /// A cell with something in it beyond the header.
    func isShifted(_ record: RecordEntry, in chunk: RecordChunk) -> Bool {
        guard !isXML, Int(record.cellCount) > headerCells.count else { return false }
        for index in headerCells.count..<Int(record.cellCount) {
            let range = chunk.cell(index, of: record)
            let text = FieldText.trimmed(chunk.bytes.span, ByteRange(range.lowerBound, range.upperBound))
            if !text.isEmpty { return true }
        }
        return false
    }

    /// The header line once more, as when files are joined. Its first cell's length and first letter are looked at before any
    /// text is made.
    func isHeader(_ record: RecordEntry, in chunk: RecordChunk) -> Bool {
        guard !isXML, Int(record.cellCount) >= headerCells.count, let name = headerCells.first else {
            return false
        }
        let range = chunk.cell(0, of: record)
        let first = FieldText.trimmed(chunk.bytes.span, ByteRange(range.lowerBound, range.upperBound))
        guard first.count == name.utf8.count,
            first.isEmpty || chunk.bytes[Int(first.start)] | 0x20 == (name.utf8.first ?? 0) | 0x20
        else { return false }
        return headerCells.indices.allSatisfy {
            RecordHeader.normalized(chunk.text($0, of: record)) == headerCells[$0]
        }
    }
}
