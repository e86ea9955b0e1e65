import Ledger
import Refunds
import Rules

/// What may be named behind `--except`: refunds that wait for the approval of this batch.
struct ExceptedRefunds {
    let workspace: Workspace
    let batch: BatchRecord

    func demandWaiting(_ serial: Int64, _ reader: any LedgerReader) throws {
        let id = workspace.refundID(serial)
        guard let refund = try reader.refund(serial) else {
            throw FindRefunds(workspace: workspace).unknown(id)
        }
        guard refund.batch == batch.id else {
            throw Failure(
                .notAllowed,
                "refund \(id) is of batch \(refund.batch), not of batch \(batch.id): nothing was approved; name refunds of batch "
                    + "\(batch.id), its reports/batches/\(batch.id)/accepted.csv lists them",
                "退款 \(id) 属于批次 \(refund.batch)，不属于批次 \(batch.id)：未作任何审批；请指定批次 \(batch.id) 的退款，"
                    + "见 reports/batches/\(batch.id)/accepted.csv")
        }
        if let submission = refund.submission, refund.status == .pending {
            throw Failure(
                .notAllowed,
                "refund \(id) is sealed in submission \(submission) and can't be declined any more: nothing was approved; leave it out of --except",
                "退款 \(id) 已封入提交 \(submission)，无法拒绝：未作任何审批；请从 --except 中去掉")
        }
        guard refund.status == .pending else {
            throw Failure(
                .notAllowed,
                "refund \(id) is \(refund.status.rawValue), only a pending one can be declined: nothing was approved; leave it out of --except",
                "退款 \(id) 状态为\(refund.status.chinese)，只有待审核的退款可以拒绝：未作任何审批；请从 --except 中去掉")
        }
        guard refund.awaitsApproval else {
            throw Failure(
                .notAllowed,
                "refund \(id) bears no warning and waits for no approval: nothing was approved; take it back with refunds cancel \(id)",
                "退款 \(id) 没有警告，无需审批：未作任何审批；请用 refunds cancel \(id) 撤销")
        }
    }

    /// An approval of nothing would be a decline by another name.
    var nothingLeft: Failure {
        Failure(
            .notAllowed,
            "--except names every refund of batch \(batch.id) that waits: nothing was approved; decline it instead with batches decline \(batch.id)",
            "--except 包含批次 \(batch.id) 中全部待审批的退款：未作任何审批；请改用 batches decline \(batch.id) 拒绝")
    }
}
