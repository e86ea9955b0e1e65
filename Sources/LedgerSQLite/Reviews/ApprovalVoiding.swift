import GRDB
import Ledger
import Refunds

extension SQLiteSession {
    func voidApprovals(
        _ cause: ApprovalVoidCause, of serials: [Int64], file: Int?, by: String, at: Instant
    ) throws -> [ApprovalVoid] {
        var voids: [ApprovalVoid] = []
        for (batch, held) in try standing(of: serials, cause).sorted(by: { $0.key < $1.key }) {
            guard let first = held.min(), try voidApprovals(ofBatch: batch) else { continue }
            let id = try count("SELECT coalesce(max(void), 0) + 1 FROM approval_voids")
            let void = ApprovalVoid(
                id: id, batch: batch, at: at, by: by, cause: cause, refund: first, refunds: held.count,
                file: file)
            try insert(void)
            voids.append(void)
        }
        return voids
    }

    /// How a refund's hold by its order stands after each: what was held otherwise before is shown as before.
    private static func condition(_ cause: ApprovalVoidCause) -> String {
        switch cause {
        case .uncovered: "s.hold & 1 = 1"
        case .paidByHand: "s.hold & 3 = 2"
        case .covered, .notPaidByHand: "s.hold & 3 = 0"
        }
    }

    /// By batch, for which of the refunds that still holds, and which stand under its approvals. Where only refunds with a warning waited,
    /// only they were approved.
    private func standing(of serials: [Int64], _ cause: ApprovalVoidCause) throws -> [Int: Set<Int64>] {
        var found: [Int: Set<Int64>] = [:]
        let row = try statement(
            """
            SELECT r.batch FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund CROSS JOIN batches b ON b.batch = r.batch
            WHERE s.refund = ? AND s.status = 0 AND s.submission IS NULL AND \(Self.condition(cause)) AND b.state IN ('approval', 'approved')
                AND (b.approvals_needed > 0 OR b.review_warnings = 1 AND r.warnings <> 0)
            """)
        for serial in serials {
            defer { row.reset() }
            row.bind(1, serial)
            if try row.step() { found[row.int(0), default: []].insert(serial) }
        }
        return found
    }

    /// False when the batch has no approval that counts.
    private func voidApprovals(ofBatch batch: Int) throws -> Bool {
        try database.execute(
            sql: """
                UPDATE approvals SET voided = (SELECT coalesce(max(void), 0) + 1 FROM approval_voids)
                WHERE batch = ? AND voided IS NULL
                """, arguments: [batch])
        guard database.changesCount > 0 else { return false }
        let isWhole = try Bool.fetchOne(
            database, sql: "SELECT approvals_needed > 0 FROM batches WHERE batch = ?", arguments: [batch])
        guard isWhole == true else {
            try holdWarned(ofBatch: batch)
            return true
        }
        try database.execute(
            sql: "UPDATE batches SET state = 'approval', ready_at = accepted_at WHERE batch = ?",
            arguments: [batch])
        return true
    }

    private func insert(_ void: ApprovalVoid) throws {
        try database.execute(
            sql: """
                INSERT INTO approval_voids (void, batch, at, by, refund, refunds, file, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                void.id, void.batch, void.at.seconds, void.by, void.refund, void.refunds, void.file,
                void.cause == .uncovered ? nil : void.cause.rawValue,
            ])
    }
}
