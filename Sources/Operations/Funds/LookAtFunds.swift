package import Bytes
import Home
import Ledger
package import Refunds
package import Rules

/// Looks again at the refunds that wait for funds: what can be covered by now is let go (`controls.md`, funds; details 16).
package struct LookAtFunds {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// What a look did.
    package struct Answer: Sendable {
        package let due: String
        package let covered: Int
        package let totals: [Money]

        package var json: JSON {
            .object([
                ("look", .string(due)), ("covered", .number(covered)), ("totals", JSON(totals)),
            ])
        }
    }

    /// The look of 08:00 happens in the first pass at or after 08:00; one look makes up for all that were missed. Before refunds fail for want of cover there
    /// is one too. Nil where none is due. Call inside `Workspace.writing`.
    package func look() throws -> Answer? {
        guard try workspace.ledger.read({ try plan($0) }) != nil else { return nil }
        return try workspace.ledger.write { writer, _ in
            guard let plan = try plan(writer) else { return nil }
            var cover = LookCover()
            for account in plan.accounts {
                for funds in try writer.funds() where funds.account == account.name && funds.missing > 0 {
                    cover.add(
                        try writer.coverWaiting(
                            account: account.name, funds.currency, account.order(funds.currency),
                            at: workspace.now))
                }
            }
            let look = try writer.recordLook(due: plan.due, at: workspace.now)
            try writer.append(
                JournalDraft(
                    kind: "look", at: workspace.now, by: workspace.actor.name,
                    body: JournalBodies.look(look, cover)))
            var money = MoneyByCurrency()
            for total in cover.totals {
                try money.add(total.amount, total.lane.currency, exponent: total.lane.exponent)
            }
            return Answer(
                due: workspace.text(look.due), covered: cover.covered.count, totals: money.all)
        }
    }

    /// What waits on, by account and currency, for whoever can bring money in.
    package func waiting() throws -> [BilingualText] { try workspace.ledger.read(waiting) }

    private func waiting(_ reader: any LedgerReader) throws -> [BilingualText] {
        let funds = try reader.funds()
        return try reader.shortages().map { shortage in
            let record = funds.first { $0.account == shortage.account && $0.currency == shortage.currency }
            let missing = FundsScale.text(
                record?.topUp ?? 0, exponent: workspace.fundsExponent(of: shortage.currency))
            let (count, account, currency) = (shortage.count, shortage.account, shortage.currency.text)
            return BilingualText(
                "\(count) \(count == 1 ? "refund waits" : "refunds wait") for funds of account \(account): "
                    + "\(currency) \(missing) is missing",
                "账户 \(account) 有 \(count) 笔退款等待余额：缺口 \(currency) \(missing)")
        }
    }

    private struct Plan {
        var accounts: [FundedAccount]
        /// The newest moment that any of them was due at.
        var due: Instant
    }

    private func plan(_ reader: any LedgerReader) throws -> Plan? {
        let now = workspace.now
        let funds = try reader.funds()
        let accounts = try FundedAccount.all(workspace, reader, funds)
        if accounts.isEmpty { return nil }
        let last = try reader.lastLook()?.at
        var plan = Plan(accounts: [], due: Instant(seconds: .min))
        for account in accounts {
            let due = account.looks.due(at: now, last: last)
            guard try due != nil || hasOverdue(account, funds, reader) else { continue }
            plan.accounts.append(account)
            plan.due = max(plan.due, due ?? now)
        }
        return plan.accounts.isEmpty ? nil : plan
    }

    private func hasOverdue(_ account: FundedAccount, _ funds: [FundsRecord], _ reader: any LedgerReader)
        throws -> Bool
    {
        guard funds.contains(where: { $0.account == account.name && $0.missing > 0 && $0.available > 0 })
        else { return false }
        return try !reader.shortages(
            ofAccount: account.name, account.settings.funds, acceptedBefore: account.deadline(workspace.now)
        ).isEmpty
    }
}
