package import Bytes
package import Ledger
package import Refunds
package import Rules

/// When a waiting refund leaves, and why then (`controls.md`, `submissions plan`).
package struct PlanLine: Sendable {
    package let id: String
    package let record: RefundRecord
    package let hold: RefundHold?
    package let readyAt: String
    /// Nil where it waits for people or money, or never fits.
    package let leavesAt: String?
    package let why: BilingualText

    package var json: JSON {
        .object([
            ("refund_id", .string(id)), ("refund_number", .string(record.number)),
            ("batch", .number(record.batch)), ("account", .string(record.lane.account)),
            ("channel", .string(record.lane.channel)), ("payment_id", .string(record.paymentID)),
            ("order_number", .string(record.orderNumber)),
            ("refund_amount", .string(record.money.amountText)),
            ("refund_currency", .string(record.lane.currency.text)), ("hold", JSON(hold?.rawValue)),
            ("ready_at", .string(readyAt)), ("leaves_at", JSON(leavesAt)), ("why", .string(why.english)),
            ("原因", .string(why.chinese)),
        ])
    }
}

/// Waiting refunds by what they wait for: how many, and their money.
package struct HoldTotals: Sendable {
    package struct Part: Sendable {
        /// Nil: they leave with the next build.
        package var hold: RefundHold?
        package var count = 0
        package var totals: [Money] { money.all }
        fileprivate var money = MoneyByCurrency()
    }

    private var parts: [RefundHold?: Part] = [:]

    mutating func add(_ hold: RefundHold?, _ lane: Lane, _ amount: Int64) throws {
        parts[hold, default: Part(hold: hold)].count += 1
        try parts[hold]?.money.add(amount, lane.currency, exponent: lane.exponent)
    }

    package var count: Int { parts.values.reduce(0) { $0 + $1.count } }

    /// Those that leave first, then by precedence.
    package var sorted: [Part] {
        ([nil] + RefundHold.allCases.map(Optional.some)).compactMap { parts[$0] }
    }

    /// What is held, without what leaves with the next build.
    package var held: [Part] { sorted.filter { $0.hold != nil } }

    /// `{"none": {"count": 3, "totals": {"USD": "12.30"}}, "cutoff": …}`
    package var json: JSON {
        .object(
            sorted.map { part in
                (
                    part.hold?.rawValue ?? "none",
                    .object([("count", .number(part.count)), ("totals", JSON(part.totals))])
                )
            })
    }
}
