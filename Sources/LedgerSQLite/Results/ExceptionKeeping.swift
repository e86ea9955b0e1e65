import Bytes
import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession {
    func open(_ exception: ExceptionRecord) throws -> Int {
        try database.execute(
            sql: """
                INSERT INTO exceptions (code, refund_id, payment_id, file, line, ours, theirs, state, opened_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                exception.code.rawValue, exception.refundID, exception.paymentID, exception.file,
                exception.line, JournalBodies.facts(exception.ours).text,
                JournalBodies.facts(exception.theirs).text, exception.state,
                exception.openedAt.seconds,
            ])
        return Int(database.lastInsertedRowID)
    }

    func closeOverdrawn(order paymentID: String, at: Instant) throws -> Int {
        try database.execute(
            sql: """
                UPDATE exceptions SET state = 'resolved', closed_at = ?
                WHERE payment_id = ? AND code = ? AND state <> 'resolved'
                """,
            arguments: [at.seconds, paymentID, ExceptionCode.orderOverdrawn.rawValue])
        return database.changesCount
    }

    func exceptions(openOnly: Bool) throws -> [ExceptionRecord] {
        try exceptions(openOnly ? "WHERE x.state <> 'resolved'" : "")
    }

    func openExceptions(of codes: [ExceptionCode]) throws -> [ExceptionRecord] {
        let list = codes.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return try exceptions("WHERE x.state <> 'resolved' AND x.code IN (\(list))")
    }

    func openExceptionCount(of code: ExceptionCode, from start: Instant?, to end: Instant) throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM exceptions
                WHERE state <> 'resolved' AND code = ? AND opened_at >= ? AND opened_at < ?
                """, arguments: [code.rawValue, start?.seconds ?? .min, end.seconds]) ?? 0
    }

    func exception(_ id: Int) throws -> ExceptionRecord? {
        try exceptions("WHERE x.exception = \(id)").first
    }

    func dismissedOverdrawn(order paymentID: String) throws -> ExceptionRecord? {
        try Row.fetchOne(
            database,
            sql: Self.exceptionQuery + """
                 WHERE x.payment_id = ? AND x.code = ?
                    AND EXISTS (SELECT 1 FROM exception_steps t WHERE t.exception = x.exception AND t.kind = 'confirm')
                ORDER BY x.exception DESC LIMIT 1
                """, arguments: [paymentID, ExceptionCode.orderOverdrawn.rawValue]
        ).map(exceptionRecord)
    }

    func exceptions(_ selection: String) throws -> [ExceptionRecord] {
        try Row.fetchAll(database, sql: Self.exceptionQuery + " \(selection) ORDER BY x.exception").map(
            exceptionRecord)
    }

    static let exceptionQuery =
        "SELECT x.*, f.name AS file_name FROM exceptions x LEFT JOIN files f ON f.file = x.file"

    func exceptionRecord(_ row: Row) throws -> ExceptionRecord {
        let id: Int = row["exception"]
        guard let code = ExceptionCode(rawValue: row["code"]) else {
            throw SQLiteLedger.broken("code of exception \(id)")
        }
        var record = ExceptionRecord(
            code: code, refundID: row["refund_id"], paymentID: row["payment_id"], file: row["file"],
            line: row["line"], ours: try facts(row["ours"]), theirs: try facts(row["theirs"]),
            openedAt: Instant(seconds: row["opened_at"]))
        record.id = id
        record.fileName = row["file_name"]
        record.state = row["state"]
        return record
    }

    /// The facts of one object, in its order.
    private func facts(_ text: String) throws -> [ExceptionRecord.Fact] {
        let row = try statement("SELECT key, value FROM json_each(?)")
        defer { row.reset() }
        row.bind(1, text)
        var facts: [ExceptionRecord.Fact] = []
        while try row.step() {
            facts.append(ExceptionRecord.Fact(row.text(0), row.isNull(1) ? nil : row.text(1)))
        }
        return facts
    }
}
