import Refunds

/// One row and all that its decision depends on. Rules ask it; nothing in it changes while they do.
struct RowInQuestion {
    let request: RefundRequest
    let match: OrderMatch
    /// The one order, when the match found it.
    let order: OrderFacts?
    let standing: OrderStanding?
    /// The accepted refund that has the row's number; 0 when there is none.
    var numberOwner: Int64
    let channel: ChannelRules
    let now: Instant
    /// Whether the row's terminal is the order's; true when there is nothing to compare.
    let terminalAgrees: Bool
    /// Codes found so far: a code in brackets of the table is left out after the one named there.
    var found = RejectionSet()

    /// Decimals that the amount may have: of the row's currency where given and known, else of the order's.
    var exponent: Int? {
        switch request.currency {
        case .known(let code, let exponent):
            guard let order, order.currency == code else { return exponent }
            return order.exponent
        case .none, .unknown:
            return order?.exponent
        }
    }

    /// The amount in minor units when it is valid: neither FIELD_MISSING, AMOUNT_INVALID nor AMOUNT_TOO_PRECISE.
    /// For a full refund without one, the order's.
    var validAmount: Int64? {
        switch request.amount {
        case .empty:
            return request.type == .full ? order?.amount : nil
        case .invalid:
            return nil
        case .written(let amount):
            return exponent.flatMap { amount.minorUnits(exponent: $0) }
        }
    }

    /// Whether the refundable amount is looked at: the order found and paid, its currency the row's, the amount valid.
    var looksAtRefundable: Bool {
        order?.status == .success && !found.contains(.currencyUnknown) && !found.contains(.currencyConflict)
            && validAmount != nil
    }

    var refundable: Int64 {
        guard let order, let standing else { return 0 }
        return order.refundable(held: standing.held)
    }
}

/// What a channel allows.
package struct ChannelRules: Sendable {
    package var maxAgeDays: Int
    package var maxRefunds: Int

    package init(maxAgeDays: Int = 365, maxRefunds: Int = 50) {
        self.maxAgeDays = maxAgeDays
        self.maxRefunds = maxRefunds
    }
}
