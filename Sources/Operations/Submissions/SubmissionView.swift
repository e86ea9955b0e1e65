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
    /// What was said about making it void.
    package let voidSteps: [(step: VoidStep, at: String)]

    init(
        _ record: SubmissionRecord, _ workspace: Workspace, redeliveries: Int = 0, adoption: Adoption? = nil,
        voidSteps: [VoidStep] = []
    ) {
        self.record = record
        path = "outbox/\(record.channel)/\(record.name)"
        created = workspace.text(record.createdAt)
        emitted = record.emittedAt.map(workspace.text)
        self.redeliveries = redeliveries
        self.adoption = adoption.map { ($0.by, workspace.text($0.at), $0.note) }
        self.voidSteps = voidSteps.map { ($0, workspace.text($0.at)) }
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
                ("layout", .string(ChannelLayout.shown(record.layout))),
                ("hash_total", .string(String(record.hashTotal))),
                ("redeliveries", .number(redeliveries)),
                (
                    "adopted",
                    adoption.map {
                        .object([("by", .string($0.by)), ("at", .string($0.at)), ("note", .string($0.note))])
                    } ?? .null
                ), ("void", .array(voidSteps.map(Self.json))),
            ])
    }

    private static func json(_ step: VoidStep, at: String) -> JSON {
        .object([
            ("at", .string(at)), ("step", .string(step.kind.rawValue)), ("by", .string(step.by)),
            ("os_user", .string(step.osUser)), ("note", .string(step.note)),
        ])
    }
}
