import Ledger
import Refunds

/// Opens a difference to its refunds: those of the lane whose status is not what happened to them.
struct TieSuspects {
    /// As many as a report names.
    static let most = 100

    let workspace: Workspace
    let reader: any LedgerReader
    /// The cohort's, or the day's.
    let start: Instant
    let end: Instant

    func refunds(of lane: Lane, _ tie: TieIdentity.Tie) throws -> [String] {
        var filter = RefundFilter()
        filter.account = lane.account
        var candidates: [(serial: Int64, status: RefundStatus)] = []
        try reader.refunds(filter) { refund in
            let isInside =
                switch tie {
                case .cohort: start <= refund.acceptedAt && refund.acceptedAt < end
                case .flow: refund.acceptedAt < end
                }
            if isInside, refund.lane == lane { candidates.append((refund.serial, refund.status)) }
        }
        var found: [String] = []
        for refund in candidates where found.count < Self.most {
            if try status(from: reader.events(of: refund.serial)) != refund.status {
                found.append(workspace.refundID(refund.serial))
            }
        }
        return found
    }

    /// What the events made of the refund.
    private func status(from events: [RefundEventRecord]) -> RefundStatus {
        events.reduce(.pending) { status, event in
            switch event.event {
            case "submitted": .submitted
            case "succeeded", "reapplied": .succeeded
            case "failed", "cancelled", "declined", "insufficient_funds", "reversed": .failed
            case "void": .pending
            default: status  // not our enum
            }
        }
    }
}
