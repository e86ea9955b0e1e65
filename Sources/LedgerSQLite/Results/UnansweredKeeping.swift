import GRDB
import Ledger
import Refunds
import Rules

/// Submitted refunds without an answer. Only batches with something outstanding and submissions old enough are looked at.
extension SQLiteSession {
    func hasOpenUnanswered() throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM exceptions INDEXED BY exceptions_open_by_code
                    WHERE code = 'UNANSWERED' AND state <> 'resolved')
                """)
            ?? false
    }

    func outstandingChannels() throws -> [String] {
        let lanes = try lanes()
        let found = try Int.fetchAll(
            database,
            sql: """
                SELECT DISTINCT t.lane FROM batches b CROSS JOIN batch_totals t ON t.batch = b.batch
                WHERE (b.waiting > 0 OR b.outstanding > 0) AND b.outstanding > 0
                """)
        return Set(found.compactMap { lanes[$0]?.channel }).sorted()
    }

    func hasOutstanding(channel: String, submittedBefore: Instant) throws -> Bool {
        var found = false
        try outstanding(channel, submittedBefore, stopAtFirst: true) { _, _ in found = true }
        return found
    }

    func unanswered(
        channel: String, submittedBefore: Instant, homeNumber: Int, _ visit: (RefundRecord) throws -> Void
    ) throws {
        let known = try statement(
            """
            SELECT 1 FROM exceptions INDEXED BY exceptions_unanswered
            WHERE code = 'UNANSWERED' AND refund_id = ? AND json_extract(ours, '$.submission') = ?
            """)
        var serials: [Int64] = []
        try outstanding(channel, submittedBefore, stopAtFirst: false) { serial, submission in
            known.bind(1, RefundID.text(home: homeNumber, serial: serial))
            known.bind(2, String(submission))
            defer { known.reset() }
            if try !known.step() { serials.append(serial) }
        }
        for serial in serials {
            guard let record = try refund(serial) else { throw SQLiteLedger.broken("refund \(serial)") }
            try visit(record)
        }
    }

    private func outstanding(
        _ channel: String, _ before: Instant, stopAtFirst: Bool,
        _ visit: (_ serial: Int64, _ submission: Int) throws -> Void
    ) throws {
        guard let number = try self.channel(named: channel) else { return }
        let batches = try Row.fetchAll(
            database,
            sql:
                "SELECT first_serial, first_serial + accepted FROM batches WHERE (waiting > 0 OR outstanding > 0) AND outstanding > 0 ORDER BY batch"
        )
        guard let lowest: Int64 = batches.first?[0] else { return }
        let old = try Int.fetchAll(
            database,
            sql: """
                SELECT submission FROM submissions
                WHERE channel = ? AND coalesce(left_at, emitted_at) < ? AND state = 'emitted' AND last_refund >= ? ORDER BY submission
                """, arguments: [number, before.seconds, lowest])
        if old.isEmpty { return }
        let row = try RawStatement(
            """
            SELECT refund, submission FROM refund_states
            WHERE refund >= ? AND refund < ? AND status = 1 AND submission IN (\(old.map(String.init).joined(separator: ", ")))
            ORDER BY refund
            """, on: database)
        for batch in batches {
            defer { row.reset() }
            row.bind(1, batch[0] as Int64)
            row.bind(2, batch[1] as Int64)
            while try row.step() {
                try visit(row.int64(0), row.int(1))
                if stopAtFirst { return }
            }
        }
    }

    func closeUnanswered(refundID: String, at: Instant) throws -> [Int] {
        try closeUnanswered(by: "exceptions_unanswered", "refund_id", refundID, at: at)
    }

    func closeUnanswered(submission: Int, at: Instant) throws -> [Int] {
        // A refund leaves a submission when it is made void, and then these are closed: so they are those of its refunds.
        try closeUnanswered(
            by: "exceptions_by_submission", Schema.submissionOfException, String(submission), at: at)
    }

    private func closeUnanswered(
        by index: String, _ key: String, _ value: String, at: Instant
    ) throws -> [Int] {
        let find = try statement(
            """
            SELECT exception FROM exceptions INDEXED BY \(index)
            WHERE code = 'UNANSWERED' AND \(key) = ? AND state <> 'resolved' ORDER BY exception
            """)
        find.bind(1, value)
        var open: [Int] = []
        while try find.step() { open.append(find.int(0)) }
        // Before anything is written: a cursor left open has its place saved at every write.
        find.reset()
        if open.isEmpty { return [] }
        let close = try statement(
            "UPDATE exceptions SET state = 'resolved', closed_at = ? WHERE exception = ?")
        for id in open {
            close.bind(1, at.seconds)
            close.bind(2, id)
            try close.runOnce("exception \(id)")
        }
        return open
    }
}
