import Ledger
import Refunds
import Rules

/// An equation that must hold for every lane, in count and in money; its two sides come from different records
/// (`lifecycle.md`, what must always hold, 5).
struct TieIdentity: Sendable {
    enum Tie: String, Sendable {
        case cohort
        case flow

        var chinese: String {
            switch self {
            case .cohort: "受理口径"
            case .flow: "当日口径"
            }
        }
    }

    struct Term: Sendable {
        var name: String
        var chinese: String
        var isMinus = false
        /// Told only where it isn't zero: what came with later versions leaves the lines of days without it as they were.
        var isRare = false
        var figure: @Sendable (LaneFigures) -> LaneFigures.Figure
    }

    let tie: Tie
    let left: [Term]
    let right: [Term]

    /// The whole line is told only where one of its sides isn't zero.
    var isRare = false

    /// `sent = succeeded + failed_by_bank + outstanding`.
    func text(_ figures: LaneFigures?) -> BilingualText {
        func side(_ terms: [Term], _ name: (Term) -> String) -> String { Self.text(terms, figures, name) }
        return BilingualText(
            "\(side(left, \.name)) = \(side(right, \.name))",
            "\(side(left, \.chinese)) = \(side(right, \.chinese))")
    }

    func isTold(_ figures: LaneFigures?) -> Bool {
        !isRare || (left + right).contains { $0.isSomething(figures) }
    }

    private static func text(
        _ terms: [Term], _ figures: LaneFigures?, _ name: (Term) -> String
    ) -> String {
        terms.filter { $0.isTold(figures) }.enumerated().map { index, term in
            index == 0 ? name(term) : (term.isMinus ? "- " : "+ ") + name(term)
        }.joined(separator: " ")
    }

    /// What moved a refund on a day, and to which status.
    struct Move: Sendable {
        var term: Term
        var status: RefundStatus
    }

    /// In the order of a refund's life.
    static let moves = [
        Move(term: accepted, status: .pending), Move(term: cancelled, status: .failed),
        Move(term: declined, status: .failed), Move(term: short, status: .failed),
        Move(term: sent, status: .submitted), Move(term: madeVoid, status: .pending),
        Move(term: succeeded, status: .succeeded), Move(term: failed, status: .failed),
        Move(term: reversed, status: .failed), Move(term: reapplied, status: .succeeded),
    ]

    static func of(_ tie: Tie) -> [TieIdentity] {
        switch tie {
        case .cohort: cohort
        case .flow: flow
        }
    }

    private static let cohort = [
        TieIdentity(tie: .cohort, left: [accepted], right: [cancelled, declined, short, waiting, sent]),
        TieIdentity(tie: .cohort, left: [sent], right: [succeeded, failed, reversed, outstanding]),
    ]

    private static let flow = [
        TieIdentity(
            tie: .flow,
            left: [
                waitingAtStart, accepted, minus(cancelled), minus(declined), minus(short), minus(sent),
                madeVoid,
            ],
            right: [waiting]),
        TieIdentity(
            tie: .flow,
            left: [outstandingAtStart, sent, minus(madeVoid), minus(succeeded), minus(failed)],
            right: [outstanding]),
        TieIdentity(tie: .flow, left: [reversed], right: [refundsReversed], isRare: true),
        TieIdentity(tie: .flow, left: [reapplied], right: [refundsReapplied], isRare: true),
    ]

    /// Every figure of a tie, in the order in which people read them.
    static func figures(of tie: Tie) -> [Term] {
        switch tie {
        case .cohort:
            [accepted, cancelled, declined, short, waiting, sent, succeeded, failed, reversed, outstanding]
        case .flow:
            [
                waitingAtStart, accepted, cancelled, declined, short, sent, madeVoid, waiting,
                outstandingAtStart,
                succeeded, failed, outstanding, reversed, reapplied,
            ]
        }
    }

    private static let accepted = Term(name: "accepted", chinese: "受理") { $0.accepted }
    private static let cancelled = Term(name: "cancelled", chinese: "商户撤销") { $0.cancelled }
    private static let declined = Term(name: "declined", chinese: "审核拒绝") { $0.declined }
    private static let short = Term(name: "insufficient_funds", chinese: "余额不足", isRare: true) {
        $0.insufficientFunds
    }
    private static let sent = Term(name: "sent", chinese: "提交") { $0.sent }
    private static let succeeded = Term(name: "succeeded", chinese: "成功") { $0.succeeded }
    private static let failed = Term(name: "failed_by_bank", chinese: "银行退回") { $0.failedByBank }
    private static let madeVoid = Term(name: "made_void", chinese: "提交作废", isRare: true) { $0.madeVoid }
    private static let reversed = Term(name: "reversed", chinese: "成功后冲回", isRare: true) { $0.reversed }
    private static let reapplied = Term(name: "reapplied", chinese: "失败后补记成功", isRare: true) { $0.reapplied }
    private static let refundsReversed = Term(name: "refunds_reversed", chinese: "退款中冲回") {
        $0.refundsReversed
    }
    private static let refundsReapplied = Term(name: "refunds_reapplied", chinese: "退款中补记成功") {
        $0.refundsReapplied
    }
    private static let waiting = Term(name: "waiting", chinese: "待提交") { $0.waiting }
    private static let outstanding = Term(name: "outstanding", chinese: "在途") { $0.outstanding }
    private static let waitingAtStart = Term(name: "waiting_at_start", chinese: "期初待提交") { $0.waitingAtStart }
    private static let outstandingAtStart = Term(name: "outstanding_at_start", chinese: "期初在途") {
        $0.outstandingAtStart
    }

    private static func minus(_ term: Term) -> Term {
        var negative = term
        negative.isMinus = true
        return negative
    }
}

extension TieIdentity.Term {
    func isSomething(_ figures: LaneFigures?) -> Bool {
        figures.map { figure($0) != LaneFigures.Figure() } ?? false
    }

    func isTold(_ figures: LaneFigures?) -> Bool { !isRare || isSomething(figures) }
}
