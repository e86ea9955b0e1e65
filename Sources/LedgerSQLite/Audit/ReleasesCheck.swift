import GRDB
import Ledger
import Refunds

extension SQLiteSession {
    /// From when on refunds may leave: a batch's time follows from its acceptance and approvals, a refund's own stands in the journal.
    func checkReleases(_ check: inout AuditCheck) throws {
        var kept = RowSum()
        let rows = try Row.fetchCursor(
            database, sql: "SELECT release, refund, at FROM releases ORDER BY release")
        while let row = try rows.next() {
            check.examined += 1
            if row[0] != check.examined {
                check.fault(
                    "release \(row[0] as Int) stands where \(check.examined) is due",
                    "放行 \(row[0] as Int) 处应为 \(check.examined)")
            }
            kept.add(released: row[1], at: Instant(seconds: row[2]))
        }
        let journaled = try journaledSum("released")
        if journaled != kept {
            check.fault(
                "\(kept.count) refunds were let go in the ledger, which are not the \(journaled.count) of the journal",
                "账本中放行的 \(kept.count) 笔退款与日志中的 \(journaled.count) 笔不符"
            )
        }
        try checkReadiness(&check)
    }

    /// A batch leaves from its acceptance, or from the last approval that it needed; later by as long as it rests.
    private func checkReadiness(_ check: inout AuditCheck) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT batch, ready_at, CASE WHEN approvals_needed = 0 THEN accepted_at + 60 * cooling_minutes
                    WHEN given < approvals_needed THEN accepted_at
                    ELSE max(accepted_at, last + 60 * cooling_minutes) END
                FROM (SELECT b.*, (SELECT count(*) FROM approvals a WHERE a.batch = b.batch AND a.voided IS NULL) AS given,
                    (SELECT at FROM approvals a WHERE a.batch = b.batch AND a.voided IS NULL ORDER BY approval DESC LIMIT 1) AS last
                    FROM batches b) ORDER BY batch
                """)
        while let row = try rows.next() {
            let due: Int64 = row[2]
            if due == row[1] { continue }
            check.fault(
                "batch \(row[0] as Int) may leave from \(row[1] as Int64), not \(due)",
                "批次 \(row[0] as Int) 可提交时间为 \(row[1] as Int64)，应为 \(due)")
        }
    }
}
