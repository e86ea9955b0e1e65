import Ledger
import Refunds
import Rules

/// What a rejected row's messages need from the ledger: asked on the writer's own thread, before the rows are handed on.
struct RowLookups: Sendable {
    /// The payments that ORDER_AMBIGUOUS lists.
    var payments: [String] = []
    /// Where the refund number was used, and with what outcome.
    var earlier = BilingualText("", "")
}

struct RowLookupMaker {
    let workspace: Workspace
    let account: Int
    let ledger: any BatchDecider & LedgerReader
    /// The file under way, which the ledger doesn't know yet.
    let fileName: String

    /// By row; only rows that need something.
    func lookups(_ decisions: [Decision], _ chunk: RequestChunk) throws -> [Int: RowLookups] {
        var found: [Int: RowLookups] = [:]
        for (index, decision) in decisions.enumerated() where !decision.rejections.isEmpty {
            let isAmbiguous = decision.rejections.contains(.orderAmbiguous)
            let isUsed = decision.rejections.contains(.refundNumberUsed)
            guard isAmbiguous || isUsed else { continue }
            var lookups = RowLookups()
            if isAmbiguous {
                let number = chunk.bytes.text(chunk.requests[index].orderNumber)
                lookups.payments = try ledger.payments(orderNumber: number, account: account)
                    .filter { $0.status == .success }.map(\.paymentID)
            }
            if isUsed { lookups.earlier = try earlier(decision.numberOwner) }
            found[index] = lookups
        }
        return found
    }

    private func earlier(_ serial: Int64) throws -> BilingualText {
        guard let refund = try ledger.earlierRefund(serial) else { return BilingualText("", "") }
        let id = workspace.refundID(serial)
        let status = refund.status
        let file = refund.file.isEmpty ? fileName : refund.file
        return BilingualText(
            "batch \(refund.batch), \(file) line \(refund.line), refund \(id), \(status.rawValue)",
            "批次 \(refund.batch)，\(file) 第 \(refund.line) 行，退款 \(id)，\(status.chinese)")
    }
}
