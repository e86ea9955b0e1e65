import Home
package import Ledger
import Refunds
import Rules

/// Gives the next number to all that merchants must be told since the last one (details 32). What it tells then follows from the number: `NotificationsReport`.
package struct GiveNotification {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// Nil, and no number, where nothing is new. Call inside `Workspace.writing`.
    package func give() throws -> NotificationRecord? {
        let sequences = Sequences(workspace.home)
        let evidence = try SentEvidence(workspace.home)
        let record: NotificationRecord? = try workspace.ledger.write { writer, _ in
            try evidence.demandNewest(writer, workspace.home)
            try demandNewest(sequences, writer)
            let record = try writer.giveNotification(
                at: workspace.now, by: workspace.actor.name, osUser: workspace.actor.osUser,
                timeZone: workspace.zone.identifier)
            guard let record else { return nil }
            try writer.append(
                JournalDraft(
                    kind: "notification", at: workspace.now, by: workspace.actor.name,
                    changeDigest: record.digest, body: JournalBodies.notification(record)))
            return record
        }
        // Before its first byte goes out.
        if let record { try sequences.record(Int64(record.number), channel: Sequences.notifications) }
        return record
    }

    /// A number that merchants have is never given to anything else, whatever the ledger has forgotten since.
    private func demandNewest(_ sequences: Sequences, _ reader: any LedgerReader) throws {
        let given = Int(try sequences.last(channel: Sequences.notifications) ?? 0)
        let known = try reader.lastNotification()?.number ?? 0
        guard given > known else { return }
        throw Failure(
            .alarm,
            "the ledger knows \(known) notifications, but number \(given) has been given out: the ledger is an old one; restore the newest. "
                + "Is there none, tell the merchants that they are notified anew from number \(known + 1) on, and write \(known) into "
                + "staging/\(Sequences.notifications).sequence",
            "账本只记录到第 \(known) 份通知，但第 \(given) 份已发出：账本过旧；请恢复最新账本。如确实没有，请告知商户将从第 \(known + 1) 份起重新通知，"
                + "并在 staging/\(Sequences.notifications).sequence 中写入 \(known)")
    }
}
