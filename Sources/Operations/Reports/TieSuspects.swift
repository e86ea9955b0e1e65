import Ledger
import Refunds

/// Opens a difference to its refunds: those of the lane whose status is not what happened to them, and those whose rows are not as they were made. Each
/// period is searched for such rows once, and only when something doesn't tie out.
final class TieSuspects {
    /// A refund whose rows say otherwise than its events, or than its batch.
    struct Suspect {
        let serial: Int64
        let number: String?
        let amount: Money?
        /// Nil where its state isn't there.
        let standing: RefundStatus?
        let events: [RefundEventRecord]
        /// What the events made of it; nil where its events can't be told without its rows.
        let status: RefundStatus?
        let damage: AlteredRefund.Damage?
    }

    /// As many as a line names.
    static let most = 100

    private let workspace: Workspace
    private let reader: any LedgerReader
    /// The cohort's, or the day's.
    private let start: Instant
    private let end: Instant
    private var altered: [TieIdentity.Tie: [AlteredRefund]] = [:]

    init(workspace: Workspace, reader: any LedgerReader, start: Instant, end: Instant) {
        self.workspace = workspace
        self.reader = reader
        self.start = start
        self.end = end
    }

    /// The ids of the first ones.
    func first(of lane: Lane, _ tie: TieIdentity.Tie) throws -> [String] {
        var found: [String] = []
        try visit(lane, tie) { suspect in
            found.append(workspace.refundID(suspect.serial))
            return found.count < Self.most
        }
        return found
    }

    /// Visits them by refund_id, until `body` answers false.
    func visit(_ lane: Lane, _ tie: TieIdentity.Tie, _ body: (Suspect) throws -> Bool) throws {
        let altered = try altered(tie).filter { $0.lanes.contains(lane) }
        let damages = Dictionary(altered.map { ($0.serial, $0) }, uniquingKeysWith: { first, _ in first })
        let candidates = try candidates(lane, tie).filter { damages[$0] == nil } + altered.map(\.serial)
        for serial in candidates.sorted() {
            let events = try reader.events(of: serial)
            let refund = try reader.refund(serial)
            let damage = damages[serial]
            let status = events.isEmpty ? nil : Self.status(from: events)
            guard damage != nil || refund?.status != status else { continue }
            let suspect = Suspect(
                serial: serial, number: refund?.number ?? damage?.number,
                amount: refund?.money ?? Self.money(damage), standing: refund?.status, events: events,
                status: status, damage: damage?.damage)
            guard try body(suspect) else { return }
        }
    }

    private func candidates(_ lane: Lane, _ tie: TieIdentity.Tie) throws -> [Int64] {
        var filter = RefundFilter()
        filter.account = lane.account
        var candidates: [Int64] = []
        try reader.refunds(filter) { refund in
            if refund.lane == lane, isInside(refund.acceptedAt, tie) { candidates.append(refund.serial) }
        }
        return candidates
    }

    private func isInside(_ acceptedAt: Instant, _ tie: TieIdentity.Tie) -> Bool {
        switch tie {
        case .cohort: start <= acceptedAt && acceptedAt < end
        case .flow: acceptedAt < end
        }
    }

    private func altered(_ tie: TieIdentity.Tie) throws -> [AlteredRefund] {
        if let known = altered[tie] { return known }
        var found: [AlteredRefund] = []
        let first =
            switch tie {
            case .cohort: start
            case .flow: Instant(seconds: .min)
            }
        try reader.alteredRefunds(from: first, to: end) { found.append($0) }
        altered[tie] = found
        return found
    }

    private static func money(_ damage: AlteredRefund?) -> Money? {
        guard let lane = damage?.lane, let amount = damage?.amount else { return nil }
        return Money(minor: amount, currency: lane.currency, exponent: lane.exponent)
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
