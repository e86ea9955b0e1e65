package import Bytes
package import Ledger
package import Rules

/// What became of a bank result file (`cli.md`, `results import --json`).
package struct ResultAnswer: Sendable {
    package enum Status: String, Sendable {
        case applied
        case refused
        /// The same bytes came before for the same channel; nothing was recorded.
        case alreadyKnown = "already known"
    }

    package var file: String
    package var digest: Digest
    package var refusal: FileRefusal?
    package var isAlreadyKnown = false
    package var counts = ResultCounts()
    package var notes: [BilingualText] = []
    /// Of batches whose approvals this file made void: they wait for approval again.
    package var unapproved: [BilingualText] = []

    package init(file: String, digest: Digest, refusal: FileRefusal? = nil) {
        self.file = file
        self.digest = digest
        self.refusal = refusal
    }

    package var status: Status {
        if refusal != nil { return .refused }
        return isAlreadyKnown ? .alreadyKnown : .applied
    }

    package var json: JSON {
        var members: [(String, JSON)] = [
            ("file", .string(file)), ("sha256", .string(digest.hex)), ("status", .string(status.rawValue)),
            ("refusal", JSON(refusal)), ("records", .number(counts.records)),
            ("applied", .number(counts.applied)), ("already_known", .number(counts.alreadyKnown)),
            ("exceptions", .number(counts.exceptions)),
        ]
        let told = notes + unapproved
        if !told.isEmpty { members.append(("notes", JSON(english: told))) }
        return .object(members)
    }
}
