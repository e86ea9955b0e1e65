import Home
import Ledger
import Refunds
import Rules

/// What a batch's answer says about the money that it needs.
struct FundsForecast {
    let workspace: Workspace
    let account: String

    /// Of a batch that was taken: how many of its refunds wait.
    func notes(on cover: BatchCover) throws -> [BilingualText] {
        let count = cover.withoutCover.count
        if count == 0 { return [] }
        var money = MoneyByCurrency()
        for total in cover.waiting {
            try money.add(total.amount, total.lane.currency, exponent: total.lane.exponent)
        }
        let total = money.all.map(\.text).joined(separator: ", ")
        return [
            BilingualText(
                "\(count) accepted \(count == 1 ? "refund waits" : "refunds wait") for funds: \(total); "
                    + "refundry funds show tells how much is missing",
                "已受理的退款中有 \(count) 笔等待余额：\(total)；缺口请看 refundry funds show")
        ]
    }

    /// Of a preview: where there is less than it and what waits already need together.
    func notes(_ totals: [Money], _ reader: any LedgerReader) throws -> [BilingualText] {
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
            let (currency, available) = (total.currency.text, text(funds.available))
            let short = text(Int64(clamping: missing))
            return BilingualText(
                "not all of it would have funds: \(currency) \(available) is available, \(short) would be missing",
                "余额不足以支付全部：可用 \(currency) \(available)，缺口 \(short)")
        }
    }
}
