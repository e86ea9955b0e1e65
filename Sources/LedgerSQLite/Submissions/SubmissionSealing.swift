import Bytes
import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession: SubmissionWriter {
    func seal(
        _ group: WaitingGroup, layout: String, timeZone: String, at: Instant,
        name: (_ sequence: Int) -> String
    ) throws -> SubmissionRecord? {
        let lanes = try lanes().filter { group.takes($0.value) }.keys.sorted()
        guard let channel = try channel(named: group.channel), !lanes.isEmpty else { return nil }
        let contents = try sealable(lanes)
        if contents.count == 0 { return nil }
        let id = Int(try setting("next_submission") ?? "1") ?? 0
        let sequence = try lastSequence(ofChannel: group.channel) + 1
        try mark(contents.ranges, lanes: lanes, submission: id, count: contents.count)
        try database.execute(
            sql: """
                INSERT INTO submissions (submission, channel, sequence, currency, exponent, name, layout, time_zone, created_at,
                    state, first_refund, last_refund, count, amount, hash_total, size)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'sealed', ?, ?, ?, ?, 0, 0)
                """,
            arguments: [
                id, channel, sequence, group.currency.text, group.exponent, name(sequence), layout, timeZone,
                at.seconds, contents.first, contents.last, contents.count, contents.amount,
            ])
        for (lane, total) in contents.totals.sorted(by: { $0.key < $1.key }) {
            try database.execute(
                sql: "INSERT INTO submission_totals (submission, lane, count, amount) VALUES (?, ?, ?, ?)",
                arguments: [id, lane, total.count, total.amount])
        }
        try set("next_submission", String(id + 1))
        return try submission(id)
    }

    /// Writes the submission into its refunds' rows: from now on they can't be cancelled.
    private func mark(_ ranges: [Range<Int64>], lanes: [Int], submission: Int, count: Int) throws {
        let list = lanes.map(String.init).joined(separator: ", ")
        let update = try statement(
            """
            UPDATE refund_states SET submission = ? WHERE refund >= ? AND refund < ? AND status = 0 AND submission IS NULL
                AND hold = 0 AND lane IN (\(list))
            """)
        var marked = 0
        for range in ranges {
            update.bind(1, submission)
            update.bind(2, range.lowerBound)
            update.bind(3, range.upperBound)
            marked += try update.run()
        }
        guard marked == count else {
            throw SQLiteLedger.broken("submission \(submission): \(marked) refunds sealed, not \(count)")
        }
    }

    /// What a seal of these lanes would take.
    private func sealable(_ lanes: [Int]) throws -> SealContents {
        let list = lanes.map(String.init).joined(separator: ", ")
        let row = try statement(
            """
            SELECT s.refund, s.lane, r.amount FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund
            WHERE s.refund >= ? AND s.refund < ? AND s.status = 0 AND s.submission IS NULL AND s.hold = 0 AND s.lane IN (\(list))
            ORDER BY s.refund
            """)
        var contents = SealContents()
        for range in try waitingRanges() {
            defer { row.reset() }
            row.bind(1, range.lowerBound)
            row.bind(2, range.upperBound)
            let before = contents.count
            while try row.step() {
                try contents.add(row.int64(0), lane: row.int(1), amount: row.int64(2))
            }
            if contents.count > before { contents.ranges.append(range) }
        }
        return contents
    }

    func stage(
        _ id: Int, count: Int, amount: Int64, hashTotal: Int64, digest: Digest, size: Int
    ) throws {
        try database.execute(
            sql: """
                UPDATE submissions SET state = 'staged', hash_total = ?, digest = ?, size = ?
                WHERE submission = ? AND state = 'sealed' AND count = ? AND amount = ?
                """, arguments: [hashTotal, digest.hex, size, id, count, amount])
        try demandChanges(1, "staging submission \(id) with \(count) refunds, \(amount) in all")
    }

    func recordRedelivery(of id: Int, by: String, note: String, at: Instant) throws {
        try database.execute(
            sql: "INSERT INTO redeliveries (submission, at, by, os_user, note) VALUES (?, ?, ?, ?, ?)",
            arguments: [id, at.seconds, by, context.osUser, note])
    }
}

/// The refunds that a seal takes, in sum.
private struct SealContents {
    var ranges: [Range<Int64>] = []
    var count = 0
    var amount: Int64 = 0
    var first = Int64.max
    var last: Int64 = 0
    var totals: [Int: (count: Int, amount: Int64)] = [:]

    mutating func add(_ serial: Int64, lane: Int, amount added: Int64) throws {
        let (sum, overflow) = amount.addingReportingOverflow(added)
        if overflow { throw SQLiteLedger.broken("a submission's total is too great") }
        amount = sum
        count += 1
        first = min(first, serial)
        last = max(last, serial)
        totals[lane, default: (0, 0)].count += 1
        totals[lane, default: (0, 0)].amount += added
    }
}
