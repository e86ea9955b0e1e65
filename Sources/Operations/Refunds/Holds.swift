import Ledger
import Refunds

/// What a pending refund waits for, the first that applies of `lifecycle.md`: what its row says, then the clock, the settings and what was halted.
/// Made once for the refunds of one answer.
struct Holds {
    let departures: Departures
    private var workspace: Workspace { departures.workspace }

    init(_ workspace: Workspace, _ reader: any LedgerReader) throws {
        departures = try Departures(workspace, reader)
    }

    /// Nil: it leaves with the next build, or isn't waiting at all.
    func of(_ refund: RefundRecord) throws -> RefundHold? {
        // One that is sealed goes its way.
        guard refund.status == .pending, refund.submission == nil else { return nil }
        if let hold = refund.hold(at: workspace.now) { return hold }
        return try departures.hold(
            refund.serial, refund.lane, refund.amount, readyAt: refund.readyAt)
    }

    func of(_ refund: WaitingRefund) throws -> RefundHold? {
        if let hold = refund.hold(at: workspace.now) { return hold }
        return try departures.hold(
            refund.serial, refund.lane, refund.amount, readyAt: refund.readyAt)
    }
}
