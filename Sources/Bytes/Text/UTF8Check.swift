/// Whether bytes that come in pieces are UTF-8 (Unicode 15, table 3-7: no surrogates, nothing overlong,
/// nothing above U+10FFFF). ASCII is passed over 32 bytes at a time.
struct UTF8Check {
    /// Continuation bytes still wanted, and the bounds of the next one.
    private var wanted = 0
    private var lower: UInt8 = 0x80
    private var upper: UInt8 = 0xbf
    /// Bytes seen in the pieces before, and where the character now open began.
    private var seen = 0
    private var start = 0

    /// - Returns: where the first sequence that is not UTF-8 begins, from the very first byte.
    mutating func firstBad(in bytes: Span<UInt8>) -> Int? {
        var index = 0
        while index < bytes.count {
            if wanted == 0 {
                index = ByteSearch.firstBeyondASCII(in: bytes, from: index)
                guard index < bytes.count else { break }
                start = seen + index
                guard open(bytes[index]) else { return start }
            } else {
                guard lower...upper ~= bytes[index] else { return start }
                wanted -= 1
                lower = 0x80
                upper = 0xbf
            }
            index += 1
        }
        seen += bytes.count
        return nil
    }

    /// Where a character that the end of the text cut off begins.
    func unfinished() -> Int? {
        wanted > 0 ? start : nil
    }

    private mutating func open(_ lead: UInt8) -> Bool {
        switch lead {
        case 0xc2...0xdf: wanted = 1
        case 0xe0...0xef: wanted = 2
        case 0xf0...0xf4: wanted = 3
        default: return false
        }
        switch lead {
        case 0xe0: lower = 0xa0
        case 0xed: upper = 0x9f
        case 0xf0: lower = 0x90
        case 0xf4: upper = 0x8f
        default: break
        }
        return true
    }
}
