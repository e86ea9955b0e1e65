import GRDB
import Ledger
import Refunds

/// What moved in a period, the start in it and the end not. Waiting and outstanding at a moment are, refund by refund, what had come before it less what
/// had left before it; so each line ties out even when `--now` ran backwards.
extension SQLiteSession {
    func flow(from start: Instant, to end: Instant) throws -> [LaneFigures] {
        var tally = LaneTally(lanes: try lanes())
        let bounds = [start.seconds, end.seconds]
        let period = StatementArguments(bounds)
        try tally.add(
            \.accepted,
            Row.fetchAll(
                database,
                sql: """
                    SELECT t.lane, sum(t.count), sum(t.amount) FROM batches b CROSS JOIN batch_totals t ON t.batch = b.batch
                    WHERE b.accepted_at >= ? AND b.accepted_at < ? GROUP BY t.lane
                    """, arguments: period))
        try tally.add(\.cancelled, closingTotals(.cancelled, "c.at >= ? AND c.at < ?", bounds))
        try tally.add(\.declined, closingTotals(.declined, "c.at >= ? AND c.at < ?", bounds))
        try tally.add(
            \.insufficientFunds, closingTotals(.insufficientFunds, "c.at >= ? AND c.at < ?", bounds))
        try tally.add(
            \.sent,
            Row.fetchAll(
                database,
                sql: """
                    SELECT t.lane, sum(t.count), sum(t.amount)
                    FROM submissions u CROSS JOIN submission_totals t ON t.submission = u.submission
                    WHERE u.emitted_at >= ? AND u.emitted_at < ? GROUP BY t.lane
                    """, arguments: period))
        try addAnswers(period, to: &tally)
        try addStanding(from: start, to: end, to: &tally)
        return tally.sorted
    }

    private func addAnswers(_ period: StatementArguments, to tally: inout LaneTally) throws {
        let files = try Int.fetchAll(
            database, sql: "SELECT file FROM results WHERE at >= ? AND at < ?", arguments: period)
        for file in files {
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT r.lane, count(*), sum(r.amount), a.effect FROM answers a CROSS JOIN refunds r ON r.refund = a.refund
                    WHERE a.answer >= ? AND a.answer < ? AND a.effect IN (2, 3) GROUP BY r.lane, a.effect
                    """, arguments: [try firstAnswer(fromFile: file), try firstAnswer(fromFile: file + 1)])
            try tally.add(\.succeeded, rows.filter { $0[3] == AnswerEffect.paid.rawValue })
            try tally.add(\.failedByBank, rows.filter { $0[3] == AnswerEffect.refused.rawValue })
        }
    }

    /// The first answer of this file or a later one. Answers have no index by file: their numbers and their files go up together.
    func firstAnswer(fromFile file: Int) throws -> Int64 {
        var low: Int64 = 1
        var high = (try Int64.fetchOne(database, sql: "SELECT max(answer) FROM answers") ?? 0) + 1
        let row = try statement("SELECT file FROM answers WHERE answer = ?")
        while low < high {
            let middle = low + (high - low) / 2
            row.bind(1, middle)
            guard try row.step() else { throw SQLiteLedger.broken("answer \(middle)") }
            if row.int(0) < file { low = middle + 1 } else { high = middle }
            row.reset()
        }
        return low
    }

    /// Waiting and outstanding at both ends, without batches that were over before the start.
    private func addStanding(from start: Instant, to end: Instant, to tally: inout LaneTally) throws {
        let batches = try Row.fetchAll(
            database,
            sql: """
                SELECT accepted_at, first_serial, accepted FROM batches
                WHERE accepted > 0 AND (waiting > 0 OR outstanding > 0 OR moved_at >= ?) ORDER BY batch
                """, arguments: [start.seconds])
        let emissions = try emissionTimes()
        for batch in batches {
            let first: Int64 = batch["first_serial"]
            try visitLives(first..<(first + (batch["accepted"] as Int64)), batch["accepted_at"], emissions) {
                lane, amount, life in
                let counts = [
                    (\LaneFigures.waitingAtStart, life.waiting(at: start.seconds)),
                    (\.outstandingAtStart, life.outstanding(at: start.seconds)),
                    (\.waiting, life.waiting(at: end.seconds)),
                    (\.outstanding, life.outstanding(at: end.seconds)),
                ]
                for (side, count) in counts where count != 0 {
                    try tally.add(side, lane: lane, count: count, amount: Int64(count) * amount)
                }
            }
        }
    }

    private func emissionTimes() throws -> [Int: Int64] {
        var times: [Int: Int64] = [:]
        let rows = try Row.fetchCursor(
            database, sql: "SELECT submission, emitted_at FROM submissions WHERE emitted_at IS NOT NULL")
        while let row = try rows.next() { times[row[0]] = row[1] }
        return times
    }

    private func visitLives(
        _ range: Range<Int64>, _ accepted: Int64, _ emissions: [Int: Int64],
        _ visit: (_ lane: Int, _ amount: Int64, _ life: RefundLife) throws -> Void
    ) throws {
        let row = try RawStatement(
            """
            SELECT s.refund, r.lane, r.amount, s.submission, s.answer, c.at FROM refund_states s
            CROSS JOIN refunds r ON r.refund = s.refund LEFT JOIN closings c ON c.refund = s.refund
            WHERE s.refund >= ? AND s.refund < ?
            """, on: database)
        row.bind(1, range.lowerBound)
        row.bind(2, range.upperBound)
        let answers = try AnswerChain(self)
        while try row.step() {
            let life = RefundLife(
                accepted: accepted, closed: row.isNull(5) ? nil : row.int64(5),
                emitted: row.isNull(3) ? nil : emissions[row.int(3)],
                finished: row.isNull(4)
                    ? nil : try answers.final(upTo: row.int64(4), of: row.int64(0))?.at)
            try visit(row.int(1), row.int64(2), life)
        }
    }
}

/// When a refund moved, in seconds.
private struct RefundLife {
    var accepted: Int64
    var closed: Int64?
    var emitted: Int64?
    var finished: Int64?

    func waiting(at moment: Int64) -> Int {
        Self.passed(accepted, moment) - Self.passed(closed ?? emitted, moment)
    }

    func outstanding(at moment: Int64) -> Int { Self.passed(emitted, moment) - Self.passed(finished, moment) }

    private static func passed(_ event: Int64?, _ moment: Int64) -> Int {
        event.map { $0 < moment ? 1 : 0 } ?? 0
    }
}
