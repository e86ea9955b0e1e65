package import Bytes
package import Ledger
package import Refunds
import Rules

/// A batch as reviewers see it (`cli.md`, `batches list`).
package struct BatchView: Sendable {
    package let record: BatchRecord
    package let totals: [Money]
    package let codes: [BatchAnswer.CodeFigure]
    package let takenAt: String
    package let approvals: [(by: String, osUser: String, at: String)]
    /// Of what is shown; nil in lists. `approve --digest` refuses when it has changed.
    package let digest: String?

    init(_ record: BatchRecord, _ workspace: Workspace, digest: String? = nil) throws {
        self.record = record
        var money = MoneyByCurrency()
        for total in record.totals {
            try money.add(total.amount, total.lane.currency, exponent: total.lane.exponent)
        }
        totals = money.all
        codes = try BatchAnswer.CodeFigure.of(record.codes)
        takenAt = workspace.text(record.acceptedAt)
        approvals = record.approvals.map { ($0.by, $0.osUser, workspace.text($0.at)) }
        self.digest = digest
    }

    package var json: JSON {
        var members: [(String, JSON)] = [
            ("batch", record.id == 0 ? .null : .number(record.id)), ("file", .string(record.file.name)),
            ("account", record.account.isEmpty ? .null : .string(record.account)), ("by", .string(record.by)),
            ("state", .string(record.state.rawValue)), ("records", .number(record.records)),
            ("accepted", .number(record.accepted)), ("rejected", .number(record.rejected)),
            ("totals", JSON(totals)),
        ]
        if let digest {
            members.append(("digest", .string(digest)))
            members.append(
                (
                    "approvals",
                    .array(
                        approvals.map {
                            .object([
                                ("by", .string($0.by)), ("os_user", .string($0.osUser)),
                                ("at", .string($0.at)),
                            ])
                        })
                ))
            members.append(
                (
                    "codes",
                    .object(
                        codes.map {
                            (
                                $0.code.rawValue,
                                .object([("rows", .number($0.rows)), ("totals", JSON($0.totals))])
                            )
                        })
                ))
        }
        return .object(members)
    }
}
