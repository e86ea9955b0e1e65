import Bytes
import GRDB
import Ledger

extension SQLiteSession {
    private static let facts = ["batch", "failure", "at", "by", "os_user", "why"]

    /// How many closings the declines tell of. Those of one batch, person, moment and reason are proved together: nothing else tells them apart.
    func checkDeclines(_ check: inout AuditCheck) throws -> Int {
        let facts = Self.facts.map { "json_extract(body, '$.decline.\($0)')" }.joined(separator: ", ")
        let entries = try Row.fetchAll(
            database,
            sql: """
                SELECT min(entry) AS entry, json_group_array(json_extract(body, '$.decline.totals')) AS totals, \(facts) FROM journal
                WHERE kind = 'decline' GROUP BY \(facts) ORDER BY 1
                """)
        var told = 0
        for entry in entries { told += try checkDecline(entry, &check) }
        try checkNamed(&check)
        return told
    }

    /// All of a decline's closings are alike but for the refund.
    private func checkDecline(_ entry: Row, _ check: inout AuditCheck) throws -> Int {
        let batch: Int = entry[2] ?? 0
        guard let range = try serials(ofBatch: batch) else {
            check.fault(
                "journal entry \(entry["entry"] as Int): there is no batch \(batch)",
                "日志条目 \(entry["entry"] as Int)：没有批次 \(batch)")
            return 0
        }
        let totals = try laneTotals(
            """
            SELECT r.lane, count(*), sum(r.amount) FROM closings c JOIN refunds r ON r.refund = c.refund
            WHERE c.refund >= \(range.lowerBound) AND c.refund < \(range.upperBound)
                AND CASE c.failure WHEN 1 THEN 'cancelled' WHEN 2 THEN 'declined' END = ?
                AND c.at = ? AND c.by = ? AND c.os_user = ? AND c.why = ?
            GROUP BY r.lane
            """, arguments: StatementArguments((3...7).map { entry[$0] as DatabaseValue }))
        let theirs = try String.fetchOne(
            database,
            sql: """
                SELECT json_group_array(json_object('account', account, 'channel', channel, 'currency', currency,
                    'exponent', exponent, 'count', count, 'amount', amount)) FROM (
                SELECT t.value ->> 'account' AS account, t.value ->> 'channel' AS channel, t.value ->> 'currency' AS currency,
                    t.value ->> 'exponent' AS exponent, sum(t.value ->> 'count') AS count, sum(t.value ->> 'amount') AS amount
                FROM json_each(?) l, json_each(l.value) t GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4)
                """, arguments: [entry["totals"] as String?])
        if JournalBodies.list(totals).text != theirs {
            check.fault(
                "the closings of batch \(batch) are not those of journal entry \(entry["entry"] as Int)",
                "批次 \(batch) 的拒绝与日志条目 \(entry["entry"] as Int) 不符")
        }
        return totals.reduce(0) { $0 + $1.count }
    }

    /// Refunds that were declined by name are those that were closed.
    private func checkNamed(_ check: inout AuditCheck) throws {
        let strayed = try Row.fetchAll(
            database,
            sql: """
                SELECT j.entry, n.value FROM journal j, json_each(j.body, '$.decline.refunds') n
                    LEFT JOIN closings c ON c.refund = n.value AND c.failure = 2
                        AND c.at = json_extract(j.body, '$.decline.at') AND c.by = json_extract(j.body, '$.decline.by')
                WHERE j.kind = 'decline' AND c.refund IS NULL
                """)
        for row in strayed {
            check.fault(
                "journal entry \(row[0] as Int): refund \(row[1] as Int64) was not declined",
                "日志条目 \(row[0] as Int)：退款 \(row[1] as Int64) 并未被拒绝")
        }
    }
}
