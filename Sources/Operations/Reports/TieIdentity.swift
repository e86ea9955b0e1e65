import Ledger

/// An equation that must hold for every lane, in count and in money; its two sides come from different records
/// (`lifecycle.md`, what must always hold, 5).
struct TieIdentity: Sendable {
    enum Tie: String, Sendable { case cohort, flow }

    struct Term: Sendable {
        var name: String
        var isMinus = false
        var figure: @Sendable (LaneFigures) -> LaneFigures.Figure
    }

    let tie: Tie
    let left: [Term]
    let right: [Term]

    /// `sent = succeeded + failed_by_bank + outstanding`.
    var text: String { "\(Self.text(left)) = \(Self.text(right))" }

    private static func text(_ terms: [Term]) -> String {
        terms.enumerated().map { index, term in
            index == 0 ? term.name : (term.isMinus ? "- " : "+ ") + term.name
        }.joined(separator: " ")
    }

    static func of(_ tie: Tie) -> [TieIdentity] {
        switch tie {
        case .cohort: cohort
        case .flow: flow
        }
    }

    private static let cohort = [
        TieIdentity(tie: .cohort, left: [accepted], right: [cancelled, declined, short, waiting, sent]),
        TieIdentity(tie: .cohort, left: [sent], right: [succeeded, failed, outstanding]),
    ]

    private static let flow = [
        TieIdentity(
            tie: .flow,
            left: [waitingAtStart, accepted, minus(cancelled), minus(declined), minus(short), minus(sent)],
            right: [waiting]),
        TieIdentity(
            tie: .flow, left: [outstandingAtStart, sent, minus(succeeded), minus(failed)],
            right: [outstanding]),
    ]

    /// Every figure of a tie, in the order in which people read them.
    static func figures(of tie: Tie) -> [Term] {
        switch tie {
        case .cohort: [accepted, cancelled, declined, short, waiting, sent, succeeded, failed, outstanding]
        case .flow:
            [
                waitingAtStart, accepted, cancelled, declined, short, sent, waiting, outstandingAtStart,
                succeeded,
                failed, outstanding,
            ]
        }
    }

    private static let accepted = Term(name: "accepted") { $0.accepted }
    private static let cancelled = Term(name: "cancelled") { $0.cancelled }
    private static let declined = Term(name: "declined") { $0.declined }
    private static let short = Term(name: "insufficient_funds") { $0.insufficientFunds }
    private static let sent = Term(name: "sent") { $0.sent }
    private static let succeeded = Term(name: "succeeded") { $0.succeeded }
    private static let failed = Term(name: "failed_by_bank") { $0.failedByBank }
    private static let waiting = Term(name: "waiting") { $0.waiting }
    private static let outstanding = Term(name: "outstanding") { $0.outstanding }
    private static let waitingAtStart = Term(name: "waiting_at_start") { $0.waitingAtStart }
    private static let outstandingAtStart = Term(name: "outstanding_at_start") { $0.outstandingAtStart }

    private static func minus(_ term: Term) -> Term {
        var negative = term
        negative.isMinus = true
        return negative
    }
}
