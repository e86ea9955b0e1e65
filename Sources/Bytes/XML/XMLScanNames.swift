internal import Glibc

/// The names of elements that a scan has met, each with its place in the reader's list. Found by their first sixteen bytes.
@safe struct XMLScanNames {
    struct Name {
        /// The first eight bytes and the next eight, zeros behind the end.
        var head: UInt64
        var next: UInt64
        var length: Int
        /// The place in the reader's list; −1 for any other name.
        var number: Int
        /// Where the whole name stands in `letters`.
        var start: Int
    }

    /// Longer ones, and more of them, are for libxml2.
    static let longest = 64
    static let most = 512

    private let known: [[UInt8]: Int]
    private var names: [Name] = []
    private var letters: [UInt8] = []
    /// Places in `names` by hash; −1 where nothing stands.
    private var slots = [Int](repeating: -1, count: 2 * most)

    init(_ list: [String]) {
        known = Dictionary(
            list.enumerated().map { (Array($1.utf8), $0) }, uniquingKeysWith: { first, _ in first })
    }

    subscript(place: Int) -> Name { names[place] }

    /// The place of the name that begins here; nil where there are too many. Sixteen bytes must be readable from its begin.
    mutating func place(of name: UnsafePointer<UInt8>, length: Int) -> Int? {
        let (head, next) = unsafe Self.words(name, length)
        var slot = Self.slot(head, next, length)
        while slots[slot] >= 0 {
            if unsafe matches(slots[slot], name, length, head, next) { return slots[slot] }
            slot = (slot + 1) % slots.count
        }
        guard names.count < Self.most else { return nil }
        let text = unsafe Array(UnsafeBufferPointer(start: name, count: length))
        slots[slot] = names.count
        names.append(
            Name(head: head, next: next, length: length, number: known[text] ?? -1, start: letters.count))
        letters += text
        return names.count - 1
    }

    /// Whether the same name stands here.
    func stands(_ place: Int, at name: UnsafePointer<UInt8>) -> Bool {
        let length = names[place].length
        let (head, next) = unsafe Self.words(name, length)
        return unsafe matches(place, name, length, head, next)
    }

    private func matches(
        _ place: Int, _ name: UnsafePointer<UInt8>, _ length: Int, _ head: UInt64, _ next: UInt64
    ) -> Bool {
        let known = names[place]
        guard known.head == head, known.next == next, known.length == length else { return false }
        guard length > 16 else { return true }
        return unsafe letters.withUnsafeBufferPointer { letters in
            unsafe letters.baseAddress.map { unsafe memcmp($0 + known.start, name, length) == 0 } ?? false
        }
    }

    private static func words(_ name: UnsafePointer<UInt8>, _ length: Int) -> (head: UInt64, next: UInt64) {
        let bytes = unsafe UnsafeRawPointer(name)
        let head = unsafe bytes.loadUnaligned(as: UInt64.self)
        if length <= 8 { return (head & mask(length), 0) }
        let next = unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        return (head, next & mask(length - 8))
    }

    private static func mask(_ length: Int) -> UInt64 { length >= 8 ? ~0 : 1 << UInt64(8 * length) &- 1 }

    private static func slot(_ head: UInt64, _ next: UInt64, _ length: Int) -> Int {
        let mixed = (head ^ next &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(length)) &* 0xD6E8_FEB8_6659_FD93
        return Int(mixed >> 32) % (2 * most)
    }
}
