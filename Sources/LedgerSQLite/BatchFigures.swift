import GRDB
import Ledger
import Refunds
import Rules

/// What reports tell of the batches of a period, without reading those before it.
extension SQLiteSession {
    func figures(decidedFrom start: Instant, to end: Instant) throws -> [BatchFigures] {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT b.batch, b.accepted_at, b.accepted, b.rejected, t.lane, t.count, t.amount
                FROM batches b LEFT JOIN batch_totals t ON t.batch = b.batch
                WHERE b.accepted_at >= ? AND b.accepted_at < ? ORDER BY b.batch, t.lane
                """, arguments: [start.seconds, end.seconds])
        var found: [BatchFigures] = []
        var batch: Int?
        while let row = try rows.next() {
            if row["batch"] != batch {
                batch = row["batch"]
                found.append(
                    BatchFigures(
                        acceptedAt: Instant(seconds: row["accepted_at"]), accepted: row["accepted"],
                        rejected: row["rejected"]))
            }
            guard let lane: Int = row["lane"] else { continue }
            found[found.count - 1].totals.append(
                LaneTotal(lane: try self.lane(lane), count: row["count"], amount: row["amount"]))
        }
        return found
    }

    func rejections(decidedFrom start: Instant, to end: Instant) throws -> [CodeTotal] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT c.code, c.currency, c.exponent, sum(c.rows) AS rows, sum(c.amount) AS amount
                FROM batches b CROSS JOIN batch_codes c ON c.batch = b.batch
                WHERE b.accepted_at >= ? AND b.accepted_at < ?
                GROUP BY c.place, c.code, c.currency, c.exponent ORDER BY c.place, c.currency, c.exponent
                """, arguments: [start.seconds, end.seconds]
        ).map { row in
            let text: String = row["code"]
            guard let code = Rejection(rawValue: text) else { throw SQLiteLedger.broken("code \(text)") }
            return CodeTotal(
                code: code, rows: row["rows"], currency: CurrencyCode(row["currency"] as String),
                exponent: row["exponent"], amount: row["amount"])
        }
    }

    func batches(decidedFrom start: Instant, to end: Instant, rejecting code: Rejection) throws
        -> [BatchRecord]
    {
        let batches = try Int.fetchAll(
            database,
            sql: """
                SELECT b.batch FROM batches b
                WHERE b.accepted_at >= ? AND b.accepted_at < ?
                    AND EXISTS (SELECT 1 FROM batch_codes c WHERE c.batch = b.batch AND c.code = ?)
                ORDER BY b.batch
                """, arguments: [start.seconds, end.seconds, code.rawValue])
        return try batches.compactMap { try batch($0) }
    }
}
