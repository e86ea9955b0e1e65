import Ledger
import LedgerSQLite
import Refunds

extension LedgerStory {
    /// Gives out what is new; nil where nothing is.
    func notify() throws -> NotificationRecord? {
        try ledger.write { writer, _ in
            let record = try writer.giveNotification(
                at: self.at, by: "wu", osUser: "tester", timeZone: "Asia/Shanghai")
            guard let record else { return nil }
            try self.append(
                writer, "notification", JournalBodies.notification(record), change: record.digest)
            return record
        }
    }

    /// `serial move`, with the query number or reason that came.
    func told(_ record: NotificationRecord) throws -> [String] {
        var told: [String] = []
        try ledger.read { reader in
            try reader.changes(of: record) { change in
                let words = [change.queryNumber, change.reason].filter { !$0.isEmpty }
                told.append((["\(change.serial) \(change.move)"] + words).joined(separator: " "))
            }
        }
        return told
    }
}
