import Bytes
import Home
import Ledger
import Refunds
import Rules

/// Review: what came, who approves it, who declines it (`controls.md`, review and approval).
package struct ReviewBatch {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    package func list() throws -> [BatchView] {
        try workspace.ledger.read { reader in try reader.batches().map { try BatchView($0, workspace) } }
    }

    package func show(_ id: Int) throws -> BatchView {
        try workspace.ledger.read { reader in try view(try find(id, reader), reader) }
    }

    /// Approves a batch that waits for it. Call inside `Workspace.writing`.
    package func approve(_ id: Int, digest: String?) throws -> BatchView {
        try workspace.ledger.write { writer, _ in
            let batch = try find(id, writer)
            let shown = try self.digest(of: batch, writer)
            try demandApprover(batch)
            if let digest, digest.lowercased() != shown {
                throw Failure(
                    .notAllowed,
                    "batch \(id) has changed since it was shown: look at it again with batches show \(id)",
                    "批次 \(id) 在查看后已变化：请用 batches show \(id) 重新查看")
            }
            let approval = Approval(
                by: workspace.actor.name, osUser: workspace.actor.osUser, at: workspace.now, digest: shown)
            try writer.approve(batch: id, approval)
            try writer.append(
                JournalDraft(
                    kind: "approval", at: workspace.now, by: workspace.actor.name,
                    fileDigest: batch.file.digest,
                    changeDigest: batch.decisionsDigest, body: JournalBodies.approval(batch: id, approval)))
            return try view(try find(id, writer), writer)
        }
    }

    /// An approver is never the person who brought the batch in, nor another approver.
    private func demandApprover(_ batch: BatchRecord) throws {
        let name = Actor.folded(workspace.actor.name)
        guard batch.state == .approval else {
            throw Failure(
                .notAllowed, "batch \(batch.id) is \(batch.state.rawValue): it doesn't wait for an approval",
                "批次 \(batch.id) 状态为 \(batch.state.rawValue)，无需审批")
        }
        guard name != Actor.folded(batch.by) else {
            throw Failure(
                .notAllowed,
                "\(workspace.actor.name) brought batch \(batch.id) in and can't approve it: somebody else must",
                "\(workspace.actor.name) 是批次 \(batch.id) 的提交人，不能审批：请由他人审批")
        }
        guard !batch.approvals.contains(where: { Actor.folded($0.by) == name }) else {
            throw Failure(
                .notAllowed,
                "\(workspace.actor.name) has approved batch \(batch.id) already: somebody else must",
                "\(workspace.actor.name) 已审批过批次 \(batch.id)：请由他人审批")
        }
        if workspace.configuration.distinctLogins, workspace.actor.osUser == batch.osUser {
            throw Failure(
                .notAllowed,
                "the login \(workspace.actor.osUser) brought batch \(batch.id) in; distinct_logins asks for another "
                    + "login to approve it",
                "批次 \(batch.id) 由登录名 \(workspace.actor.osUser) 提交，distinct_logins 要求使用其他登录名审批")
        }
    }

    /// Fails the batch's pending refunds as declined. Call inside `Workspace.writing`.
    package func decline(_ id: Int, why: String) throws -> BatchView {
        let closing = Closing(
            failure: .declined, at: workspace.now, by: workspace.actor.name, osUser: workspace.actor.osUser,
            why: why)
        return try workspace.ledger.write { writer, _ in
            let batch = try find(id, writer)
            let totals = try writer.closeAll(ofBatch: id, closing)
            guard totals.contains(where: { $0.count > 0 }) else {
                throw Failure(
                    .notAllowed,
                    "batch \(id) is \(batch.state.rawValue): no refund of it is pending and unsealed, so nothing can be "
                        + "declined",
                    "批次 \(id) 状态为 \(batch.state.rawValue)：没有待审核且未封入的退款，无法拒绝")
            }
            try writer.append(
                JournalDraft(
                    kind: "decline", at: workspace.now, by: workspace.actor.name,
                    fileDigest: batch.file.digest,
                    body: JournalBodies.decline(batch: id, closing, totals: totals)))
            try Cover(workspace: workspace).restoreAfterRelease(writer)
            return try view(try find(id, writer), writer)
        }
    }

    private func find(_ id: Int, _ reader: any LedgerReader) throws -> BatchRecord {
        guard let batch = try reader.batch(id) else {
            throw Failure(
                .notAllowed, "there is no batch \(id): see batches list", "没有批次 \(id)：请查看 batches list")
        }
        return batch
    }

    private func view(_ batch: BatchRecord, _ reader: any LedgerReader) throws -> BatchView {
        try BatchView(batch, workspace, digest: try digest(of: batch, reader))
    }

    /// Covers the file, every row's decision, and which of the refunds their orders don't cover any more.
    private func digest(of batch: BatchRecord, _ reader: any LedgerReader) throws -> String {
        let stream = SHA256Stream()
        stream.update(Array("\(batch.id) \(batch.file.digest.hex) \(batch.decisionsDigest.hex)".utf8))
        if batch.state == .approval {
            var filter = RefundFilter()
            filter.batch = batch.id
            try reader.refunds(filter) { refund in
                if refund.orderHold { stream.update(Array(" \(refund.serial)".utf8)) }
            }
        }
        return stream.finish().hex
    }
}
