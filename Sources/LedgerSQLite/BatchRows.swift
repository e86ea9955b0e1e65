import Bytes
import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession: BatchReader {
    func batch(_ id: Int) throws -> BatchRecord? {
        let row = try decided("WHERE b.batch = ?", [id]).first
        return try row.map { try decidedBatch($0, parts: try BatchParts(self, batch: id)) }
    }

    /// Batches, each with its file's row as the scope `file`: the two tables have columns of one name.
    private func decided(_ condition: String, _ arguments: StatementArguments) throws -> [Row] {
        let own = try database.columns(in: "batches").count
        return try Row.fetchAll(
            database, sql: "SELECT b.*, f.* FROM batches b JOIN files f ON f.file = b.file " + condition,
            arguments: arguments, adapter: ScopeAdapter(["file": SuffixRowAdapter(fromIndex: own)]))
    }

    func batches() throws -> [BatchRecord] {
        let parts = try BatchParts(self, batch: nil)
        var found: [BatchRecord] = []
        for row in try decided("", []) {
            found.append(try decidedBatch(row, parts: parts))
        }
        let refused = try Row.fetchAll(
            database, sql: "SELECT * FROM files WHERE kind = 'refunds' AND refusal IS NOT NULL")
        for row in refused { found.append(try refusedBatch(row)) }
        return found.sorted { $0.file.id < $1.file.id }
    }

    func files(takenFrom start: Instant, to end: Instant) throws -> [FileRecord] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM files WHERE taken_at >= ? AND taken_at < ? ORDER BY file",
            arguments: [start.seconds, end.seconds]
        ).map { try FileRecord(row: $0) }
    }

    // MARK: - Repetitions

    private static let earlier = """
        SELECT f.name, b.batch, f.taken_at, b.rejected, f.file
        FROM batches b JOIN files f ON f.file = b.file JOIN accounts a ON a.account = b.account
        WHERE b.accepted > 0 AND
        """ + " "

    func earlierBatch(digest: Digest, inflatedDigest: Digest, account: String?) throws -> EarlierFile? {
        try earlier(
            Self.earlier + """
                f.file IN (SELECT file FROM files WHERE digest = ?1
                    UNION SELECT file FROM files WHERE inflated_digest = ?2)
                AND (?3 IS NULL OR a.name = ?3)
                ORDER BY b.batch LIMIT 1
                """,
            [digest.hex, inflatedDigest.hex, account])
    }

    func earlierBatch(recordsDigest: Digest, account: String) throws -> EarlierFile? {
        try earlier(
            Self.earlier + "b.records_digest = ? AND a.name = ? ORDER BY b.batch LIMIT 1",
            [recordsDigest.hex, account])
    }

    func earlierBatch(number: String, account: String) throws -> EarlierFile? {
        try earlier(
            Self.earlier + "b.batch_number = ? AND a.name = ? ORDER BY b.batch LIMIT 1", [number, account])
    }

    func earlierFile(kind: FileRecord.Kind, digest: Digest, channel: String?) throws -> EarlierFile? {
        try earlier(
            """
            SELECT name, NULL, taken_at, 0, file FROM files
            WHERE digest = ?1 AND kind = ?2 AND refusal IS NULL AND (?3 IS NULL OR channel = ?3)
            ORDER BY file LIMIT 1
            """,
            [digest.hex, kind.rawValue, channel])
    }

    private func earlier(_ sql: String, _ arguments: StatementArguments) throws -> EarlierFile? {
        try Row.fetchOne(database, sql: sql, arguments: arguments).map {
            EarlierFile(
                file: $0[4], name: $0[0], batch: $0[1], takenAt: Instant(seconds: $0[2]), rejected: $0[3])
        }
    }

    func takenDrops(origin: String, size: Int, modified: Int) throws -> [Digest] {
        try String.fetchAll(
            database,
            sql: """
                SELECT digest FROM files
                WHERE origin = ?1 AND size = ?2 AND modified = ?3 AND refusal IS NULL
                    AND (kind <> 'refunds'
                        OR EXISTS (SELECT 1 FROM batches b WHERE b.file = files.file AND b.accepted > 0))
                UNION SELECT file_digest FROM journal INDEXED BY journal_repeats
                WHERE kind = 'repeat' AND (body ->> '$.repeat.origin', body ->> '$.repeat.size', body ->> '$.repeat.modified')
                    = (?1, ?2, ?3)
                """, arguments: [origin, size, modified]
        ).compactMap(Digest.init(hex:))
    }

    func earlierRefund(_ serial: Int64) throws -> EarlierRefund? {
        if isPreview, let taken = try takenRefund(serial) { return taken }
        let row = try statement(
            """
            SELECT r.batch, r.line, s.status, f.name
            FROM refunds r JOIN refund_states s ON s.refund = r.refund
            LEFT JOIN batches b ON b.batch = r.batch LEFT JOIN files f ON f.file = b.file
            WHERE r.refund = ?
            """)
        defer { row.reset() }
        row.bind(1, serial)
        guard try row.step() else { return nil }
        guard let status = RefundStatus(number: row.int(2)) else {
            throw SQLiteLedger.broken("status of refund \(serial)")
        }
        // A batch under way has no file in the ledger yet: its name is the caller's to know.
        return EarlierRefund(
            serial: serial, batch: row.int(0), line: row.int(1), file: row.text(3), status: status)
    }

    private func takenRefund(_ serial: Int64) throws -> EarlierRefund? {
        try Row.fetchOne(
            database, sql: "SELECT batch, line FROM taken_refunds WHERE refund = ?", arguments: [serial]
        ).map { EarlierRefund(serial: serial, batch: $0[0], line: $0[1], file: "", status: .pending) }
    }

    // MARK: - Rows

    private func decidedBatch(_ row: Row, parts: BatchParts) throws -> BatchRecord {
        let id: Int = row["batch"]
        let waiting: Int = row["waiting"]
        guard let stored = BatchState(rawValue: row["state"]), let file = row.scopes["file"] else {
            throw SQLiteLedger.broken("state or file of batch \(id)")
        }
        var batch = BatchRecord(
            id: id, file: try FileRecord(row: file),
            account: try accountName(row["account"]), acceptedAt: Instant(seconds: row["accepted_at"]),
            by: row["by"], osUser: row["os_user"])
        batch.batchNumber = row["batch_number"]
        batch.policy = row["policy"]
        batch.recordsDigest = try Self.digest(row["records_digest"], "records_digest of batch \(id)")
        batch.records = row["records"]
        batch.accepted = row["accepted"]
        batch.rejected = row["rejected"]
        batch.warnings = row["warnings"]
        batch.approvalsNeeded = row["approvals_needed"]
        batch.firstSerial = row["first_serial"]
        batch.decisionsDigest = try Self.digest(row["decisions_digest"], "decisions_digest of batch \(id)")
        batch.reports = try Self.reports(row["reports"], batch: id)
        batch.reviewsWarnings = row["review_warnings"] == 1
        batch.coolingMinutes = row["cooling_minutes"]
        batch.readyAt = Instant(seconds: row["ready_at"])
        batch.totals = parts.totals[id] ?? []
        batch.codes = parts.codes[id] ?? []
        batch.approvals = parts.approvals[id] ?? []
        batch.voided = parts.voided[id] ?? []
        // What was declined stays so, unless something of it comes back; else a batch is done when nothing of it is pending.
        batch.state = stored == .declined ? .declined : waiting == 0 ? .done : stored
        // Where refunds with a warning wait there is no approval that counts.
        if batch.state == .approved, batch.reviewsWarnings, batch.approvals.isEmpty,
            try hasWaitingWarned(ofBatch: id)
        {
            batch.state = .approval
        }
        return batch
    }

    private func refusedBatch(_ row: Row) throws -> BatchRecord {
        let file = try FileRecord(row: row)
        var batch = BatchRecord(
            id: 0, file: file, account: file.account ?? "", acceptedAt: file.takenAt, by: file.by, osUser: "")
        batch.records = file.records
        batch.state = .refused
        return batch
    }

    static func digest(_ text: String, _ place: String) throws -> Digest {
        guard let digest = Digest(hex: text) else { throw SQLiteLedger.broken(place) }
        return digest
    }

    /// A line for each report: its name, a space, its digest.
    static func reports(_ text: String, batch: Int) throws -> [String: Digest] {
        var reports: [String: Digest] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 2 else { throw SQLiteLedger.broken("reports of batch \(batch)") }
            reports[String(words[0])] = try digest(String(words[1]), "reports of batch \(batch)")
        }
        return reports
    }
}

/// What of batches stands in tables of its own, by batch: of one, or of all.
private struct BatchParts {
    var totals: [Int: [LaneTotal]] = [:]
    var codes: [Int: [CodeTotal]] = [:]
    var approvals: [Int: [Approval]] = [:]
    var voided: [Int: [VoidedApproval]] = [:]

    init(_ session: SQLiteSession, batch: Int?) throws {
        func rows(_ table: String, _ order: String) throws -> RowCursor {
            try Row.fetchCursor(
                session.database,
                sql:
                    "SELECT * FROM \(table) \(batch == nil ? "" : "WHERE batch = ?") ORDER BY batch, \(order)",
                arguments: batch.map { [$0] } ?? [])
        }
        let totalRows = try rows("batch_totals", "lane")
        while let row = try totalRows.next() {
            totals[row["batch"], default: []].append(
                LaneTotal(lane: try session.lane(row["lane"]), count: row["count"], amount: row["amount"]))
        }
        totals = totals.mapValues { $0.sorted { $0.lane < $1.lane } }
        let codeRows = try rows("batch_codes", "place, currency, exponent")
        while let row = try codeRows.next() {
            let text: String = row["code"]
            guard let code = Rejection(rawValue: text) else { throw SQLiteLedger.broken("code \(text)") }
            codes[row["batch"], default: []].append(
                CodeTotal(
                    code: code, rows: row["rows"], currency: CurrencyCode(row["currency"] as String),
                    exponent: row["exponent"], amount: row["amount"]))
        }
        var voids: [Int: ApprovalVoid] = [:]
        for void in try session.approvalVoids(ofBatch: batch) { voids[void.id] = void }
        let approvalRows = try rows("approvals", "approval")
        while let row = try approvalRows.next() {
            let approval = Approval(
                by: row["by"], osUser: row["os_user"], at: Instant(seconds: row["at"]), digest: row["digest"])
            guard let number: Int = row["voided"] else {
                approvals[row["batch"], default: []].append(approval)
                continue
            }
            guard let void = voids[number] else { throw SQLiteLedger.broken("approval void \(number)") }
            voided[row["batch"], default: []].append(VoidedApproval(approval: approval, void: void))
        }
    }
}

extension SQLiteSession {
    /// What made approvals void, in the order in which it came; of one batch, or of all.
    func approvalVoids(ofBatch batch: Int?) throws -> [ApprovalVoid] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT v.*, f.name FROM approval_voids v LEFT JOIN files f ON f.file = v.file
                \(batch == nil ? "" : "WHERE v.batch = ?") ORDER BY v.void
                """, arguments: batch.map { [$0] } ?? []
        ).map { row in
            let word: String? = row["cause"]
            guard let cause = ApprovalVoidCause(rawValue: word ?? ApprovalVoidCause.uncovered.rawValue) else {
                throw SQLiteLedger.broken("approval void \(row["void"] as Int)")
            }
            return ApprovalVoid(
                id: row["void"], batch: row["batch"], at: Instant(seconds: row["at"]), by: row["by"],
                cause: cause, refund: row["refund"], refunds: row["refunds"], file: row["file"],
                fileName: row["name"])
        }
    }
}

extension FileRecord {
    init(row: Row) throws {
        let number: Int = row["file"]
        let refusalText: String? = row["refusal"]
        let place = "files, row \(number)"
        guard let kind = Kind(rawValue: row["kind"]) else { throw SQLiteLedger.broken(place) }
        self.init(
            kind: kind, name: row["name"], digest: try SQLiteSession.digest(row["digest"], place),
            inflatedDigest: try SQLiteSession.digest(row["inflated_digest"], place), size: row["size"],
            origin: row["origin"], modified: row["modified"], takenAt: Instant(seconds: row["taken_at"]),
            by: row["by"])
        id = number
        account = row["account"]
        channel = row["channel"]
        records = row["records"]
        guard let refusalText else { return }
        guard let code = RefusalCode(rawValue: refusalText) else { throw SQLiteLedger.broken(place) }
        refusal = code
        self.refusalText = BilingualText(row["message"] ?? "", row["message_zh"] ?? "")
    }
}
