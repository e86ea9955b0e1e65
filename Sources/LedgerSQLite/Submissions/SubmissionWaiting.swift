import GRDB
import Ledger
import Refunds

/// What the next build may take: pending, unsealed, unheld refunds of approved batches. Only batches with something waiting are looked at.
extension SQLiteSession {
    func waitingGroups(channel: String?) throws -> [WaitingGroup] {
        var counts: [Int: Int] = [:]
        for range in try waitingRanges() {
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

    /// The serials of each approved batch that has something waiting.
    func waitingRanges() throws -> [Range<Int64>] { try waitingBatches().map(\.serials) }

    /// The same, each with when its batch became ready.
    func waitingBatches() throws -> [(serials: Range<Int64>, readyAt: Instant)] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT first_serial, accepted, ready_at FROM batches WHERE waiting > 0 AND state = 'approved' ORDER BY batch
                """
        ).map { row in
            let first: Int64 = row["first_serial"]
            return (first..<(first + (row["accepted"] as Int64)), Instant(seconds: row["ready_at"]))
        }
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
