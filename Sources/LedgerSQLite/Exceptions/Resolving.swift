import Bytes
import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession: ExceptionWriter {
    func resolve(_ resolution: Resolution, at: Instant) throws -> JSON {
        let before = try standing(of: resolution.serial)
        let after = try before.after(resolution)
        let newest = try Int64.fetchOne(
            database.cachedStatement(sql: "SELECT max(answer) FROM answers"))
        let answer = (newest ?? 0) + 1
        try append(resolution, answer: answer, previous: before.answer ?? 0)
        try database.cachedStatement(
            sql: """
                UPDATE refund_states SET status = ?, failure = ?, paid = ?, answer = ?
                WHERE refund = ? AND status = ? AND answer IS ?
                """
        ).execute(
            arguments: [
                after.status.number, after.failure?.number, after.paid, answer, resolution.serial,
                before.status.number, before.answer,
            ])
        try demandChanges(1, "refund \(resolution.serial)")
        try use(after.held - before.held, refunds: after.count - before.count, of: before.paymentID)
        try moveFunds(resolution, before, at: at)
        if before.status != after.status {
            let left = before.status == .submitted ? -1 : 0
            try moved(batch: before.batch, waiting: 0, outstanding: left, at: at)
        }
        return JournalBodies.row(resolution, answer: answer, previous: before.answer ?? 0)
    }

    /// The account's money comes back with a refund that failed, and leaves with one that was paid after all.
    private func moveFunds(_ resolution: Resolution, _ refund: ResolvedStanding, at: Instant) throws {
        switch resolution.effect {
        case .resolvedRefused, .reversed: try fundsReturned([refund.lane: refund.amount], at: at)
        case .reapplied:
            if try hasFunds() { try fundsLeft([refund.lane: refund.amount], at: at) }
        case .acknowledged, .paid, .refused, .queryNumber, .resolvedPaid, .amended: break
        }
    }

    private func append(_ resolution: Resolution, answer: Int64, previous: Int64) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO answers (answer, file, line, refund, previous, effect, query_number, bank_reference, reason_code, reason,
                    processed_at, paid) VALUES (?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                answer, resolution.step, resolution.serial, previous, resolution.effect.rawValue,
                resolution.queryNumber, resolution.bankReference, resolution.reasonCode, resolution.reason,
                resolution.processedAt, resolution.paid,
            ])
    }

    /// Uses or gives back what a refund holds of its order; never beyond the order's amount.
    private func use(_ amount: Int64, refunds: Int, of paymentID: String) throws {
        if amount == 0, refunds == 0 { return }
        try database.cachedStatement(
            sql: """
                UPDATE holdings SET held = held + ?1, refunds = refunds + ?2 WHERE payment_id = ?3 AND held + ?1 <= ceiling
                """
        ).execute(arguments: [amount, refunds, paymentID])
        try demandChanges(1, "holding of order \(paymentID)")
    }

    private func standing(of serial: Int64) throws -> ResolvedStanding {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT s.status, s.failure, s.paid, s.answer, s.lane, r.amount, r.batch, r.payment_id
                    FROM refund_states s JOIN refunds r ON r.refund = s.refund WHERE s.refund = ?
                    """), arguments: [serial])
        guard let row, let status = RefundStatus(number: row["status"]) else {
            throw SQLiteLedger.broken("refund \(serial)")
        }
        let failure: Int? = row["failure"]
        return ResolvedStanding(
            serial: serial, status: status, failure: failure.flatMap(RefundFailure.init(number:)),
            paid: row["paid"], answer: row["answer"], lane: row["lane"], amount: row["amount"],
            batch: row["batch"],
            paymentID: row["payment_id"])
    }
}

/// A refund before and after a resolution.
private struct ResolvedStanding {
    var serial: Int64
    var status: RefundStatus
    var failure: RefundFailure?
    var paid: Int64?
    var answer: Int64?
    var lane: Int
    var amount: Int64
    var batch: Int
    var paymentID: String

    /// What it uses of its order: the greater of its amount and the bank's figure.
    var held: Int64 { status.holdsAmount ? max(amount, paid ?? amount) : 0 }
    var count: Int { status.holdsAmount ? 1 : 0 }

    func after(_ resolution: Resolution) throws -> ResolvedStanding {
        var next = self
        if let event = resolution.effect.event {
            let mayCome = event != .reapplied || failure?.mayBeReapplied == true
            guard mayCome, let status = status.after(event) else { throw misplaced(resolution) }
            next.status = status
        }
        switch resolution.effect {
        case .acknowledged, .paid, .refused, .queryNumber: throw misplaced(resolution)
        case .resolvedPaid, .reapplied:
            next.failure = nil
            next.paid = resolution.paid
        case .resolvedRefused: next.failure = .bank
        case .reversed:
            next.failure = .reversed
            next.paid = nil
        case .amended:
            guard answer != nil, resolution.paid == nil || status == .succeeded else {
                throw misplaced(resolution)
            }
            next.paid = resolution.paid
        }
        return next
    }

    private func misplaced(_ resolution: Resolution) -> Failure {
        SQLiteLedger.broken(
            "refund \(serial) is \(status.rawValue): resolution \(resolution.effect.rawValue) can't come")
    }
}
