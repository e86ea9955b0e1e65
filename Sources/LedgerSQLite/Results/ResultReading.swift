import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession: ResultReader {
    func answered(_ serials: [Int64]) throws -> [AnsweredRefund?] {
        var found = [AnsweredRefund?](repeating: nil, count: serials.count)
        var emitted: [Int: Bool] = [:]
        let row = try statement(
            """
            SELECT s.status, s.failure, s.submission, s.answer, s.lane, r.amount, s.paid
            FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund WHERE s.refund = ?
            """)
        let answers = try AnswerChain(self)
        _ = try lanes()
        let order = SerialOrder.of(serials.count) { serials[$0] }
        for index in order {
            row.reset()
            row.bind(1, serials[index])
            if try row.step() { found[index] = try answeredRefund(row, serials[index], answers, &emitted) }
        }
        row.reset()
        return found
    }

    private func answeredRefund(
        _ row: RawStatement, _ serial: Int64, _ answers: AnswerChain, _ emitted: inout [Int: Bool]
    ) throws -> AnsweredRefund {
        guard let status = RefundStatus(number: row.int(0)), let lane = names.laneKeys[row.int(4)] else {
            throw SQLiteLedger.broken("refund \(serial)")
        }
        let submission = row.isNull(2) ? nil : row.int(2)
        var record = AnsweredRefund(
            serial: serial, status: status, failure: row.isNull(1) ? nil : RefundFailure(number: row.int(1)),
            amount: row.int64(5), currency: lane.currency, exponent: lane.exponent, channel: lane.channel,
            submission: submission,
            isEmitted: try submission.map { try isEmitted($0, &emitted) } ?? false,
            isAcknowledged: false, queryNumber: "", paid: row.isNull(6) ? nil : row.int64(6))
        guard !row.isNull(3) else { return record }
        try answers.visit(upTo: row.int64(3), of: serial) { answer in
            if answer.int(AnswerColumn.effect) == AnswerEffect.acknowledged.rawValue {
                record.isAcknowledged = true
            }
            // Also of one that is only acknowledged: it is told as the refund's, so another one contradicts it.
            if record.queryNumber.isEmpty {
                record.queryNumber = answer.text(AnswerColumn.queryNumber)
            }
        }
        return record
    }

    private func isEmitted(_ submission: Int, _ known: inout [Int: Bool]) throws -> Bool {
        if let answer = known[submission] { return answer }
        let state = try String.fetchOne(
            database, sql: "SELECT state FROM submissions WHERE submission = ?", arguments: [submission])
        guard let state else { throw SQLiteLedger.broken("submission \(submission)") }
        let answer = state == SubmissionState.emitted.rawValue
        known[submission] = answer
        return answer
    }

    func resultCounts(ofFile file: Int) throws -> ResultCounts? {
        try Row.fetchOne(database, sql: "SELECT * FROM results WHERE file = ?", arguments: [file]).map {
            var counts = ResultCounts()
            counts.records = $0["records"]
            counts.applied = $0["applied"]
            counts.alreadyKnown = $0["already_known"]
            counts.exceptions = $0["exceptions"]
            return counts
        }
    }
}
