import Ledger
import Refunds

/// Approvals that new facts made void (`controls.md`, review and approval).
struct ApprovalVoids {
    let workspace: Workspace

    /// Refunds were held because their orders don't cover them any more. Call once all the facts of the transaction are in, behind
    /// the entry that tells of them: what is covered again by then voids nothing. Answers the batches that wait again.
    func settle(_ held: [Int64], file: Int?, _ writer: any LedgerWriter) throws -> [Int] {
        guard !held.isEmpty else { return [] }
        let voids = try writer.voidApprovals(
            held: held, file: file, by: workspace.actor.name, at: workspace.now)
        guard !voids.isEmpty else { return [] }
        try writer.append(
            JournalDraft(
                kind: "approval_void", at: workspace.now, by: workspace.actor.name,
                body: JournalBodies.approvalVoids(voids)))
        return voids.map(\.batch)
    }
}
