package import Refunds

/// One line of what a channel charges for refunds (`controls.md`, fees): a fixed sum and a share of the refund's amount, in the refund's currency.
package struct FeeTerm: Sendable, Equatable {
    /// What is charged for. What undoes it (a submission made void, a success reversed) takes the fee back.
    package enum Event: String, Sendable, CaseIterable {
        case submission
        case success
    }

    package var event: Event
    /// Nil: every currency that no other line of the event names.
    package var currency: CurrencyCode?
    /// The first day on which it holds; nil: from the beginning. A later line of the same event and currency takes its place.
    package var from: CalendarDate?
    package var fixed: WrittenAmount?
    package var share: Share?

    package init(
        _ event: Event, currency: CurrencyCode?, from: CalendarDate? = nil, fixed: WrittenAmount? = nil,
        share: Share? = nil
    ) {
        self.event = event
        self.currency = currency
        self.from = from
        self.fixed = fixed
        self.share = share
    }

    /// What one refund costs, in minor units of `exponent` decimals. Its share is rounded half up, refund by refund: what the bank's statement lists.
    package func fee(of amount: Int64, exponent: Int) -> Fee {
        Fee(
            fixed: fixed.map {
                Self.quotient(
                    Int128($0.millionths) * Int128(powersOfTen[exponent]),
                    by: Int128(powersOfTen[WrittenAmount.mostDecimals]))
            } ?? 0,
            share: share.map {
                Self.quotient(Int128(amount) * Int128($0.numerator), by: Int128($0.denominator))
            } ?? 0)
    }

    /// Rounded half up; neither is below zero.
    private static func quotient(_ number: Int128, by divisor: Int128) -> Int64 {
        Int64((2 * number + divisor) / (2 * divisor))
    }

    /// The line that holds on a day: one that names the currency before one of all others, the latest of these.
    package static func term(
        in terms: [FeeTerm], _ event: Event, _ currency: CurrencyCode, on date: CalendarDate
    ) -> FeeTerm? {
        let holding = terms.filter { term in
            term.event == event && (term.currency == nil || term.currency == currency)
                && term.from.map { $0 <= date } ?? true
        }
        let named = holding.filter { $0.currency != nil }
        return (named.isEmpty ? holding : named).max { Self.start($0) < Self.start($1) }
    }

    private static func start(_ term: FeeTerm) -> Int { term.from?.daysSince1970 ?? Int.min }
}

/// What one refund costs, in minor units.
package struct Fee: Sendable, Equatable {
    package var fixed: Int64
    package var share: Int64

    package init(fixed: Int64, share: Int64) {
        self.fixed = fixed
        self.share = share
    }
}
