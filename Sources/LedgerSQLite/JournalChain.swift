import Bytes
import GRDB
import Ledger
import Refunds

/// The journal: each entry's digest covers the digest of the one before it (`lifecycle.md`, what must always hold, 6).
enum JournalChain {
    /// What the first entry is chained to.
    static let start = String(repeating: "0", count: 64)

    /// The bytes that an entry's digest is of: every column in order, each with its length, so that no two entries have the same.
    static func digest(_ columns: [String?]) -> Digest {
        let stream = SHA256Stream()
        for column in columns {
            let bytes = Array((column ?? "").utf8)
            stream.update(Array("\(column == nil ? "-" : String(bytes.count)):".utf8))
            stream.update(bytes)
        }
        return stream.finish()
    }
}

extension SQLiteSession: JournalWriter {
    func append(_ draft: JournalDraft) throws -> Int {
        let head = try journalHead()
        let number = (head?.number ?? 0) + 1
        let previous = head?.digest.hex ?? JournalChain.start
        let stamp = context.stamp(number)
        // Where nothing else is the digest of what was changed, the facts themselves are what was.
        let change = draft.changeDigest ?? Digest.of(Array(draft.body.utf8).span)
        let columns: [String?] = [
            String(number), draft.kind, String(draft.at.seconds),
            String(stamp.machineTime.seconds), draft.by, stamp.osUser,
            draft.fileDigest?.hex, change.hex, draft.body, previous,
        ]
        try database.execute(
            sql: """
                INSERT INTO journal (entry, kind, at, machine_at, by, os_user, file_digest, change_digest, body, previous, digest)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, draft.kind, draft.at.seconds, stamp.machineTime.seconds, draft.by, stamp.osUser,
                draft.fileDigest?.hex,
                change.hex, draft.body, previous, JournalChain.digest(columns).hex,
            ])
        return number
    }

    func set(_ name: String, _ value: String) throws {
        try database.execute(
            sql: "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            arguments: [name, value])
    }
}

extension SQLiteSession: JournalReader {
    func journalHead() throws -> (number: Int, digest: Digest)? {
        guard
            let row = try Row.fetchOne(
                database, sql: "SELECT entry, digest FROM journal ORDER BY entry DESC LIMIT 1"),
            let digest = Digest(hex: row["digest"])
        else { return nil }
        return (row["entry"], digest)
    }

    /// The number that the next entry gets.
    func nextEntry() throws -> Int { (try journalHead()?.number ?? 0) + 1 }

    func journalDigest(of number: Int) throws -> Digest? {
        try String.fetchOne(database, sql: "SELECT digest FROM journal WHERE entry = ?", arguments: [number])
            .flatMap(Digest.init(hex:))
    }

    func journal(from start: Instant, to end: Instant) throws -> [JournalEntry] {
        let rows = try Row.fetchAll(
            database, sql: "SELECT * FROM journal WHERE at >= ? AND at < ? ORDER BY entry",
            arguments: [start.seconds, end.seconds])
        return rows.map(JournalEntry.init(row:))
    }

    func journal(after number: Int, atMost count: Int) throws -> [JournalEntry] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM journal WHERE entry > ? ORDER BY entry LIMIT ?",
            arguments: [number, count]
        ).map(JournalEntry.init(row:))
    }

    func entryOfControls() throws -> Int? {
        let versions = Schema.migrator.migrations.drop { $0 != Schema.controlsVersion }.map { "'\($0)'" }
        return try Int.fetchOne(
            database,
            sql: """
                SELECT min(entry) FROM journal
                WHERE kind = 'settings' AND json_extract(body, '$.settings.ledger_version') IN (\(versions.joined(separator: ", ")))
                """)
    }

    func ledgerVersion() throws -> String {
        guard let version = try Schema.migrator.completedMigrations(database).last else {
            throw SQLiteLedger.broken("no migration is recorded")
        }
        return version
    }

    func setting(_ name: String) throws -> String? {
        try String.fetchOne(database, sql: "SELECT value FROM settings WHERE name = ?", arguments: [name])
    }
}

extension JournalEntry {
    init(row: Row) {
        let file: String? = row["file_digest"]
        let change: String? = row["change_digest"]
        self.init(
            number: row["entry"],
            draft: JournalDraft(
                kind: row["kind"], at: Instant(seconds: row["at"]), by: row["by"],
                fileDigest: file.flatMap(Digest.init(hex:)), changeDigest: change.flatMap(Digest.init(hex:)),
                body: row["body"]),
            machineTime: Instant(seconds: row["machine_at"]), osUser: row["os_user"],
            digest: Digest(hex: row["digest"]) ?? Digest())
    }
}
