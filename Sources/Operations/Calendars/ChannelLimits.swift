import Home
import Ledger
import Refunds
import Rules

/// What a channel's files and days may hold, in one currency (`controls.md`, limits on what leaves).
struct ChannelLimits {
    /// In minor units of the group's decimals; nil: no limit. A limit that is finer than these is rounded down.
    let maxMoney: Int64?
    let maxMoneyDay: Int64?
    let maxRows: Int?

    init(_ settings: ChannelSettings, currency: CurrencyCode, exponent: Int) {
        func minor(_ limits: [CurrencyCode: WrittenAmount]) -> Int64? {
            limits[currency].map {
                $0.millionths / powersOfTen[max(0, WrittenAmount.mostDecimals - exponent)]
            }
        }
        maxMoney = minor(settings.maxMoney)
        maxMoneyDay = minor(settings.maxMoneyDay)
        maxRows = settings.maxRows == 0 ? nil : settings.maxRows
    }

    /// The setting that a refund can never meet, and its figure; nil when it can leave.
    func neverFits(_ amount: Int64) -> (setting: String, most: Int64)? {
        if let maxMoney, amount > maxMoney { return ("max_money", maxMoney) }
        if let maxMoneyDay, amount > maxMoneyDay { return ("max_money_day", maxMoneyDay) }
        return nil
    }
}

extension ChannelSettings {
    /// Whether anything but its own halts can hold the channel's refunds back.
    var holdsBack: Bool {
        !cutoffs.isEmpty || calendar != BusinessCalendar.everyDay.name || !maxMoney.isEmpty
            || !maxMoneyDay.isEmpty
    }

    var hasTerms: Bool { holdsBack || maxRows > 0 }
}
