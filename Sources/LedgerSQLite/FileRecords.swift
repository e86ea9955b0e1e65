import GRDB
import Ledger

extension SQLiteSession {
    func file(_ id: Int) throws -> FileRecord? {
        try Row.fetchOne(database, sql: "SELECT * FROM files WHERE file = ?", arguments: [id])
            .map { try FileRecord(row: $0) }
    }

    func nextFileNumber() throws -> Int {
        (try Int.fetchOne(database, sql: "SELECT max(file) FROM files") ?? 0) + 1
    }
}
