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
    package var overdrawn: [Overdrawn] = []
    /// Of batches whose approvals this file made void: they wait for approval again.
    package var unapproved: [BilingualText] = []
    /// The first rejected rows, for a person.
    package var examples: [RejectedOrder] = []

    /// An order without cover, and what its refunds do.
    package struct Overdrawn: Sendable {
        package var paymentID: String
        package var waiting: Int
        /// Sealed or submitted: they are with the bank.
        package var submitted: Int

        package var text: BilingualText {
            var english = waiting > 0 ? ["\(waiting) \(waiting == 1 ? "waits" : "wait")"] : []
            var chinese = waiting > 0 ? ["\(waiting) 笔等待"] : []
            if submitted > 0 {
                english.append("\(submitted) \(submitted == 1 ? "is" : "are") with the bank")
                chinese.append("\(submitted) 笔已在银行")
            }
            if english.isEmpty {
                english = ["they are paid, nothing of it waits"]
                chinese = ["均已支付，无等待中的退款"]
            }
            return BilingualText(
                "order \(paymentID) doesn't cover its refunds any more: \(english.joined(separator: ", ")) (refundry exceptions list)",
                "订单 \(paymentID) 的金额已不足以支付其退款：\(chinese.joined(separator: "，"))（refundry exceptions list）")
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
    package var warnings: [BilingualText] { unapproved }

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
