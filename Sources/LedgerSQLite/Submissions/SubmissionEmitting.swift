import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession {
    func emit(_ ids: [Int], at: Instant) throws {
        guard let lowest = ids.min(), let highest = ids.max() else { return }
        let list = ids.map(String.init).joined(separator: ", ")
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT min(first_refund), max(last_refund), sum(count) FROM submissions
                WHERE submission IN (\(list)) AND state = 'staged'
                """)
        guard let row, let first: Int64 = row[0], let last: Int64 = row[1], let count: Int = row[2] else {
            throw SQLiteLedger.broken("submissions \(list)")
        }
        let counts = try countByBatch(first: first, last: last, submissions: lowest...highest, list: list)
        guard counts.reduce(0, { $0 + $1.count }) == count else {
            throw SQLiteLedger.broken("the batches of submissions \(list)")
        }
        try database.execute(
            sql: """
                UPDATE submissions SET state = 'emitted', emitted_at = ?
                WHERE submission IN (\(list)) AND state = 'staged'
                """, arguments: [at.seconds])
        try demandChanges(ids.count, "emitting submissions \(list)")
        try database.execute(
            sql: """
                UPDATE refund_states SET status = 1
                WHERE refund BETWEEN ? AND ? AND submission IN (\(list)) AND status = 0
                """, arguments: [first, last])
        try demandChanges(count, "refunds of submissions \(list)")
        try fundsLeft(withSubmissions: list, batches: counts.map(\.batch), at: at)
        for (batch, moved) in counts {
            try self.moved(batch: batch, waiting: -moved, outstanding: moved, at: at)
        }
    }

    /// How many refunds of the submissions each batch has.
    private func countByBatch(
        first: Int64, last: Int64, submissions: ClosedRange<Int>, list: String
    ) throws -> [(batch: Int, count: Int)] {
        let batches = try Row.fetchAll(
            database,
            sql: """
                SELECT batch, first_serial, accepted FROM batches
                WHERE waiting > 0 AND first_serial <= ? AND first_serial + accepted > ? ORDER BY first_serial
                """, arguments: [last, first])
        let row = try statement(
            """
            SELECT count(*) FROM refund_states
            WHERE refund >= ? AND refund < ? AND submission BETWEEN \(submissions.lowerBound)
                AND \(submissions.upperBound) AND submission IN (\(list))
            """)
        return try batches.compactMap { batch in
            defer { row.reset() }
            let serial: Int64 = batch["first_serial"]
            row.bind(1, serial)
            row.bind(2, serial + (batch["accepted"] as Int64))
            guard try row.step() else { throw SQLiteLedger.broken("refunds of submissions \(list)") }
            return row.int(0) == 0 ? nil : (batch["batch"], row.int(0))
        }
    }
}
