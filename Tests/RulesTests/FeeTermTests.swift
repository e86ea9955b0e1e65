import Refunds
import Rules
import Testing

/// What a contract charges: exact, rounded half up refund by refund.
@Suite struct FeeTermTests {
    private static func term(
        _ fixed: String?, _ share: (Int64, Int64)?, _ currency: String? = nil,
        _ event: FeeTerm.Event = .submission, from: CalendarDate? = nil
    ) -> FeeTerm {
        FeeTerm(
            event, currency: currency.flatMap { CurrencyCode($0) }, from: from,
            fixed: fixed.flatMap { WrittenAmount(Array($0.utf8).span, allowingZero: true) },
            share: share.map { Share(numerator: $0.0, denominator: $0.1) })
    }

    @Test(
        arguments: [
            // 12.30 at 1.5 % is 0.1845.
            ("0.30", (15, 1000), 1230, 2, 30, 18), (nil, (15, 1000), 1233, 2, 0, 18),
            // Exactly a half goes up: 0.185, 0.5, 0.0005.
            (nil, (1, 20), 370, 2, 0, 19), (nil, (1, 20), 10, 0, 0, 1), (nil, (1, 2), 1, 3, 0, 1),
            // Just below it goes down.
            (nil, (4_999_999_99, 1_000_000_000), 1, 0, 0, 0), (nil, (1, 20), 369, 2, 0, 18),
            // Decimals 0, 2, 3, and none of it.
            ("30", (3, 100), 4800, 0, 30, 144), ("0.025", (1, 1000), 1_234_567, 3, 25, 1235),
            ("0.30", nil, 1, 2, 30, 0), (nil, (0, 1), 1230, 2, 0, 0), ("0.00", nil, 1230, 2, 0, 0),
            (nil, (1, 1), 999_999_999_999_99, 2, 0, 999_999_999_999_99),
            // The largest amount that there is, by a share of nine decimals.
            (
                nil, (333_333_333, 1_000_000_000), 999_999_999_999_999_999, 6, 0,
                333_333_333_000_000_000
            ),
        ] as [(String?, (Int64, Int64)?, Int64, Int, Int64, Int64)])
    func fees(
        _ fixed: String?, _ share: (Int64, Int64)?, _ amount: Int64, _ exponent: Int, _ fixedFee: Int64,
        _ shareFee: Int64
    ) {
        let fee = Self.term(fixed, share).fee(of: amount, exponent: exponent)
        #expect(fee == Fee(fixed: fixedFee, share: shareFee))
    }

    /// By subtraction, with another way to round.
    @Test func agreesWithASlowTwin() {
        var chance = Chance(seed: 417)
        for _ in 0..<2000 {
            let amount = Int64.random(in: 1...100_000, using: &chance)
            let denominator = [1, 10, 100, 1000, 10_000][Int.random(in: 0...4, using: &chance)]
            let numerator = Int.random(in: 0...denominator, using: &chance)
            var rest = amount * Int64(numerator)
            var slow: Int64 = 0
            while rest >= Int64(denominator) {
                let step = max(Int64(denominator), rest / Int64(denominator) / 2 * Int64(denominator))
                rest -= step
                slow += step / Int64(denominator)
            }
            if rest * 2 >= Int64(denominator) { slow += 1 }
            let fee = Self.term(nil, (Int64(numerator), Int64(denominator))).fee(of: amount, exponent: 2)
            #expect(fee.share == slow, "\(amount) × \(numerator)/\(denominator)")
            #expect(fee.share >= 0 && fee.share <= amount)
        }
    }

    /// Where a channel gives a currency fewer decimals than its contract is written in.
    @Test func aFixedSumIsRoundedToo() {
        #expect(Self.term("0.50", nil).fee(of: 1, exponent: 0) == Fee(fixed: 1, share: 0))
        #expect(Self.term("0.49", nil).fee(of: 1, exponent: 0) == Fee(fixed: 0, share: 0))
        #expect(Self.term("0.30", nil).fee(of: 1, exponent: 4) == Fee(fixed: 3000, share: 0))
    }

    @Test func theLineThatHolds() throws {
        let october = try #require(CalendarDate(year: 2026, month: 10, day: 1))
        let usd = try #require(CurrencyCode("USD"))
        let eur = try #require(CurrencyCode("EUR"))
        let terms = [
            Self.term("0.50", nil, "USD", from: october), Self.term("0.30", nil, "USD"),
            Self.term(nil, (1, 100)), Self.term(nil, (2, 100), from: october),
            Self.term(nil, (5, 100), "EUR", .success),
        ]
        func line(_ event: FeeTerm.Event, _ currency: CurrencyCode, _ date: CalendarDate) -> Int? {
            FeeTerm.term(in: terms, event, currency, on: date).flatMap { terms.firstIndex(of: $0) }
        }
        #expect(line(.submission, usd, october) == 0)
        #expect(line(.submission, usd, october.adding(days: -1)) == 1)
        #expect(line(.submission, eur, october.adding(days: -1)) == 2)
        #expect(line(.submission, eur, october) == 3)
        #expect(line(.success, eur, october) == 4)
        #expect(line(.success, usd, october) == nil)
    }
}
