package import Bytes
package import Ledger
package import Refunds

/// A submission as answers show it (`cli.md`, `submissions build --json`).
package struct SubmissionView: Sendable {
    package let record: SubmissionRecord
    /// Relative to the home.
    package let path: String
    package let created: String
    package let emitted: String?
    package let redeliveries: Int
    /// Who sent the file by hand, when, and their note; nil when nobody did.
    package let adoption: (by: String, at: String, note: String)?

    init(_ record: SubmissionRecord, _ workspace: Workspace, redeliveries: Int = 0, adoption: Adoption? = nil)
    {
        self.record = record
        path = "outbox/\(record.channel)/\(record.name)"
        created = workspace.text(record.createdAt)
        emitted = record.emittedAt.map(workspace.text)
        self.redeliveries = redeliveries
        self.adoption = adoption.map { ($0.by, workspace.text($0.at), $0.note) }
    }

    package var total: Money {
        Money(minor: record.amount, currency: record.currency, exponent: record.exponent)
    }

    var members: [(String, JSON)] {
        [
            ("submission", .number(record.id)), ("channel", .string(record.channel)),
            ("sequence", .number(record.sequence)), ("file", .string(path)),
            ("sha256", JSON(record.digest?.hex)),
            ("count", .number(record.count)), ("totals", JSON([total])),
        ]
    }

    package var json: JSON { .object(members) }

    /// As lists show it, with its state.
    package var listed: JSON { .object(members + [("state", .string(record.state.rawValue))]) }

    /// With everything.
    package var detailed: JSON {
        .object(
            members + [
                ("state", .string(record.state.rawValue)), ("created", .string(created)),
                ("emitted", JSON(emitted)),
                ("layout", .string(record.layout)), ("hash_total", .string(String(record.hashTotal))),
                ("redeliveries", .number(redeliveries)),
                (
                    "adopted",
                    adoption.map {
                        .object([("by", .string($0.by)), ("at", .string($0.at)), ("note", .string($0.note))])
                    } ?? .null
                ),
            ])
    }
}
