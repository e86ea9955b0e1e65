import Bytes
import Refunds

/// Digests rows of the ledger: SHA-256 over a row's columns in the table's order, all but `checksum`. An integer is 8 bytes, the least
/// significant first; a text 4 bytes of length and its UTF-8; NULL the length 2³² − 1. No two rows have the same form.
struct RowDigest {
    private var form: [UInt8] = []
    private let stream = SHA256Stream()

    init() { form.reserveCapacity(1024) }

    mutating func add(_ value: Int64) {
        unsafe withUnsafeBytes(of: value.littleEndian) { unsafe form.append(contentsOf: $0) }
    }

    mutating func add(_ value: Int) { add(Int64(value)) }

    mutating func add(_ piece: ByteRange, of bytes: UnsafeBufferPointer<UInt8>) {
        add(length: UInt32(piece.count))
        unsafe form.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[piece.range]))
    }

    mutating func add(_ text: String?) {
        guard let text else { return add(length: .max) }
        add(length: UInt32(text.utf8.count))
        form.append(contentsOf: text.utf8)
    }

    mutating func add(_ currency: CurrencyCode) {
        add(length: 3)
        form.append(UInt8(truncatingIfNeeded: currency.packed >> 16))
        form.append(UInt8(truncatingIfNeeded: currency.packed >> 8))
        form.append(UInt8(truncatingIfNeeded: currency.packed))
    }

    private mutating func add(length: UInt32) {
        unsafe withUnsafeBytes(of: length.littleEndian) { unsafe form.append(contentsOf: $0) }
    }

    /// The digest of what was added since the last `finish`; begins anew.
    mutating func finish() -> Digest {
        stream.update(form.span)
        form.removeAll(keepingCapacity: true)
        return stream.finish()
    }

    /// What a row's column `checksum` holds: the leading 63 bits of its digest, which fit a signed integer.
    static func checksum(_ digest: Digest) -> Int64 {
        // The digest's first word is its most significant one (`Digest`); its 32 bytes as an array cost more than the hash.
        let words = unsafe unsafeBitCast(digest, to: (UInt64, UInt64, UInt64, UInt64).self)
        return Int64(words.0 >> 1)
    }

    /// An order's, which proves as well where its facts stood; the same as before where that isn't known (`file` 0).
    static func checksum(_ digest: Digest, file: Int, line: Int) -> Int64 {
        let plain = checksum(digest)
        if file == 0 { return plain }
        // Multiplied and folded, so that every bit of both reaches every bit of the checksum (the finalizer of SplitMix64).
        var mix = UInt64(bitPattern: Int64(file)) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(bitPattern: Int64(line))
        mix = (mix ^ (mix >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mix = (mix ^ (mix >> 27)) &* 0x94D0_49BB_1331_11EB
        return plain ^ Int64((mix ^ (mix >> 31)) >> 1)
    }
}
