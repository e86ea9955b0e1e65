import Ledger
import Refunds
import Rules

/// Orders that a later fact took over the bound, and what gives them their cover back: other facts, or refunds that fail.
struct Cover {
    let workspace: Workspace

    /// Lifts the hold of every order with an open ORDER_OVERDRAWN that is covered again, and closes the exception. Answers what was closed
    /// and which refunds were let go, for the journal.
    func restore(_ writer: any LedgerWriter) throws -> (closed: RowSum, released: RowSum, lifted: [Int64]) {
        var lifted: [Int64] = []
        var closed = RowSum()
        var released = RowSum()
        for exception in try writer.openExceptions(of: [.orderOverdrawn]) {
            guard let payment = exception.paymentID,
                let order = try writer.order(paymentID: payment, account: nil),
                Self.isCovered(order)
            else { continue }
            let freed = try writer.hold(false, order: payment)
            lifted += freed
            released.add(try writer.release(freed, at: workspace.now))
            for _ in 0..<(try writer.closeOverdrawn(order: payment, at: workspace.now)) {
                closed.add(closedOverdrawn: payment, at: workspace.now)
            }
        }
        return (closed, released, lifted)
    }

    /// Where no refund holds anything there is nothing to cover.
    private static func isCovered(_ order: OrderRecord) -> Bool {
        order.held == 0
            || order.status == .success
                && order.chargeback + order.refundedElsewhere + order.held <= order.amount.minor
    }

    /// The same after refunds failed, with a journal entry of its own where anything was closed.
    func restoreAfterRelease(_ writer: any LedgerWriter) throws {
        let (closed, released, lifted) = try restore(writer)
        guard closed.count > 0 else { return }
        try writer.append(
            JournalDraft(
                kind: "exception", at: workspace.now, by: workspace.actor.name,
                body: JournalBodies.exceptions(RowSum(), closed: closed, released: released)))
        try ApprovalVoids(workspace: workspace).settle([(.covered, lifted)], writer)
    }
}
