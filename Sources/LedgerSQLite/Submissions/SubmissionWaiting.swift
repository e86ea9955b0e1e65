import GRDB
import Ledger
import Refunds

/// What the next build may take: pending, unsealed, unheld refunds of approved batches. Only batches with something waiting are looked at.
extension SQLiteSession {
    func waitingGroups(channel: String?, at: Instant) throws -> [WaitingGroup] {
        var counts: [Int: Int] = [:]
        for range in try waitingRanges(at: at) {
            let row = try statement(
                """
                SELECT lane FROM refund_states
                WHERE refund >= ? AND refund < ? AND status = 0 AND submission IS NULL AND hold = 0
                """)
            defer { row.reset() }
            row.bind(1, range.lowerBound)
            row.bind(2, range.upperBound)
            while try row.step() { counts[row.int(0), default: 0] += 1 }
        }
        for lane in try haltedLanes() { counts[lane] = nil }
        return try groups(counts).filter { channel == nil || $0.channel == channel }
    }

    /// The serials of each approved batch that has something waiting, without what still rests at that time.
    func waitingRanges(at: Instant) throws -> [Range<Int64>] { try waitingBatches(at: at).map(\.serials) }

    /// The same, each with when its batch became ready.
    func waitingBatches(at: Instant) throws -> [(serials: Range<Int64>, readyAt: Instant)] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT first_serial, accepted, batch, review_warnings = 1 AND cooling_minutes > 0, ready_at FROM batches
                WHERE waiting > 0 AND state = 'approved' AND (cooling_minutes = 0 OR ready_at <= ?) ORDER BY batch
                """, arguments: [at.seconds]
        ).flatMap { row in
            let first: Int64 = row["first_serial"]
            let range = first..<(first + (row["accepted"] as Int64))
            let parts = row[3] ? try parts(of: range, restedAt: at, batch: row["batch"]) : [range]
            return parts.map { (serials: $0, readyAt: Instant(seconds: row["ready_at"])) }
        }
    }

    /// The serials between those refunds with a warning that rest after an approval of their own.
    private func parts(of range: Range<Int64>, restedAt at: Instant, batch: Int) throws -> [Range<Int64>] {
        let isResting = try Bool.fetchOne(
            database,
            sql: """
                SELECT max(a.at) + 60 * b.cooling_minutes > ? FROM batches b JOIN approvals a ON a.batch = b.batch
                WHERE b.batch = ? AND a.voided IS NULL
                """, arguments: [at.seconds, batch])
        guard isResting == true else { return [range] }
        var parts: [Range<Int64>] = []
        var next = range.lowerBound
        let warned = try Int64.fetchCursor(
            database,
            sql:
                "SELECT refund FROM refunds WHERE refund >= ? AND refund < ? AND warnings <> 0 ORDER BY refund",
            arguments: [range.lowerBound, range.upperBound])
        while let serial = try warned.next() {
            if next < serial { parts.append(next..<serial) }
            next = serial + 1
        }
        if next < range.upperBound { parts.append(next..<range.upperBound) }
        return parts
    }

    private func groups(_ counts: [Int: Int]) throws -> [WaitingGroup] {
        var groups: [WaitingGroup] = []
        for (number, count) in counts {
            let lane = try lane(number)
            if let known = groups.firstIndex(where: { $0.takes(lane) }) {
                groups[known].count += count
            } else {
                groups.append(
                    WaitingGroup(
                        channel: lane.channel, currency: lane.currency, exponent: lane.exponent, count: count)
                )
            }
        }
        return groups.sorted {
            ($0.channel, $0.currency, $0.exponent) < ($1.channel, $1.currency, $1.exponent)
        }
    }
}

extension WaitingGroup {
    /// Whether the lane's refunds go into the same file.
    func takes(_ lane: Lane) -> Bool {
        channel == lane.channel && currency == lane.currency && exponent == lane.exponent
    }
}
