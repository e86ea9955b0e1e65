import Refunds
import Rules
import Testing

/// Exactly at a limit, and one beyond it.
@Suite struct LimitTests {
    @Test(
        arguments: [
            (365, 365 * 86_400, false), (365, 365 * 86_400 + 1, true), (365, 0, false), (365, -86_400, false),
            (0, 0, false), (0, 1, true), (1, 86_400, false), (1, 86_401, true),
            (3_650, 3_650 * 86_400, false),
        ] as [(Int, Int64, Bool)])
    func age(days: Int, seconds: Int64, isTooOld: Bool) {
        var scene = Scene()
        scene.channels = [1: ChannelRules(maxAgeDays: days)]
        scene.payment.paidAt = Scene.now - seconds
        #expect(scene.codes == (isTooOld ? [.orderTooOld] : []))
    }

    @Test(arguments: [
        (50, 49, false), (50, 50, true), (50, 51, true), (1, 0, false), (1, 1, true), (0, 0, true),
    ])
    func refunds(most: Int, refunds: Int, areTooMany: Bool) {
        var scene = Scene()
        scene.channels = [1: ChannelRules(maxRefunds: most)]
        scene.payment.refunds = refunds
        #expect(scene.codes == (areTooMany ? [.tooManyRefunds] : []))
    }

    @Test(
        arguments: [
            ("100.00", 0, []), ("100.01", 0, [.exceedsRefundable]), ("0.01", 9_999, []),
            ("0.02", 9_999, [.exceedsRefundable]),
            ("0.01", 10_000, [.nothingRefundable]),
        ] as [(String, Int64, [Rejection])])
    func refundable(amount: String, held: Int64, codes: [Rejection]) {
        var scene = Scene()
        scene.row.amount = amount
        scene.payment.held = held
        #expect(scene.codes == codes)
        #expect(scene.judge()[0].refundable == (codes.isEmpty ? 0 : 10_000 - held))
    }

    /// The greatest amount that a file can write.
    @Test func greatestAmount() {
        var scene = Scene()
        scene.payment.amount = 99_999_999_999_999
        scene.row.amount = "999999999999.99"
        #expect(scene.judge()[0].accepted?.amount == 99_999_999_999_999)
        scene.payment.amount -= 1
        #expect(scene.codes == [.exceedsRefundable])
    }

    @Test func eachChannelHasItsOwnLimits() {
        var scene = Scene()
        scene.channels = [
            1: ChannelRules(maxAgeDays: 1, maxRefunds: 1), 2: ChannelRules(maxAgeDays: 30, maxRefunds: 9),
        ]
        scene.payment.paidAt = Scene.now - 2 * 86_400
        scene.payment.refunds = 1
        #expect(scene.codes == [.orderTooOld, .tooManyRefunds])
        scene.payment.channel = 2
        #expect(scene.codes == [])
        // A channel without rules of its own has the defaults.
        scene.payment.channel = 3
        #expect(scene.codes == [])
        scene.payment.paidAt = Scene.now - 366 * 86_400
        #expect(scene.codes == [.orderTooOld])
    }
}

@Suite struct ShareTests {
    @Test(
        arguments: [
            (1, 10, 1, 10, false), (1, 10, 2, 10, true), (1, 10, 0, 10, false), (1, 3, 1, 3, false),
            (1, 3, 2, 6, false),
            (1, 3, 34, 100, true), (1, 3, 33, 100, false), (0, 1, 0, 10, false), (0, 1, 1, 10, true),
            (1, 1, 10, 10, false),
            (5, 100, 50_000, 1_000_000, false), (5, 100, 50_001, 1_000_000, true),
            // Of nothing, nothing is more.
            (0, 1, 0, 0, false), (1, 10, 0, 0, false),
        ] as [(Int64, Int64, UInt64, UInt64, Bool)])
    func border(numerator: Int64, denominator: Int64, part: UInt64, whole: UInt64, isPassed: Bool) {
        let share = Share(numerator: numerator, denominator: denominator)
        #expect(share.isPassed(by: UInt128(part), of: UInt128(whole)) == isPassed)
    }

    /// Products beyond 128 bits are compared in full.
    @Test func exactWithTheGreatestNumbers() {
        let share = Share(numerator: .max - 1, denominator: .max)
        let whole = UInt128(UInt64(Int64.max)) << 63
        let part = UInt128(UInt64(Int64.max) - 1) << 63
        #expect(!share.isPassed(by: part, of: whole))
        #expect(share.isPassed(by: part + 1, of: whole))
        #expect(!share.isPassed(by: part - 1, of: whole))
        #expect(!Share(numerator: .max, denominator: .max).isPassed(by: .max, of: .max))
        #expect(Share(numerator: .max, denominator: .max).isPassed(by: .max, of: .max - 1))
    }

    /// A tenth as a binary fraction is not a tenth; as a share it is.
    @Test func tenthsAreTenths() throws {
        let share = Share(numerator: 1, denominator: 10)
        for part in 1...1_000 as ClosedRange<UInt128> {
            try #require(!share.isPassed(by: part, of: part * 10))
            try #require(share.isPassed(by: part, of: part * 10 - 1))
        }
    }
}
