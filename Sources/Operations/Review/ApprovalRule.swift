import Home
import Refunds

/// How many persons other than the maker approve a batch of an account (`controls.md`, review and approval; details 22).
struct ApprovalRule {
    private let settings: AccountSettings

    init(_ settings: AccountSettings) { self.settings = settings }

    /// One more than the setting where the money of any currency is above its threshold; exactly the threshold is not.
    func needed(for totals: [Money]) -> Int {
        var sums: [CurrencyCode: Int128] = [:]
        for money in totals {
            let unit = powersOfTen[WrittenAmount.mostDecimals - money.exponent]
            sums[money.currency, default: 0] += Int128(money.minor) * Int128(unit)
        }
        let isAbove = sums.contains { currency, millionths in
            guard let most = settings.above[currency.text] ?? settings.above["*"] else { return false }
            return millionths > Int128(most.millionths)
        }
        return settings.approval.count + (isAbove ? 1 : 0)
    }
}
