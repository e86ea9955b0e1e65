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
                check.fault("journal entry \(row.int64(0)) stands where \(number) is due")
                number = row.int64(0)
            }
            if row.text(9) != previous {
                check.fault("journal entry \(number) is not chained to the one before it")
            }
            let columns: [String?] = (0..<10).map { row.isNull($0) ? nil : row.text($0) }
            previous = row.text(10)
            if JournalChain.digest(columns).hex != previous {
                check.fault("journal entry \(number) is not what its digest says")
            }
        }
    }
}
