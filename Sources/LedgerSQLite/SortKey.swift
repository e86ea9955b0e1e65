import Glibc
import Refunds

/// A piece of a buffer on its way to a b-tree: chunks are sorted by key, so that neighbours share pages. The first 16 bytes stand in two
/// words, which settles most comparisons; the order is SQLite's BINARY one, equal pieces in order of `place`.
struct SortKey {
    private let high: UInt64
    private let low: UInt64
    let piece: ByteRange
    /// The row it belongs to.
    let place: UInt32

    init(_ piece: ByteRange, of bytes: UnsafeBufferPointer<UInt8>, place: Int) {
        var words: (UInt64, UInt64) = (0, 0)
        let start = Int(piece.start)
        let end = min(Int(piece.end), start + 16)
        unsafe withUnsafeMutableBytes(of: &words) { words in
            unsafe words.copyMemory(
                from: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<end])))
        }
        high = UInt64(bigEndian: words.0)
        low = UInt64(bigEndian: words.1)
        self.piece = piece
        self.place = UInt32(truncatingIfNeeded: place)
    }

    /// Whether both are the same bytes.
    func isSame(as other: SortKey, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard high == other.high, low == other.low, piece.count == other.piece.count else { return false }
        return unsafe piece.count <= 16 || compareRest(other, bytes) == 0
    }

    private func precedes(_ other: SortKey, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        if high != other.high { return high < other.high }
        if low != other.low { return low < other.low }
        if piece.count > 16, other.piece.count > 16 {
            let order = unsafe compareRest(other, bytes)
            if order != 0 { return order < 0 }
        }
        return piece.count == other.piece.count ? place < other.place : piece.count < other.piece.count
    }

    /// Compares what stands after the first 16 bytes, as far as both go.
    private func compareRest(_ other: SortKey, _ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
        guard let base = bytes.baseAddress else { return 0 }
        return unsafe memcmp(
            base + Int(piece.start) + 16, base + Int(other.piece.start) + 16,
            min(piece.count, other.piece.count) - 16)
    }

    static func sort(_ keys: inout [SortKey], in bytes: UnsafeBufferPointer<UInt8>) {
        keys.sort { unsafe $0.precedes($1, bytes) }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether a piece of this buffer and one of another are the same bytes.
    func isSame(_ piece: ByteRange, _ other: ByteRange, of others: UnsafeBufferPointer<UInt8>) -> Bool {
        guard piece.count == other.count else { return false }
        guard piece.count > 0, let mine = baseAddress, let theirs = others.baseAddress else { return true }
        return unsafe memcmp(mine + Int(piece.start), theirs + Int(other.start), piece.count) == 0
    }
}
