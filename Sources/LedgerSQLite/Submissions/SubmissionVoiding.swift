import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession: VoidReader, VoidWriter {
    func voidSteps(ofSubmission id: Int) throws -> [VoidStep] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM void_steps WHERE submission = ? ORDER BY step", arguments: [id]
        ).map { row in
            let number: Int = row["step"]
            guard let kind = VoidStep.Kind(rawValue: row["kind"]) else {
                throw SQLiteLedger.broken("kind of void step \(number)")
            }
            var step = VoidStep(
                submission: row["submission"], kind: kind, at: Instant(seconds: row["at"]), by: row["by"],
                osUser: row["os_user"], note: row["note"])
            step.id = number
            return step
        }
    }

    func answered(inSubmission id: Int) throws -> (count: Int, first: Int64)? {
        guard let range = try serials(ofSubmission: id) else { return nil }
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT count(*), min(refund) FROM refund_states
                WHERE refund BETWEEN ? AND ? AND submission = ? AND answer IS NOT NULL
                """, arguments: [range.lowerBound, range.upperBound, id])
        guard let row, let first: Int64 = row[1] else { return nil }
        return (row[0], first)
    }

    func record(_ step: VoidStep) throws -> Int {
        try database.execute(
            sql: "INSERT INTO void_steps (submission, kind, at, by, os_user, note) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                step.submission, step.kind.rawValue, step.at.seconds, step.by, step.osUser, step.note,
            ])
        return Int(database.lastInsertedRowID)
    }

    func makeVoid(_ id: Int, at: Instant) throws -> (voided: RowSum, held: [Int64]) {
        let row = try Row.fetchOne(
            database,
            sql:
                "SELECT first_refund, last_refund, count FROM submissions WHERE submission = ? AND state = 'emitted'",
            arguments: [id])
        guard let row, let first: Int64 = row[0], let last: Int64 = row[1], let count: Int = row[2] else {
            throw SQLiteLedger.broken("submission \(id) is not emitted")
        }
        try database.execute(
            sql: """
                INSERT INTO voided (submission, refund) SELECT submission, refund FROM refund_states
                WHERE refund BETWEEN ? AND ? AND submission = ? AND status = 1 AND answer IS NULL ORDER BY refund
                """, arguments: [first, last, id])
        try demandChanges(count, "refunds of submission \(id) without an answer")
        try fundsVoided(id, at: at)
        try database.execute(
            sql: "UPDATE submissions SET state = 'void' WHERE submission = ?", arguments: [id])
        try database.execute(
            sql: """
                UPDATE refund_states SET status = 0, submission = NULL WHERE refund BETWEEN ? AND ? AND submission = ?
                """, arguments: [first, last, id])
        try demandChanges(count, "refunds of submission \(id)")
        let held = try holdOverdrawn(ofVoided: id)
        try countBack(id, first: first, last: last, at: at)
        return (try voidedSum(id), held)
    }

    /// What lost its cover while it was submitted was not held then. Few orders lack cover: their refunds are looked for in the submission.
    private func holdOverdrawn(ofVoided id: Int) throws -> [Int64] {
        let orders = try String.fetchAll(
            database,
            sql: """
                SELECT DISTINCT payment_id FROM exceptions INDEXED BY exceptions_open_by_code
                WHERE code = ? AND state <> 'resolved' AND payment_id IS NOT NULL
                """, arguments: [ExceptionCode.orderOverdrawn.rawValue])
        let hold = try statement(
            """
            UPDATE refund_states SET hold = hold | 1
            WHERE refund = ?1 AND EXISTS (SELECT 1 FROM voided WHERE submission = ?2 AND refund = ?1)
            """)
        var held: [Int64] = []
        for order in orders {
            try refunds(ofOrder: order) { serial in
                hold.bind(1, serial)
                hold.bind(2, id)
                if try hold.run() > 0 { held.append(serial) }
            }
        }
        return held.sorted()
    }

    private func countBack(_ id: Int, first: Int64, last: Int64, at: Instant) throws {
        let batches = try Row.fetchAll(
            database,
            sql: """
                SELECT b.batch, (SELECT count(*) FROM voided v WHERE v.submission = ? AND v.refund >= b.first_serial
                    AND v.refund < b.first_serial + b.accepted)
                FROM batches b WHERE b.outstanding > 0 AND b.first_serial <= ? AND b.first_serial + b.accepted > ?
                """, arguments: [id, last, first])
        for row in batches {
            let count: Int = row[1]
            if count == 0 { continue }
            try moved(batch: row[0], waiting: count, outstanding: -count, at: at)
            // The rest was declined meanwhile: what comes back leaves on a person's word only.
            try database.execute(
                sql: "UPDATE batches SET state = 'approval' WHERE batch = ? AND state = 'declined'",
                arguments: [row[0] as Int])
            // Its approval may have become void meanwhile.
            try holdWarned(ofBatch: row[0])
        }
    }

    private func voidedSum(_ id: Int) throws -> RowSum {
        var sum = RowSum()
        let rows = try Int64.fetchCursor(
            database, sql: "SELECT refund FROM voided WHERE submission = ? ORDER BY refund", arguments: [id])
        while let serial = try rows.next() { sum.add(voided: serial, from: id) }
        return sum
    }
}
