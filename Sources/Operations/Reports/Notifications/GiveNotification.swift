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
        let evidence = try SentEvidence(workspace.home)
        return try workspace.ledger.write { writer, _ in
            try evidence.demandNewest(writer, workspace.home)
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
    }
}
