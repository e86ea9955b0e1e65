package import Refunds

/// The settings of one account: those under its name, over those under `defaults`, over the program's own.
package struct AccountSettings: Sendable, Equatable {
    /// What the decisions of a batch's rows mean together (decisions.md, The batch).
    package enum Policy: String, Sendable, CaseIterable {
        case acceptGood = "accept-good"
        case allOrNothing = "all-or-nothing"
        case tolerance
    }

    /// How many persons other than the maker approve a batch.
    package enum Approval: String, Sendable, CaseIterable {
        case none
        case one
        case two

        package var count: Int {
            switch self {
            case .none: 0
            case .one: 1
            case .two: 2
            }
        }
    }

    /// Which refund has the first claim on an account's funds.
    package enum FundsOrder: String, Sendable, CaseIterable {
        case acceptance
        case smallestFirst = "smallest_first"
    }

    package var policy = Policy.acceptGood
    /// The share of rejected rows up to which `tolerance` keeps the good ones.
    package var toleranceRows = Share(numerator: 5, denominator: 100)
    /// The same for money, by currency.
    package var toleranceMoney = Share(numerator: 5, denominator: 100)
    package var approval = Approval.none
    /// The money above which a batch needs one approval more, by currency; `*`: of those not named.
    package var above: [String: WrittenAmount] = [:]
    /// Refunds that bear a warning wait for one approval, even where batches need none.
    package var reviewWarnings = false
    /// How long a batch rests before it leaves, once no approval is missing.
    package var coolingMinutes = 0
    /// A refund batch must declare how many records it has.
    package var requireCount = false
    /// The refund reasons without a warning; empty: all.
    package var reasons: [String] = []
    /// The currencies in which refunds leave with cover only.
    package var funds: Set<CurrencyCode> = []
    package var fundsOrder = FundsOrder.acceptance
    /// When what waits for cover is looked at again: minutes since midnight in the home's time zone, one at least, in order.
    package var fundsLooks = [8 * 60, 12 * 60, 17 * 60, 22 * 60]
    /// How long a refund may wait for cover, in days of 24 hours, the limit included.
    package var fundsDays = 30
    /// The channel of each terminal that names one. Terminals are those of this account alone.
    package var terminalChannels: [String: String] = [:]

    /// What its batches look like, where they are declared; nil: native.
    package var profile: ProfileText?

    package init() {}
}
