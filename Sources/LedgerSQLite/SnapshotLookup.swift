import GRDB
import Ledger
import Refunds
import Rules

/// Reads on a connection of its own, on one snapshot, from any one thread at a time.
///
/// Unchecked because the session is no Sendable: it is made on the queue and touched only inside `queue.unsafeRead`, and the queue runs one
/// closure at a time.
final class SnapshotLookup: OrderLookup, @unchecked Sendable {
    private let queue: DatabaseQueue
    private var session: SQLiteSession?
    private let context: LedgerContext

    /// The snapshot exists when this returns. What a writer began before has not committed is not in it.
    init(path: String, busySeconds: Int, context: LedgerContext) throws {
        // `query_only` is not set: a preview's temporary tables are written on this connection. The file itself is opened read-only.
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(Double(busySeconds))
        // The snapshot outlives one turn on the queue.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -16384") }
        queue = try DatabaseQueue(path: path, configuration: configuration)
        self.context = context
        session = try queue.unsafeRead { database in
            try database.execute(sql: "BEGIN")
            // BEGIN alone takes no snapshot: the first read does.
            _ = try Row.fetchOne(database, sql: "SELECT 1 FROM settings LIMIT 1")
            return SQLiteSession(database, context: context)
        }
    }

    /// Runs `body` and ends the snapshot however it ends, so that it holds back no checkpoint.
    func closing<Value>(_ body: () throws -> Value) throws -> Value {
        let value: Value
        do {
            value = try body()
        } catch {
            // The first error is the one to tell. The connection goes with this object, its statements before it.
            queue.unsafeRead { _ in session = nil }
            throw error
        }
        try close()
        return value
    }

    private func close() throws {
        try queue.unsafeRead { database in
            session = nil
            if database.isInsideTransaction { try database.execute(sql: "ROLLBACK") }
        }
        try queue.close()
    }

    func facts(for chunk: RequestChunk, account: Int) throws -> ChunkFacts {
        try queue.unsafeRead { _ in
            guard let session else {
                throw Failure(.inputOutput, "the snapshot has ended", "快照已结束")
            }
            var lookup = try OrderFactsLookup(session, account: account)
            return try lookup.find(chunk)
        }
    }

    /// Runs `body` with a session that decides but keeps nothing.
    func deciding<Value>(_ body: (SQLiteSession) throws -> Value) throws -> Value {
        try queue.unsafeRead { database in
            let session = SQLiteSession(database, context: context, isPreview: true)
            try session.makePreviewTables()
            return try body(session)
        }
    }

    /// The newest journal entry of the snapshot: two snapshots with the same one show the same ledger.
    func journalHead() throws -> Int {
        try queue.unsafeRead { database in
            try Int.fetchOne(database, sql: "SELECT max(entry) FROM journal") ?? 0
        }
    }
}
