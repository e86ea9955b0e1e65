import Ledger
import Refunds
import Rules

/// An order that a later fact took over the bound (`files.md`, Orders), and whether two people have dismissed that.
struct OverdrawnOrder {
    let paymentID: String

    /// Its refunds that may still leave, or may still be answered.
    func underWay(_ reader: any LedgerReader) throws -> [RefundRecord] {
        var filter = RefundFilter()
        filter.paymentID = paymentID
        var found: [RefundRecord] = []
        try reader.refunds(filter) { refund in
            switch refund.status {
            case .pending, .submitted: found.append(refund)
            case .succeeded, .failed: break
            }
        }
        return found
    }

    /// Whether what was dismissed says all that the facts say now: nothing is under way, and neither the payment's status, nor what was charged back or
    /// refunded elsewhere, nor what refunds hold is worse. Whatever is worse, or new, opens an exception anew.
    func isDismissed(_ order: OrderRecord, _ reader: any LedgerReader) throws -> Bool {
        guard let known = try reader.dismissedOverdrawn(order: paymentID) else { return false }
        func money(_ text: String?) -> Int64? {
            let bytes = Array((text ?? "").utf8)
            return WrittenAmount(bytes.span, allowingZero: true)?.minorUnits(exponent: order.amount.exponent)
        }
        guard let held = money(known.ours("refunds")), let charged = money(known.theirs("chargeback_amount")),
            let elsewhere = money(known.theirs("refunded_elsewhere"))
        else { return false }
        let isPaid = known.theirs("payment_status") == PaymentStatus.success.rawValue
        return try (!isPaid || order.status == .success) && order.held <= held
            && order.chargeback + order.refundedElsewhere <= charged + elsewhere && underWay(reader).isEmpty
    }
}
