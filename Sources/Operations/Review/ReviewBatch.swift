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

    /// Approves a batch that waits for it, but for the refunds named by refund_id, which are declined. Call inside `Workspace.writing`.
    package func approve(_ id: Int, digest: String?, except refundIDs: [String], why: String) throws
        -> BatchView
    {
        let find = FindRefunds(workspace: workspace)
        return try approve(id, digest: digest, except: refundIDs.map(find.serial), why: why)
    }

    func approve(_ id: Int, digest: String?, except named: [Int64] = [], why: String = "") throws -> BatchView
    {
        let except = Array(Set(named)).sorted()
        return try workspace.ledger.write { writer, _ in
            let batch = try find(id, writer)
            let shown = self.digest(of: batch, held: try held(batch, writer))
            try demandApprover(batch)
            try demandUnchanged(id, shown, digest)
            let declined = try decline(except, of: batch, closing(why), writer)
            let approval = Approval(
                by: workspace.actor.name, osUser: workspace.actor.osUser, at: workspace.now, digest: shown)
            let released = try writer.approve(batch: id, approval)
            try append(
                "approval", batch, change: batch.decisionsDigest,
                JournalBodies.approval(
                    batch: id, approval, except: except, why: except.isEmpty ? "" : why, released: released),
                writer)
            if let declined {
                try append("decline", batch, declined, writer)
                try Cover(workspace: workspace).restoreAfterRelease(writer, by: .takenOut)
            }
            return try view(try find(id, writer), writer)
        }
    }

    private func closing(_ why: String) -> Closing {
        Closing(
            failure: .declined, at: workspace.now, by: workspace.actor.name, osUser: workspace.actor.osUser,
            why: why)
    }

    private func append(
        _ kind: String, _ batch: BatchRecord, change: Digest? = nil, _ body: String,
        _ writer: any LedgerWriter
    ) throws {
        try writer.append(
            JournalDraft(
                kind: kind, at: workspace.now, by: workspace.actor.name, fileDigest: batch.file.digest,
                changeDigest: change, body: body))
    }

    private func demandUnchanged(_ id: Int, _ shown: String, _ digest: String?) throws {
        guard let digest, digest.lowercased() != shown else { return }
        throw Failure(
            .notAllowed,
            "batch \(id) has changed since it was shown: look at it again with batches show \(id)",
            "批次 \(id) 在查看后已变化：请用 batches show \(id) 重新查看")
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
        // What came back from a void submission after a decline is approved anew, by whoever approved it before too.
        let isAnew = batch.approvalsNeeded <= batch.approvals.count
        guard isAnew || !batch.approvals.contains(where: { Actor.folded($0.by) == name }) else {
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

    /// Declines the refunds named, all or none of them. Answers the body of the entry that tells of it; nil where none is named.
    private func decline(
        _ named: [Int64], of batch: BatchRecord, _ closing: Closing, _ writer: any LedgerWriter
    ) throws -> String? {
        guard !named.isEmpty else { return nil }
        let excepted = ExceptedRefunds(workspace: workspace, batch: batch)
        for serial in named { try excepted.demandWaiting(serial, writer) }
        // Behind the approval's entry.
        let totals = try writer.close(.named(named), ofBatch: batch.id, closing, ahead: 2)
        guard try find(batch.id, writer).state == .approval else { throw excepted.nothingLeft }
        return JournalBodies.decline(batch: batch.id, .named(named), closing, totals: totals)
    }

    /// Fails the batch's pending refunds as declined; where only those with a warning wait for an approval, only them. Call inside
    /// `Workspace.writing`.
    package func decline(_ id: Int, why: String) throws -> BatchView {
        let closing = closing(why)
        return try workspace.ledger.write { writer, _ in
            let batch = try find(id, writer)
            // The others wait for nobody: no decline touches them (`controls.md`, review and approval).
            let part: BatchPart = batch.reviewsWarnings ? .warned : .all
            let totals = try writer.close(part, ofBatch: id, closing)
            guard totals.contains(where: { $0.count > 0 }) else { throw Self.nothingToDecline(batch) }
            try append(
                "decline", batch, JournalBodies.decline(batch: id, part, closing, totals: totals), writer)
            try Cover(workspace: workspace).restoreAfterRelease(writer, by: .takenOut)
            return try view(try find(id, writer), writer)
        }
    }

    private static func nothingToDecline(_ batch: BatchRecord) -> Failure {
        let state = batch.state.rawValue
        guard batch.reviewsWarnings else {
            return Failure(
                .notAllowed,
                "batch \(batch.id) is \(state): no refund of it is pending and unsealed, so nothing can be declined",
                "批次 \(batch.id) 状态为 \(state)：没有待审核且未封入的退款，无法拒绝")
        }
        return Failure(
            .notAllowed,
            "batch \(batch.id) is \(state): no refund of it with a warning is pending and unsealed, and the others wait for "
                + "nobody: take these back one by one with refunds cancel",
            "批次 \(batch.id) 状态为 \(state)：没有待审核且未封入的带警告退款；其余退款无需审批，请用 refunds cancel 逐笔取消")
    }

    private func find(_ id: Int, _ reader: any LedgerReader) throws -> BatchRecord {
        guard let batch = try reader.batch(id) else {
            throw Failure(
                .notAllowed, "there is no batch \(id): see batches list", "没有批次 \(id)：请查看 batches list")
        }
        return batch
    }

    private func view(_ batch: BatchRecord, _ reader: any LedgerReader) throws -> BatchView {
        let held = try held(batch, reader)
        return try BatchView(batch, workspace, digest: digest(of: batch, held: held), held: held)
    }

    /// What its orders hold back: also once it is approved, or else the digest would change by that.
    private func held(_ batch: BatchRecord, _ reader: any LedgerReader) throws -> [HeldRefund] {
        try reader.heldByOrder(ofBatch: batch.id)
    }

    /// Covers the file, every row's decision, and which of the refunds their orders don't cover any more. Covered refunds that are taken out change nothing
    /// in it, and neither does a newer version of the rules: decisions are kept, never made again.
    private func digest(of batch: BatchRecord, held: [HeldRefund]) -> String {
        let stream = SHA256Stream()
        stream.update(Array("\(batch.id) \(batch.file.digest.hex) \(batch.decisionsDigest.hex)".utf8))
        for refund in held { stream.update(Array(" \(refund.serial)".utf8)) }
        return stream.finish().hex
    }
}
