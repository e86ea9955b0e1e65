import GRDB
import Ledger
import Refunds

/// The cohort: what was accepted in a period, as it stands now. Each side comes from its own table:
/// - accepted: the batches' totals at acceptance;
/// - cancelled, declined, insufficient funds: the closings;
/// - sent: the control totals of each emitted submission that took refunds of the cohort, less its refunds of other batches;
/// - succeeded, failed by the bank, reversed: the answers;
/// - waiting (pending, sealed or not), outstanding: the refunds.
extension SQLiteSession {
    func cohort(from start: Instant, to end: Instant) throws -> [LaneFigures] {
        let batches = try Row.fetchAll(
            database,
            sql: """
                SELECT batch, first_serial, accepted FROM batches WHERE accepted_at >= ? AND accepted_at < ? AND accepted > 0
                ORDER BY first_serial
                """, arguments: [start.seconds, end.seconds])
        var tally = LaneTally(lanes: try lanes())
        var ranges: [Range<Int64>] = []
        var submissions: Set<Int> = []
        for batch in batches {
            let first: Int64 = batch["first_serial"]
            let range = first..<(first + (batch["accepted"] as Int64))
            ranges.append(range)
            try tally.add(
                \.accepted,
                Row.fetchAll(
                    database, sql: "SELECT lane, count, amount FROM batch_totals WHERE batch = ?",
                    arguments: [batch["batch"] as Int]))
            let bounds = [range.lowerBound, range.upperBound]
            let inside = "c.refund >= ? AND c.refund < ?"
            try tally.add(\.cancelled, closingTotals(.cancelled, inside, bounds))
            try tally.add(\.declined, closingTotals(.declined, inside, bounds))
            try tally.add(\.insufficientFunds, closingTotals(.insufficientFunds, inside, bounds))
            try addStanding(range, to: &tally, submissions: &submissions)
        }
        for submission in submissions.sorted() { try addSent(submission, within: ranges, to: &tally) }
        return tally.sorted
    }

    /// Where the refunds of one batch stand, and which submissions they are in.
    private func addStanding(
        _ range: Range<Int64>, to tally: inout LaneTally, submissions: inout Set<Int>
    ) throws {
        let row = try RawStatement(
            """
            SELECT s.refund, r.lane, r.amount, s.status, s.submission, s.answer
            FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund WHERE s.refund >= ? AND s.refund < ?
            """, on: database)
        row.bind(1, range.lowerBound)
        row.bind(2, range.upperBound)
        let answers = try AnswerChain(self)
        while try row.step() {
            let lane = row.int(1)
            let amount = row.int64(2)
            switch RefundStatus(number: row.int(3)) {
            case .pending: try tally.add(\.waiting, lane: lane, count: 1, amount: amount)
            case .submitted: try tally.add(\.outstanding, lane: lane, count: 1, amount: amount)
            case .succeeded, .failed: break
            case nil: throw SQLiteLedger.broken("status of refund \(row.int64(0))")
            }
            if !row.isNull(4) { submissions.insert(row.int(4)) }
            guard !row.isNull(5),
                let last = try answers.moves(upTo: row.int64(5), of: row.int64(0)).last
            else { continue }
            switch last {
            case .paid, .resolvedPaid, .reapplied:
                try tally.add(\.succeeded, lane: lane, count: 1, amount: amount)
            case .refused, .resolvedRefused:
                try tally.add(\.failedByBank, lane: lane, count: 1, amount: amount)
            case .reversed: try tally.add(\.reversed, lane: lane, count: 1, amount: amount)
            case .acknowledged, .queryNumber, .amended: break
            }
        }
    }

    private func addSent(_ submission: Int, within ranges: [Range<Int64>], to tally: inout LaneTally) throws {
        let emitted = try Row.fetchOne(
            database,
            sql:
                "SELECT first_refund, last_refund FROM submissions WHERE submission = ? AND state = 'emitted'",
            arguments: [submission])
        guard let emitted else { return }
        try tally.add(
            \.sent,
            Row.fetchAll(
                database, sql: "SELECT lane, count, amount FROM submission_totals WHERE submission = ?",
                arguments: [submission]))
        let last: Int64 = emitted["last_refund"]
        var next: Int64 = emitted["first_refund"]
        for range in ranges where range.upperBound > next && range.lowerBound <= last {
            try takeOut(submission, next..<max(next, range.lowerBound), from: &tally)
            next = max(next, range.upperBound)
        }
        if next <= last { try takeOut(submission, next..<(last + 1), from: &tally) }
    }

    private func takeOut(_ submission: Int, _ gap: Range<Int64>, from tally: inout LaneTally) throws {
        if gap.isEmpty { return }
        try tally.add(
            \.sent,
            Row.fetchAll(
                database,
                sql: """
                    SELECT r.lane, count(*), sum(r.amount) FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund
                    WHERE s.refund >= ? AND s.refund < ? AND s.submission = ? GROUP BY r.lane
                    """, arguments: [gap.lowerBound, gap.upperBound, submission]), sign: -1)
    }
}
