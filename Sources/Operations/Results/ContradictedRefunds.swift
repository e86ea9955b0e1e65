import Ledger
import Refunds
import Rules

/// Succeeded refunds that one word about a whole submission rejects: one exception for the file that lists them, not one each (details 26). A single one
/// is an exception about that refund, as any other record's.
struct ContradictedRefunds {
    /// Records so far. A message may list a refund twice.
    private(set) var records = 0
    private var refunds: [(serial: Int64, amount: Int64)] = []
    /// What the word says of the first.
    private var first: ExceptionRecord?
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
        records += 1
        refunds.append((refund.serial, refund.amount))
    }

    /// The exception, and the refunds that it lists, ascending; none where it is about one alone. Nil where there are no records.
    func gathered() -> (exception: ExceptionRecord, serials: [Int64])? {
        guard let first else { return nil }
        var amount: Int64 = 0
        var serials: [Int64] = []
        for refund in refunds.sorted(by: { $0.serial < $1.serial }) where refund.serial != serials.last {
            serials.append(refund.serial)
            amount += refund.amount
        }
        return serials.count > 1 ? (listing(serials.count, amount, first), serials) : (first, [])
    }

    private func listing(_ count: Int, _ amount: Int64, _ first: ExceptionRecord) -> ExceptionRecord {
        typealias Fact = ExceptionRecord.Fact
        let shared: Set = ["channel", "status", "submission"]
        var all = first
        all.refundID = nil
        all.paymentID = nil
        all.ours =
            [
                Fact(ExceptionRecord.listedCountName, String(count)),
                Fact("refund_amount", Money.text(minor: amount, exponent: exponent)),
                Fact("refund_currency", currency?.text),
            ] + all.ours.filter { shared.contains($0.name) }
        all.theirs = all.theirs.filter { $0.name != "refund_id" }
        return all
    }
}
