import GRDB
import GRDBSQLite
import Refunds

/// A prepared statement without a wrapper between it and SQLite: the hot path's (a wrapped one inserts less than half as many rows a second).
///
/// Used on its connection's queue only, and finalized before the connection closes, since its session owns it.
@safe final class RawStatement {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    private var bindCode = SQLITE_OK

    init(_ sql: String, on database: Database) throws {
        guard let connection = unsafe database.sqliteConnection else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the connection is closed")
        }
        var handle: OpaquePointer?
        let code = unsafe sqlite3_prepare_v3(
            connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK, let handle = unsafe handle else {
            throw unsafe Self.error(code, connection)
        }
        unsafe self.handle = handle
        unsafe self.connection = connection
    }

    deinit { unsafe sqlite3_finalize(handle) }

    private static func error(_ code: Int32, _ connection: OpaquePointer) -> DatabaseError {
        let extended = unsafe sqlite3_extended_errcode(connection)
        let message = unsafe String(cString: sqlite3_errmsg(connection))
        return DatabaseError(
            resultCode: ResultCode(rawValue: extended == 0 ? code : extended), message: message)
    }

    // MARK: - Parameters, from 1. Texts must stay where they are until `step` or `run` returns: they are not copied.

    func bind(_ index: Int32, _ value: Int64) { unsafe check(sqlite3_bind_int64(handle, index, value)) }
    func bind(_ index: Int32, _ value: Int) { unsafe check(sqlite3_bind_int64(handle, index, Int64(value))) }
    func bindNull(_ index: Int32) { unsafe check(sqlite3_bind_null(handle, index)) }

    /// Binds a piece of a buffer as text, without a copy. The buffer may be missing when the piece is empty.
    func bind(_ index: Int32, _ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) {
        guard let base = bytes.baseAddress, !range.isEmpty else {
            unsafe check(sqlite3_bind_text(handle, index, "", 0, nil))
            return
        }
        precondition(Int(range.end) <= bytes.count, "a piece beyond its buffer")
        unsafe (base + Int(range.start)).withMemoryRebound(to: CChar.self, capacity: range.count) {
            unsafe check(sqlite3_bind_text(handle, index, $0, Int32(range.count), nil))
        }
    }

    /// Binds a text; SQLite keeps a copy.
    func bind(_ index: Int32, _ text: String) {
        let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        unsafe check(sqlite3_bind_text(handle, index, text, -1, transient))
    }

    /// A parameter that can't be bound is remembered, and `step` throws it.
    private func check(_ code: Int32) { if code != SQLITE_OK { bindCode = code } }

    // MARK: - Running

    /// True when there is a row. The statement must be reset before it is bound anew.
    func step() throws -> Bool {
        if bindCode != SQLITE_OK { throw DatabaseError(resultCode: ResultCode(rawValue: bindCode)) }
        let code = unsafe sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        let error = unsafe Self.error(code, connection)
        unsafe sqlite3_reset(handle)
        throw error
    }

    func reset() { unsafe sqlite3_reset(handle) }

    /// Runs a statement that answers no rows; answers how many rows it changed.
    @discardableResult
    func run() throws -> Int {
        _ = try step()
        reset()
        return Int(unsafe sqlite3_changes(connection))
    }

    /// Runs a statement that must change one row; `what` says what could not be done when it doesn't.
    func runOnce(_ what: @autoclosure () -> String) throws {
        guard try run() == 1 else { throw SQLiteLedger.broken(what()) }
    }

    // MARK: - Columns of the current row, from 0

    func int(_ column: Int32) -> Int { Int(unsafe sqlite3_column_int64(handle, column)) }
    func int64(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }
    func isNull(_ column: Int32) -> Bool { unsafe sqlite3_column_type(handle, column) == SQLITE_NULL }

    func text(_ column: Int32) -> String {
        guard let start = unsafe sqlite3_column_text(handle, column) else { return "" }
        return unsafe String(cString: start)
    }

    /// A currency of three letters; nil when the column holds anything else.
    func currency(_ column: Int32) -> CurrencyCode? {
        guard let text = unsafe sqlite3_column_text(handle, column),
            unsafe sqlite3_column_bytes(handle, column) == 3
        else { return nil }
        return unsafe CurrencyCode(Span(_unsafeStart: text, count: 3))
    }

    func bind(_ index: Int32, _ currency: CurrencyCode) {
        let packed = currency.packed
        let letters: (UInt8, UInt8, UInt8) = (
            UInt8(truncatingIfNeeded: packed >> 16), UInt8(truncatingIfNeeded: packed >> 8),
            UInt8(truncatingIfNeeded: packed)
        )
        unsafe withUnsafeBytes(of: letters) { letters in
            let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            let text = unsafe letters.assumingMemoryBound(to: CChar.self).baseAddress
            unsafe check(sqlite3_bind_text(handle, index, text, 3, transient))
        }
    }

    /// Appends a text column's bytes to a buffer; answers where they stand.
    func append(_ column: Int32, to bytes: inout [UInt8]) -> ByteRange {
        let start = bytes.count
        if let text = unsafe sqlite3_column_text(handle, column) {
            let count = Int(unsafe sqlite3_column_bytes(handle, column))
            unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text, count: count))
        }
        return ByteRange(start, bytes.count)
    }
}
