package import Bytes
import Home
import Ledger
package import Refunds
package import Rules

/// Takes cover back where less is there than was given, so that nothing leaves over what there is (`controls.md`, funds): after a balance came, and before
/// every build. What waits when the control is switched on is under it from then on.
package struct SettleCover {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// What of an account lost its cover.
    package struct Answer: Sendable {
        package let account: String
        package let count: Int
        package let totals: [Money]

        package var json: JSON {
            .object([
                ("account", .string(account)), ("refunds", .number(count)), ("totals", JSON(totals)),
            ])
        }

        package var text: BilingualText {
            let money = totals.map(\.text).joined(separator: ", ")
            let (refunds, wait) = count == 1 ? ("refund", "waits") : ("refunds", "wait")
            return BilingualText(
                "\(count) \(refunds) of account \(account) lost cover, for less is there than was promised, and \(wait) for funds: \(money); "
                    + "refundry funds show tells how much is missing",
                "账户 \(account) 有 \(count) 笔退款因余额少于已占用金额而失去占用，正等待资金：\(money)；所缺金额见 refundry funds show")
        }
    }

    /// By account, where any lost it. Call inside `Workspace.writing`.
    package func settle() throws -> [Answer] {
        guard try workspace.ledger.read({ try isDue($0) }) else { return [] }
        return try workspace.ledger.write { writer, _ in
            var loss = CoverLoss()
            for account in try accounts(writer) {
                for currency in account.settings.funds.sorted() {
                    loss.add(
                        try writer.takeCoverBack(
                            account: account.name, currency, account.settings.coverOrder, at: workspace.now))
                }
            }
            guard !loss.isEmpty else { return [] }
            try writer.append(
                JournalDraft(
                    kind: "cover", at: workspace.now, by: workspace.actor.name,
                    body: JournalBodies.cover(loss, at: workspace.now)))
            return try answers(loss)
        }
    }

    /// With the control off for everybody this is all that is asked.
    private func isDue(_ reader: any LedgerReader) throws -> Bool { try !accounts(reader).isEmpty }

    private func accounts(_ reader: any LedgerReader) throws -> [FundedAccount] {
        try FundedAccount.all(workspace, reader, []).filter { !$0.settings.funds.isEmpty }
    }

    private func answers(_ loss: CoverLoss) throws -> [Answer] {
        try Dictionary(grouping: loss.totals, by: \.lane.account).sorted { $0.key < $1.key }.map {
            account, totals in
            var money = MoneyByCurrency()
            for total in totals {
                try money.add(total.amount, total.lane.currency, exponent: total.lane.exponent)
            }
            return Answer(
                account: account, count: totals.reduce(0) { $0 + $1.count }, totals: money.all)
        }
    }
}
