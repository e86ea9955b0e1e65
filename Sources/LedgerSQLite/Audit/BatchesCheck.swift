import Bytes
import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession {
    private static let batchColumns = [
        "batch", "file", "account", "batch_number", "policy", "records_digest", "accepted_at", "by",
        "os_user",
        "records", "accepted", "rejected", "warnings", "approvals_needed", "first_serial", "decisions_digest",
        "reports",
    ]

    /// Each batch with its totals and codes is what the entry that closed it says; its state follows from approvals and decline.
    func checkBatches(_ check: inout AuditCheck) throws {
        try lockstep(
            &check, BilingualText("batch", "批次"),
            entries:
                "SELECT entry, json_extract(body, '$.batch') FROM journal WHERE kind = 'batch' ORDER BY entry",
            rows: "SELECT * FROM batches ORDER BY batch", json: batchJSON)
        try demandParents(&check, "batch_totals")
        try demandParents(&check, "batch_codes")
        try checkDecisions(&check)
        try checkBatchStates(&check)
    }

    private func batchJSON(_ row: Row) throws -> JSON {
        let id: Int = row["batch"]
        let totals = try laneTotals(
            "SELECT lane, count, amount FROM batch_totals WHERE batch = ?", arguments: [id])
        return try object(
            row, Self.batchColumns,
            special: [
                "account": nameJSON(account: row["account"]), "reports": reportsJSON(row["reports"]),
            ],
            more: [
                ("totals", JournalBodies.list(totals)), ("codes", JournalBodies.list(try codeTotals(id))),
            ] + JournalBodies.reviewMembers(warnings: row["review_warnings"], cooling: row["cooling_minutes"])
        )
    }

    /// One `name digest` a line.
    private func reportsJSON(_ text: String) -> JSON {
        .object(
            text.split(separator: "\n", omittingEmptySubsequences: true).map { line in
                let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
                return (String(parts[0]), .string(parts.count == 2 ? String(parts[1]) : ""))
            })
    }

    private func codeTotals(_ batch: Int) throws -> [CodeTotal] {
        try Row.fetchAll(database, sql: "SELECT * FROM batch_codes WHERE batch = ?", arguments: [batch]).map {
            let word: String = $0["code"]
            let currency: String = $0["currency"]
            guard let code = Rejection(rawValue: word), code.place == $0["place"] as Int,
                currency.isEmpty || CurrencyCode(currency)?.text == currency
            else { throw SQLiteLedger.broken("codes of batch \(batch)") }
            return CodeTotal(
                code: code, rows: $0["rows"], currency: currency.isEmpty ? nil : CurrencyCode(currency),
                exponent: $0["exponent"], amount: $0["amount"])
        }
    }

    private func demandParents(_ check: inout AuditCheck, _ table: String) throws {
        let orphans = try Int.fetchAll(
            database,
            sql: """
                SELECT DISTINCT batch FROM \(table) WHERE batch NOT IN (SELECT batch FROM batches) ORDER BY batch
                """)
        for batch in orphans {
            check.fault(
                "\(table) has rows of batch \(batch), which is not there", "\(table) 中有批次 \(batch) 的行，而该批次不存在"
            )
        }
    }

    /// The decisions' digest is made of the accepted and the rejected rows' digests. Entries are in order of batch.
    private func checkDecisions(_ check: inout AuditCheck) throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT json_extract(body, '$.batch.batch'), json_extract(body, '$.accepted_digest'),
                    json_extract(body, '$.rejected_digest'), json_extract(body, '$.batch.decisions_digest'),
                    json_extract(body, '$.batch.records'), json_extract(body, '$.batch.accepted'),
                    json_extract(body, '$.batch.rejected')
                FROM journal WHERE kind = 'batch'
                """)
        for row in rows {
            let accepted: String? = row[1]
            let rejected: String? = row[2]
            let digest = JournalBodies.decisionsDigest(
                accepted: accepted.flatMap(Digest.init(hex:)) ?? Digest(),
                rejected: rejected.flatMap(Digest.init(hex:)) ?? Digest(), records: row[4] ?? 0,
                acceptedCount: row[5] ?? 0, rejectedCount: row[6] ?? 0)
            if row[3] != digest.hex {
                check.fault(
                    "batch \(row[0] as Int? ?? 0): its decisions' digest is not of its rows",
                    "批次 \(row[0] as Int? ?? 0)：裁定摘要与其各行不符")
            }
        }
    }

    private func checkBatchStates(_ check: inout AuditCheck) throws {
        let standing = try declinedBatches()
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT batch, state, accepted, approvals_needed, 
                    (SELECT count(*) FROM approvals a WHERE a.batch = b.batch AND a.voided IS NULL) AS given
                FROM batches b ORDER BY batch
                """)
        while let row = try rows.next() {
            let batch: Int = row["batch"]
            let isApproved = (row["given"] as Int) >= (row["approvals_needed"] as Int)
            var allowed = [isApproved ? "approved" : "approval"]
            // Where nothing was accepted there is nothing to approve.
            if row["accepted"] == 0 { allowed = ["approved"] }
            switch standing[batch] {
            case .declined: allowed = ["declined"]
            case .cameBack: allowed = ["approval"]
            case .approvedSince, nil: break
            }
            if !allowed.contains(row["state"]) {
                check.fault(
                    "batch \(batch) is \(row["state"] as String), not \(allowed[0])",
                    "批次 \(batch) 的状态为 \(row["state"] as String)，应为 \(allowed[0])")
            }
        }
    }

    /// What a decline of the whole batch left it as.
    private enum AfterDecline { case declined, cameBack, approvedSince }

    /// By the journal's order: the newest decline of a batch, whether a submission made void brought something of it back since, and whether
    /// somebody approved that.
    private func declinedBatches() throws -> [Int: AfterDecline] {
        let declines = try Row.fetchAll(
            database,
            sql: """
                SELECT json_extract(body, '$.decline.batch'), max(entry) FROM journal WHERE kind = 'decline'
                    AND json_extract(body, '$.decline.refunds') IS NULL AND json_extract(body, '$.decline.warned') IS NULL
                GROUP BY 1
                """)
        var found: [Int: AfterDecline] = [:]
        for row in declines {
            guard let batch: Int = row[0], let entry: Int = row[1] else { continue }
            found[batch] = .declined
            guard let back = try returned(toBatch: batch, after: entry) else { continue }
            let isApproved = try Bool.fetchOne(
                database,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM journal WHERE kind = 'approval' AND entry > ?
                        AND json_extract(body, '$.approval.batch') = ?)
                    """, arguments: [back, batch])
            found[batch] = isApproved == true ? .approvedSince : .cameBack
        }
        return found
    }

    /// The first entry behind `entry` that made a submission with refunds of the batch void.
    private func returned(toBatch batch: Int, after entry: Int) throws -> Int? {
        guard let range = try serials(ofBatch: batch) else { return nil }
        return try Int.fetchOne(
            database,
            sql: """
                SELECT min(j.entry) FROM journal j WHERE j.kind = 'void' AND j.entry > ?
                    AND json_extract(j.body, '$.void_step.kind') = ?
                    AND EXISTS (SELECT 1 FROM voided v WHERE v.submission = json_extract(j.body, '$.void_step.submission')
                        AND v.refund >= ? AND v.refund < ?)
                """,
            arguments: [entry, VoidStep.Kind.confirm.rawValue, range.lowerBound, range.upperBound])
    }
}
