import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession {
    func seal(
        _ order: SealOrder, refunds serials: [Int64], at: Instant, leftAt: Instant?
    ) throws -> SubmissionRecord {
        var plan = SealPlan(order: order)
        plan.submission = try nextSubmission()
        let row = try statement(
            """
            SELECT s.lane, r.amount, s.status = 0 AND s.submission IS NULL AND s.hold = 0 AND b.state = 'approved'
            FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund CROSS JOIN batches b ON b.batch = r.batch
            WHERE s.refund = ?
            """)
        let mark = try statement(
            "UPDATE refund_states SET submission = ? WHERE refund = ? AND submission IS NULL")
        for serial in serials.sorted() {
            row.bind(1, serial)
            let isThere = try row.step()
            guard isThere, row.int(2) == 1, order.group.takes(try lane(row.int(0))) else {
                row.reset()
                throw Self.notWaiting(serial, isThere: isThere)
            }
            try plan.add(serial, lane: row.int(0), amount: row.int64(1))
            row.reset()
            mark.bind(1, plan.submission)
            mark.bind(2, serial)
            try mark.runOnce("refund \(serial)")
        }
        guard plan.count > 0 else { throw SQLiteLedger.broken("a submission without a refund") }
        let sealed = try insert(plan, at: at)
        try set("next_submission", String(plan.submission + 1))
        if let leftAt {
            try database.execute(
                sql: "UPDATE submissions SET left_at = ? WHERE submission = ?",
                arguments: [leftAt.seconds, plan.submission])
        }
        return sealed
    }

    /// What is wrong is looked up by whoever shows it: `refunds show` tells a refund's whole life.
    private static func notWaiting(_ serial: Int64, isThere: Bool) -> Failure {
        isThere
            ? Failure(
                .notAllowed,
                "refund \(serial) of the file doesn't wait for this channel's next file in this ledger: approve its batch, "
                    + "or bring in what happened since the backup, in the order in which it happened",
                "文件中的退款 \(serial) 在账本中并未等待该通道的下一个文件：请审批其批次，或按先后补录备份之后发生的事项")
            : Failure(
                .notAllowed,
                "refund \(serial) of the file is not in this ledger: bring in the batches that came since the backup, in the "
                    + "order in which they came",
                "文件中的退款 \(serial) 不在账本中：请按先后导入备份之后的批次文件")
    }
}
