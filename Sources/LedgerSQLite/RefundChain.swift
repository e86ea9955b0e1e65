import GRDB
import Ledger
import Refunds

/// Reads the refunds of an order from the newest back: each names the one before it.
struct RefundChain {
    struct Link {
        /// 0 at the end.
        var previous: Int64
        var amount: Int64
        var acceptedAt: Int64
        var status: RefundStatus
    }

    private let session: SQLiteSession
    private let stored: RawStatement
    private let taken: RawStatement?

    init(_ session: SQLiteSession) throws {
        self.session = session
        stored = try session.statement(
            """
            SELECT r.previous, r.amount, r.batch, s.status
            FROM refunds r JOIN refund_states s ON s.refund = r.refund WHERE r.refund = ?
            """)
        taken =
            session.isPreview
            ? try session.statement(
                "SELECT previous, amount, accepted_at FROM taken_refunds WHERE refund = ?") : nil
    }

    func link(_ serial: Int64) throws -> Link {
        if let taken, let link = try read(serial, taken: taken) { return link }
        stored.bind(1, serial)
        defer { stored.reset() }
        guard try stored.step(), let status = RefundStatus(number: stored.int(3)) else {
            throw SQLiteLedger.broken("refund \(serial), named by its order or by the refund after it")
        }
        // Serials fall along the chain; else it might not end.
        guard stored.int64(0) < serial else { throw SQLiteLedger.broken("previous of refund \(serial)") }
        return Link(
            previous: stored.int64(0), amount: stored.int64(1),
            acceptedAt: try session.acceptedAt(stored.int(2)), status: status)
    }

    private func read(_ serial: Int64, taken: RawStatement) throws -> Link? {
        taken.bind(1, serial)
        defer { taken.reset() }
        guard try taken.step() else { return nil }
        return Link(
            previous: taken.int64(0), amount: taken.int64(1), acceptedAt: taken.int64(2), status: .pending)
    }
}

extension SQLiteSession {
    /// When a batch was accepted, the one under way included.
    func acceptedAt(_ batch: Int) throws -> Int64 {
        if let underWay, underWay.batch.id == batch { return underWay.batch.acceptedAt.seconds }
        if let known = acceptanceTimes[batch] { return known }
        guard
            let time = try Int64.fetchOne(
                database, sql: "SELECT accepted_at FROM batches WHERE batch = ?", arguments: [batch])
        else { throw SQLiteLedger.broken("batch \(batch)") }
        acceptanceTimes[batch] = time
        return time
    }
}
