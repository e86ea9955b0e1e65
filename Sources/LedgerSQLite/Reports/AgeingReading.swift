import GRDB
import Ledger
import Refunds

/// What waits for the bank's word. Batches that are over are never looked at.
extension SQLiteSession: AgeingReader {
    func outstandingSubmissions() throws -> [OutstandingSubmission] {
        let batches = try Row.fetchAll(
            database,
            sql: """
                SELECT first_serial, first_serial + accepted FROM batches
                WHERE (waiting > 0 OR outstanding > 0) AND outstanding > 0 ORDER BY batch
                """)
        let row = try RawStatement(
            """
            SELECT s.refund, s.submission, r.lane, r.amount FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund
            WHERE s.refund >= ? AND s.refund < ? AND s.status = 1 ORDER BY s.refund
            """, on: database)
        var found: [Int: OutstandingTally] = [:]
        for batch in batches {
            defer { row.reset() }
            row.bind(1, batch[0] as Int64)
            row.bind(2, batch[1] as Int64)
            while try row.step() {
                found[row.int(1), default: OutstandingTally()]
                    .add(row.int64(0), lane: row.int(2), amount: row.int64(3))
            }
        }
        return try found.sorted { $0.key < $1.key }.map { try outstanding($0.key, $0.value) }
    }

    private func outstanding(_ id: Int, _ tally: OutstandingTally) throws -> OutstandingSubmission {
        let emitted = try Row.fetchOne(
            database,
            sql:
                "SELECT channel, coalesce(left_at, emitted_at) AS left FROM submissions WHERE submission = ?",
            arguments: [id])
        guard let emitted, let at: Int64 = emitted["left"] else {
            throw SQLiteLedger.broken("submission \(id)")
        }
        let sums = try tally.lanes.map {
            LaneSum(lane: try lane($0.key), count: $0.value.0, amount: $0.value.1)
        }
        return OutstandingSubmission(
            id: id, channel: try channelName(emitted["channel"]), emittedAt: Instant(seconds: at),
            sums: sums.sorted { $0.lane < $1.lane }, serials: tally.serials)
    }

    func outstandingRefunds(
        of submission: OutstandingSubmission, _ visit: (RefundRecord) throws -> Void
    ) throws {
        // The narrow table finds them: between a submission's refunds may stand as many of others.
        let serial = try RawStatement(
            """
            SELECT refund FROM refund_states WHERE refund BETWEEN ? AND ? AND status = 1 AND submission = ? ORDER BY refund
            """, on: database)
        let row = try RawStatement(RefundQuery.one, on: database)
        let rows = try RefundRows(self)
        for range in submission.serials {
            defer { serial.reset() }
            serial.bind(1, range.lowerBound)
            serial.bind(2, range.upperBound)
            serial.bind(3, submission.id)
            while try serial.step() {
                defer { row.reset() }
                row.bind(1, serial.int64(0))
                guard try row.step() else { throw SQLiteLedger.broken("refund \(serial.int64(0))") }
                try visit(try rows.record(row))
            }
        }
    }

    func unnumberedRefunds(channels: [String], _ visit: (UnnumberedRefund) throws -> Void) throws {
        let lanes = try lanes()
        let asked = lanes.filter { channels.contains($0.value.channel) }.keys.sorted()
        let row = try RawStatement(
            """
            SELECT s.refund, r.lane, r.amount, s.answer
            FROM refund_states s CROSS JOIN answers a ON a.answer = s.answer CROSS JOIN refunds r ON r.refund = s.refund
            WHERE s.status = 2 AND s.lane IN (\(asked.map(String.init).joined(separator: ", "))) AND a.query_number = ''
            ORDER BY s.refund
            """, on: database)
        let answers = try AnswerChain(self)
        while try row.step() {
            var isNumbered = false
            var paidAt: Int64?
            try answers.visit(upTo: row.int64(3), of: row.int64(0)) { answer in
                if !answer.text(AnswerColumn.queryNumber).isEmpty { isNumbered = true }
                let effect = AnswerEffect(rawValue: answer.int(AnswerColumn.effect))
                if paidAt == nil, effect?.event != nil { paidAt = answer.int64(AnswerColumn.at) }
            }
            if isNumbered { continue }
            guard let lane = lanes[row.int(1)], let paidAt else {
                throw SQLiteLedger.broken("refund \(row.int64(0))")
            }
            try visit(
                UnnumberedRefund(
                    serial: row.int64(0), lane: lane, amount: row.int64(2),
                    succeededAt: Instant(seconds: paidAt)))
        }
    }
}

/// What of one submission has no answer, while it is found.
private struct OutstandingTally {
    var lanes: [Int: (Int, Int128)] = [:]
    var serials: [ClosedRange<Int64>] = []

    /// So many refunds of others are rather passed over than a new range begun: there may be many small batches.
    private static let widestGap: Int64 = 4096

    mutating func add(_ serial: Int64, lane: Int, amount: Int64) {
        lanes[lane, default: (0, 0)].0 += 1
        lanes[lane, default: (0, 0)].1 += Int128(amount)
        if let last = serials.last, serial - last.upperBound <= Self.widestGap, serial > last.upperBound {
            serials[serials.count - 1] = last.lowerBound...serial
        } else {
            serials.append(serial...serial)
        }
    }
}
