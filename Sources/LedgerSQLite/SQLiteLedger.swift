import Bytes
import GRDB
import Glibc
package import Ledger
import Refunds
import Rules
import Synchronization

/// The ledger in one SQLite file, through GRDB: one connection that only reads, and one that writes, opened when it is first needed, so that
/// who reads neither waits for a writer nor touches the file.
package final class SQLiteLedger: Sendable {
    package let homeID: String
    let context: LedgerContext
    private let path: String
    private let busySeconds: Int
    private let reader: DatabaseQueue
    private let openedWriter = Mutex<DatabaseQueue?>(nil)
    /// Made by an older version of the program, and not brought up yet.
    private let isOlder: Mutex<Bool>

    /// Opens an existing ledger. It is never made or changed by opening: a missing, empty or newer one, or one that is no Refundry ledger, throws a
    /// `Failure` of kind configuration.
    package init(at path: String, busySeconds: Int, context: LedgerContext) throws {
        self.path = path
        self.busySeconds = busySeconds
        self.context = context
        let isOlder: Bool
        (reader, homeID, isOlder) = try Self.translating(path) {
            var configuration = Self.configuration(busySeconds)
            configuration.readonly = true
            let reader = try DatabaseQueue(path: path, configuration: configuration)
            let isOlder = try Self.inspect(reader, path)
            let homeID = try reader.read { database in
                try String.fetchOne(database, sql: "SELECT value FROM settings WHERE name = 'home_id'")
            }
            guard let homeID else { throw Self.foreign(path) }
            return (reader, homeID, isOlder)
        }
        self.isOlder = Mutex(isOlder)
    }

    /// Makes an empty ledger where there is no file yet.
    package static func create(at path: String, homeID: String, context: LedgerContext) throws {
        try translating(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration(10))
            try queue.writeWithoutTransaction { database in
                _ = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
            }
            try demandDurability(queue)
            try Schema.migrator.migrate(queue)
            try queue.write { try SQLiteSession($0, context: context).set("home_id", homeID) }
            try queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            try queue.close()
        }
    }

    private static func configuration(_ busySeconds: Int) -> GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(.init(busySeconds))
        configuration.foreignKeysEnabled = false
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -16384")
        }
        return configuration
    }

    /// The writing connection.
    private func writer() throws -> DatabaseQueue {
        try openedWriter.withLock { opened in
            if let opened { return opened }
            let queue = try DatabaseQueue(path: path, configuration: Self.configuration(busySeconds))
            try Self.demandDurability(queue)
            opened = queue
            return queue
        }
    }

    /// WAL with `synchronous` below FULL loses acknowledged commits on a power failure: set, read back, and nothing is written when it isn't so.
    private static func demandDurability(_ queue: DatabaseQueue) throws {
        try queue.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA cache_size = -65536")
            guard try Int.fetchOne(database, sql: "PRAGMA synchronous") == 2,
                try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal"
            else {
                throw Failure(
                    .inputOutput,
                    "the ledger can't be made durable (synchronous FULL, WAL): check the file system",
                    "账本无法设为持久写入模式：请检查文件系统")
            }
        }
    }

    /// Looks at the file without changing it: whether an older version made it.
    private static func inspect(_ queue: DatabaseQueue, _ path: String) throws -> Bool {
        try queue.read { database in
            guard try Int.fetchOne(database, sql: "PRAGMA application_id") == Schema.applicationID else {
                throw foreign(path)
            }
            guard try !Schema.migrator.hasBeenSuperseded(database) else {
                throw Failure(
                    .configuration, "\(path): the ledger is of a newer version of Refundry: use that version",
                    "\(path)：账本由更新版本的 Refundry 建立，请使用新版本")
            }
            let done = try Schema.migrator.completedMigrations(database)
            guard !done.isEmpty, Schema.migrator.migrations.starts(with: done) else {
                throw Failure(
                    .configuration, "\(path): the ledger is not complete: restore it from a backup",
                    "\(path)：账本不完整，请从备份恢复")
            }
            return done.count < Schema.migrator.migrations.count
        }
    }

    private func demandCurrent() throws {
        guard isOlder.withLock({ $0 }) else { return }
        throw Failure(
            .configuration,
            "\(path): an older version of Refundry made the ledger: keep a copy of the home, then the next command that writes "
                + "brings the ledger up; refundry run for example",
            "\(path)：账本由较旧版本的 Refundry 建立：请先备份主目录；下一条写入命令（例如 refundry run）会将其升级")
    }

    private static func foreign(_ path: String) -> Failure {
        Failure(
            .configuration,
            "\(path): this is not a Refundry ledger: name the right home, or restore the ledger",
            "\(path)：不是 Refundry 账本，请指定正确的目录或恢复账本")
    }

    /// Turns SQLite's errors into failures with the exit status of `cli.md`.
    static func translating<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw failure(error, path)
        }
    }

    /// Something in the ledger that its own rules exclude. `place` names it exactly.
    static func broken(_ place: String) -> Failure {
        Failure(
            .alarm, "the ledger is not as it must be: \(place): restore it from a backup",
            "账本内容异常：\(place)，请从备份恢复", isOfLedger: true)
    }

    /// SQLite reports some writes that found no room as input and output errors.
    private static func isFull(_ path: String) -> Bool {
        var status = statvfs()
        return unsafe statvfs(path, &status) == 0 && status.f_bavail < 16
    }

    private static func failure(_ error: DatabaseError, _ path: String) -> Failure {
        let words = error.message ?? "\(error.resultCode)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return Failure(.busy, "\(path): the ledger is busy, try again", "\(path)：账本正忙，请稍后重试")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return Failure(
                .alarm, "\(path): the ledger is damaged (\(words)): restore it from a backup",
                "\(path)：账本已损坏（\(words)），请从备份恢复", isOfLedger: true)
        case .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM:
            return Failure(
                .cannotWrite, "\(path): the ledger can't be written (\(words)): make room or give permission",
                "\(path)：账本无法写入（\(words)），请检查磁盘空间和权限")
        case .SQLITE_CONSTRAINT:
            return Failure(
                .alarm,
                "\(path): the ledger refused a change that must not be (\(words)): nothing was changed",
                "\(path)：账本拒绝了不允许的更改（\(words)），未作任何更改", isOfLedger: true)
        case .SQLITE_IOERR where isFull(path):
            return Failure(
                .cannotWrite, "\(path): the disk is full: make room, then run the command again",
                "\(path)：磁盘已满：请清理空间后重新运行")
        default:  // not our enum
            return Failure(.inputOutput, "\(path): \(words)", "\(path)：\(words)")
        }
    }
}

extension SQLiteLedger: Ledger {
    package func settle() throws {
        let path = path + "-wal"
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        // Whoever closed the ledger last has taken it away, and left nothing that isn't synced.
        if descriptor < 0, errno == ENOENT { return }
        defer { if descriptor >= 0 { close(descriptor) } }
        var status = stat()
        guard descriptor >= 0, unsafe fstat(descriptor, &status) == 0,
            status.st_size == 0 || fdatasync(descriptor) == 0
        else {
            throw Failure(
                .inputOutput, "\(path) can't be made durable (\(errno)): check the disk",
                "\(path) 无法持久写入（\(errno)）：请检查磁盘")
        }
    }

    package func bringUp() throws -> Bool {
        try isOlder.withLock { isOlder in
            guard isOlder else { return false }
            try Self.translating(path) { try Schema.migrator.migrate(writer()) }
            isOlder = false
            return true
        }
    }

    package func read<Value>(_ body: (any LedgerReader) throws -> Value) throws -> Value {
        try demandCurrent()
        return try Self.translating(path) {
            try reader.read { try body(SQLiteSession($0, context: context)) }
        }
    }

    package func write<Value>(_ body: (any LedgerWriter, any OrderLookup) throws -> Value) throws -> Value {
        try demandCurrent()
        return try Self.translating(path) {
            try writer().writeWithoutTransaction { database in
                var value: Value?
                try database.inTransaction(.immediate) {
                    let lookup = try SnapshotLookup(path: path, busySeconds: busySeconds, context: context)
                    value = try lookup.closing { try body(SQLiteSession(database, context: context), lookup) }
                    return .commit
                }
                guard let value else {
                    throw Failure(.inputOutput, "\(path): the transaction did not end", "\(path)：事务未完成")
                }
                return value
            }
        }
    }

    package func preview<Value>(
        _ body: (any BatchDecider & LedgerReader, any OrderLookup) throws -> Value
    ) throws -> Value {
        try demandCurrent()
        return try Self.translating(path) {
            let (decider, lookup) = try snapshotPair()
            return try lookup.closing {
                try decider.closing { try decider.deciding { try body($0, lookup) } }
            }
        }
    }

    /// Two connections on one state of the ledger: a preview decides on one while the other reads orders ahead of it.
    private func snapshotPair() throws -> (SnapshotLookup, SnapshotLookup) {
        for _ in 0..<100 {
            let first = try SnapshotLookup(path: path, busySeconds: busySeconds, context: context)
            let second = try SnapshotLookup(path: path, busySeconds: busySeconds, context: context)
            // A commit between the two: every change stands in the journal.
            if try first.journalHead() == second.journalHead() { return (first, second) }
        }
        throw Failure(.busy, "\(path): the ledger is busy, try again", "\(path)：账本正忙，请稍后重试")
    }

    package func backup(to path: String) throws {
        try demandCurrent()
        try Self.translating(path) {
            let copy = try DatabaseQueue(path: path)
            try reader.backup(to: copy)
            try copy.close()
        }
    }
}
