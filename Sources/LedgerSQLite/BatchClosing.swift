import Bytes
import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession: BatchDecider, BatchWriter {
    func record(_ file: FileRecord) throws -> Int {
        let number = try nextFileNumber()
        try database.execute(
            sql: """
                INSERT INTO files (file, kind, name, digest, inflated_digest, size, origin, modified, taken_at, by,
                    account, channel, refusal, message, message_zh, records, checksum)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                number, file.kind.rawValue, file.name, file.digest.hex, file.inflatedDigest.hex, file.size,
                file.origin, file.modified, file.takenAt.seconds, file.by, file.account, file.channel,
                file.refusal?.rawValue, file.refusalText?.english, file.refusalText?.chinese, file.records,
                RowDigest.checksum(file.rowDigest(number)),
            ])
        return number
    }

    func recount(_ file: FileRecord) throws {
        try database.execute(
            sql: "UPDATE files SET records = ?, checksum = ? WHERE file = ?",
            arguments: [file.records, RowDigest.checksum(file.rowDigest(file.id)), file.id])
        try demandChanges(1, "file \(file.id)")
    }

    func close(_ batch: BatchRecord) throws {
        guard let underWay else { throw SQLiteLedger.broken("batch \(batch.id) is not under way") }
        try demand(underWay.batch)
        let totals = try accepted(in: underWay.batch).totals
        guard batch.id == underWay.batch.id, batch.accepted == underWay.accepted,
            batch.firstSerial == underWay.batch.firstSerial,
            batch.totals.sorted(by: { $0.lane < $1.lane }) == totals
        else { throw SQLiteLedger.broken("batch \(batch.id) is closed with other totals than it accepted") }
        try insert(batch, account: underWay.batch.account)
        try insertTotals(of: underWay)
        try insertCodes(of: batch)
        if batch.reviewsWarnings { try holdWarned(ofBatch: batch.id) }
        try database.execute(sql: "RELEASE accepts")
        acceptanceTimes[batch.id] = batch.acceptedAt.seconds
        self.underWay = nil
    }

    private func insert(_ batch: BatchRecord, account: Int) throws {
        let awaitsApproval = batch.approvalsNeeded > 0 && batch.accepted > 0
        // It rests from its last approval; from its acceptance where it needs none.
        let rest = batch.approvalsNeeded == 0 ? 60 * Int64(batch.coolingMinutes) : 0
        let reports = batch.reports.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.hex)" }
        try database.execute(
            sql: """
                INSERT INTO batches (batch, file, account, batch_number, policy, records_digest, accepted_at, by,
                    os_user, records, accepted, rejected, warnings, approvals_needed, first_serial,
                    decisions_digest, reports, state, waiting, outstanding, moved_at, ready_at, review_warnings,
                    cooling_minutes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)
                """,
            arguments: [
                batch.id, batch.file.id, account, batch.batchNumber, batch.policy, batch.recordsDigest.hex,
                batch.acceptedAt.seconds, batch.by, batch.osUser, batch.records, batch.accepted,
                batch.rejected, batch.warnings, batch.approvalsNeeded, batch.firstSerial,
                batch.decisionsDigest.hex, reports.joined(separator: "\n"),
                awaitsApproval ? BatchState.approval.rawValue : BatchState.approved.rawValue, batch.accepted,
                batch.acceptedAt.seconds, batch.acceptedAt.seconds + rest, batch.reviewsWarnings ? 1 : 0,
                batch.coolingMinutes,
            ])
    }

    private func insertTotals(of underWay: BatchUnderWay) throws {
        for sum in underWay.sums {
            try database.execute(
                sql: "INSERT INTO batch_totals (batch, lane, count, amount) VALUES (?, ?, ?, ?)",
                arguments: [underWay.batch.id, sum.lane, sum.count, sum.amount])
        }
    }

    private func insertCodes(of batch: BatchRecord) throws {
        for total in batch.codes {
            try database.execute(
                sql: """
                    INSERT INTO batch_codes (batch, place, code, currency, exponent, rows, amount)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    batch.id, total.code.place, total.code.rawValue, total.currency?.text ?? "",
                    total.exponent,
                    total.rows, total.amount,
                ])
        }
    }
}

extension FileRecord {
    /// The digest of its row under this number (`RowDigest`).
    func rowDigest(_ number: Int) -> Digest {
        var row = RowDigest()
        row.add(number)
        row.add(kind.rawValue)
        row.add(name)
        row.add(digest.hex)
        row.add(inflatedDigest.hex)
        row.add(size)
        row.add(origin)
        row.add(modified)
        row.add(takenAt.seconds)
        row.add(by)
        row.add(account)
        row.add(channel)
        row.add(refusal?.rawValue)
        row.add(refusalText?.english)
        row.add(refusalText?.chinese)
        row.add(records)
        return row.finish()
    }
}
