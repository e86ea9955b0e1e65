import Refunds

/// Numbers names by their bytes, without making text of a name it has seen.
struct NameIndex {
    /// By number, from 0.
    private(set) var names: [String] = []
    private var bytes: [[UInt8]] = []
    /// Open addressing: numbers, -1 where free. Always at most half full.
    private var slots = Array(repeating: -1, count: 64)

    /// The number of the name that stands in the range.
    mutating func number(_ buffer: [UInt8], _ range: ByteRange) -> Int {
        var slot = Self.hash(buffer, range) & (slots.count - 1)
        while slots[slot] >= 0 {
            let known = bytes[slots[slot]]
            if known.count == range.count, Self.isEqual(known, buffer, range) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = names.count
        names.append(buffer.text(range))
        bytes.append(Array(buffer[range.range]))
        if names.count * 2 > slots.count { grow() }
        return names.count - 1
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for (number, name) in bytes.enumerated() {
            var slot = Self.hash(name, ByteRange(0, name.count)) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = number
        }
    }

    private static func isEqual(_ name: [UInt8], _ buffer: [UInt8], _ range: ByteRange) -> Bool {
        for index in name.indices where name[index] != buffer[Int(range.start) + index] { return false }
        return true
    }

    /// FNV-1a.
    private static func hash(_ buffer: [UInt8], _ range: ByteRange) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in range.range { hash = (hash ^ UInt64(buffer[index])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32) & Int.max
    }
}
