internal import Glibc

/// Finding bytes quickly; the only places that look at bytes in words.
enum ByteSearch {
    /// The first index from `start` whose byte is not ASCII; the count when there is none.
    static func firstBeyondASCII(in bytes: Span<UInt8>, from start: Int) -> Int {
        unsafe bytes.withUnsafeBytes { bytes in
            var index = start
            while index + 32 <= bytes.count {
                let block = unsafe bytes.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
                let high = block & SIMD4(repeating: 0x8080_8080_8080_8080)
                if high != .zero { break }
                index += 32
            }
            while index < bytes.count, unsafe bytes[index] < 0x80 { index += 1 }
            return index
        }
    }
}

extension Span<UInt8> {
    func starts(with bytes: [UInt8]) -> Bool {
        guard count >= bytes.count else { return false }
        return bytes.indices.allSatisfy { self[$0] == bytes[$0] }
    }

    /// The first index from `start` at which `byte` stands.
    func first(_ byte: UInt8, from start: Int) -> Int? {
        unsafe withUnsafeBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress else { return nil }
            guard let found = unsafe memchr(base + start, Int32(byte), bytes.count - start) else {
                return nil
            }
            return unsafe base.distance(to: UnsafeRawPointer(found))
        }
    }
}
