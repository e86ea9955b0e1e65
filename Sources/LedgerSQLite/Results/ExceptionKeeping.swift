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

    func list(_ serials: [Int64], inException id: Int) throws -> RowSum {
        let row = try statement("INSERT INTO exception_refunds (exception, refund) VALUES (?, ?)")
        var sum = RowSum()
        for serial in serials {
            row.bind(1, id)
            row.bind(2, serial)
            try row.runOnce("refund \(serial) of exception \(id)")
            sum.add(listed: serial, by: id)
        }
        return sum
    }

    func refunds(listedBy exception: Int) throws -> [Int64] {
        try Int64.fetchAll(
            database, sql: "SELECT refund FROM exception_refunds WHERE exception = ? ORDER BY refund",
            arguments: [exception])
    }

    func closeOverdrawn(order paymentID: String, at: Instant) throws -> Int {
        try database.execute(
            sql: """
                UPDATE exceptions INDEXED BY exceptions_by_order SET state = 'resolved', closed_at = ?
                WHERE payment_id = ? AND code = ? AND state <> 'resolved'
                """,
            arguments: [at.seconds, paymentID, ExceptionCode.orderOverdrawn.rawValue])
        return database.changesCount
    }

    func exceptions(openOnly: Bool) throws -> [ExceptionRecord] {
        openOnly
            ? try exceptions("WHERE x.state <> 'resolved'", by: "exceptions_open") : try exceptions("")
    }

    func openExceptions(of codes: [ExceptionCode]) throws -> [ExceptionRecord] {
        let list = codes.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        return try exceptions(
            "WHERE x.state <> 'resolved' AND x.code IN (\(list))", by: "exceptions_open_by_code")
    }

    func openExceptions(aboutRefund refundID: String) throws -> [ExceptionRecord] {
        try exceptions(
            "WHERE x.state <> 'resolved' AND x.refund_id = ?", by: "exceptions_open_by_refund", [refundID])
    }

    func word(aboutSubmission id: Int) throws -> ExceptionRecord? {
        let found = try Int.fetchOne(
            database,
            sql: """
                SELECT exception FROM exceptions INDEXED BY exceptions_by_submission
                WHERE \(Schema.submissionOfException) = ? AND file IS NOT NULL
                    AND (code <> 'NOT_SUBMITTED' OR state <> 'resolved')
                ORDER BY exception LIMIT 1
                """, arguments: [String(id)])
        return try found.flatMap { try exception($0) }
    }

    func openExceptionCount(of code: ExceptionCode, from start: Instant, to end: Instant) throws -> Int {
        try Int.fetchOne(
            database,
            sql: """
                SELECT count(*) FROM exceptions INDEXED BY exceptions_open_by_code
                WHERE state <> 'resolved' AND code = ? AND opened_at >= ? AND opened_at < ?
                """, arguments: [code.rawValue, start.seconds, end.seconds]) ?? 0
    }

    func overdueCount(knownBefore end: Instant) throws -> Int {
        // The serial stands in the refund_id: three digits of the home, ten of the serial, one to check.
        try Int.fetchOne(
            database,
            sql: """
                SELECT count(DISTINCT s.refund) FROM exceptions x INDEXED BY exceptions_unanswered
                    CROSS JOIN refund_states s ON s.refund = CAST(substr(x.refund_id, 4, 10) AS INTEGER)
                WHERE x.code = 'UNANSWERED' AND x.opened_at < ? AND s.status = 1
                    AND s.submission = CAST(x.ours ->> 'submission' AS INTEGER)
                """, arguments: [end.seconds]) ?? 0
    }

    func exception(_ id: Int) throws -> ExceptionRecord? {
        try exceptions("WHERE x.exception = \(id)").first
    }

    func dismissedOverdrawn(order paymentID: String) throws -> ExceptionRecord? {
        try Row.fetchOne(
            database,
            sql: Self.exceptionQuery() + """
                 WHERE x.payment_id = ? AND x.code = ?
                    AND EXISTS (SELECT 1 FROM exception_steps t WHERE t.exception = x.exception AND t.kind = 'confirm')
                ORDER BY x.exception DESC LIMIT 1
                """, arguments: [paymentID, ExceptionCode.orderOverdrawn.rawValue]
        ).map(exceptionRecord)
    }

    /// - Parameter index: what finds them. Without statistics SQLite may well choose the one that every open exception stands in.
    func exceptions(
        _ selection: String, by index: String? = nil, _ arguments: StatementArguments = []
    ) throws -> [ExceptionRecord] {
        try Row.fetchAll(
            database, sql: Self.exceptionQuery(by: index) + " \(selection) ORDER BY x.exception",
            arguments: arguments
        ).map(exceptionRecord)
    }

    static func exceptionQuery(by index: String? = nil) -> String {
        "SELECT x.*, f.name AS file_name FROM exceptions x \(index.map { "INDEXED BY \($0) " } ?? "")"
            + "LEFT JOIN files f ON f.file = x.file"
    }

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
