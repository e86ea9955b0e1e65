import Ledger
import Refunds

/// Opens a difference to its refunds: those of the lane whose status is not what happened to them.
struct TieSuspects {
    /// A refund whose row says otherwise than its events.
    struct Suspect {
        let refund: RefundRecord
        let events: [RefundEventRecord]
        /// What the events made of it.
        let status: RefundStatus
    }

    /// As many as a line names.
    static let most = 100

    let workspace: Workspace
    let reader: any LedgerReader
    /// The cohort's, or the day's.
    let start: Instant
    let end: Instant

    /// The ids of the first ones.
    func first(of lane: Lane, _ tie: TieIdentity.Tie) throws -> [String] {
        var found: [String] = []
        try visit(lane, tie) { suspect in
            found.append(workspace.refundID(suspect.refund.serial))
            return found.count < Self.most
        }
        return found
    }

    /// Visits them by refund_id, until `body` answers false.
    func visit(_ lane: Lane, _ tie: TieIdentity.Tie, _ body: (Suspect) throws -> Bool) throws {
        var filter = RefundFilter()
        filter.account = lane.account
        var candidates: [Int64] = []
        try reader.refunds(filter) { refund in
            let isInside =
                switch tie {
                case .cohort: start <= refund.acceptedAt && refund.acceptedAt < end
                case .flow: refund.acceptedAt < end
                }
            if isInside, refund.lane == lane { candidates.append(refund.serial) }
        }
        for serial in candidates {
            let events = try reader.events(of: serial)
            guard let refund = try reader.refund(serial) else { continue }
            let status = Self.status(from: events)
            guard status != refund.status else { continue }
            guard try body(Suspect(refund: refund, events: events, status: status)) else { return }
        }
    }

    /// What the events made of the refund.
    private static func status(from events: [RefundEventRecord]) -> RefundStatus {
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
