import Home
import Ledger
import Refunds

/// What a batch's answer says about the money that it needs.
struct FundsForecast {
    let workspace: Workspace
    let account: String

    /// Of a batch that was taken: how many of its refunds wait.
    func notes(on cover: BatchCover) throws -> [String] {
        let count = cover.withoutCover.count
        if count == 0 { return [] }
        var money = MoneyByCurrency()
        for total in cover.waiting {
            try money.add(total.amount, total.lane.currency, exponent: total.lane.exponent)
        }
        return [
            "\(count) accepted \(count == 1 ? "refund waits" : "refunds wait") for funds: "
                + "\(money.all.map(\.text).joined(separator: ", ")); refundry funds show tells how much is missing"
        ]
    }

    /// Of a preview: where there is less than it and what waits already need together.
    func notes(_ totals: [Money], _ reader: any LedgerReader) throws -> [String] {
        let settings = workspace.configuration.settings(forAccount: account)
        return try totals.compactMap { total in
            guard settings.funds.contains(total.currency), total.minor > 0,
                let needed = FundsScale.scaled(total.minor, exponent: total.exponent)
            else { return nil }
            let funds =
                try reader.funds(ofAccount: account, total.currency)
                ?? FundsRecord(account: account, currency: total.currency)
            let missing = Int128(needed) + Int128(funds.missing) - Int128(funds.available)
            guard missing > 0 else { return nil }
            let exponent = workspace.fundsExponent(of: total.currency)
            func text(_ amount: Int64) -> String { FundsScale.text(amount, exponent: exponent) }
            return
                "not all of it would have funds: \(total.currency.text) \(text(funds.available)) is available, "
                + "\(text(Int64(clamping: missing))) would be missing"
        }
    }
}
