import GRDB
import Ledger
import Refunds

/// Taking cover back: a balance fell, or what was under no control left or comes under it.
extension SQLiteSession {
    func takeCoverBack(
        account: String, _ currency: CurrencyCode, _ order: CoverOrder, at: Instant
    ) throws -> CoverLoss {
        var loss = CoverLoss()
        let lanes = try laneNumbers(ofAccount: account, currency)
        if lanes.isEmpty { return loss }
        loss.controlled = try control(lanes)
        guard let funds = try funds(ofAccount: account, currency), funds.available < 0 else { return loss }
        let losers = try lastCovered(lanes, order, worth: -funds.available)
        if losers.isEmpty { return loss }
        try takeCover(of: losers.map(\.serial), at: at, &loss)
        var sums: [Int: (count: Int, amount: Int64)] = [:]
        for loser in losers {
            sums[loser.lane, default: (0, 0)].count += 1
            sums[loser.lane, default: (0, 0)].amount += loser.amount
        }
        loss.totals = try sums.sorted { $0.key < $1.key }.map {
            LaneTotal(lane: try lane($0.key), count: $0.value.count, amount: $0.value.amount)
        }
        let lost = try sums.reduce(Int64(0)) { try added($0, scaled($1.value.amount, lane: $1.key)) }
        try changeFunds(account, currency, covered: -lost, missing: lost)
        return loss
    }

    private func takeCover(of serials: [Int64], at: Instant, _ loss: inout CoverLoss) throws {
        let hold = try statement(
            "UPDATE refund_states SET hold = hold | 4 WHERE refund = ? AND status = 0 AND submission IS NULL")
        let note = try statement(
            """
            INSERT INTO shortages (refund, turn, lost_at, is_open)
            SELECT ?1, coalesce(max(turn), 0) + 1, ?2, 1 FROM shortages WHERE refund = ?1
            """)
        for serial in serials {
            hold.bind(1, serial)
            try hold.runOnce("refund \(serial)")
            note.bind(1, serial)
            note.bind(2, at.seconds)
            try note.runOnce("refund \(serial)")
            loss.uncovered.add(uncovered: serial, at: at)
        }
    }

    /// Covered, unsealed refunds, the last claim first, as many as have this much together, in the units of funds.
    private func lastCovered(
        _ lanes: [Int], _ order: CoverOrder, worth deficit: Int64
    ) throws -> [(serial: Int64, lane: Int, amount: Int64)] {
        let row = try RawStatement(
            """
            SELECT * FROM (SELECT s.refund AS refund, s.lane AS lane, r.amount AS amount
                FROM batches b CROSS JOIN funds_controls c ON c.batch = b.batch AND c.lane IN (\(Self.list(of: lanes)))
                    CROSS JOIN refund_states s ON s.refund >= b.first_serial AND s.refund < b.first_serial + b.accepted
                        AND +s.lane = c.lane CROSS JOIN refunds r ON r.refund = s.refund
                WHERE b.waiting > 0 AND s.status = 0 AND s.submission IS NULL AND s.hold & 4 = 0)
            ORDER BY \(try claim(order, lanes, isReversed: true))
            """, on: database)
        var rest = deficit
        var found: [(serial: Int64, lane: Int, amount: Int64)] = []
        while rest > 0, try row.step() {
            found.append((row.int64(0), row.int(1), row.int64(2)))
            rest -= try scaled(row.int64(2), lane: row.int(1))
        }
        return found
    }

    /// The order of the claims, over columns refund, lane, amount.
    func claim(_ order: CoverOrder?, _ lanes: [Int], isReversed: Bool = false) throws -> String {
        let way = isReversed ? " DESC" : ""
        guard case .smallestFirst = order else { return "refund\(way)" }
        let scales = try lanes.map { "WHEN \($0) THEN \(try scaled(1, lane: $0))" }
        return "amount * CASE lane \(scales.joined(separator: " ")) END\(way), refund\(way)"
    }

    // MARK: - Under control from now on

    /// Batches with unsealed refunds in these lanes that came while the control was off.
    private func control(_ lanes: [Int]) throws -> [ControlledBatch] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT b.batch, t.lane FROM batches b CROSS JOIN batch_totals t ON t.batch = b.batch AND t.lane IN (\(Self.list(of: lanes)))
                WHERE b.waiting > 0
                    AND NOT EXISTS (SELECT 1 FROM funds_controls c WHERE c.batch = b.batch AND c.lane = t.lane)
                ORDER BY b.batch, t.lane
                """)
        var controlled: [ControlledBatch] = []
        for row in rows {
            let (batch, number): (Int, Int) = (row[0], row[1])
            guard let amount = try waitingAmount(ofBatch: batch, lane: number) else { continue }
            let lane = try lane(number)
            try makeFunds(lane.account, lane.currency)
            try database.execute(
                sql: "INSERT INTO funds_controls (batch, lane) VALUES (?, ?)", arguments: [batch, number])
            try changeFunds(lane: number, covered: amount)
            if controlled.last?.batch == batch {
                controlled[controlled.count - 1].lanes.append(lane)
            } else {
                controlled.append(ControlledBatch(batch: batch, lanes: [lane]))
            }
        }
        return controlled
    }

    /// Of all that is pending; nil where everything is sealed.
    private func waitingAmount(ofBatch batch: Int, lane: Int) throws -> Int64? {
        guard let range = try serials(ofBatch: batch) else { throw SQLiteLedger.broken("batch \(batch)") }
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT sum(r.amount), count(*) FILTER (WHERE s.submission IS NULL)
                FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund
                WHERE s.refund >= ? AND s.refund < ? AND +s.lane = ? AND s.status = 0
                """, arguments: [range.lowerBound, range.upperBound, lane])
        guard let row, let amount: Int64 = row[0], row[1] as Int > 0 else { return nil }
        return amount
    }
}
