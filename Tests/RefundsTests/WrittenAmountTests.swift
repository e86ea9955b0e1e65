import Refunds
import Testing

@Suite struct WrittenAmountTests {
    private func read(_ text: String, allowingZero: Bool = false) -> WrittenAmount? {
        let bytes = Array(text.utf8)
        return WrittenAmount(bytes.span, allowingZero: allowingZero)
    }

    @Test(
        arguments: [
            ("1", 1_000_000, 0), ("12.3", 12_300_000, 1), ("12.30", 12_300_000, 2), ("0.01", 10_000, 2),
            ("007", 7_000_000, 0), ("00.5", 500_000, 1), ("100.00", 100_000_000, 2),
            ("1.000000", 1_000_000, 6),
            ("0.000001", 1, 6),
            // What is smaller than a millionth is no zero: it is too precise.
            ("0.0000001", 0, 7), ("1.0000000", 1_000_000, 7), ("2.12345678901234567890123", 2_123_456, 23),
            // 12 digits before the point.
            ("999999999999", 999_999_999_999_000_000, 0), ("999999999999.999999", 999_999_999_999_999_999, 6),
            ("000000000001", 1_000_000, 0),
        ] as [(String, Int64, Int)])
    func amounts(text: String, millionths: Int64, decimals: Int) throws {
        let amount = try #require(read(text))
        #expect(amount.millionths == millionths)
        #expect(amount.decimals == decimals)
        #expect(read(text, allowingZero: true) == amount)
    }

    @Test(arguments: [
        "", " ", ".", "..", ".5", "5.", "5..0", "1.2.3", "1.2.", "+1", "-1", "1-", "1e3", "1E+3", "1,00",
        "1,000",
        "1 000", " 1", "1 ", "1\t", "$1", "1$", "USD1", "1 USD", "0x1", "１", "١", "1'000", "1_000", "NaN",
        "inf", "1\u{0}",
        // 13 digits before the point, zeros too.
        "1000000000000", "0000000000001", "1000000000000.5",
    ])
    func noAmounts(text: String) {
        #expect(read(text) == nil)
        #expect(read(text, allowingZero: true) == nil)
    }

    @Test(arguments: ["0", "00", "0.0", "0.00", "000000000000.000000", "0.0000000000"])
    func zero(text: String) {
        #expect(read(text) == nil)
        #expect(read(text, allowingZero: true)?.millionths == 0)
    }

    @Test(
        arguments: [
            ("12", 2, 1200), ("12.3", 2, 1230), ("12.30", 2, 1230), ("12.300", 2, nil), ("0.01", 2, 1),
            ("100", 0, 100), ("100.0", 0, nil), ("100.00", 0, nil), ("1.234", 3, 1234), ("1.2345", 3, nil),
            ("1.2345", 4, 12345), ("1.23456", 4, nil), ("1", 6, 1_000_000), ("1.000001", 6, 1_000_001),
            ("0.0000001", 6, nil), ("1", 7, nil),
            ("999999999999.99", 2, 99_999_999_999_999), ("999999999999.9999", 4, 9_999_999_999_999_999),
        ] as [(String, Int, Int64?)])
    func minorUnits(text: String, exponent: Int, minor: Int64?) throws {
        #expect(try #require(read(text)).minorUnits(exponent: exponent) == minor)
    }
}
