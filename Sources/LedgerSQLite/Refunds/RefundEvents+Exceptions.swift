import GRDB
import Ledger
import Refunds
import Rules

/// Exceptions in a refund's life: that they were opened, for which row of which file, and who dismissed them.
extension SQLiteSession {
    /// A list for each exception that moved nothing, in the order in which they were opened. What a resolution did is told where it moved the refund.
    func exceptionEvents(of serial: Int64) throws -> [[RefundEventRecord]] {
        guard let home = try setting("home_number").flatMap({ Int($0) }) else { return [] }
        let id = RefundID.text(home: home, serial: serial)
        let listing = "x.exception IN (SELECT exception FROM exception_refunds WHERE refund = \(serial))"
        return try openings("x.refund_id = '\(id)' OR \(listing)").compactMap { exception, opened in
            let steps = try steps(ofException: exception)
            guard let last = steps.last(where: { $0.kind == .confirm }) else { return [opened] }
            if last.action == "dismiss" {
                return try [opened] + proposal(exception, before: last.id) + [Self.told(last, "dismissed")]
            }
            return try moved(serial, by: last) ? nil : [opened]
        }
    }

    /// Whether a confirmation moved the refund: one that its exception lists may have moved before.
    private func moved(_ serial: Int64, by step: ExceptionStep) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT NOT EXISTS (SELECT 1 FROM exception_refunds WHERE exception = ?1)
                    OR EXISTS (SELECT 1 FROM answers INDEXED BY answers_resolved WHERE file IS NULL AND line = ?2 AND refund = ?3)
                """, arguments: [step.exception, step.id, serial]) ?? true
    }

    /// The exceptions of a condition over `exceptions x`, by number: how each was opened.
    func openings(_ condition: String) throws -> [(exception: Int, event: RefundEventRecord)] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT x.exception, x.code, x.opened_at, f.name, x.line, f.by
                FROM exceptions x LEFT JOIN files f ON f.file = x.file WHERE \(condition) ORDER BY x.exception
                """
        ).map { row in
            let (id, code): (Int, String) = (row[0], row[1])
            var opened = RefundEventRecord(
                at: Instant(seconds: row[2]), event: "exception", by: row[5], file: row[3], line: row[4])
            opened.note = BilingualText("\(code), exception \(id)", "\(code)，异常 \(id)")
            return (id, opened)
        }
    }

    static func told(_ step: ExceptionStep, _ event: String) -> RefundEventRecord {
        var told = RefundEventRecord(at: step.at, event: event, by: step.by)
        let id = step.exception
        told.note = BilingualText("exception \(id): \(step.note)", "异常 \(id)：\(step.note)")
        return told
    }
}
