package import Bytes
import Home
import Ledger
import Refunds
import Rules

/// What each account has, what of it is promised, and how much is missing (`controls.md`, funds).
package struct ShowFunds {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// By account and currency; one account's where it is named. One of which nothing is known is a failure of kind notAllowed.
    package func show(account: String?) throws -> [FundsView] {
        try workspace.ledger.read { reader in
            let records = try reader.funds()
            let accounts = try FundedAccount.all(workspace, reader, records)
            let shortages = try reader.shortages()
            let looked = try reader.lastLook()?.at
            var views = records.map { record in
                FundsView(
                    record, workspace, looked,
                    shortages.first { $0.account == record.account && $0.currency == record.currency })
            }
            // Under control, but neither a balance nor a refund has come.
            for funded in accounts {
                for currency in funded.settings.funds
                where !records.contains(where: { $0.account == funded.name && $0.currency == currency }) {
                    views.append(
                        FundsView(
                            FundsRecord(account: funded.name, currency: currency), workspace, looked, nil))
                }
            }
            let found = views.filter { account == nil || $0.account == account }
            if let account, found.isEmpty {
                let isKnown = try reader.account(named: account) != nil
                if !isKnown, workspace.configuration.accounts[account] == nil { throw Self.unknown(account) }
            }
            return found.sorted { ($0.account, $0.currency) < ($1.account, $1.currency) }
        }
    }

    /// The same accounts and currencies, as they stand by now.
    func again(_ views: [FundsView]) throws -> [FundsView] {
        let named = Set(views.map { "\($0.account) \($0.currency)" })
        return try show(account: nil).filter { named.contains("\($0.account) \($0.currency)") }
    }

    private static func unknown(_ account: String) -> Failure {
        Failure(
            .notAllowed, "there is no account \(account) here: funds show without --account lists all",
            "没有账户 \(account)：不带 --account 的 funds show 会列出全部")
    }
}

/// An account's funds in one currency, as answers show them.
package struct FundsView: Sendable {
    package let account: String
    package let currency: String
    package let json: JSON

    /// - Parameter looked: when funds were looked at last.
    init(_ record: FundsRecord, _ workspace: Workspace, _ looked: Instant?, _ shortage: ShortageFigure?) {
        account = record.account
        currency = record.currency.text
        let settings = workspace.configuration.settings(forAccount: record.account)
        let exponent = workspace.fundsExponent(of: record.currency)
        func money(_ amount: Int64) -> JSON { .string(FundsScale.text(amount, exponent: exponent)) }
        let isOn = settings.funds.contains(record.currency)
        let looks = LookTimes(minutes: settings.fundsLooks, zone: workspace.zone)
        // Where something waits for one that is due already, the next `run` makes it.
        let due = record.missing > 0 ? looks.due(at: workspace.now, last: looked) : nil
        let next = due ?? looks.next(after: workspace.now)
        json = .object([
            ("account", .string(record.account)), ("currency", .string(record.currency.text)),
            ("control", .string(isOn ? "on" : "off")), ("balance", record.balance.map(money) ?? .null),
            ("as_of", JSON(record.asOf.map(workspace.text))), ("left", money(record.left)),
            ("returned", money(record.returned)), ("reserved", money(record.covered)),
            ("available", money(record.available)), ("waiting", .number(shortage?.count ?? 0)),
            ("lost_cover", .number(shortage?.lost ?? 0)), ("uncovered", money(record.missing)),
            ("missing", money(isOn ? record.topUp : 0)),
            ("next_look", isOn || record.missing > 0 ? JSON(next.map(workspace.text)) : .null),
            (
                "days_left",
                JSON(shortage.map { Self.daysLeft($0.oldest, settings.fundsDays, workspace.now) })
            ),
        ])
    }

    /// In how many days of 24 hours the oldest fails, one that has begun included.
    private static func daysLeft(_ oldest: Instant, _ days: Int, _ now: Instant) -> Int {
        let left = oldest.seconds + Int64(days) * 86_400 - now.seconds
        return max(0, Int((left + 86_399) / 86_400))
    }
}

extension Workspace {
    /// The decimals in which people read a currency's funds: the finest that ISO 4217 or a channel gives it.
    func fundsExponent(of currency: CurrencyCode) -> Int {
        let channels = configuration.channels.values.compactMap { $0.exponents[currency.text] }
        return ([CurrencyTable.exponent(of: currency) ?? 0] + channels).max() ?? 0
    }
}
