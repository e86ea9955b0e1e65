import Bytes
import GRDB
import Ledger
import Refunds

extension SQLiteSession {
    func alteredRefunds(from start: Instant, to end: Instant, _ visit: (AlteredRefund) throws -> Void) throws
    {
        let batches = try Row.fetchAll(
            database,
            sql: """
                SELECT batch, first_serial, accepted FROM batches WHERE accepted_at >= ? AND accepted_at < ? AND accepted > 0
                ORDER BY first_serial
                """, arguments: [start.seconds, end.seconds])
        let lanes = try lanes()
        for batch in batches {
            let first: Int64 = batch["first_serial"]
            let range = first..<(first + (batch["accepted"] as Int64))
            try visitAltered(range, batch: batch["batch"], lanes, visit)
        }
    }

    /// Of one batch, by serial. Every serial of it has a row, every row a state, and each row is what its checksum says.
    private func visitAltered(
        _ range: Range<Int64>, batch: Int, _ lanes: [Int: Lane], _ visit: (AlteredRefund) throws -> Void
    ) throws {
        let row = try RawStatement(
            """
            SELECT r.refund, r.batch, r.line, r.lane, r.previous, r.amount, r.order_amount, r.order_time, r.warnings, r.number,
                r.payment_id, r.terminal, r.description, r.checksum, s.lane
            FROM refunds r LEFT JOIN refund_states s ON s.refund = r.refund WHERE r.refund >= ? AND r.refund < ?
            """, on: database)
        row.bind(1, range.lowerBound)
        row.bind(2, range.upperBound)
        let digests = RefundRowDigests()
        var due = range.lowerBound
        while try row.step() {
            let serial = row.int64(0)
            try visitGone(due..<serial, batch: batch, lanes, visit)
            due = serial + 1
            let isChanged = row.int64(13) != RowDigest.checksum(digests.digest(of: row))
            guard isChanged || row.isNull(14) else { continue }
            let lane = lanes[row.int(3)]
            var known = Set([lane].compactMap { $0 })
            if !row.isNull(14), let other = lanes[row.int(14)] { known.insert(other) }
            try visit(
                AlteredRefund(
                    serial: serial, damage: row.isNull(14) ? .stateless : .changed, lanes: known,
                    number: row.text(9), amount: row.int64(5), lane: lane))
        }
        try visitGone(due..<range.upperBound, batch: batch, lanes, visit)
    }

    /// Serials without a row: whichever lane of their batch they were of.
    private func visitGone(
        _ serials: Range<Int64>, batch: Int, _ lanes: [Int: Lane], _ visit: (AlteredRefund) throws -> Void
    ) throws {
        guard !serials.isEmpty else { return }
        let ofBatch = try Int.fetchAll(
            database, sql: "SELECT lane FROM batch_totals WHERE batch = ?", arguments: [batch])
        for serial in serials {
            let state = try Int.fetchOne(
                database, sql: "SELECT lane FROM refund_states WHERE refund = ?", arguments: [serial])
            let number = try String.fetchOne(
                database, sql: "SELECT number FROM refund_numbers WHERE refund = ?", arguments: [serial])
            try visit(
                AlteredRefund(
                    serial: serial, damage: .gone,
                    lanes: Set((state.map { [$0] } ?? ofBatch).compactMap { lanes[$0] }), number: number,
                    amount: nil, lane: nil))
        }
    }
}

/// Digests of the first thirteen columns of `refunds`, in the table's order: what `checksum` was made from.
final class RefundRowDigests {
    private let stream = SHA256Stream()
    private var form = RowForm()
    private static let shape = Array("iiiiiiiiitttt".utf8)

    func digest(of row: RawStatement) -> Digest {
        form.add(row, shape: Self.shape)
        form.drain(into: stream)
        return stream.finish()
    }
}
