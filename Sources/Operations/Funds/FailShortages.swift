package import Bytes
import Home
import Ledger
package import Refunds
package import Rules

/// Fails the refunds that found no cover for as long as they may wait: `insufficient_funds` (`lifecycle.md`; 30 days of 24 hours, the limit included).
package struct FailShortages {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// What failed of an account.
    package struct Answer: Sendable {
        package let account: String
        package let days: Int
        package let count: Int
        package let totals: [Money]

        package var json: JSON {
            .object([
                ("account", .string(account)), ("failed", .number(count)), ("totals", JSON(totals)),
            ])
        }

        package var text: BilingualText {
            let money = totals.map(\.text).joined(separator: ", ")
            return BilingualText(
                "\(count) \(count == 1 ? "refund" : "refunds") of account \(account) found no cover within \(days) days and failed as "
                    + "insufficient_funds: \(money)",
                "账户 \(account) 的 \(count) 笔退款在 \(days) 天内余额不足，已失败（insufficient_funds）：\(money)")
        }
    }

    /// By account. Call inside `Workspace.writing`, after a look.
    package func fail() throws -> [Answer] {
        guard try !workspace.ledger.read({ try overdue($0) }).isEmpty else { return [] }
        return try workspace.ledger.write { writer, _ in
            let answers = try overdue(writer).map { try fail($0.account, $0.serials, writer) }
            try Cover(workspace: workspace).restoreAfterRelease(writer, by: .takenOut)
            return answers
        }
    }

    private func overdue(_ reader: any LedgerReader) throws -> [(account: FundedAccount, serials: [Int64])] {
        let funds = try reader.funds().filter { $0.missing > 0 }
        if funds.isEmpty { return [] }
        return try FundedAccount.all(workspace, reader, funds).compactMap { account in
            // What waits though its control is off is let go at the next look.
            let serials = try reader.shortages(
                ofAccount: account.name, account.settings.funds,
                acceptedBefore: account.deadline(workspace.now))
            return serials.isEmpty ? nil : (account, serials)
        }
    }

    private func fail(_ account: FundedAccount, _ serials: [Int64], _ writer: any LedgerWriter) throws
        -> Answer
    {
        let days = account.settings.fundsDays
        let closing = Closing(
            failure: .insufficientFunds, at: workspace.now, by: workspace.actor.name,
            osUser: workspace.actor.osUser, why: "no cover within \(days) days")
        var failed = RowSum()
        var totals: [Lane: LaneTotal] = [:]
        var money = MoneyByCurrency()
        for serial in serials {
            guard let refund = try writer.refund(serial), refund.status.after(.outOfFunds) != nil,
                try writer.close(serial, closing)
            else {
                throw Failure(
                    .alarm, "refund \(serial) waits for funds and can't fail: run refundry verify",
                    "退款 \(serial) 等待余额但无法置为失败：请运行 refundry verify", isOfLedger: true)
            }
            failed.add(failed: serial, closing)
            totals[refund.lane, default: LaneTotal(lane: refund.lane, count: 0, amount: 0)].count += 1
            totals[refund.lane]?.amount += refund.amount
            try money.add(refund.amount, refund.lane.currency, exponent: refund.lane.exponent)
        }
        try writer.append(
            JournalDraft(
                kind: "shortfall", at: workspace.now, by: workspace.actor.name,
                body: JournalBodies.shortfall(
                    account: account.name, closing, totals: Array(totals.values), failed: failed)))
        return Answer(account: account.name, days: days, count: serials.count, totals: money.all)
    }
}
