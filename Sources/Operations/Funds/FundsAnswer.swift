package import Bytes
import Ledger
import Refunds
package import Rules

/// What became of a balance file.
package struct FundsAnswer: Sendable {
    package enum Status: String, Sendable {
        case applied
        case refused
        /// The same bytes came before; nothing was recorded.
        case alreadyKnown = "already known"
    }

    package var file: String
    package var digest: Digest
    package var refusal: FileRefusal?
    package var isAlreadyKnown = false
    package var records = 0
    package var notes: [BilingualText] = []
    /// What is known now of the accounts and currencies of the file.
    package var balances: [FundsView] = []
    /// What lost its cover by it.
    package var uncovered: [SettleCover.Answer] = []

    package init(file: String, digest: Digest) {
        self.file = file
        self.digest = digest
    }

    package var status: Status {
        if refusal != nil { return .refused }
        return isAlreadyKnown ? .alreadyKnown : .applied
    }

    package var json: JSON {
        var members: [(String, JSON)] = [
            ("file", .string(file)), ("sha256", .string(digest.hex)), ("status", .string(status.rawValue)),
            ("refusal", JSON(refusal)), ("records", .number(records)),
            ("balances", .array(balances.map(\.json))),
        ]
        if !uncovered.isEmpty { members.append(("uncovered", .array(uncovered.map(\.json)))) }
        let told = notes + uncovered.map(\.text)
        if !told.isEmpty { members.append(("notes", JSON(english: told))) }
        return .object(members)
    }
}
