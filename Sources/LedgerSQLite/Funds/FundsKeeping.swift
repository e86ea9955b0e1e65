import GRDB
import Ledger
import Refunds
import Rules

/// Keeps `funds` up with what refunds do. Each change is by lane, whatever the number of refunds behind it.
extension SQLiteSession {
    /// Whether there is anything to keep up: with the control off for everybody this is all that is asked.
    func hasFunds() throws -> Bool {
        let row = try statement("SELECT EXISTS (SELECT 1 FROM funds)")
        defer { row.reset() }
        return try row.step() && row.int(0) == 1
    }

    /// Minor units of a lane in the units of funds.
    func scaled(_ amount: Int64, lane: Int) throws -> Int64 {
        guard let scaled = FundsScale.scaled(amount, exponent: try self.lane(lane).exponent) else {
            throw Self.tooMuch("lane \(lane)")
        }
        return scaled
    }

    static func tooMuch(_ what: String) -> Failure {
        Failure(
            .inputOutput, "\(what): the amounts are too large to add up: nothing was changed",
            "\(what)：金额过大，无法合计，未作任何更改")
    }

    /// Amounts by lane, in minor units, left the account at a moment: what its balance knows already is not counted again.
    func fundsLeft(_ amounts: [Int: Int64], at: Instant) throws {
        try addSinceBalance("left_since", amounts, at: at)
    }

    /// Amounts by lane came back to the account: the bank would not pay them, or their submission was made void.
    func fundsReturned(_ amounts: [Int: Int64], at: Instant) throws {
        if amounts.isEmpty { return }
        guard try hasFunds() else { return }
        try addSinceBalance("returned", amounts, at: at)
    }

    private func addSinceBalance(_ column: String, _ amounts: [Int: Int64], at: Instant) throws {
        for (number, amount) in amounts.sorted(by: { $0.key < $1.key }) {
            let lane = try lane(number)
            try database.cachedStatement(
                sql: """
                    UPDATE funds SET \(column) = \(column) + ? WHERE account = ? AND currency = ? AND as_of < ?
                    """
            ).execute(
                arguments: [
                    try scaled(amount, lane: number), lane.account, lane.currency.text, at.seconds,
                ])
        }
    }

    /// Cover was given, taken back or moved, in minor units of a lane.
    func changeFunds(lane number: Int, covered: Int64 = 0, missing: Int64 = 0) throws {
        let lane = try lane(number)
        try changeFunds(
            lane.account, lane.currency, covered: try scaled(covered, lane: number),
            missing: try scaled(missing, lane: number))
    }

    /// The same in the units of funds.
    func changeFunds(
        _ account: String, _ currency: CurrencyCode, covered: Int64 = 0, missing: Int64 = 0
    ) throws {
        if covered == 0, missing == 0 { return }
        try database.execute(
            sql: """
                UPDATE funds SET covered = covered + ?, missing = missing + ? WHERE account = ? AND currency = ?
                """, arguments: [covered, missing, account, currency.text])
        try demandChanges(1, "funds of \(account) in \(currency.text)")
    }

    // MARK: - Emission

    /// The submissions' refunds leave, and take their cover with them. `batches` are those that have refunds in them.
    func fundsLeft(withSubmissions list: String, batches: [Int], at: Instant) throws {
        guard try hasFunds() else { return }
        var sums: [Int: Int64] = [:]
        for row in try Row.fetchAll(
            database,
            sql: """
                SELECT t.lane, sum(t.amount), coalesce(u.left_at, ?) AS at FROM submission_totals t
                    JOIN submissions u ON u.submission = t.submission
                WHERE t.submission IN (\(list)) GROUP BY t.lane, at ORDER BY t.lane, at
                """, arguments: [at.seconds])
        {
            sums[row[0], default: 0] += row[1]
            // What was sent before anybody recorded it is in a balance that was counted in between.
            try fundsLeft([row[0]: row[1]], at: Instant(seconds: row[2]))
        }
        let all = batches.map(String.init).joined(separator: ", ")
        let controls = try Row.fetchAll(
            database,
            sql: "SELECT lane, batch FROM funds_controls WHERE batch IN (\(all)) ORDER BY lane, batch")
        for (lane, rows) in Dictionary(grouping: controls, by: { $0["lane"] as Int }).sorted(by: {
            $0.key < $1.key
        }) {
            guard let sum = sums[lane] else { continue }
            let controlled: [Int] = rows.map { $0["batch"] }
            let leaving =
                try hasOthers(than: controlled, in: lane, of: all)
                ? controlled.reduce(Int64(0)) { try $0 + amount(ofBatch: $1, lane: lane, submissions: list) }
                : sum
            try changeFunds(lane: lane, covered: -leaving)
        }
    }

    /// Whether other batches of the list, which were under no control, have refunds in the lane.
    private func hasOthers(than controlled: [Int], in lane: Int, of list: String) throws -> Bool {
        let batches = try Int.fetchOne(
            database, sql: "SELECT count(*) FROM batch_totals WHERE lane = ? AND batch IN (\(list))",
            arguments: [lane])
        return batches != controlled.count
    }

    private func amount(ofBatch batch: Int, lane: Int, submissions list: String) throws -> Int64 {
        guard let range = try serials(ofBatch: batch) else { throw SQLiteLedger.broken("batch \(batch)") }
        return try Int64.fetchOne(
            database,
            sql: """
                SELECT coalesce(sum(r.amount), 0) FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund
                WHERE s.refund >= ? AND s.refund < ? AND s.lane = ? AND s.submission IN (\(list))
                """, arguments: [range.lowerBound, range.upperBound, lane]) ?? 0
    }

    /// A submission is made void: its refunds came back and wait again, those under control with their cover. Call while they are still
    /// in it.
    func fundsVoided(_ submission: Int, at: Instant) throws {
        guard try hasFunds() else { return }
        var sums: [Int: Int64] = [:]
        for row in try Row.fetchAll(
            database, sql: "SELECT lane, amount FROM submission_totals WHERE submission = ?",
            arguments: [submission])
        {
            sums[row[0]] = row[1]
        }
        // A balance that was counted after the file left, which never arrived, has the money already.
        let left = try Int64.fetchOne(
            database, sql: "SELECT coalesce(left_at, emitted_at) FROM submissions WHERE submission = ?",
            arguments: [submission])
        try fundsReturned(sums, at: Instant(seconds: min(at.seconds, left ?? at.seconds)))
        guard let range = try serials(ofSubmission: submission) else { return }
        let controlled = try Row.fetchAll(
            database,
            sql: """
                SELECT s.lane, sum(r.amount) FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund
                    JOIN funds_controls c ON c.batch = r.batch AND c.lane = s.lane
                WHERE s.refund BETWEEN ? AND ? AND s.submission = ? GROUP BY s.lane ORDER BY s.lane
                """, arguments: [range.lowerBound, range.upperBound, submission])
        for row in controlled { try changeFunds(lane: row[0], covered: row[1]) }
    }

    // MARK: - Closing

    /// A pending refund was closed: it gives its cover back, or waits for it no more.
    func fundsClosed(_ serial: Int64, batch: Int, lane: Int, amount: Int64) throws {
        guard try hasFunds(), try isControlled(batch, lane: lane) else { return }
        let shortage = try statement("UPDATE shortages SET is_open = 0 WHERE refund = ? AND is_open = 1")
        shortage.bind(1, serial)
        if try shortage.run() == 1 {
            try changeFunds(lane: lane, missing: -amount)
        } else {
            try changeFunds(lane: lane, covered: -amount)
        }
    }

    private func isControlled(_ batch: Int, lane: Int) throws -> Bool {
        let row = try statement("SELECT 1 FROM funds_controls WHERE batch = ? AND lane = ?")
        defer { row.reset() }
        row.bind(1, batch)
        row.bind(2, lane)
        return try row.step()
    }

    /// The same for those of a batch that were closed together, `totals` being all of them.
    func fundsClosed(batch: Int, serials range: Range<Int64>, _ totals: [LaneTotal]) throws {
        let lanes = try Int.fetchAll(
            database, sql: "SELECT lane FROM funds_controls WHERE batch = ? ORDER BY lane",
            arguments: [batch])
        for number in lanes {
            let lane = try lane(number)
            let closed = totals.first { $0.lane == lane }?.amount ?? 0
            let bounds: StatementArguments = [range.lowerBound, range.upperBound, number]
            let short =
                try Int64.fetchOne(
                    database,
                    sql: """
                        SELECT sum(r.amount) FROM shortages w CROSS JOIN refund_states s ON s.refund = w.refund
                            CROSS JOIN refunds r ON r.refund = w.refund
                        WHERE w.is_open = 1 AND w.refund >= ? AND w.refund < ? AND s.lane = ? AND s.status = 3
                        """, arguments: bounds) ?? 0
            try database.execute(
                sql: """
                    UPDATE shortages SET is_open = 0 WHERE is_open = 1 AND refund >= ? AND refund < ?
                        AND refund IN (SELECT s.refund FROM refund_states s WHERE s.refund = shortages.refund AND s.lane = ? AND s.status = 3)
                    """, arguments: bounds)
            try changeFunds(lane: number, covered: short - closed, missing: -short)
        }
    }
}
