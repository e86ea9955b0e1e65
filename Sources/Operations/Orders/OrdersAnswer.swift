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
    package var notes: [String] = []
    /// Orders that this file left without cover.
    package var overdrawn: [Overdrawn] = []
    /// Of batches whose approvals this file made void: they wait for approval again.
    package var unapproved: [String] = []
    /// The first rejected rows, for a person.
    package var examples: [RejectedOrder] = []

    /// An order without cover, and what its refunds do.
    package struct Overdrawn: Sendable {
        package var paymentID: String
        package var waiting: Int
        /// Sealed or submitted: they are with the bank.
        package var submitted: Int

        package var text: String {
            func counted(_ count: Int, _ one: String, _ many: String) -> String {
                "\(count) \(count == 1 ? one : many)"
            }
            let parts =
                (waiting > 0 ? ["\(counted(waiting, "waits", "wait"))"] : [])
                + (submitted > 0 ? ["\(counted(submitted, "is", "are")) with the bank"] : [])
            return
                "order \(paymentID) doesn't cover its refunds any more: "
                + (parts.isEmpty ? "they are paid, nothing of it waits" : parts.joined(separator: ", "))
                + " (refundry exceptions list)"
        }
    }

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
    package var warnings: [String] { unapproved }

    package var json: JSON {
        var members: [(String, JSON)] = [
            ("file", .string(file)), ("sha256", .string(digest.hex)),
            ("status", .string(refusal == nil ? "applied" : "refused")), ("refusal", JSON(refusal)),
            ("records", .number(records)), ("inserted", .number(inserted)), ("updated", .number(updated)),
            ("unchanged", .number(unchanged)), ("rejected", .number(rejected)), ("reports", JSON(reports)),
        ]
        let told = notes + warnings
        if !told.isEmpty { members.append(("notes", .array(told.map(JSON.string)))) }
        return .object(members)
    }
}
