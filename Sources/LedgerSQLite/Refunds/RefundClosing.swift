import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession: RefundWriter {
    func close(_ serial: Int64, _ closing: Closing) throws -> Bool {
        try demandOwn(closing)
        try database.execute(
            sql: """
                UPDATE refund_states SET status = 3, failure = ?, hold = hold & 2
                WHERE refund = ? AND status = 0 AND submission IS NULL
                """, arguments: [closing.failure.number, serial])
        guard database.changesCount == 1 else { return false }
        let row = try Row.fetchOne(
            database, sql: "SELECT payment_id, amount, batch, lane FROM refunds WHERE refund = ?",
            arguments: [serial])
        guard let row else { throw SQLiteLedger.broken("refund \(serial)") }
        let batch: Int = row["batch"]
        try database.execute(
            sql:
                "INSERT INTO closings (refund, failure, at, by, os_user, why, entry) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                serial, closing.failure.number, closing.at.seconds, closing.by, closing.osUser, closing.why,
                try nextEntry(),
            ])
        try release(row["amount"], refunds: 1, of: row["payment_id"])
        try fundsClosed(serial, batch: batch, lane: row["lane"], amount: row["amount"])
        try moved(batch: batch, waiting: -1, outstanding: 0, at: closing.at)
        return true
    }

    func close(_ part: BatchPart, ofBatch batch: Int, _ closing: Closing, ahead: Int) throws -> [LaneTotal] {
        try demandOwn(closing)
        guard let range = try serials(ofBatch: batch) else { return [] }
        let pending = """
            s.refund >= \(range.lowerBound) AND s.refund < \(range.upperBound) AND s.status = 0 AND s.submission IS NULL
            \(Self.condition(part))
            """
        let waiting = "FROM refund_states s JOIN refunds r ON r.refund = s.refund WHERE \(pending)"
        let totals = try laneTotals("SELECT s.lane, count(*), sum(r.amount) \(waiting) GROUP BY s.lane")
        let count = totals.reduce(0) { $0 + $1.count }
        if closing.failure == .declined, part == .all {
            try database.execute(
                sql: "UPDATE batches SET state = 'declined' WHERE batch = ?", arguments: [batch])
        }
        if count == 0 { return [] }
        try releaseAll(waiting)
        try database.execute(
            sql: """
                INSERT INTO closings (refund, failure, at, by, os_user, why, entry)
                SELECT s.refund, ?, ?, ?, ?, ?, ? \(waiting) ORDER BY s.refund
                """,
            arguments: [
                closing.failure.number, closing.at.seconds, closing.by, closing.osUser, closing.why,
                try nextEntry() + ahead - 1,
            ])
        try demandChanges(count, "closings of batch \(batch)")
        try database.execute(
            sql: """
                UPDATE refund_states AS s SET status = 3, failure = ?, hold = hold & 2 FROM refunds r
                WHERE r.refund = s.refund AND \(pending)
                """,
            arguments: [closing.failure.number])
        try demandChanges(count, "refunds of batch \(batch)")
        try fundsClosed(batch: batch, serials: range, totals)
        try moved(batch: batch, waiting: -count, outstanding: 0, at: closing.at)
        return totals
    }

    private static func condition(_ part: BatchPart) -> String {
        switch part {
        case .all: ""
        case .warned: "AND r.warnings <> 0"
        case .named(let serials): "AND s.refund IN (\(serials.map(String.init).joined(separator: ", ")))"
        }
    }

    /// Gives back what the selected refunds hold, order by order.
    private func releaseAll(_ selected: String) throws {
        let orders = try Int.fetchOne(database, sql: "SELECT count(DISTINCT r.payment_id) \(selected)") ?? 0
        try database.execute(
            sql: """
                UPDATE holdings SET held = held - given.amount, refunds = holdings.refunds - given.refunds
                FROM (SELECT r.payment_id AS payment, sum(r.amount) AS amount, count(*) AS refunds \(selected)
                    GROUP BY r.payment_id) AS given
                WHERE holdings.payment_id = given.payment
                """)
        try demandChanges(orders, "holdings")
    }

    func holdPaidByHand(_ serial: Int64) throws -> Bool {
        try database.execute(
            sql: """
                UPDATE refund_states SET hold = hold | 2
                WHERE refund = ? AND status = 0 AND submission IS NULL AND hold & 2 = 0
                """, arguments: [serial])
        if database.changesCount == 1 { return true }
        // What is sealed goes its way: the exception tells of it.
        let known = try Bool.fetchOne(
            database, sql: "SELECT status = 0 FROM refund_states WHERE refund = ?", arguments: [serial])
        guard known == true else { throw SQLiteLedger.broken("refund \(serial) is not pending") }
        return false
    }

    func release(_ serials: [Int64], at: Instant) throws -> RowSum {
        var released = RowSum()
        let insert = try statement("INSERT INTO releases (refund, at) VALUES (?, ?)")
        for serial in serials {
            insert.bind(1, serial)
            insert.bind(2, at.seconds)
            try insert.runOnce("the release of refund \(serial)")
            released.add(released: serial, at: at)
        }
        return released
    }

    /// A closing is ours, never the bank's.
    private func demandOwn(_ closing: Closing) throws {
        switch closing.failure {
        case .cancelled, .declined, .insufficientFunds: break
        case .bank, .reversed: throw SQLiteLedger.broken("a closing by the bank")
        }
    }
}

/// What every change of a refund's status shares.
extension SQLiteSession {
    /// Gives back what failed refunds of an order held.
    func release(_ amount: Int64, refunds: Int, of paymentID: String) throws {
        let statement = try statement(
            "UPDATE holdings SET held = held - ?, refunds = refunds - ? WHERE payment_id = ?")
        statement.bind(1, amount)
        statement.bind(2, refunds)
        statement.bind(3, paymentID)
        guard try statement.run() == 1 else { throw SQLiteLedger.broken("holding of order \(paymentID)") }
    }

    /// Keeps up a batch's counters.
    func moved(batch: Int, waiting: Int, outstanding: Int, at: Instant) throws {
        try database.cachedStatement(
            sql: """
                UPDATE batches SET waiting = waiting + ?, outstanding = outstanding + ?, moved_at = max(moved_at, ?) WHERE batch = ?
                """
        ).execute(arguments: [waiting, outstanding, at.seconds, batch])
        try demandChanges(1, "batch \(batch)")
    }

    func demandChanges(_ count: Int, _ place: String) throws {
        guard database.changesCount == count else {
            throw SQLiteLedger.broken("\(place): \(database.changesCount) changed, not \(count)")
        }
    }

    /// Rows of lane, count, amount; by lane.
    func laneTotals(_ sql: String, arguments: StatementArguments = StatementArguments()) throws -> [LaneTotal]
    {
        try Row.fetchAll(database, sql: sql, arguments: arguments).map {
            LaneTotal(lane: try lane($0[0]), count: $0[1], amount: $0[2])
        }.sorted { $0.lane < $1.lane }
    }
}
