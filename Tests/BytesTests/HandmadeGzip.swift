/// gzip members made by hand, so that each can be wrong in one place.
enum HandmadeGzip {
    static let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]

    /// One member of stored blocks.
    static func stored(_ bytes: [UInt8], flags: UInt8 = 0) -> [UInt8] {
        var member = header
        member[3] = flags
        var start = 0
        repeat {
            let end = min(bytes.count, start + 65_535)
            let length = UInt16(end - start)
            member.append(end == bytes.count ? 1 : 0)
            member += little(UInt32(length), 2) + little(UInt32(~length), 2) + bytes[start..<end]
            start = end
        } while start < bytes.count
        return member + little(checksum(bytes), 4) + little(UInt32(bytes.count), 4)
    }

    /// One member that repeats a byte `1 + 258 × copies` times: about 159 bytes for each one.
    static func repeating(_ byte: UInt8, copies: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.append(1, 1)
        bits.append(1, 2)
        // RFC 1951, 3.2.6: literals below 144 are 8 bits from 0x30, the length 258 is code 285, the distance 1
        // is code 0, the end is code 256.
        bits.appendCode(0x30 + Int(byte), 8)
        for _ in 0..<copies {
            bits.appendCode(0b1100_0101, 8)
            bits.appendCode(0, 5)
        }
        bits.appendCode(0, 7)
        let content = [UInt8](repeating: byte, count: 1 + 258 * copies)
        return header + bits.bytes + little(checksum(content), 4) + little(UInt32(content.count), 4)
    }

    private struct BitWriter {
        var bytes: [UInt8] = []
        private var used = 8

        mutating func append(_ value: Int, _ count: Int) {
            for bit in 0..<count {
                if used == 8 {
                    bytes.append(0)
                    used = 0
                }
                bytes[bytes.count - 1] |= UInt8(value >> bit & 1) << UInt8(used)
                used += 1
            }
        }

        /// Codes stand with their first bit first.
        mutating func appendCode(_ code: Int, _ count: Int) {
            for bit in (0..<count).reversed() { append(code >> bit & 1, 1) }
        }
    }

    static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
    }
}
