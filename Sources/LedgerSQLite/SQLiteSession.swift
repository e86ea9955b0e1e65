import Bytes
import GRDB
import GRDBSQLite
package import Ledger
package import Refunds

/// One connection's work: its prepared statements and small tables of names. Lives as long as the connection's turn (a read, a transaction, a
/// preview); used on that connection's queue only. The ledger's verbs are extensions of it, a file for each noun.
final class SQLiteSession {
    let database: Database
    let context: LedgerContext
    /// Whether `accept` keeps what it takes in temporary tables only.
    let isPreview: Bool
    private var statements: [String: RawStatement] = [:]
    /// Lanes, accounts and channels by number and by name, read once.
    var names = NameTables()
    /// The digest of the batch's decisions or the file's answers so far.
    let stream = SHA256Stream()

    /// The batch between `openBatch` and `close`.
    var underWay: BatchUnderWay?
    /// The next refund's serial, once it was read.
    var serial: Int64?
    /// When batches were accepted, as far as they were asked for.
    var acceptanceTimes: [Int: Int64] = [:]

    init(_ database: Database, context: LedgerContext, isPreview: Bool = false) {
        self.database = database
        self.context = context
        self.isPreview = isPreview
    }

    /// The prepared statement of this text, made once.
    func statement(_ sql: String) throws -> RawStatement {
        if let known = statements[sql] { return known }
        let made = try RawStatement(sql, on: database)
        statements[sql] = made
        return made
    }
}

/// What a session knows of the world outside the ledger; handed in, so that the ledger has no clock and asks no system.
package struct LedgerContext: Sendable {
    /// The stamp of the journal's entry of this number.
    package var stamp: @Sendable (_ entry: Int) -> JournalStamp

    package init(stamp: @escaping @Sendable (_ entry: Int) -> JournalStamp) { self.stamp = stamp }

    package init(osUser: String, machineTime: @escaping @Sendable () -> Instant) {
        self.init { _ in JournalStamp(machineTime: machineTime(), osUser: osUser) }
    }
}
