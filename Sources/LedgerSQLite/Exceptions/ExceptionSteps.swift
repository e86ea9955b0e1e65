import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession: ExceptionReader {
    func steps(ofException id: Int) throws -> [ExceptionStep] {
        try exceptionSteps("WHERE t.exception = \(id)")
    }

    func exceptionSteps(openOnly: Bool) throws -> [ExceptionStep] {
        try exceptionSteps(
            openOnly
                ? """
                WHERE t.exception IN (SELECT exception FROM exceptions INDEXED BY exceptions_open WHERE state <> 'resolved')
                """ : ""
        )
    }

    func exceptionSteps(_ selection: String) throws -> [ExceptionStep] {
        try Row.fetchAll(database, sql: "SELECT t.* FROM exception_steps t \(selection) ORDER BY t.step").map(
            exceptionStep)
    }

    func exceptionStep(_ row: Row) throws -> ExceptionStep {
        let id: Int = row["step"]
        guard let kind = ExceptionStep.Kind(rawValue: row["kind"]) else {
            throw SQLiteLedger.broken("kind of exception step \(id)")
        }
        var step = ExceptionStep(
            exception: row["exception"], kind: kind, at: Instant(seconds: row["at"]), by: row["by"],
            osUser: row["os_user"], assignee: row["assignee"], action: row["action"], note: row["note"])
        step.id = id
        return step
    }

    func record(_ step: ExceptionStep) throws -> Int {
        try database.execute(
            sql: """
                INSERT INTO exception_steps (exception, kind, at, by, os_user, assignee, action, note)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                step.exception, step.kind.rawValue, step.at.seconds, step.by, step.osUser, step.assignee,
                step.action, step.note,
            ])
        let number = Int(database.lastInsertedRowID)
        switch step.kind {
        case .assign, .comment: break
        case .propose: try move(step.exception, from: "open", to: "proposed")
        case .withdraw: try move(step.exception, from: "proposed", to: "open")
        case .confirm: try move(step.exception, from: "proposed", to: "resolved", at: step.at)
        }
        return number
    }

    private func move(_ exception: Int, from: String, to: String, at: Instant? = nil) throws {
        try database.execute(
            sql: "UPDATE exceptions SET state = ?, closed_at = ? WHERE exception = ? AND state = ?",
            arguments: [to, at?.seconds, exception, from])
        try demandChanges(1, "exception \(exception), \(from) to \(to)")
    }

    func liftPaidByHand(_ serial: Int64) throws -> Bool {
        try database.execute(
            sql: """
                UPDATE refund_states SET hold = hold & ~2
                WHERE refund = ? AND status = 0 AND submission IS NULL AND hold & 2 = 2
                """, arguments: [serial])
        return database.changesCount == 1
    }
}
