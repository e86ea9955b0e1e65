import GRDB
import Ledger
import Refunds

/// What waits, refund by refund: for whoever tells when it will leave.
extension SQLiteSession: WaitingReader {
    func waiting(_ visit: (WaitingRefund) throws -> Void) throws {
        let lanes = try lanes()
        for batch in try batchesWithWaiting() {
            // A statement of its own: the visitor may ask the ledger while it runs.
            let row = try RawStatement(
                """
                SELECT s.refund, s.lane, r.amount, s.hold, \(releaseColumn(batch.serials))
                FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund
                WHERE s.refund >= ? AND s.refund < ? AND s.status = 0 AND s.submission IS NULL ORDER BY s.refund
                """, on: database)
            row.bind(1, batch.serials.lowerBound)
            row.bind(2, batch.serials.upperBound)
            while try row.step() {
                guard let lane = lanes[row.int(1)] else { throw SQLiteLedger.broken("lane \(row.int(1))") }
                let released = row.isNull(4) ? batch.readyAt : Instant(seconds: row.int64(4))
                let readyAt = max(batch.readyAt, released)
                try visit(
                    WaitingRefund(
                        serial: row.int64(0), lane: lane, amount: row.int64(2),
                        hold: Self.hold(row.int(3), awaitsApproval: batch.awaitsApproval),
                        coolingUntil: batch.cools ? readyAt : nil, lacksCover: row.int(3) & 4 != 0,
                        readyAt: readyAt))
            }
        }
    }

    /// When a refund `s` of this range was last let go: few batches have one, and only these are asked.
    func releaseColumn(_ serials: Range<Int64>) throws -> String {
        let hasAny = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM releases WHERE refund >= ? AND refund < ?)",
            arguments: [serials.lowerBound, serials.upperBound])
        return hasAny == true ? "(SELECT max(at) FROM releases l WHERE l.refund = s.refund)" : "NULL"
    }

    /// The same as `RefundRecord.hold`.
    private static func hold(_ bits: Int, awaitsApproval: Bool) -> RefundHold? {
        if bits & 3 != 0 { return .order }
        return awaitsApproval || bits & 8 != 0 ? .approval : nil
    }

    func waitingRefunds(channel: String?, _ visit: (RefundRecord) throws -> Void) throws {
        let lanes = try lanes().filter { channel == nil || $0.value.channel == channel }.keys.sorted()
        let row = try RawStatement(
            RefundQuery.columns + """
                 WHERE r.refund >= ? AND r.refund < ? AND s.status = 0 AND s.submission IS NULL
                    AND r.lane IN (\(lanes.map(String.init).joined(separator: ", "))) ORDER BY r.refund
                """, on: database)
        let rows = try RefundRows(self)
        for batch in try batchesWithWaiting() {
            defer { row.reset() }
            row.bind(1, batch.serials.lowerBound)
            row.bind(2, batch.serials.upperBound)
            while try row.step() { try visit(try rows.record(row)) }
        }
    }

    /// Of each batch with something waiting, its refunds.
    func serialsOfWaitingBatches() throws -> [Range<Int64>] { try batchesWithWaiting().map(\.serials) }

    private struct WaitingBatch {
        var serials: Range<Int64>
        var readyAt: Instant
        var awaitsApproval: Bool
        /// It is approved, and rests until it is ready.
        var cools: Bool
    }

    private func batchesWithWaiting() throws -> [WaitingBatch] {
        try Row.fetchAll(
            database,
            sql:
                "SELECT first_serial, accepted, ready_at, state, cooling_minutes FROM batches WHERE waiting > 0 ORDER BY batch"
        ).map { row in
            let first: Int64 = row["first_serial"]
            return WaitingBatch(
                serials: first..<(first + (row["accepted"] as Int64)),
                readyAt: Instant(seconds: row["ready_at"]),
                awaitsApproval: row["state"] == BatchState.approval.rawValue,
                cools: row["cooling_minutes"] > 0 && row["state"] == BatchState.approved.rawValue)
        }
    }

    func sealedMoney(
        channel: String, currency: CurrencyCode, exponent: Int, from start: Instant, to end: Instant
    ) throws -> Int64 {
        guard let number = try self.channel(named: channel) else { return 0 }
        return try Int64.fetchOne(
            database,
            sql: """
                SELECT sum(amount) FROM submissions
                WHERE channel = ? AND created_at >= ? AND created_at < ? AND currency = ? AND exponent = ? AND state IN ('sealed', 'staged', 'emitted')
                """, arguments: [number, start.seconds, end.seconds, currency.text, exponent]) ?? 0
    }
}
