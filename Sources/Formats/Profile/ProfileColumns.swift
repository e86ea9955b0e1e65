import Bytes
import Refunds

/// Finds values in the records of one file: places by name are resolved by the line that names the columns.
struct ProfileColumns {
    /// CSV: the names of the columns, in order; nil until they are known.
    private(set) var names: [String]?
    private let prefix: [UInt8]

    init(prefix: [UInt8]) { self.prefix = prefix }

    /// The names stand in this record. The name that stands twice is answered: which column is meant can't be told.
    mutating func name(by record: RecordEntry, in raw: RecordChunk) -> String? {
        var names: [String] = []
        for cell in 0..<Int(record.cellCount) {
            let range = raw.cell(cell, of: record)
            names.append(raw.bytes.text(stripped(raw, ByteRange(range.lowerBound, range.upperBound))))
        }
        self.names = names
        for (place, name) in names.enumerated() where !name.isEmpty && names[..<place].contains(name) {
            return name
        }
        return nil
    }

    /// The same place by number, so that no name is looked for in each record.
    func resolved(_ place: ProfilePlace) -> ProfilePlace {
        guard case .named(let name) = place, let cell = names?.firstIndex(of: name) else { return place }
        return .cell(cell)
    }

    func has(_ place: ProfilePlace) -> Bool {
        guard case .named(let name) = place else { return true }
        return names?.contains(name) ?? false
    }

    /// Where the value stands in the record, without blanks and prefix around it; empty where the record has none. Not for constants.
    func range(_ place: ProfilePlace, of record: RecordEntry, in raw: RecordChunk) -> ByteRange {
        switch place {
        case .named(let name): cell(names?.firstIndex(of: name) ?? -1, of: record, in: raw)
        case .cell(let index): cell(index, of: record, in: raw)
        case .piece(let from, let length): piece(from, length, of: record, in: raw)
        case .constant: .none
        }
    }

    private func cell(_ index: Int, of record: RecordEntry, in raw: RecordChunk) -> ByteRange {
        guard index >= 0, index < Int(record.cellCount) else { return .none }
        let range = raw.cell(index, of: record)
        return stripped(raw, ByteRange(range.lowerBound, range.upperBound))
    }

    private func piece(_ from: Int, _ length: Int, of record: RecordEntry, in raw: RecordChunk) -> ByteRange {
        let line = raw.cell(0, of: record)
        let start = Self.advance(raw.bytes, from: line.lowerBound, by: from, before: line.upperBound)
        let end = Self.advance(raw.bytes, from: start, by: length, before: line.upperBound)
        return stripped(raw, ByteRange(start, end))
    }

    /// So many characters on.
    private static func advance(_ bytes: [UInt8], from start: Int, by count: Int, before end: Int) -> Int {
        var index = start
        var left = count
        while left > 0, index < end {
            index += 1
            while index < end, bytes[index] & 0xC0 == 0x80 { index += 1 }
            left -= 1
        }
        return index
    }

    /// The characters of a line from one on, without blanks: what stands behind the last field.
    static func rest(of line: Range<Int>, after characters: Int, in bytes: [UInt8]) -> ByteRange {
        let start = advance(bytes, from: line.lowerBound, by: characters, before: line.upperBound)
        return FieldText.trimmed(bytes.span, ByteRange(start, line.upperBound))
    }

    func stripped(_ raw: RecordChunk, _ range: ByteRange) -> ByteRange {
        let bytes = raw.bytes.span
        let text = FieldText.trimmed(bytes, range)
        guard !prefix.isEmpty, text.count >= prefix.count else { return text }
        for (index, byte) in prefix.enumerated() where bytes[Int(text.start) + index] != byte { return text }
        return FieldText.trimmed(bytes, ByteRange(Int(text.start) + prefix.count, Int(text.end)))
    }
}
