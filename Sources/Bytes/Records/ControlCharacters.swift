/// Control characters other than tab, CR and LF in UTF-8: U+0000–001F, 007F, and 0080–009F as C2 80–9F.
enum ControlCharacters {
    /// True when there may be one: a quick look over a whole block, which also answers to other characters
    /// that begin with C2.
    static func mayStand(in bytes: Span<UInt8>, from start: Int) -> Bool {
        unsafe bytes.withUnsafeBytes { bytes in
            var index = start
            var found = SIMDMask<SIMD32<Int8>>(repeating: false)
            while index + 32 <= bytes.count {
                let block = unsafe bytes.loadUnaligned(fromByteOffset: index, as: SIMD32<UInt8>.self)
                let low = block .< 0x20
                let blank = (block .== 0x09) .| (block .== 0x0a) .| (block .== 0x0d)
                found = found .| (low .& .!blank) .| (block .== 0x7f) .| (block .== 0xc2)
                index += 32
            }
            if any(found) { return true }
            while index < bytes.count {
                if unsafe isSuspect(bytes[index]) { return true }
                index += 1
            }
            return false
        }
    }

    private static func isSuspect(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0a, 0x0d: false
        case 0x00...0x1f, 0x7f, 0xc2: true
        default: false
        }
    }

    /// The exact answer for a range.
    static func stand(in bytes: [UInt8], _ range: Range<Int>) -> Bool {
        for index in range where isSuspect(bytes[index]) {
            if bytes[index] != 0xc2 { return true }
            if index + 1 < range.upperBound, 0x80...0x9f ~= bytes[index + 1] { return true }
        }
        return false
    }
}
