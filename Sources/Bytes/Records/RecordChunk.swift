/// Many records' cells end to end, filled by a reader and used again. Nothing in it is a `String`: the layer above
/// takes ranges of `bytes`.
package struct RecordChunk: Sendable {
    /// The values of all cells, unescaped, one after the other, without anything between.
    package var bytes: [UInt8] = []
    /// Where each cell ends in `bytes`; it starts where the one before it ends.
    package var cellEnds: [UInt32] = []
    package var records: [RecordEntry] = []

    package init() {}

    package mutating func removeAll(keepingCapacity: Bool = true) {
        bytes.removeAll(keepingCapacity: keepingCapacity)
        cellEnds.removeAll(keepingCapacity: keepingCapacity)
        records.removeAll(keepingCapacity: keepingCapacity)
    }

    /// The bytes of a cell, counted over all records of the chunk.
    package func cell(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : Int(cellEnds[index - 1]))..<Int(cellEnds[index])
    }

    /// The bytes of a record's cell, counted from 0; the record must have it.
    package func cell(_ index: Int, of record: RecordEntry) -> Range<Int> {
        cell(Int(record.firstCell) + index)
    }

    /// The value of a record's cell as text. For messages and tests: it allocates.
    package func text(_ index: Int, of record: RecordEntry) -> String {
        String(decoding: bytes[cell(index, of: record)], as: UTF8.self)
    }

    /// Appends the records of another chunk.
    mutating func append(_ other: RecordChunk) {
        let cells = UInt32(cellEnds.count)
        let start = UInt32(bytes.count)
        bytes.append(contentsOf: other.bytes)
        cellEnds.append(contentsOf: other.cellEnds.lazy.map { $0 + start })
        records.append(
            contentsOf: other.records.lazy.map {
                RecordEntry(
                    firstCell: $0.firstCell + cells, cellCount: $0.cellCount, line: $0.line, flags: $0.flags)
            })
    }

    /// Readers stop adding to a full chunk: a row is 64 KiB at most, but so many long rows, or rows of nothing but
    /// separators, would fill the memory before there are as many as were asked for.
    var isFull: Bool { bytes.count >= 8 << 20 || cellEnds.count >= 1 << 20 }
}

/// One record of a chunk.
package struct RecordEntry: Sendable, Equatable {
    /// The number of its first cell in the chunk's `cellEnds`.
    package let firstCell: UInt32
    package let cellCount: UInt32
    /// The physical line it starts on, from 1. XML: that of the `<` of its start tag.
    package let line: Int
    package let flags: RecordFlags

    package init(firstCell: UInt32, cellCount: UInt32, line: Int, flags: RecordFlags = []) {
        self.firstCell = firstCell
        self.cellCount = cellCount
        self.line = line
        self.flags = flags
    }
}

package struct RecordFlags: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// A cell holds a control character other than tab, CR, LF (U+0000–001F, 007F, 0080–009F).
    package static let hasControl = RecordFlags(rawValue: 1)
    /// XML: a field stands twice.
    package static let repeatedField = RecordFlags(rawValue: 2)
    /// XML: a field has child elements.
    package static let nestedField = RecordFlags(rawValue: 4)
    /// Declared layouts: something stands where their record has no field.
    package static let shifted = RecordFlags(rawValue: 8)
    /// It has no place of its own in the file: the file says the same of many at once.
    package static let saidOfAll = RecordFlags(rawValue: 16)
    /// Messages: its amount counts, whatever else the record says.
    package static let statesAmount = RecordFlags(rawValue: 32)
}
