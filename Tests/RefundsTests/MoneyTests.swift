import Refunds
import Testing

@Suite struct MoneyTests {
    @Test(
        arguments: [
            (0, 2, "0.00"), (1, 2, "0.01"), (10, 2, "0.10"), (100, 2, "1.00"), (1230, 2, "12.30"),
            (5, 3, "0.005"),
            (1234, 0, "1234"), (0, 0, "0"), (12345, 4, "1.2345"), (-1, 2, "-0.01"), (-1230, 2, "-12.30"),
            (.max, 2, "92233720368547758.07"), (.min, 2, "-92233720368547758.08"),
            (.min, 0, "-9223372036854775808"),
            (.max, 18, "9.223372036854775807"),
        ] as [(Int64, Int, String)])
    func text(minor: Int64, exponent: Int, text: String) {
        #expect(Money.text(minor: minor, exponent: exponent) == text)
        #expect(Money.text(wide: Int128(minor), exponent: exponent) == text)
    }

    @Test(
        arguments: [
            (.max, 2, "1701411834604692317316873037158841057.27"),
            (.min, 0, "-170141183460469231731687303715884105728"), (-5, 3, "-0.005"),
        ] as [(Int128, Int, String)])
    func wideText(minor: Int128, exponent: Int, text: String) {
        #expect(Money.text(wide: minor, exponent: exponent) == text)
    }

    @Test func textWithItsCurrency() throws {
        let money = Money(minor: 1230, currency: try #require(CurrencyCode("USD")), exponent: 2)
        #expect(money.text == "USD 12.30")
        #expect(money.amountText == "12.30")
    }

    /// Without its point an amount's text is its minor units; what a file may write reads back as the same amount.
    @Test func roundTrip() throws {
        let seed: UInt64 = 0xca5e
        var chance = Chance(seed: seed)
        var readBack = 0
        for number in 0..<20_000 {
            let exponent = Int.random(in: 0...6, using: &chance)
            let minor =
                Int64.random(in: .min ... .max, using: &chance) >> Int64.random(in: 0...62, using: &chance)
            let text = Money.text(minor: minor, exponent: exponent)
            let whole = text.prefix { $0 != "." }
            let context: Comment =
                "seed \(seed), input \(number): \(minor) with \(exponent) decimals is \(text)"
            try #require(Int64(text.filter { $0 != "." }) == minor, context)
            try #require(text.count - whole.count == (exponent == 0 ? 0 : exponent + 1), context)
            guard minor > 0, whole.count <= 12 else { continue }
            let bytes = Array(text.utf8)
            let written = WrittenAmount(bytes.span)
            try #require(written?.minorUnits(exponent: exponent) == minor, context)
            readBack += 1
        }
        #expect(readBack > 4_000, "seed \(seed)")
    }

    @Test func digitsOfANumber() throws {
        let seed: UInt64 = 0xd161
        var chance = Chance(seed: seed)
        var numbers: [UInt64] = [.max, .max - 1, 10_000_000_000_000_000_000, 9_999_999_999_999_999_999]
        for power in powersOfTen.map(UInt64.init) { numbers += [power, power - 1, power + 1] }
        for _ in 0..<2_000 { numbers.append(chance.next() >> UInt64.random(in: 0...63, using: &chance)) }
        for number in numbers {
            for width in [1, 2, 5, 20, 22] {
                var bytes = Array("x".utf8)
                Money.append(number, width: width, to: &bytes)
                let digits = String(number)
                let padded = "x" + String(repeating: "0", count: max(0, width - digits.count)) + digits
                try #require(
                    String(decoding: bytes, as: UTF8.self) == padded,
                    "seed \(seed), \(number), width \(width)")
            }
        }
    }
}
