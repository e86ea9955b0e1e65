import Ledger
import Refunds

/// A row of an order file upon the order that is stored: what of it may stand, and what the order becomes (`files.md`, Orders).
struct OrderMerge {
    /// A fact that may not change.
    struct Conflict: Error {
        var column: String
        var stored: String
        var written: String
    }

    let stored: OrderValues
    let row: OrderRow
    /// Whether the order has a refund in any status.
    let hasRefunds: Bool

    /// Minor units count decimals of the order's channel. The stored ones stand where the stored channel does, and under refunds.
    private var exponent: Int {
        guard row.currency == stored.currency else { return row.exponent }
        let otherChannel = !row.namesChannel && row.channel != stored.channel
        return hasRefunds || otherChannel ? stored.exponent : row.exponent
    }

    /// The order's numbers after the row; its texts still the stored ones.
    func values() throws(Conflict) -> OrderValues {
        let exponent = exponent
        var merged = stored
        merged.exponent = exponent
        merged.currency = row.currency
        merged.status = row.status
        merged.paidAt = row.paidAt
        if row.namesChannel { merged.channel = row.channel }
        merged.amount = try scaled("order_amount", row.amount, over: stored.amount, to: exponent)
        merged.chargeback = try scaled(
            "chargeback_amount", row.chargeback, over: stored.chargeback, to: exponent)
        merged.refundedElsewhere = try scaled(
            "refunded_elsewhere", row.refundedElsewhere, over: stored.refundedElsewhere, to: exponent)
        return merged
    }

    /// What the row says, else what is stored, in the order's minor units after the row.
    private func scaled(
        _ column: String, _ written: Int64?, over kept: Int64, to exponent: Int
    ) throws(Conflict) -> Int64 {
        let (amount, from) = written.map { ($0, row.exponent) } ?? (kept, stored.exponent)
        if let value = Self.scaled(amount, from: from, to: exponent) { return value }
        throw Conflict(
            column: column, stored: Money.text(minor: kept, exponent: stored.exponent),
            written: written.map { Money.text(minor: $0, exponent: row.exponent) } ?? "")
    }

    /// The same amount in other minor units; nil when it can't be told in them exactly.
    static func scaled(_ amount: Int64, from: Int, to: Int) -> Int64? {
        if from <= to {
            let (product, overflow) = amount.multipliedReportingOverflow(by: powersOfTen[to - from])
            return overflow ? nil : product
        }
        let (quotient, rest) = amount.quotientAndRemainder(dividingBy: powersOfTen[from - to])
        return rest == 0 ? quotient : nil
    }
}
