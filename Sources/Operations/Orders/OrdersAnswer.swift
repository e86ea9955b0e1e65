package import Bytes
package import Rules

/// What became of an order file (`cli.md`, `orders import`).
package struct OrdersAnswer: Sendable {
    package var file: String
    package var digest: Digest
    package var refusal: FileRefusal?
    package var records = 0
    package var inserted = 0
    package var updated = 0
    package var unchanged = 0
    package var rejected = 0
    /// Relative to the home; nil when no row was rejected.
    package var reports: String?
    package var notes: [BilingualText] = []
    /// Orders that this file left without cover.
    package var overdrawn: [String] = []
    /// Batches whose approvals this file made void: they wait for approval again.
    package var unapproved: [Int] = []
    /// The first rejected rows, for a person.
    package var examples: [RejectedOrder] = []

    package struct RejectedOrder: Sendable {
        package var line: Int
        package var codes: String
        package var message: BilingualText
    }

    package init(file: String, digest: Digest) {
        self.file = file
        self.digest = digest
    }

    /// What a person has to do because of this file.
    package var warnings: [BilingualText] {
        unapproved.map {
            BilingualText(
                "batch \($0) waits for approval again: an order of it doesn't cover its refunds any more; see batches show \($0)",
                "批次 \($0) 需重新审批：其中订单的可退金额已不足；请查看 batches show \($0)")
        }
    }

    package var json: JSON {
        var members: [(String, JSON)] = [
            ("file", .string(file)), ("sha256", .string(digest.hex)),
            ("status", .string(refusal == nil ? "applied" : "refused")), ("refusal", JSON(refusal)),
            ("records", .number(records)), ("inserted", .number(inserted)), ("updated", .number(updated)),
            ("unchanged", .number(unchanged)), ("rejected", .number(rejected)), ("reports", JSON(reports)),
        ]
        let told = notes + warnings
        if !told.isEmpty { members.append(("notes", JSON(english: told))) }
        return .object(members)
    }
}
