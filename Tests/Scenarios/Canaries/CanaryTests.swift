import Foundation
import Testing

@Suite("Canaries")
struct CanaryTests {
    /// Nothing that was planted comes out where the table doesn't say so.
    @Test func nothingComesOut() throws {
        let home = try CanaryHome()
        defer { home.scratch.remove() }
        try CanaryDay(home: home).play()
        #expect(home.planted == Set(CanaryTable.all.map(\.key)), "each canary is planted")
        var seen: Set<String> = []
        for output in try home.outputs() {
            for canary in CanaryDress(output.data).found(CanaryTable.all) {
                seen.insert("\(canary.key) \(output.area)")
                let isAllowed = canary.mayStand.contains(output.area)
                #expect(isAllowed, "\(canary.key) (\(canary.value)) stands in \(output.area): \(output.what)")
            }
        }
        // What the table allows does stand there: else the table says too much, or the search is blind.
        for canary in CanaryTable.all {
            for area in canary.mayStand {
                #expect(seen.contains("\(canary.key) \(area)"), "\(canary.key) isn't found in \(area)")
            }
        }
    }

    /// The search finds a canary in whatever it wears.
    @Test func theSearchSees() throws {
        let card = Canary("seen", .card, place: 0)
        let digits = card.value
        let wide = try #require("x\(digits)".data(using: .utf16LittleEndian))
        let escaped = digits.utf8.map { "\\u00" + String($0, radix: 16) }.joined()
        let hex = digits.utf8.map { String($0, radix: 16) }.joined()
        let dressed = ["4012 \(digits.dropFirst(4))", "4-0-12\(digits.dropFirst(4))", escaped, hex]
        for text in dressed { #expect(CanaryDress(Data(text.utf8)).found([card]).count == 1, "\(text)") }
        #expect(CanaryDress(wide).found([card]).count == 1)
        let masked = digits.prefix(6) + "******" + digits.suffix(4)
        #expect(CanaryDress(Data(masked.utf8)).found([card]).isEmpty)
    }
}
