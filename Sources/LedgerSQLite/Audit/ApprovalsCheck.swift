import Bytes
import GRDB
import Ledger

extension SQLiteSession {
    /// Approvals are the journal's, one for one.
    func checkApprovals(_ check: inout AuditCheck) throws {
        let columns = ["batch", "by", "os_user", "at", "digest"]
        let entries = try Row.fetchAll(
            database,
            sql:
                "SELECT entry, json_extract(body, '$.approval') FROM journal WHERE kind = 'approval' ORDER BY entry"
        )
        for entry in entries {
            check.examined += 1
            let text: String = entry[1] ?? "{}"
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT * FROM approvals WHERE batch = json_extract(?1, '$.batch') AND by = json_extract(?1, '$.by')
                    """, arguments: [text])
            guard let row else {
                check.fault("journal entry \(entry[0] as Int): the ledger has no such approval")
                continue
            }
            try compare(&check, "approval of batch \(row[0] as Int)", object(row, columns).text, entry)
        }
        let kept = try count("SELECT count(*) FROM approvals")
        if kept != entries.count { check.fault("\(kept) approvals, \(entries.count) in the journal") }
    }

    /// A closing stands in a `cancel` entry of its own, or its batch's `decline` entry tells of it.
    func checkClosings(_ check: inout AuditCheck) throws {
        let single = try checkSingleClosings(&check)
        let declined = try checkDeclines(&check)
        let kept = try count("SELECT count(*) FROM closings")
        check.examined = kept
        if kept != single + declined {
            check.fault("\(kept) closings, \(single + declined) in the journal")
        }
    }

    private func checkSingleClosings(_ check: inout AuditCheck) throws -> Int {
        let entries = try Row.fetchAll(
            database,
            sql:
                "SELECT entry, json_extract(body, '$.closing') FROM journal WHERE kind = 'cancel' ORDER BY entry"
        )
        for entry in entries {
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT refund, CASE failure WHEN 1 THEN 'cancelled' WHEN 2 THEN 'declined' ELSE failure || '' END AS failure, at, by,
                        os_user, why
                    FROM closings WHERE refund = json_extract(?, '$.refund')
                    """, arguments: [entry[1] as String?])
            guard let row else {
                check.fault("journal entry \(entry[0] as Int): the ledger has no such closing")
                continue
            }
            let ours = try object(row, ["refund", "failure", "at", "by", "os_user", "why"]).text
            try compare(&check, "closing of refund \(row[0] as Int)", ours, entry)
        }
        return entries.count
    }

    /// What a decline tells of. What comes back from a void submission may be declined again, in the same moment and words: then all of them.
    private func declinedTotals(_ entry: Row) throws -> String? {
        if entry[3] == 1 {
            return try String.fetchOne(
                database, sql: "SELECT json_object('totals', json_extract(?, '$.totals'))",
                arguments: [entry[1] as String?])
        }
        return try String.fetchOne(
            database,
            sql: """
                SELECT json_object('totals', json_group_array(json_object('account', a, 'channel', c, 'currency', u, 'exponent', e,
                    'count', n, 'amount', m)))
                FROM (SELECT t.value ->> 'account' AS a, t.value ->> 'channel' AS c, t.value ->> 'currency' AS u,
                        t.value ->> 'exponent' AS e, sum(t.value ->> 'count') AS n, sum(t.value ->> 'amount') AS m
                    FROM journal j, json_each(j.body, '$.decline.totals') t
                    WHERE j.kind = 'decline' AND json_remove(json_extract(j.body, '$.decline'), '$.totals') = ?
                    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4)
                """, arguments: [entry[4] as String?])
    }

    /// How many closings the declines tell of.
    private func checkDeclines(_ check: inout AuditCheck) throws -> Int {
        let entries = try Row.fetchAll(
            database,
            sql: """
                SELECT min(entry), json_extract(body, '$.decline'), json_extract(body, '$.decline.batch'), count(*),
                    json_remove(json_extract(body, '$.decline'), '$.totals')
                FROM journal WHERE kind = 'decline' GROUP BY 5 ORDER BY 1
                """)
        var told = 0
        for entry in entries {
            let batch: Int = entry[2] ?? 0
            guard let range = try serials(ofBatch: batch) else {
                check.fault("journal entry \(entry[0] as Int): there is no batch \(batch)")
                continue
            }
            // All of a decline's closings are alike but for the refund.
            let matching = """
                FROM closings c JOIN refunds r ON r.refund = c.refund
                WHERE c.refund >= \(range.lowerBound) AND c.refund < \(range.upperBound)
                    AND CASE c.failure WHEN 1 THEN 'cancelled' WHEN 2 THEN 'declined' END = json_extract(?1, '$.failure')
                    AND c.at = json_extract(?1, '$.at') AND c.by = json_extract(?1, '$.by')
                    AND c.os_user = json_extract(?1, '$.os_user') AND c.why = json_extract(?1, '$.why')
                """
            let totals = try laneTotals(
                "SELECT r.lane, count(*), sum(r.amount) \(matching) GROUP BY r.lane",
                arguments: [entry[1] as String?])
            let ours = JSON.object([("totals", JournalBodies.list(totals))]).text
            let theirs = try declinedTotals(entry)
            if ours != theirs {
                check.fault(
                    "the closings of batch \(batch) are not those of journal entry \(entry[0] as Int)")
            }
            told += totals.reduce(0) { $0 + $1.count }
        }
        return told
    }
}
