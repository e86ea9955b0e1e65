package import Bytes
package import Ledger
package import Refunds
package import Rules

/// A batch as reviewers see it (`cli.md`, `batches list`).
package struct BatchView: Sendable {
    package let record: BatchRecord
    package let totals: [Money]
    package let codes: [BatchAnswer.CodeFigure]
    package let takenAt: String
    package let approvals: [(by: String, osUser: String, at: String)]
    package let voided: [Voided]
    /// While it waits for approval: refunds that would not leave all the same, because of their orders.
    package let held: [String]
    /// Until when the batch rests; nil when it doesn't.
    package let coolingUntil: String?
    /// Of what is shown; nil in lists. `approve --digest` refuses when it has changed.
    package let digest: String?

    /// An approval that doesn't count any more.
    package struct Voided: Sendable {
        package let by: String
        package let osUser: String
        package let at: String
        package let voidedAt: String
        package let why: BilingualText
    }

    init(_ record: BatchRecord, _ workspace: Workspace, digest: String? = nil, held: [HeldRefund] = [])
        throws
    {
        self.record = record
        var money = MoneyByCurrency()
        for total in record.totals {
            try money.add(total.amount, total.lane.currency, exponent: total.lane.exponent)
        }
        totals = money.all
        codes = try BatchAnswer.CodeFigure.of(record.codes)
        takenAt = workspace.text(record.acceptedAt)
        approvals = record.approvals.map { ($0.by, $0.osUser, workspace.text($0.at)) }
        voided = record.voided.map {
            Voided(
                by: $0.approval.by, osUser: $0.approval.osUser, at: workspace.text($0.approval.at),
                voidedAt: workspace.text($0.void.at), why: $0.void.why(workspace.refundID($0.void.refund)))
        }
        self.held = held.filter(\.waits).map { workspace.refundID($0.serial) }
        let rests = record.state == .approved && record.coolingMinutes > 0 && record.readyAt > workspace.now
        coolingUntil = rests ? workspace.text(record.readyAt) : nil
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
        guard let digest else { return .object(members) }
        members += [
            ("digest", .string(digest)), ("approvals", approvalsJSON),
            ("approvals_needed", .number(record.approvalsNeeded)),
            ("approvals_missing", .number(record.approvalsMissing)), ("voided", voidedJSON),
            ("held", .array(held.map(JSON.string))),
            ("cooling_until", JSON(coolingUntil)),
            (
                "codes",
                .object(
                    codes.map {
                        (
                            $0.code.rawValue,
                            .object([("rows", .number($0.rows)), ("totals", JSON($0.totals))])
                        )
                    })
            ),
        ]
        return .object(members)
    }

    package var approvalsJSON: JSON {
        .array(
            approvals.map {
                .object([("by", .string($0.by)), ("os_user", .string($0.osUser)), ("at", .string($0.at))])
            })
    }

    package var voidedJSON: JSON {
        .array(
            voided.map {
                .object([
                    ("by", .string($0.by)), ("os_user", .string($0.osUser)), ("at", .string($0.at)),
                    ("voided_at", .string($0.voidedAt)), ("why", .string($0.why.english)),
                    ("说明", .string($0.why.chinese)),
                ])
            })
    }
}
