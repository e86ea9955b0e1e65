import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession: ReviewWriter {
    func approve(batch: Int, _ approval: Approval) throws -> RowSum {
        let row = try Row.fetchOne(
            database,
            sql:
                "SELECT state, approvals_needed, cooling_minutes, waiting FROM batches WHERE batch = ?",
            arguments: [batch])
        guard let row else { throw Self.waitsForNone(batch) }
        let needed: Int = row["approvals_needed"]
        let warned = needed == 0 && row["waiting"] > 0 ? try waitingWarned(ofBatch: batch) : []
        guard row["state"] == BatchState.approval.rawValue || !warned.isEmpty else {
            throw Self.waitsForNone(batch)
        }
        try database.execute(
            sql: "INSERT INTO approvals (batch, by, os_user, at, digest) VALUES (?, ?, ?, ?, ?)",
            arguments: [batch, approval.by, approval.osUser, approval.at.seconds, approval.digest])
        let rested = Instant(seconds: approval.at.seconds + 60 * (row["cooling_minutes"] as Int64))
        guard warned.isEmpty else { return try letGo(warned, at: rested) }
        let given = try count("SELECT count(*) FROM approvals WHERE batch = \(batch) AND voided IS NULL")
        if given >= needed {
            try database.execute(
                sql: """
                    UPDATE batches SET state = 'approved', ready_at = max(accepted_at, ?) WHERE batch = ?
                    """, arguments: [rested.seconds, batch])
        }
        return RowSum()
    }

    private static func waitsForNone(_ batch: Int) -> Failure {
        Failure(.notAllowed, "batch \(batch) does not wait for an approval", "批次 \(batch) 不在等待审核")
    }

    private func letGo(_ warned: [Int64], at: Instant) throws -> RowSum {
        let update = try statement(
            "UPDATE refund_states SET hold = hold & ~8 WHERE refund = ? AND hold & 8 = 8")
        for serial in warned {
            update.bind(1, serial)
            try update.runOnce("refund \(serial)")
        }
        return try release(warned, at: at)
    }
}

extension SQLiteSession: ReviewReader {
    func heldByOrder(ofBatch batch: Int) throws -> [HeldRefund] {
        guard let range = try serials(ofBatch: batch) else { return [] }
        return try Row.fetchAll(
            database,
            sql: """
                SELECT refund, status = 0 AND submission IS NULL, hold & 2 <> 0 FROM refund_states
                WHERE refund >= ? AND refund < ? AND hold & 3 <> 0 ORDER BY refund
                """, arguments: [range.lowerBound, range.upperBound]
        ).map { HeldRefund(serial: $0[0], waits: $0[1], mayBePaid: $0[2]) }
    }
}

/// Refunds that wait by themselves, because of the warning that they bear.
extension SQLiteSession {
    /// Holds a batch's pending, unsealed refunds that bear a warning, where that is asked for and no approval counts. To be called
    /// whenever refunds of a batch become pending again.
    func holdWarned(ofBatch batch: Int) throws {
        try database.execute(
            sql: """
                UPDATE refund_states SET hold = hold | 8
                FROM batches b, refunds r
                WHERE b.batch = ? AND b.review_warnings = 1
                    AND NOT EXISTS (SELECT 1 FROM approvals a WHERE a.batch = b.batch AND a.voided IS NULL)
                    AND r.refund >= b.first_serial AND r.refund < b.first_serial + b.accepted AND r.warnings <> 0
                    AND refund_states.refund = r.refund AND status = 0 AND submission IS NULL
                """, arguments: [batch])
    }

    /// Serials of a batch's refunds whose warning waits for an approval.
    func waitingWarned(ofBatch batch: Int) throws -> [Int64] {
        guard let range = try serials(ofBatch: batch) else { return [] }
        return try Int64.fetchAll(
            database,
            sql:
                "SELECT refund FROM refund_states WHERE refund >= ? AND refund < ? AND hold & 8 = 8 ORDER BY refund",
            arguments: [range.lowerBound, range.upperBound])
    }

    /// Whether there is such a refund.
    func hasWaitingWarned(ofBatch batch: Int) throws -> Bool {
        guard let range = try serials(ofBatch: batch) else { return false }
        return try Bool.fetchOne(
            database,
            sql:
                "SELECT EXISTS (SELECT 1 FROM refund_states WHERE refund >= ? AND refund < ? AND hold & 8 = 8)",
            arguments: [range.lowerBound, range.upperBound]) ?? false
    }
}
