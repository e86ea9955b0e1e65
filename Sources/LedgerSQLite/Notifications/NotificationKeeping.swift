import Bytes
import GRDB
import Ledger
import Refunds

extension SQLiteSession: NotificationReader, NotificationWriter {
    func notification(_ number: Int) throws -> NotificationRecord? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM notifications WHERE notification = ?", arguments: [number]
        ).map(Self.notification)
    }

    func lastNotification() throws -> NotificationRecord? {
        try Row.fetchOne(database, sql: "SELECT * FROM notifications ORDER BY notification DESC LIMIT 1")
            .map(Self.notification)
    }

    static func notification(_ row: Row) throws -> NotificationRecord {
        let number: Int = row["notification"]
        guard let digest = Digest(hex: row["digest"]) else {
            throw SQLiteLedger.broken("digest of notification \(number)")
        }
        return NotificationRecord(
            number: number, uptoEntry: row["upto_entry"], uptoAnswer: row["upto_answer"],
            timeZone: row["time_zone"], at: Instant(seconds: row["at"]), by: row["by"],
            osUser: row["os_user"], changes: row["changes"], digest: digest)
    }

    func giveNotification(at: Instant, by: String, osUser: String, timeZone: String) throws
        -> NotificationRecord?
    {
        let last = try lastNotification()
        let start = last.map(\.end) ?? JournalMark()
        let end = JournalMark(
            entry: try journalHead()?.number ?? 0,
            answer: try Int64.fetchOne(database, sql: "SELECT max(answer) FROM answers") ?? 0)
        let (changes, digest) = try ChangeWalk(self).digest(after: start, upTo: end)
        if changes == 0 { return nil }
        let record = NotificationRecord(
            number: (last?.number ?? 0) + 1, uptoEntry: end.entry, uptoAnswer: end.answer,
            timeZone: timeZone, at: at, by: by, osUser: osUser, changes: changes, digest: digest)
        try database.execute(
            sql: "INSERT INTO notifications VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                record.number, record.uptoEntry, record.uptoAnswer, timeZone, at.seconds, by, osUser, changes,
                digest.hex,
            ])
        return record
    }

    func changes(of record: NotificationRecord, _ visit: (RefundChange) throws -> Void) throws {
        let before = try record.number > 1 ? notification(record.number - 1) : nil
        guard before != nil || record.number == 1 else {
            throw SQLiteLedger.broken("notification \(record.number - 1)")
        }
        try ChangeWalk(self).run(after: before.map(\.end) ?? JournalMark(), upTo: record.end) {
            entry, at, row in
            try visit(try change(entry, at, row))
        }
    }

    private func change(_ entry: Int, _ at: Int64, _ row: RawStatement) throws -> RefundChange {
        let serial = row.int64(ChangeColumn.refund)
        guard let move = RefundMove(code: row.int(ChangeColumn.move)) else {
            throw SQLiteLedger.broken("a change of refund \(serial)")
        }
        let paid = row.int64(ChangeColumn.paid)
        return RefundChange(
            entry: entry, at: Instant(seconds: at), serial: serial, move: move,
            lane: try lane(row.int(ChangeColumn.lane)), batch: row.int(ChangeColumn.batch),
            number: row.text(ChangeColumn.number), paymentID: row.text(ChangeColumn.paymentID),
            orderNumber: row.text(ChangeColumn.orderNumber), terminal: row.text(ChangeColumn.terminal),
            amount: row.int64(ChangeColumn.amount), orderAmount: row.int64(ChangeColumn.orderAmount),
            paidAt: Instant(seconds: row.int64(ChangeColumn.orderTime)), bankPaid: paid < 0 ? nil : paid,
            queryNumber: row.text(ChangeColumn.queryNumber),
            bankReference: row.text(ChangeColumn.bankReference),
            reasonCode: row.text(ChangeColumn.reasonCode), reason: row.text(ChangeColumn.reason))
    }
}

extension NotificationRecord {
    var end: JournalMark { JournalMark(entry: uptoEntry, answer: uptoAnswer) }
}
