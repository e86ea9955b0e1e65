import Ledger
import Refunds
import Rules

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
        return try of(refund.serial, refund.lane, refund.hold(at: workspace.now)) {
            try departures.hold(refund.serial, refund.lane, refund.amount, readyAt: refund.readyAt)
        }
    }

    /// The row's own holds stand around what the layout can't write: `order` and `approval` before it, what follows behind.
    private func of(
        _ serial: Int64, _ lane: Lane, _ own: RefundHold?, _ other: () throws -> RefundHold?
    ) throws -> RefundHold? {
        switch own {
        case .order, .approval: return own
        case .data, .cooling, .funds, .halt, .limit, .cutoff, nil:
            if try !departures.data.isIdle && departures.data.fault(serial, channel: lane.channel) != nil {
                return .data
            }
            return try own ?? other()
        }
    }

    /// Why the layout can't write it; nil where it can.
    func unfit(_ refund: RefundRecord) throws -> BilingualText? {
        try departures.data.fault(refund.serial, channel: refund.lane.channel).map {
            PlanWords.unfit($0, refund)
        }
    }

    func of(_ refund: WaitingRefund) throws -> RefundHold? {
        try of(refund.serial, refund.lane, refund.hold(at: workspace.now)) {
            try departures.hold(refund.serial, refund.lane, refund.amount, readyAt: refund.readyAt)
        }
    }
}
