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
        try tally.add(
            \.madeVoid,
            Row.fetchAll(
                database,
                sql: """
                    SELECT t.lane, sum(t.count), sum(t.amount)
                    FROM void_steps v CROSS JOIN submission_totals t ON t.submission = v.submission
                    WHERE v.kind = 'confirm' AND v.at >= ? AND v.at < ? GROUP BY t.lane
                    """, arguments: period))
        try addAnswers(period, to: &tally)
        try addResolutions(period, to: &tally)
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

    /// The first answer of this file or a later one, and of those that were resolved in between. Answers have no index by file: their numbers and their
    /// files go up together.
    func firstAnswer(fromFile file: Int) throws -> Int64 {
        var low: Int64 = 1
        let end = (try Int64.fetchOne(database, sql: "SELECT max(answer) FROM answers") ?? 0) + 1
        var high = end
        let row = try statement(
            "SELECT file FROM answers WHERE answer >= ? AND file IS NOT NULL ORDER BY answer LIMIT 1")
        while low < high {
            let middle = low + (high - low) / 2
            row.bind(1, middle)
            // Behind the last file's answers there may be resolved ones.
            if try row.step(), row.int(0) < file { low = middle + 1 } else { high = middle }
            row.reset()
        }
        return low
    }

    /// What two people resolved in the period.
    private func addResolutions(_ period: StatementArguments, to tally: inout LaneTally) throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT r.lane, count(*), sum(r.amount), a.effect
                FROM exception_steps t CROSS JOIN answers a ON a.file IS NULL AND a.line = t.step
                    CROSS JOIN refunds r ON r.refund = a.refund
                WHERE t.kind = 'confirm' AND t.at >= ? AND t.at < ? GROUP BY r.lane, a.effect
                """, arguments: period)
        for row in rows {
            switch AnswerEffect(rawValue: row[3]) {
            case .resolvedPaid: try tally.add(\.succeeded, [row])
            case .resolvedRefused: try tally.add(\.failedByBank, [row])
            case .reversed: try tally.add(\.reversed, [row])
            case .reapplied: try tally.add(\.reapplied, [row])
            case .amended, .acknowledged, .paid, .refused, .queryNumber, nil: break
            }
        }
    }

    /// Waiting and outstanding at both ends, without batches that were over before the start.
    private func addStanding(from start: Instant, to end: Instant, to tally: inout LaneTally) throws {
        let batches = try Row.fetchAll(
            database,
            sql: """
                SELECT accepted_at, first_serial, accepted FROM batches
                WHERE accepted > 0 AND (waiting > 0 OR outstanding > 0 OR moved_at >= ?) ORDER BY batch
                """, arguments: [start.seconds])
        let times = SubmissionTimes(
            emitted: try times("SELECT submission, emitted_at FROM submissions WHERE emitted_at IS NOT NULL"),
            voided: try times("SELECT submission, at FROM void_steps WHERE kind = 'confirm'"))
        for batch in batches {
            let first: Int64 = batch["first_serial"]
            try visitLives(first..<(first + (batch["accepted"] as Int64)), batch["accepted_at"], times) {
                lane, amount, life in
                let counts = [
                    (\LaneFigures.waitingAtStart, life.waiting(at: start.seconds)),
                    (\.outstandingAtStart, life.outstanding(at: start.seconds)),
                    (\.waiting, life.waiting(at: end.seconds)),
                    (\.outstanding, life.outstanding(at: end.seconds)),
                    (\.refundsReversed, life.count(of: .reversed, from: start.seconds, to: end.seconds)),
                    (\.refundsReapplied, life.count(of: .reapplied, from: start.seconds, to: end.seconds)),
                ]
                for (side, count) in counts where count != 0 {
                    try tally.add(side, lane: lane, count: count, amount: Int64(count) * amount)
                }
            }
        }
    }

    /// When each submission left, and when each was made void.
    private struct SubmissionTimes {
        var emitted: [Int: Int64]
        var voided: [Int: Int64]
    }

    private func times(_ sql: String) throws -> [Int: Int64] {
        var times: [Int: Int64] = [:]
        let rows = try Row.fetchCursor(database, sql: sql)
        while let row = try rows.next() { times[row[0]] = row[1] }
        return times
    }

    private func visitLives(
        _ range: Range<Int64>, _ accepted: Int64, _ times: SubmissionTimes,
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
        let voided = try MergeCursor(
            """
            SELECT refund, submission FROM voided
            WHERE refund >= \(range.lowerBound) AND refund < \(range.upperBound) ORDER BY refund, submission
            """, on: database)
        let answers = try AnswerChain(self)
        while try row.step() {
            let serial = row.int64(0)
            var life = RefundLife(accepted: accepted, closed: row.isNull(5) ? nil : row.int64(5))
            while try voided.stands(at: serial, stray: { _ in }) {
                let submission = voided.row.int(1)
                if let emitted = times.emitted[submission] { life.emittedBefore.append(emitted) }
                if let void = times.voided[submission] { life.voided.append(void) }
                try voided.next()
            }
            if !row.isNull(3) { life.emitted = times.emitted[row.int(3)] }
            if !row.isNull(4) { life.moves = try answers.moves(upTo: row.int64(4), of: serial) }
            try visit(row.int(1), row.int64(2), life)
        }
    }
}

/// When a refund moved, in seconds.
private struct RefundLife {
    var accepted: Int64
    var closed: Int64?
    var emitted: Int64?
    /// In submissions that were made void, and when they were.
    var emittedBefore: [Int64] = []
    var voided: [Int64] = []
    var moves = AnswerChain.Moves()

    init(accepted: Int64, closed: Int64?) {
        self.accepted = accepted
        self.closed = closed
    }

    func waiting(at moment: Int64) -> Int {
        Self.passed(accepted, moment) - Self.passed(closed ?? emitted, moment) - away(at: moment)
    }

    /// What is resolved after it was finished makes it outstanding no more.
    func outstanding(at moment: Int64) -> Int {
        Self.passed(emitted, moment) - Self.passed(moves.finishedAt, moment) + away(at: moment)
    }

    /// How often it had left in a submission that was made void later.
    private func away(at moment: Int64) -> Int {
        if voided.isEmpty { return 0 }
        return emittedBefore.reduce(0) { $0 + Self.passed($1, moment) }
            - voided.reduce(0) { $0 + Self.passed($1, moment) }
    }

    func count(of effect: AnswerEffect, from start: Int64, to end: Int64) -> Int {
        moves.turns.count { $0.effect == effect && start <= $0.at && $0.at < end }
    }

    private static func passed(_ event: Int64?, _ moment: Int64) -> Int {
        event.map { $0 < moment ? 1 : 0 } ?? 0
    }
}
