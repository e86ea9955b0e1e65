import Refunds
import Testing

@Suite struct RefundIDTests {
    private func serial(_ text: String, home: Int = 417) -> Int64? {
        let bytes = Array(text.utf8)
        return RefundID.serial(of: bytes.span, home: home)
    }

    @Test(
        arguments: [
            (417, 1, "41700000000011"), (417, 2, "41700000000020"),
        ] as [(Int, Int64, String)])
    func numbersOfTheSpecification(home: Int, serial: Int64, text: String) {
        #expect(RefundID.text(home: home, serial: serial) == text)
        #expect(self.serial(text, home: home) == serial)
    }

    /// ISO 7064 MOD 11,10 as the standard tells it, from the left, over all digits with the check digit.
    private func isPure(_ digits: [Int]) -> Bool {
        var carried = 10
        for digit in digits.dropLast() {
            var sum = (carried + digit) % 10
            if sum == 0 { sum = 10 }
            carried = (sum * 2) % 11
        }
        return (carried + (digits.last ?? 0)) % 10 == 1
    }

    @Test func everyDamagedDigitIsSeen() throws {
        let seed: UInt64 = 0x1d
        var chance = Chance(seed: seed)
        for _ in 0..<300 {
            let home = Int.random(in: 100...999, using: &chance)
            let serial = Int64.random(in: 1...RefundID.greatestSerial, using: &chance)
            let text = RefundID.text(home: home, serial: serial)
            try #require(text.count == RefundID.length)
            try #require(self.serial(text, home: home) == serial, "seed \(seed), \(text)")
            let digits = text.utf8.map { Int($0) - 48 }
            try #require(isPure(digits), "seed \(seed), \(text)")
            for position in digits.indices {
                for digit in 0...9 where digit != digits[position] {
                    var damaged = digits
                    damaged[position] = digit
                    let damagedText = damaged.map(String.init).joined()
                    // Of any home: a wrong digit must not become another home's number either.
                    let otherHome = damaged[0] * 100 + damaged[1] * 10 + damaged[2]
                    try #require(
                        self.serial(damagedText, home: otherHome) == nil, "seed \(seed), \(damagedText)")
                }
            }
        }
    }

    @Test func swappedNeighboursAreSeenWhereTheSchemeCan() throws {
        let seed: UInt64 = 0x5a4
        var chance = Chance(seed: seed)
        var swaps = 0
        var missed = 0
        for _ in 0..<2_000 {
            let text = RefundID.text(
                home: 417, serial: .random(in: 1...RefundID.greatestSerial, using: &chance))
            let digits = text.utf8.map { Int($0) - 48 }
            for position in 3..<13 where digits[position] != digits[position + 1] {
                var swapped = digits
                swapped.swapAt(position, position + 1)
                let isTaken = serial(swapped.map(String.init).joined()) != nil
                let isZero = swapped[3...12].allSatisfy { $0 == 0 }
                try #require(isTaken == (isPure(swapped) && !isZero), "seed \(seed), \(text) at \(position)")
                swaps += 1
                if isTaken { missed += 1 }
            }
        }
        // The scheme misses about one swap in forty-five; far more would be another scheme.
        #expect(missed * 100 < swaps * 3, "\(missed) of \(swaps), seed \(seed)")
    }

    @Test(arguments: [
        "", "4170000000001", "417000000000110", " 41700000000011", "41700000000011 ", "4170000000001x",
        "x1700000000011",
        "41700000000012", "417-0000000011", "４1700000000011",
    ])
    func noNumbers(text: String) {
        #expect(serial(text) == nil)
    }

    @Test func otherHomesAndTheSerialNobodyHas() {
        #expect(serial("41700000000011", home: 418) == nil)
        #expect(serial(RefundID.text(home: 417, serial: 0)) == nil)
        let greatest = RefundID.text(home: 999, serial: RefundID.greatestSerial)
        #expect(greatest.hasPrefix("9999999999999"))
        #expect(serial(greatest, home: 999) == RefundID.greatestSerial)
    }
}
