import Ledger
import Refunds

/// What a pending refund waits for, the first that applies of `lifecycle.md`: what its row says, then the clock, the settings and what was halted.
/// Made once for the refunds of one answer.
struct Holds {
    private let workspace: Workspace

    init(_ workspace: Workspace, _ reader: any LedgerReader) {
        self.workspace = workspace
    }

    /// Nil: it leaves with the next build, or isn't waiting at all.
    func of(_ refund: RefundRecord) -> RefundHold? {
        // One that is sealed goes its way.
        guard refund.status == .pending, refund.submission == nil else { return nil }
        if let hold = refund.hold { return hold }
        if let rested = refund.coolingUntil, rested > workspace.now { return .cooling }
        return refund.lacksCover ? .funds : nil
    }
}
