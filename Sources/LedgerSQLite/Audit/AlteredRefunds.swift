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
        var strays = try oddAnswers()[...]
        for batch in batches {
            let first: Int64 = batch["first_serial"]
            let range = first..<(first + (batch["accepted"] as Int64))
            var damaged: Int64?
            func visitStrays(upTo end: Int64) throws {
                strays = strays.drop { $0.serial < first }
                while let stray = strays.first, stray.serial < end {
                    strays.removeFirst()
                    guard stray.serial != damaged, let stray = try altered(stray, lanes) else { continue }
                    try visit(stray)
                }
            }
            try visitAltered(range, batch: batch["batch"], lanes) { altered in
                try visitStrays(upTo: altered.serial)
                damaged = altered.serial
                try visit(altered)
            }
            try visitStrays(upTo: range.upperBound)
        }
    }

    private typealias OddAnswer = (serial: Int64, damage: AlteredRefund.Damage)

    /// Refunds of answers that are out of place, by serial: of one that is neither a refund's newest nor the one before another, and those of a result whose time is not
    /// its file's.
    private func oddAnswers() throws -> [OddAnswer] {
        let strays = try Int64.fetchAll(
            database,
            sql: """
                SELECT DISTINCT refund FROM answers WHERE answer NOT IN (SELECT previous FROM answers)
                    AND answer NOT IN (SELECT answer FROM refund_states WHERE answer IS NOT NULL)
                """)
        let files = try Int.fetchAll(
            database,
            sql: "SELECT s.file FROM results s JOIN files f ON f.file = s.file WHERE s.at <> f.taken_at")
        var damages = Dictionary(strays.map { ($0, AlteredRefund.Damage.strayAnswer) }) { first, _ in first }
        for file in files {
            let answered = try Int64.fetchAll(
                database, sql: "SELECT refund FROM answers WHERE answer >= ? AND answer < ? AND file = ?",
                arguments: [try firstAnswer(fromFile: file), try firstAnswer(fromFile: file + 1), file])
            for serial in answered where damages[serial] == nil { damages[serial] = .shiftedAnswer }
        }
        return damages.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func altered(_ odd: OddAnswer, _ lanes: [Int: Lane]) throws -> AlteredRefund? {
        try Row.fetchOne(
            database, sql: "SELECT number, amount, lane FROM refunds WHERE refund = ?",
            arguments: [odd.serial]
        ).map { row in
            let lane = lanes[row["lane"]]
            return AlteredRefund(
                serial: odd.serial, damage: odd.damage, lanes: Set([lane].compactMap { $0 }),
                number: row["number"], amount: row["amount"], lane: lane)
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
            if isChanged { known.formUnion(try lanesOf(batch: batch, lanes)) }
            try visit(
                AlteredRefund(
                    serial: serial, damage: row.isNull(14) ? .stateless : .changed, lanes: known,
                    number: row.text(9), amount: row.int64(5), lane: lane))
        }
        try visitGone(due..<range.upperBound, batch: batch, lanes, visit)
    }

    private func lanesOf(batch: Int, _ lanes: [Int: Lane]) throws -> Set<Lane> {
        Set(
            try Int.fetchAll(
                database, sql: "SELECT lane FROM batch_totals WHERE batch = ?", arguments: [batch]
            ).compactMap { lanes[$0] })
    }

    /// Serials without a row: whichever lane of their batch they were of.
    private func visitGone(
        _ serials: Range<Int64>, batch: Int, _ lanes: [Int: Lane], _ visit: (AlteredRefund) throws -> Void
    ) throws {
        guard !serials.isEmpty else { return }
        let ofBatch = try lanesOf(batch: batch, lanes)
        for serial in serials {
            let state = try Int.fetchOne(
                database, sql: "SELECT lane FROM refund_states WHERE refund = ?", arguments: [serial])
            let number = try String.fetchOne(
                database, sql: "SELECT number FROM refund_numbers WHERE refund = ?", arguments: [serial])
            try visit(
                AlteredRefund(
                    serial: serial, damage: .gone,
                    lanes: state.map { Set([lanes[$0]].compactMap { $0 }) } ?? ofBatch, number: number,
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
