import Ledger
import Refunds
import Rules

/// The refunds that one exception lists, and which of them still stand as they did when it was opened: a later answer, or another exception's
/// resolution, may have moved some since.
struct ListedRefunds {
    /// Ascending, all that it lists.
    let serials: [Int64]
    /// Those that are still paid in the submission that it tells of.
    let stillPaid: [Int64]
    /// What these come to.
    let amount: Money?

    /// How many are looked up at once.
    private static let chunk = 8_192

    init(_ exception: ExceptionRecord, _ reader: any LedgerReader) throws {
        serials = try reader.refunds(listedBy: exception.id)
        let submission = exception.ours("submission").flatMap { Int($0) }
        var paid: [Int64] = []
        var amount: Money?
        for start in stride(from: 0, to: serials.count, by: Self.chunk) {
            let part = Array(serials[start..<min(start + Self.chunk, serials.count)])
            for refund in try reader.answered(part).compactMap(\.self)
            where refund.status == .succeeded && refund.submission == submission {
                paid.append(refund.serial)
                amount = Money(
                    minor: (amount?.minor ?? 0) + refund.amount, currency: refund.currency,
                    exponent: refund.exponent)
            }
        }
        stillPaid = paid
        self.amount = amount
    }
}
