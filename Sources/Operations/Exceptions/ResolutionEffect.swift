package import Bytes
package import Ledger
package import Refunds
package import Rules

/// What a resolution would do to refund, reservation and funds: shown before it is confirmed (`controls.md`, exceptions).
package struct ResolutionEffect: Sendable {
    package struct Move: Sendable {
        package let id: String
        package let from: RefundStatus
        package let failureBefore: RefundFailure?
        package let to: RefundStatus
        package let failure: RefundFailure?

        /// `failed (bank) → succeeded`; one word where it stays.
        package var text: BilingualText {
            let before = Self.text(from, failureBefore)
            let after = Self.text(to, failure)
            if before == after { return BilingualText("stays \(after)", "保持 \(after)") }
            return BilingualText("\(before) → \(after)", "\(before) → \(after)")
        }

        private static func text(_ status: RefundStatus, _ failure: RefundFailure?) -> String {
            status.rawValue + (failure.map { " (\($0.rawValue))" } ?? "")
        }
    }

    /// What the order's refunds use of it, and what is left to refund.
    package struct Reservation: Sendable {
        package let order: OrderRecord
        package let heldAfter: Int64
        /// More than before, and more than the order has.
        package let isTooMuch: Bool

        init(order: OrderRecord, before: Int64, after: Int64) {
            self.order = order
            heldAfter = order.held - before + after
            let used = heldAfter + order.chargeback + order.refundedElsewhere
            isTooMuch = after > before && used > order.amount.minor
        }

        package func refundable(_ held: Int64) -> Int64 {
            max(0, order.amount.minor - order.chargeback - order.refundedElsewhere - held)
        }

        package func text(_ minor: Int64) -> String {
            Money.text(minor: minor, exponent: order.amount.exponent)
        }
    }

    /// What happens to refunds that one exception lists.
    package struct ManyMoves: Sendable {
        package let count: Int
        /// How many the exception lists; the others have moved since.
        package let listed: Int
        package let amount: Money
    }

    package let action: ResolutionAction
    /// Why it can't be done as things stand; nil: it can.
    package var refusal: BilingualText?
    package var refund: Move?
    /// Where the exception lists refunds: those that become failed (reversed).
    package private(set) var refunds: ManyMoves?
    package var reservation: Reservation?
    /// By how much the account's balance changes, where funds are kept.
    package var funds: Money?
    package var queryNumber: (from: String, to: String)?
    /// The bank's figure, which is kept beside the refund's.
    package var paid: Money?
    /// The refund is held no more as perhaps paid by hand.
    package var liftsHold = false

    init(action: ResolutionAction) { self.action = action }

    mutating func describe(_ listed: ListedRefunds) {
        guard let amount = listed.amount else { return }
        refunds = ManyMoves(
            count: listed.stillPaid.count, listed: listed.serials.count, amount: amount)
        funds = amount
    }

    package var isAllowed: Bool { refusal == nil }

    /// `+50.00`.
    package static func signed(_ money: Money) -> String { (money.minor > 0 ? "+" : "") + money.amountText }

    package var json: JSON {
        .object(
            [
                ("action", .string(action.rawValue)), ("allowed", .bool(isAllowed)),
                ("message", JSON(refusal?.english)), ("说明", JSON(refusal?.chinese)),
                (
                    "refund",
                    refund.map {
                        .object([
                            ("refund_id", .string($0.id)), ("status", .string($0.from.rawValue)),
                            ("failure", JSON($0.failureBefore?.rawValue)),
                            ("becomes", .string($0.to.rawValue)),
                            ("becomes_failure", JSON($0.failure?.rawValue)),
                        ])
                    } ?? .null
                ), ("reservation", reservation.map(Self.json) ?? .null),
                (
                    "funds",
                    funds.map {
                        .object([
                            ("currency", .string($0.currency.text)), ("change", .string(Self.signed($0))),
                        ])
                    } ?? .null
                ),
                (
                    "query_number",
                    queryNumber.map {
                        .object([("known", JSON(nonEmpty: $0.from)), ("becomes", .string($0.to))])
                    } ?? .null
                ), ("bank_amount", JSON(paid?.amountText)), ("lifts_hold", .bool(liftsHold)),
            ] + (refunds.map { [("refunds", Self.json($0))] } ?? []))
    }

    private static func json(_ moves: ManyMoves) -> JSON {
        .object([
            ("count", .number(moves.count)), ("listed", .number(moves.listed)),
            ("amount", .string(moves.amount.amountText)),
            ("currency", .string(moves.amount.currency.text)),
            ("status", .string(RefundStatus.succeeded.rawValue)),
            ("becomes", .string(RefundStatus.failed.rawValue)),
            ("becomes_failure", .string(RefundFailure.reversed.rawValue)),
        ])
    }

    private static func json(_ reservation: Reservation) -> JSON {
        let held = reservation.order.held
        return .object([
            ("payment_id", .string(reservation.order.paymentID)),
            ("currency", .string(reservation.order.amount.currency.text)),
            ("order_amount", .string(reservation.order.amount.amountText)),
            ("held", .string(reservation.text(held))),
            ("held_after", .string(reservation.text(reservation.heldAfter))),
            ("refundable", .string(reservation.text(reservation.refundable(held)))),
            (
                "refundable_after",
                .string(reservation.text(reservation.refundable(reservation.heldAfter)))
            ),
        ])
    }
}
