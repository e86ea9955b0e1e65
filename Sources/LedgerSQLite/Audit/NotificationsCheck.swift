import GRDB
import Ledger
import Rules

extension SQLiteSession {
    /// Notifications are the journal's, one behind the other, and each still tells what it told when it was given out.
    func checkNotifications(_ check: inout AuditCheck) throws {
        try lockstep(
            &check, BilingualText("notification", "商户通知"),
            entries: """
                SELECT entry, json_extract(body, '$.notification') FROM journal WHERE kind = 'notification' ORDER BY entry
                """,
            rows: "SELECT * FROM notifications ORDER BY notification"
        ) { JournalBodies.row(try Self.notification($0)) }
        let misplaced = try Int.fetchAll(
            database,
            sql: """
                SELECT entry FROM journal WHERE kind = 'notification'
                    AND json_extract(body, '$.notification.upto_entry') IS NOT entry - 1
                """)
        for entry in misplaced {
            check.fault(
                "journal entry \(entry): its notification doesn't cover all that came before it",
                "日志条目 \(entry)：其商户通知未包含此前的全部变更")
        }
        let walk = try ChangeWalk(self)
        var start = JournalMark()
        var due = 1
        for row in try Row.fetchAll(database, sql: "SELECT * FROM notifications ORDER BY notification") {
            let record = try Self.notification(row)
            if record.number != due {
                check.fault(
                    "notification \(record.number) stands where \(due) is due",
                    "商户通知 \(record.number) 处应为 \(due)")
            }
            let (changes, digest) = try walk.digest(after: start, upTo: record.end)
            check.examined += changes
            if changes != record.changes || digest != record.digest {
                check.fault(
                    "notification \(record.number) doesn't tell any more what it told when it was given out: "
                        + "\(changes) changes, \(record.changes) then",
                    "商户通知 \(record.number) 的内容与发出时不同：现有 \(changes) 项变更，当时为 \(record.changes) 项")
            }
            start = record.end
            due = record.number + 1
        }
    }

    /// Each closing names the entry that tells of it.
    func checkEntriesOfClosings(_ check: inout AuditCheck) throws {
        let strays = try Row.fetchCursor(
            database,
            sql: """
                SELECT c.refund, c.entry FROM closings c LEFT JOIN journal j ON j.entry = c.entry
                    LEFT JOIN batches b ON j.kind = 'decline' AND b.batch = json_extract(j.body, '$.decline.batch')
                WHERE CASE j.kind
                    WHEN 'cancel' THEN json_extract(j.body, '$.closing.refund') = c.refund
                    WHEN 'decline' THEN c.refund >= b.first_serial AND c.refund < b.first_serial + b.accepted
                        AND json_extract(j.body, '$.decline.at') = c.at AND json_extract(j.body, '$.decline.by') = c.by
                        AND json_extract(j.body, '$.decline.why') = c.why
                        AND (json_extract(j.body, '$.decline.refunds') IS NULL
                            OR c.refund IN (SELECT value FROM json_each(j.body, '$.decline.refunds')))
                    WHEN 'shortfall' THEN json_extract(j.body, '$.shortfall.at') = c.at
                        AND json_extract(j.body, '$.shortfall.account') = (SELECT a.name FROM refunds r
                            JOIN lanes l ON l.lane = r.lane JOIN accounts a ON a.account = l.account WHERE r.refund = c.refund)
                    END IS NOT 1
                """)
        while let row = try strays.next() {
            check.fault(
                "closing of refund \(row[0] as Int64): journal entry \(row[1] as Int) doesn't tell of it",
                "退款 \(row[0] as Int64) 的撤销或拒绝：日志条目 \(row[1] as Int) 没有记载")
        }
    }
}
