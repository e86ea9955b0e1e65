/// What remembers orders, refunds and everything that happened to them.
///
/// One writer at a time, any number of readers, each on a snapshot of its own. Amounts are minor units, times whole seconds,
/// accounts, channels and lanes the ledger's own numbers. Every implementation is tested by one contract.
package protocol Ledger: AnyObject, Sendable {
    /// The home that the ledger belongs to; the marker in its staging folder says the same.
    var homeID: String { get }

    /// Makes durable what an earlier process committed and was killed before it was synced: it can be read already, and would be forgotten when the power
    /// goes. Call before anything outside of the ledger is done because of what stands in it, with the home's lock held.
    func settle() throws

    /// Brings a ledger that an older version of the program made up to this one, in one transaction; false when it was of this version. Until then
    /// everything else is refused. Call with the home's lock held.
    func bringUp() throws -> Bool

    /// Runs `body` on one snapshot.
    func read<Value>(_ body: (any LedgerReader) throws -> Value) throws -> Value

    /// Runs `body` in one transaction: durably committed when it returns, rolled back when it throws.
    /// The second argument reads on a connection of its own, on a snapshot taken after the transaction began: for what the transaction doesn't
    /// change, from another thread while the writer works.
    func write<Value>(_ body: (any LedgerWriter, any OrderLookup) throws -> Value) throws -> Value

    /// Like `write`, but decides only: what `accept` takes is kept beside the ledger, in temporary tables, and forgotten.
    /// Takes no lock.
    func preview<Value>(_ body: (any BatchDecider & LedgerReader, any OrderLookup) throws -> Value) throws
        -> Value

    /// A consistent copy of the ledger at `path`, while others read and write.
    func backup(to path: String) throws
}

/// Everything that can be asked.
package typealias LedgerReader =
    OrderReader & BatchReader & ReviewReader & RefundReader & SubmissionReader & ResultReader & JournalReader
    & AuditReader & ExceptionReader & FundsReader & HaltReader & NotificationReader & ReportReader
    & VoidReader & WaitingReader

/// Everything that can be done, inside one transaction.
package typealias LedgerWriter =
    BatchDecider & BatchWriter & ExceptionWriter & FundsWriter & HaltWriter & JournalWriter & LedgerReader
    & NotificationWriter & OrderWriter
    & RefundWriter & ResultWriter & ReviewWriter & SubmissionWriter & VoidWriter
