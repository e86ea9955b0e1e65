import Ledger
import Refunds
import Rules

/// Takes a refund back while it is pending and not sealed in a submission.
package struct CancelRefund {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// Call inside `Workspace.writing`.
    package func cancel(_ refundID: String) throws -> RefundView {
        let serial = try FindRefunds(workspace: workspace).serial(of: refundID)
        let closing = Closing(
            failure: .cancelled, at: workspace.now, by: workspace.actor.name, osUser: workspace.actor.osUser,
            why: "")
        return try workspace.ledger.write { writer, _ in
            guard let before = try writer.refund(serial) else {
                throw FindRefunds(workspace: workspace).unknown(refundID)
            }
            guard before.status.after(.cancelled) != nil, try writer.close(serial, closing) else {
                throw Self.tooLate(refundID, before)
            }
            try writer.append(
                JournalDraft(
                    kind: "cancel", at: workspace.now, by: workspace.actor.name,
                    body: JournalBodies.cancel(serial, closing)))
            try Cover(workspace: workspace).restoreAfterRelease(writer, by: .takenOut)
            guard let after = try writer.refund(serial) else {
                throw FindRefunds(workspace: workspace).unknown(refundID)
            }
            return try RefundView(after, workspace, Holds(workspace, writer))
        }
    }

    private static func tooLate(_ refundID: String, _ refund: RefundRecord) -> Failure {
        if let submission = refund.submission, refund.status == .pending {
            return Failure(
                .notAllowed,
                "refund \(refundID) is sealed in submission \(submission) and can't be cancelled any more",
                "退款 \(refundID) 已封入提交 \(submission)，无法撤销")
        }
        return Failure(
            .notAllowed,
            "refund \(refundID) is \(refund.status.rawValue), only a pending one can be cancelled",
            "退款 \(refundID) 状态为\(refund.status.chinese)，只有待审核的退款可以撤销")
    }
}
