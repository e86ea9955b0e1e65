import Bytes
import Refunds

/// Rows as bytes, in the form that `RowDigest` hashes: an integer is 8 bytes, the least significant first; a text 4 bytes of length and its UTF-8; NULL the
/// length 2³² − 1. For digests over many rows, and for reading rows back.
struct RowForm {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ value: Int64) {
        unsafe withUnsafeBytes(of: value.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    mutating func add(_ range: ByteRange, of source: [UInt8]) {
        add(length: UInt32(range.count))
        bytes.append(contentsOf: source[range.range])
    }

    /// A text column of a statement's row.
    mutating func addText(_ column: Int32, of row: RawStatement) {
        if row.isNull(column) { return add(length: .max) }
        let place = bytes.count
        add(length: 0)
        let count = row.append(column, to: &bytes).count
        for shift in 0..<4 { bytes[place + shift] = UInt8(truncatingIfNeeded: count >> (8 * shift)) }
    }

    private mutating func add(length: UInt32) {
        unsafe withUnsafeBytes(of: length.littleEndian) { unsafe bytes.append(contentsOf: $0) }
    }

    /// The leading columns of a row, one letter for each: `i` an integer, `t` a text.
    mutating func add(_ row: RawStatement, shape: [UInt8]) {
        for (column, letter) in shape.enumerated() {
            if letter == UInt8(ascii: "t") {
                addText(Int32(column), of: row)
            } else {
                add(row.int64(Int32(column)))
            }
        }
    }

    /// Hands over what was added, and begins anew.
    mutating func drain(into stream: SHA256Stream) {
        stream.update(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
