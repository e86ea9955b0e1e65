/// Serials of refunds, a bit for each that could stand there: those of a million waiting refunds are near one another and take a few hundred KiB.
struct SerialSet {
    private static let pageBits = 16
    private static let wordsOfPage = (1 << pageBits) / 64
    private var pages: [Int64: [UInt64]] = [:]

    mutating func insert(_ serial: Int64) {
        let (word, bit) = Self.place(serial)
        pages[serial >> Self.pageBits, default: Array(repeating: 0, count: Self.wordsOfPage)][word] |= bit
    }

    func contains(_ serial: Int64) -> Bool {
        guard let page = pages[serial >> Self.pageBits] else { return false }
        let (word, bit) = Self.place(serial)
        return page[word] & bit != 0
    }

    private static func place(_ serial: Int64) -> (word: Int, bit: UInt64) {
        let inPage = Int(serial) & (1 << pageBits - 1)
        return (inPage / 64, 1 << UInt64(inPage % 64))
    }
}
