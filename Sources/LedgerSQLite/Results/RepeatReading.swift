import Bytes
import GRDB
import Ledger
import Refunds

/// Result files that came again: of these the journal alone tells.
extension SQLiteSession {
    func repeats(from start: Instant, to end: Instant) throws -> [RepeatedFile] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT entry, body ->> '$.repeat.name', file_digest, body ->> '$.repeat.records', at
                FROM journal INDEXED BY journal_repeats WHERE kind = 'repeat' AND at >= ? AND at < ? ORDER BY entry
                """, arguments: [start.seconds, end.seconds]
        ).map { row in
            guard let name: String = row[1], let hex: String = row[2], let digest = Digest(hex: hex),
                let records: Int = row[3]
            else { throw SQLiteLedger.broken("journal entry \(row[0] as Int)") }
            return RepeatedFile(name: name, digest: digest, records: records, at: Instant(seconds: row[4]))
        }
    }
}
