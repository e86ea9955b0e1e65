package import Bytes
package import Ledger
package import Rules

/// What the proof of a home came to (`cli.md`, `verify --json`).
package struct VerifyAnswer: Sendable {
    package var checks: [AuditCheck] = []
    /// What is no fault but should be looked at: unknown files in archive or outbox, reports that were changed.
    package var notes: [BilingualText] = []

    package init() {}

    package var isOK: Bool { checks.allSatisfy(\.isOK) }

    package var json: JSON {
        var members: [(String, JSON)] = [
            ("ok", .bool(isOK)), ("checks", .array(checks.map(Self.json))),
        ]
        if !notes.isEmpty { members.append(("notes", JSON(english: notes))) }
        return .object(members)
    }

    private static func json(_ check: AuditCheck) -> JSON {
        var members: [(String, JSON)] = [
            ("check", .string(check.name)), ("ok", .bool(check.isOK)), ("examined", .number(check.examined)),
        ]
        if !check.isOK { members.append(("faults", JSON(english: check.faults))) }
        return .object(members)
    }
}
