import GRDB
import Ledger
import Refunds
import Rules

/// A refund's row with its state, batch, order and submission, in one statement.
enum RefundQuery {
    static let columns = """
        SELECT r.refund, r.number, r.batch, r.line, r.lane, r.terminal, r.payment_id, o.order_number, r.amount, r.order_amount,
            r.order_time, r.description, r.warnings, s.status, s.hold, s.failure, s.submission, s.answer, b.accepted_at, b.state,
            u.emitted_at, max(b.ready_at, coalesce((SELECT max(at) FROM releases l WHERE l.refund = r.refund), 0)),
            \(cooling), s.paid, o.file, o.line
        FROM refunds r CROSS JOIN refund_states s ON s.refund = r.refund
            LEFT JOIN batches b ON b.batch = r.batch
            LEFT JOIN orders o ON o.payment_id = r.payment_id
            LEFT JOIN submissions u ON u.submission = s.submission
        """
    /// Until when it rests; NULL where nothing asks for that. Refunds that waited by themselves rest by themselves.
    private static let cooling = """
        CASE WHEN b.cooling_minutes > 0 AND b.state = 'approved' THEN max(b.ready_at,
            CASE WHEN b.review_warnings = 1 AND r.warnings <> 0 THEN coalesce((SELECT max(a.at) + 60 * b.cooling_minutes
                FROM approvals a WHERE a.batch = b.batch AND a.voided IS NULL), 0) ELSE 0 END) END
        """
    static let one = columns + " WHERE r.refund = ?"
}

extension SQLiteSession: RefundReader {
    func refund(_ serial: Int64) throws -> RefundRecord? {
        let statement = try statement(RefundQuery.one)
        defer { statement.reset() }
        statement.bind(1, serial)
        return try statement.step() ? try RefundRows(self).record(statement) : nil
    }

    func refunds(_ filter: RefundFilter, _ visit: (RefundRecord) throws -> Void) throws {
        if let serials = try candidates(filter) {
            for serial in serials {
                guard let record = try refund(serial) else { throw SQLiteLedger.broken("refund \(serial)") }
                if filter.matches(record) { try visit(record) }
            }
            return
        }
        guard let scan = try scan(filter) else { return }
        // A statement of its own: the visitor may ask the ledger while it runs.
        let statement = try RawStatement(scan, on: database)
        let rows = try RefundRows(self)
        while try statement.step() {
            let record = try rows.record(statement)
            if filter.matches(record) { try visit(record) }
        }
    }

    /// Serials of the refunds that the filter's number, payment or order number names; nil when it names none of these.
    private func candidates(_ filter: RefundFilter) throws -> [Int64]? {
        if let number = filter.number { return try refunds(numbered: number, account: filter.account) }
        if let payment = filter.paymentID { return try refunds(ofOrder: payment).reversed() }
        if let number = filter.orderNumber {
            let payments = try payments(bearing: number, account: filter.account)
            return try payments.flatMap { try refunds(ofOrder: $0) }.sorted()
        }
        return nil
    }

    private func accounts(_ name: String?) throws -> [Int] {
        try accountNames().filter { name == nil || $0.value == name }.keys.sorted()
    }

    private func refunds(numbered number: String, account: String?) throws -> [Int64] {
        try accounts(account).compactMap {
            try Int64.fetchOne(
                database, sql: "SELECT refund FROM refund_numbers WHERE account = ? AND number = ?",
                arguments: [$0, number])
        }.sorted()
    }

    private func payments(bearing number: String, account: String?) throws -> [String] {
        try accounts(account).flatMap {
            try String.fetchAll(
                database, sql: "SELECT payment_id FROM orders WHERE account = ? AND order_number = ?",
                arguments: [$0, number])
        }
    }

    /// The order's refunds, the newest first.
    private func refunds(ofOrder paymentID: String) throws -> [Int64] {
        var serial =
            try Int64.fetchOne(
                database, sql: "SELECT last FROM holdings WHERE payment_id = ?", arguments: [paymentID]) ?? 0
        var serials: [Int64] = []
        while serial > 0 {
            serials.append(serial)
            let previous = try Int64.fetchOne(
                database, sql: "SELECT previous FROM refunds WHERE refund = ?", arguments: [serial])
            guard let previous, previous < serial else {
                throw SQLiteLedger.broken("order \(paymentID), refund \(serial)")
            }
            serial = previous
        }
        return serials
    }

    /// A statement over all refunds in order of serial, narrowed by what stands in small columns; nil when nothing can match.
    private func scan(_ filter: RefundFilter) throws -> String? {
        var conditions = ["1"]
        if let status = filter.status { conditions.append("s.status = \(status.number)") }
        if filter.queryNumber != nil { conditions.append("s.answer IS NOT NULL") }
        if let account = filter.account {
            let lanes = try lanes().filter { $0.value.account == account }.keys.sorted()
            if lanes.isEmpty { return nil }
            conditions.append("r.lane IN (\(lanes.map(String.init).joined(separator: ", ")))")
        }
        if let batch = filter.batch {
            guard let range = try serials(ofBatch: batch) else { return nil }
            conditions.append("r.refund >= \(range.lowerBound) AND r.refund < \(range.upperBound)")
        }
        if let submission = filter.submission {
            guard let range = try serials(ofSubmission: submission) else { return nil }
            conditions.append("r.refund BETWEEN \(range.lowerBound) AND \(range.upperBound)")
            conditions.append("s.submission = \(submission)")
        }
        return RefundQuery.columns + " WHERE " + conditions.joined(separator: " AND ") + " ORDER BY r.refund"
    }

    /// The serials that a batch's accepted rows got; nil when there is no such batch.
    func serials(ofBatch batch: Int) throws -> Range<Int64>? {
        let row = try Row.fetchOne(
            database, sql: "SELECT first_serial, accepted FROM batches WHERE batch = ?", arguments: [batch])
        guard let row else { return nil }
        let first: Int64 = row["first_serial"]
        let accepted: Int64 = row["accepted"]
        return first..<(first + max(0, accepted))
    }

    /// From the first to the last refund of a submission; others may stand between.
    func serials(ofSubmission id: Int) throws -> ClosedRange<Int64>? {
        let row = try Row.fetchOne(
            database, sql: "SELECT first_refund, last_refund FROM submissions WHERE submission = ?",
            arguments: [id])
        guard let row else { return nil }
        let first: Int64 = row["first_refund"]
        let last: Int64 = row["last_refund"]
        return first <= last ? first...last : nil
    }
}

extension RefundFilter {
    func matches(_ record: RefundRecord) -> Bool {
        (account == nil || account == record.lane.account)
            && (orderNumber == nil || orderNumber == record.orderNumber)
            && (paymentID == nil || paymentID == record.paymentID)
            && (number == nil || number == record.number) && (status == nil || status == record.status)
            && (queryNumber.map { $0 == record.queryNumber || record.earlierQueryNumbers.contains($0) }
                ?? true)
            && (batch == nil || batch == record.batch)
            && (submission == nil || submission == record.submission)
    }
}
