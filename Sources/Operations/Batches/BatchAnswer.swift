package import Bytes
package import Refunds
package import Rules

/// What became of a batch file (`cli.md`, `batches import --json`).
package struct BatchAnswer: Sendable {
    package var file: String
    package var digest: Digest
    package var batch: Int?
    package var account: String?
    package var refusal: FileRefusal?
    package var records = 0
    package var accepted = 0
    package var rejected = 0
    package var warnings = 0
    /// The accepted refunds' money by currency.
    package var totals: [Money] = []
    /// Relative to the home; nil when none were written.
    package var reports: String?
    package var notes: [BilingualText] = []
    package var codes: [CodeFigure] = []
    /// How many approvals it waits for; `warningsWait`: of its refunds with a warning, the others leave without.
    package var approvalsNeeded = 0
    package var warningsWait = false
    package var coolingMinutes = 0
    /// The first rejected rows, for a person.
    package var examples: [RejectedExample] = []

    package init(file: String, digest: Digest) {
        self.file = file
        self.digest = digest
    }

    /// Rows and money of one code.
    package struct CodeFigure: Sendable {
        package var code: Rejection
        package var rows: Int
        package var totals: [Money]
    }

    package struct RejectedExample: Sendable {
        package var line: Int
        package var codes: String
        package var message: BilingualText
    }

    /// The names and values of the JSON object.
    package var members: [(String, JSON)] {
        var members: [(String, JSON)] = [
            ("file", .string(file)), ("sha256", .string(digest.hex)), ("batch", JSON(batch)),
            ("account", JSON(account)), ("status", .string(refusal == nil ? "pending" : "refused")),
            ("refusal", JSON(refusal)), ("records", .number(records)), ("accepted", .number(accepted)),
            ("rejected", .number(rejected)), ("warnings", .number(warnings)), ("totals", JSON(totals)),
            ("reports", JSON(reports)),
        ]
        if !notes.isEmpty { members.append(("notes", JSON(english: notes))) }
        return members
    }

    package var json: JSON { .object(members) }

    /// `summary.json`: the answer with the figures of each code.
    var summary: JSON {
        let figures = codes.map { figure in
            (
                figure.code.rawValue,
                JSON.object([("rows", .number(figure.rows)), ("totals", JSON(figure.totals))])
            )
        }
        return .object(members + [("codes", .object(figures))])
    }
}
