import Ledger
import Refunds
import Rules

/// Succeeded refunds that one word about a whole submission rejects: one exception for the file that lists them, not one each (details 26). A single one
/// is an exception about that refund, as any other record's.
struct ContradictedRefunds {
    /// Ascending: a word about all goes through a submission in order.
    private(set) var serials: [Int64] = []
    /// What the word says of the first.
    private var first: ExceptionRecord?
    private var amount: Int64 = 0
    private var currency: CurrencyCode?
    private var exponent = 0

    /// Whether a record is gathered here: what is said of all rejects a refund that has succeeded.
    static func gathers(
        _ code: ExceptionCode, isSaidOfAll: Bool, _ said: ResultFacts, _ refund: AnsweredRefund?
    ) -> Bool {
        isSaidOfAll && code == .contradiction && said.result == .failed && refund?.status == .succeeded
    }

    /// - Parameter exception: about the first refund alone; nil for those behind it.
    mutating func add(_ refund: AnsweredRefund, _ exception: ExceptionRecord?) {
        if first == nil {
            first = exception
            (currency, exponent) = (refund.currency, refund.exponent)
        }
        serials.append(refund.serial)
        amount += refund.amount
    }

    /// The exception for all of them; nil where there are none.
    var exception: ExceptionRecord? {
        guard var all = first, serials.count > 1 else { return first }
        typealias Fact = ExceptionRecord.Fact
        let shared: Set = ["channel", "status", "submission"]
        all.refundID = nil
        all.paymentID = nil
        all.ours =
            [
                Fact(ExceptionRecord.listedCountName, String(serials.count)),
                Fact("refund_amount", Money.text(minor: amount, exponent: exponent)),
                Fact("refund_currency", currency?.text),
            ] + all.ours.filter { shared.contains($0.name) }
        all.theirs = all.theirs.filter { $0.name != "refund_id" }
        return all
    }
}
