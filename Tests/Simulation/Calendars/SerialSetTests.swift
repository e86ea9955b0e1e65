import Testing

@testable import Operations

@Suite struct SerialSetTests {
    /// Beside a plain set: serials near one another, at the ends of pages, and the greatest.
    @Test func bothAgree() {
        var set = SerialSet()
        var plain: Set<Int64> = []
        let serials: [Int64] = [0, 1, 63, 64, 65_535, 65_536, 131_071, 9_999_999_999]
        #expect(!serials.contains(where: set.contains))
        for serial in serials + stride(from: 200_000, to: 300_000, by: 7) {
            set.insert(serial)
            plain.insert(serial)
        }
        let asked = (0...300_010).map(Int64.init) + [9_999_999_998, 9_999_999_999]
        for serial in asked {
            if set.contains(serial) != plain.contains(serial) { Issue.record("\(serial)") }
        }
    }
}
