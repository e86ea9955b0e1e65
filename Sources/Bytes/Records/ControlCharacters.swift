/// Control characters other than tab, CR and LF in UTF-8: U+0000–001F, 007F, and 0080–009F as C2 80–9F.
enum ControlCharacters {
    /// True when there may be one: a quick look over a whole block, which also answers to other characters
    /// that begin with C2.
    static func mayStand(in bytes: Span<UInt8>, from start: Int) -> Bool {
        unsafe bytes.withUnsafeBufferPointer { bytes in
            // Without branches, so that the compiler does many bytes at once.
            var found: UInt8 = 0
            for index in start..<bytes.count {
                let byte = unsafe bytes[index]
                let low: UInt8 = byte < 0x20 ? 1 : 0
                let blank: UInt8 = byte == 0x09 || byte == 0x0a || byte == 0x0d ? 1 : 0
                let other: UInt8 = byte == 0x7f || byte == 0xc2 ? 1 : 0
                found |= low & ~blank | other
            }
            return found != 0
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
