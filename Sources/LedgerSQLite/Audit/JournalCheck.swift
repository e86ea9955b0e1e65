import Bytes
import GRDB
import Ledger

extension SQLiteSession {
    /// Every entry's digest is of its columns and of the entry before it; numbers have no gap.
    func checkJournal(_ check: inout AuditCheck) throws {
        var previous = JournalChain.start
        var number: Int64 = 0
        let row = try RawStatement(
            """
            SELECT entry, kind, at, machine_at, by, os_user, file_digest, change_digest, body, previous, digest
            FROM journal ORDER BY entry
            """, on: database)
        while try row.step() {
            check.examined += 1
            number += 1
            if row.int64(0) != number {
                check.fault(
                    "journal entry \(row.int64(0)) stands where \(number) is due",
                    "日志条目 \(row.int64(0)) 处应为 \(number)")
                number = row.int64(0)
            }
            if row.text(9) != previous {
                check.fault(
                    "journal entry \(number) is not chained to the one before it", "日志条目 \(number) 与上一条不相连")
            }
            let columns: [String?] = (0..<10).map { row.isNull($0) ? nil : row.text($0) }
            previous = row.text(10)
            if JournalChain.digest(columns).hex != previous {
                check.fault("journal entry \(number) is not what its digest says", "日志条目 \(number) 与其摘要不符")
            }
        }
        try checkKinds(&check)
    }

    /// Each entry is of a kind that something in the ledger answers for (`JournalBodies`).
    private func checkKinds(_ check: inout AuditCheck) throws {
        let kinds = JournalBodies.kinds.map { "'\($0)'" }.joined(separator: ", ")
        let strange = try Row.fetchAll(
            database,
            sql: """
                SELECT entry, kind FROM journal WHERE kind NOT IN (\(kinds)) OR NOT json_valid(body)
                    OR kind = 'settings' AND coalesce(json_extract(body, '$.settings'), '{}') = '{}' ORDER BY entry
                """)
        for row in strange {
            check.fault(
                "journal entry \(row[0] as Int) (\(row[1] as String)) tells of nothing that Refundry does",
                "日志条目 \(row[0] as Int)（\(row[1] as String)）不是 Refundry 的操作")
        }
    }
}
