import Bytes
import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession: SubmissionReader {
    func submission(_ id: Int) throws -> SubmissionRecord? {
        try submissions("WHERE u.submission = \(id)").first
    }

    func submissions() throws -> [SubmissionRecord] { try submissions("ORDER BY u.submission") }

    func submissions(emittedFrom start: Instant, to end: Instant) throws -> [SubmissionRecord] {
        try submissions(
            "WHERE u.emitted_at >= \(start.seconds) AND u.emitted_at < \(end.seconds) ORDER BY u.submission")
    }

    func unfinishedSubmissions() throws -> [SubmissionRecord] {
        try submissions("WHERE u.state IN ('sealed', 'staged') ORDER BY u.submission")
    }

    private func submissions(_ selection: String) throws -> [SubmissionRecord] {
        try Row.fetchAll(
            database,
            sql: "SELECT u.*, c.name AS channel_name FROM submissions u LEFT JOIN channels c USING (channel) "
                + selection
        ).map(SubmissionRecord.init(row:))
    }

    func lastSequence(ofChannel channel: String) throws -> Int {
        guard let number = try self.channel(named: channel) else { return 0 }
        return try Int.fetchOne(
            database, sql: "SELECT max(sequence) FROM submissions WHERE channel = ?", arguments: [number])
            ?? 0
    }

    func laneTotals(ofSubmission id: Int) throws -> [LaneTotal] {
        try laneTotals(
            "SELECT lane, count, amount FROM submission_totals WHERE submission = ?", arguments: [id])
    }

    func redeliveries(of id: Int) throws -> Int {
        try Int.fetchOne(
            database, sql: "SELECT count(*) FROM redeliveries WHERE submission = ?", arguments: [id]) ?? 0
    }

    func redeliveries(from start: Instant, to end: Instant) throws -> [Redelivery] {
        try Row.fetchAll(
            database,
            sql: "SELECT submission, by, at FROM redeliveries WHERE at >= ? AND at < ? ORDER BY redelivery",
            arguments: [start.seconds, end.seconds]
        ).map { Redelivery(submission: $0[0], by: $0[1], at: Instant(seconds: $0[2])) }
    }

    func lastEmitted() throws -> [SubmissionRecord] {
        try submissions(
            """
            WHERE (u.channel, u.sequence) IN
                (SELECT channel, max(sequence) FROM submissions WHERE state IN ('emitted', 'void') GROUP BY channel)
            ORDER BY u.channel
            """)
    }

    func isByHand(_ id: Int) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT kind = 'adoption' FROM journal
                WHERE kind IN ('adoption', 'redelivery') AND json_extract(body, '$.' || kind || '.submission') = ?
                ORDER BY entry DESC LIMIT 1
                """, arguments: [id]) ?? false
    }

    func nextSubmission() throws -> Int {
        guard let number = Int(try setting("next_submission") ?? "1") else {
            throw SQLiteLedger.broken("setting next_submission")
        }
        return number
    }

    func adoption(of id: Int) throws -> Adoption? {
        try Row.fetchOne(
            database,
            sql: """
                SELECT by, os_user, json_extract(body, '$.adoption.note'), at FROM journal
                WHERE kind = 'adoption' AND json_extract(body, '$.adoption.submission') = ? ORDER BY entry DESC LIMIT 1
                """, arguments: [id]
        ).map {
            Adoption(by: $0[0], osUser: $0[1], note: $0[2] ?? "", at: Instant(seconds: $0[3]))
        }
    }

    func rows(
        of submission: Int, orderNumbers: Bool, _ visit: (borrowing SubmissionChunk) throws -> Void
    ) throws {
        guard let range = try serials(ofSubmission: submission) else { return }
        // One that was made void keeps its refunds apart.
        let isVoid = try Bool.fetchOne(
            database, sql: "SELECT state = 'void' FROM submissions WHERE submission = ?",
            arguments: [submission])
        let kept = isVoid == true ? "voided" : "refund_states"
        let hasCreditors = try keepsCreditors(ofSubmission: submission)
        var (columns, join) =
            hasCreditors
            ? (
                ", c.name, c.account, c.agent",
                "LEFT JOIN sent_creditors c ON c.submission = s.submission AND c.refund = s.refund"
            ) : ("", "")
        if orderNumbers {
            columns += ", o.order_number"
            join += " LEFT JOIN orders o ON o.payment_id = r.payment_id"
        }
        let row = try RawStatement(
            """
            SELECT r.refund, r.payment_id, r.terminal, r.description, r.amount, r.order_amount, r.order_time\(columns)
            FROM \(kept) s CROSS JOIN refunds r ON r.refund = s.refund \(join)
            WHERE s.refund BETWEEN ? AND ? AND s.submission = ? ORDER BY s.refund
            """, on: database)
        row.bind(1, range.lowerBound)
        row.bind(2, range.upperBound)
        row.bind(3, submission)
        var chunk = SubmissionChunk()
        chunk.rows.reserveCapacity(Self.submissionChunkRows)
        while try row.step() {
            var found = SubmissionRow(row, to: &chunk.bytes)
            if hasCreditors { found.addCreditor(row, from: 7, to: &chunk.bytes) }
            if orderNumbers {
                found.orderNumber = row.append(hasCreditors ? 10 : 7, to: &chunk.bytes)
            }
            chunk.rows.append(found)
            if chunk.rows.count == Self.submissionChunkRows {
                try visit(chunk)
                chunk.rows.removeAll(keepingCapacity: true)
                chunk.bytes.removeAll(keepingCapacity: true)
            }
        }
        if !chunk.rows.isEmpty { try visit(chunk) }
    }

    private static let submissionChunkRows = 16_384
}

extension SubmissionRecord {
    init(row: Row) throws {
        let id: Int = row["submission"]
        let digest: String? = row["digest"]
        let emitted: Int64? = row["emitted_at"]
        guard let channel: String = row["channel_name"],
            let currency = CurrencyCode(row["currency"] as String),
            let state = SubmissionState(rawValue: row["state"])
        else { throw SQLiteLedger.broken("submission \(id)") }
        self.init(
            id: id, channel: channel, sequence: row["sequence"], currency: currency,
            exponent: row["exponent"], name: row["name"], layout: row["layout"],
            createdAt: Instant(seconds: row["created_at"]), state: state, timeZone: row["time_zone"])
        count = row["count"]
        amount = row["amount"]
        hashTotal = row["hash_total"]
        self.digest = digest.flatMap(Digest.init(hex:))
        size = row["size"]
        emittedAt = emitted.map(Instant.init(seconds:))
    }
}
