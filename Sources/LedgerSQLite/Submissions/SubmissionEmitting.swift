import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession {
    func emit(_ id: Int, at: Instant) throws {
        let row = try Row.fetchOne(
            database, sql: "SELECT first_refund, last_refund, count FROM submissions WHERE submission = ?",
            arguments: [id])
        guard let row else { throw SQLiteLedger.broken("submission \(id)") }
        let first: Int64 = row["first_refund"]
        let last: Int64 = row["last_refund"]
        let counts = try countByBatch(first: first, last: last, submission: id)
        guard counts.reduce(0, { $0 + $1.count }) == row["count"] as Int else {
            throw SQLiteLedger.broken("the batches of submission \(id)")
        }
        try database.execute(
            sql: """
                UPDATE submissions SET state = 'emitted', emitted_at = ? WHERE submission = ? AND state = 'staged'
                """, arguments: [at.seconds, id])
        try demandChanges(1, "emitting submission \(id)")
        try database.execute(
            sql: """
                UPDATE refund_states SET status = 1
                WHERE refund BETWEEN ? AND ? AND submission = ? AND status = 0
                """, arguments: [first, last, id])
        try demandChanges(row["count"], "refunds of submission \(id)")
        for (batch, count) in counts {
            try moved(batch: batch, waiting: -count, outstanding: count, at: at)
        }
    }

    /// How many refunds of the submission each batch has. Both lists go up by serial.
    private func countByBatch(first: Int64, last: Int64, submission: Int) throws -> [(batch: Int, count: Int)]
    {
        let batches = try Row.fetchAll(
            database,
            sql: """
                SELECT batch, first_serial, accepted FROM batches
                WHERE waiting > 0 AND first_serial <= ? AND first_serial + accepted > ? ORDER BY first_serial
                """, arguments: [last, first])
        let row = try statement(
            "SELECT count(*) FROM refund_states WHERE refund >= ? AND refund < ? AND submission = ?")
        return try batches.compactMap { batch in
            defer { row.reset() }
            let serial: Int64 = batch["first_serial"]
            row.bind(1, serial)
            row.bind(2, serial + (batch["accepted"] as Int64))
            row.bind(3, submission)
            guard try row.step() else { throw SQLiteLedger.broken("refunds of submission \(submission)") }
            return row.int(0) == 0 ? nil : (batch["batch"], row.int(0))
        }
    }
}
