import Refunds
import Testing

/// Columns of decimal digits, added up one by one and carried at the end.
private struct SlowSum {
    private static let places = 60
    /// `places` digits before the point, then as many after it.
    private var columns = Array(repeating: 0, count: 2 * SlowSum.places)

    static func isNumber(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { 48...57 ~= $0 } }
    }

    mutating func add(_ text: String) {
        guard Self.isNumber(text) else { return }
        let parts = text.split(separator: ".").map { $0.utf8.map { Int($0) - 48 } }
        for (index, digit) in parts[0].reversed().enumerated() { columns[Self.places - 1 - index] += digit }
        guard parts.count == 2 else { return }
        for (index, digit) in parts[1].enumerated() { columns[Self.places + index] += digit }
    }

    func text(decimals: Int) -> String {
        var digits = columns
        for index in digits.indices.reversed() where index > 0 {
            digits[index - 1] += digits[index] / 10
            digits[index] %= 10
        }
        var whole = digits[..<Self.places].map(String.init).joined()
        var fraction = digits[Self.places...].map(String.init).joined()
        while whole.count > 1, whole.hasPrefix("0") { whole.removeFirst() }
        while fraction.count > decimals, fraction.hasSuffix("0") { fraction.removeLast() }
        return fraction.isEmpty ? whole : whole + "." + fraction
    }
}

@Suite struct DecimalSumTests {
    private func sum(_ texts: [String]) -> DecimalSum {
        var sum = DecimalSum()
        for text in texts {
            let bytes = Array(text.utf8)
            sum.add(bytes.span)
        }
        return sum
    }

    @Test(
        arguments: [
            ([], 2, "0.00"), ([], 0, "0"), (["0"], 0, "0"), (["0.00"], 2, "0.00"), (["1", "2"], 0, "3"),
            (["0.1", "0.2"], 0, "0.3"), (["0.1", "0.2"], 2, "0.30"), (["1.005", "2.005"], 2, "3.01"),
            (["0.999999", "0.000001"], 2, "1.00"), (["0.9999999", "0.0000001"], 0, "1"),
            (["999999999999", "1"], 0, "1000000000000"), (["9999999999999", "1"], 0, "10000000000000"),
            (["99999999999999999999999999.99", "0.01"], 2, "100000000000000000000000000.00"),
            (["007", "0000000000000000003"], 0, "10"),
            (["1.10", "x", "-1", "1,0", ".5", "5.", "", "1e3"], 2, "1.10"),
        ] as [([String], Int, String)])
    func sums(texts: [String], decimals: Int, text: String) {
        #expect(sum(texts).text(decimals: decimals) == text)
    }

    @Test(arguments: ["", ".", ".5", "5.", "1.2.3", "-1", "+1", "1e3", "1,000", " 1", "1 ", "１"])
    func whatIsNoPlainNumberAddsNothing(text: String) {
        var sum = DecimalSum()
        let bytes = Array(text.utf8)
        let isAdded = sum.add(bytes.span)
        #expect(!isAdded)
        #expect(sum.text(decimals: 0) == "0")
    }

    @Test func equalHoweverWritten() {
        #expect(sum(["1.50"]) == sum(["1.5"]))
        #expect(sum(["0001.5000000000"]) == sum(["1", "0.5"]))
        #expect(sum(["0"]) == DecimalSum())
        #expect(sum(["0.00000001"]) != DecimalSum())
        #expect(sum(["10000000000000"]) != sum(["1000000000000"]))
    }

    private static func number(_ chance: inout Chance) -> String {
        let whole =
            switch Int.random(in: 0..<10, using: &chance) {
            case 0: chance.digits(Int.random(in: 13...40, using: &chance))
            case 1: String(repeating: "9", count: Int.random(in: 1...40, using: &chance))
            case 2: "0000" + chance.digits(Int.random(in: 1...20, using: &chance))
            default: chance.digits(Int.random(in: 1...12, using: &chance))
            }
        switch Int.random(in: 0..<8, using: &chance) {
        case 0: return whole
        case 1: return whole + "." + chance.digits(Int.random(in: 7...40, using: &chance))
        case 2: return whole + "." + String(repeating: "9", count: Int.random(in: 1...30, using: &chance))
        case 3: return whole + chance.pick([".", "-", "e2", ",5", ".1.2", " "])
        default: return whole + "." + chance.digits(Int.random(in: 1...6, using: &chance))
        }
    }

    @Test func agreesWithTheSlowOne() throws {
        let seed: UInt64 = 0x5ca1e
        var chance = Chance(seed: seed)
        for round in 0..<1_500 {
            let texts = (0..<Int.random(in: 1...20, using: &chance)).map { _ in Self.number(&chance) }
            var slow = SlowSum()
            var fast = DecimalSum()
            for text in texts {
                slow.add(text)
                let bytes = Array(text.utf8)
                let isAdded = fast.add(bytes.span)
                try #require(isAdded == SlowSum.isNumber(text), "seed \(seed), round \(round), \(text)")
            }
            for decimals in 0...8 {
                try #require(
                    fast.text(decimals: decimals) == slow.text(decimals: decimals),
                    "seed \(seed), round \(round), \(texts)")
            }
            try #require(
                sum(texts.shuffled(using: &chance)) == fast, "seed \(seed), round \(round), \(texts)")
        }
    }
}
