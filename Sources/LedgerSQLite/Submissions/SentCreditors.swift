import GRDB
import Ledger
import Refunds

/// The creditors of sealed refunds, kept as the orders had them (`bank-formats.md`, iso20022).
extension SQLiteSession {
    /// Copies them from the orders, for the refunds that were marked as the submission's.
    func keepCreditors(ofSubmission id: Int, from first: Int64, to last: Int64) throws {
        try database.execute(
            sql: """
                INSERT INTO sent_creditors (submission, refund, name, account, agent)
                SELECT s.submission, s.refund, o.creditor_name, o.creditor_account, o.creditor_agent
                FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund
                    CROSS JOIN orders o ON o.payment_id = r.payment_id
                WHERE s.refund BETWEEN ? AND ? AND s.submission = ? ORDER BY s.refund
                """, arguments: [first, last, id])
    }

    func creditors(ofSubmission id: Int) throws -> RowSum {
        var sum = RowSum()
        let row = try statement(
            "SELECT refund, name, account, agent FROM sent_creditors WHERE submission = ? ORDER BY refund")
        defer { row.reset() }
        row.bind(1, id)
        while try row.step() { sum.add(creditor: row.text(1), row.text(2), row.text(3), of: row.int64(0)) }
        return sum
    }

    func keepsCreditors(ofSubmission id: Int) throws -> Bool {
        try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM sent_creditors WHERE submission = ?)",
            arguments: [id]) ?? false
    }

    func waitingRows(
        channel: String, _ visit: (_ row: SubmissionRow, _ lane: Lane, _ bytes: [UInt8]) throws -> Void
    ) throws {
        let lanes = try lanes().filter { $0.value.channel == channel }
        let list = lanes.keys.sorted().map(String.init).joined(separator: ", ")
        var bytes: [UInt8] = []
        for serials in try serialsOfWaitingBatches() {
            // A statement of its own: the visitor may ask the ledger while it runs.
            let row = try RawStatement(
                """
                SELECT r.refund, r.payment_id, r.terminal, r.description, r.amount, r.order_amount, r.order_time, s.lane,
                    o.creditor_name, o.creditor_account, o.creditor_agent, o.order_number
                FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund
                    CROSS JOIN orders o ON o.payment_id = r.payment_id
                WHERE s.refund >= ? AND s.refund < ? AND s.status = 0 AND s.submission IS NULL AND s.lane IN (\(list))
                ORDER BY s.refund
                """, on: database)
            row.bind(1, serials.lowerBound)
            row.bind(2, serials.upperBound)
            while try row.step() {
                guard let lane = lanes[row.int(7)] else { continue }
                bytes.removeAll(keepingCapacity: true)
                var found = SubmissionRow(row, to: &bytes)
                found.addCreditor(row, from: 8, to: &bytes)
                found.orderNumber = row.append(11, to: &bytes)
                try visit(found, lane, bytes)
            }
        }
    }
}

extension SubmissionRow {
    /// Of a statement whose first seven columns are these.
    init(_ row: borrowing RawStatement, to bytes: inout [UInt8]) {
        self.init(
            serial: row.int64(0), paymentID: row.append(1, to: &bytes), terminal: row.append(2, to: &bytes),
            description: row.append(3, to: &bytes), amount: row.int64(4), orderAmount: row.int64(5),
            orderTime: Instant(seconds: row.int64(6)))
    }

    mutating func addCreditor(_ row: borrowing RawStatement, from column: Int32, to bytes: inout [UInt8]) {
        creditorName = row.append(column, to: &bytes)
        creditorAccount = row.append(column + 1, to: &bytes)
        creditorAgent = row.append(column + 2, to: &bytes)
    }
}
