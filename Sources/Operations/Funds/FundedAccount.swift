import Home
import Ledger
import Refunds

/// An account whose refunds need cover, or still wait for it though its control was switched off.
struct FundedAccount {
    let name: String
    let settings: AccountSettings
    let looks: LookTimes

    /// By name. With the control off for everybody and nothing waiting there is none.
    static func all(_ workspace: Workspace, _ reader: any LedgerReader, _ funds: [FundsRecord]) throws
        -> [FundedAccount]
    {
        let configuration = workspace.configuration
        var names = Set(funds.lazy.filter { $0.missing > 0 }.map(\.account))
        for (name, settings) in configuration.accounts where !settings.funds.isEmpty { names.insert(name) }
        if !configuration.defaults.funds.isEmpty {
            for name in try reader.accountNames().values {
                if !configuration.settings(forAccount: name).funds.isEmpty { names.insert(name) }
            }
        }
        return names.sorted().map { name in
            let settings = configuration.settings(forAccount: name)
            return FundedAccount(
                name: name, settings: settings,
                looks: LookTimes(minutes: settings.fundsLooks, zone: workspace.zone))
        }
    }

    /// How its refunds' claims go; nil where the control of the currency is off, so that nothing waits any more.
    func order(_ currency: CurrencyCode) -> CoverOrder? {
        guard settings.funds.contains(currency) else { return nil }
        return settings.coverOrder
    }

    /// What was accepted before this may wait no longer.
    func deadline(_ now: Instant) -> Instant {
        Instant(seconds: now.seconds - Int64(settings.fundsDays) * 86_400)
    }
}

extension AccountSettings {
    var coverOrder: CoverOrder {
        switch fundsOrder {
        case .acceptance: .acceptance
        case .smallestFirst: .smallestFirst
        }
    }
}
