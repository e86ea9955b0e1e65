import Ledger
import Refunds
import Rules

/// Approvals that new facts made void (`controls.md`, review and approval): they are bound to what was shown, and that holds which refunds are held back by
/// their orders or as perhaps paid by hand.
struct ApprovalVoids {
    let workspace: Workspace

    /// Call once all the facts of the transaction are in, behind the entry that tells of them: what is as before by then voids nothing. Answers the voids.
    /// - Parameter file: the ledger's number of the file that the facts came in.
    @discardableResult
    func settle(
        _ changes: [(ApprovalVoidCause, [Int64])], file: Int? = nil, _ writer: any LedgerWriter
    ) throws -> [ApprovalVoid] {
        var voids: [ApprovalVoid] = []
        for (cause, serials) in changes where !serials.isEmpty {
            guard cause == .uncovered || workspace.voidsByEveryChange else { continue }
            voids += try writer.voidApprovals(
                cause, of: serials, file: file, by: workspace.actor.name, at: workspace.now)
        }
        guard !voids.isEmpty else { return [] }
        try writer.append(
            JournalDraft(
                kind: "approval_void", at: workspace.now, by: workspace.actor.name,
                body: JournalBodies.approvalVoids(voids)))
        return voids
    }
}

extension ApprovalVoid {
    /// What a person has to do because of it.
    var warning: BilingualText {
        let why =
            switch cause {
            case .uncovered:
                BilingualText("an order of it doesn't cover its refunds any more", "其中订单的可退金额已不足")
            case .covered: BilingualText("an order of it covers its refunds again", "其中订单的可退金额已恢复足够")
            case .paidByHand: BilingualText("a refund of it may have been paid by hand", "其中一笔退款可能已手工支付")
            case .notPaidByHand:
                BilingualText(
                    "a refund of it is not held any more as perhaps paid by hand", "其中一笔退款不再因可能已手工支付而暂停")
            }
        return BilingualText(
            "batch \(batch) waits for approval again: \(why.english); see batches show \(batch)",
            "批次 \(batch) 需重新审批：\(why.chinese)；请查看 batches show \(batch)")
    }

    /// Why approvals don't count any more, after the refund's id.
    func why(_ id: String) -> BilingualText {
        let others = refunds - 1
        let after = fileName.map { (" after \($0)", "\($0) 之后，") } ?? ("", "")
        let one =
            others == 0
            ? ("refund \(id)", "退款 \(id) ") : ("refund \(id) and \(others) more", "退款 \(id) 等 \(refunds) 笔")
        let (order, are) = others == 0 ? ("the order", "is") : ("the orders", "are")
        let them = others == 0 ? "it" : "them"
        let verb = others == 0 ? ("doesn't cover", "covers") : ("don't cover", "cover")
        let said =
            switch cause {
            case .uncovered: ("\(order) of \(one.0) \(verb.0) \(them) any more", "\(one.1)的订单金额已不足")
            case .covered: ("\(order) of \(one.0) \(verb.1) \(them) again", "\(one.1)的订单金额已恢复足够")
            case .paidByHand: ("\(one.0) may have been paid by hand", "\(one.1)可能已手工支付")
            case .notPaidByHand:
                ("\(one.0) \(are) not held any more as perhaps paid by hand", "\(one.1)不再因可能已手工支付而暂停")
            }
        return BilingualText(said.0 + after.0, after.1 + said.1)
    }
}
