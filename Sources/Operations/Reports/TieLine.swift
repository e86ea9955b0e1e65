import Ledger
import Refunds
import Rules

/// One line of the tie-out: both sides of an equation for a lane, in count or in money. A day without traffic has lines of zeros without a lane.
struct TieLine: Sendable {
    enum Measure: String, Sendable, CaseIterable {
        case count
        case money

        var chinese: String {
            switch self {
            case .count: "笔数"
            case .money: "金额"
            }
        }
    }

    let lane: Lane?
    let tie: TieIdentity.Tie
    /// `sent = succeeded + failed_by_bank + outstanding`.
    let equation: BilingualText
    let measure: Measure
    let left: String
    let right: String
    let difference: String
    let isZero: Bool
    /// Ids of the refunds behind a difference, where the refunds tell it.
    var refunds: [String] = []

    /// The equation and what is measured: `sent = succeeded + failed_by_bank + outstanding: count`.
    var line: String { "\(equation.english): \(measure.rawValue)" }
    var chinese: String { "\(equation.chinese)：\(measure.chinese)" }

    /// `figures` nil: nothing moved at all.
    init(_ identity: TieIdentity, _ measure: Measure, of figures: LaneFigures?) {
        let left = Self.sum(identity.left, measure, figures)
        let right = Self.sum(identity.right, measure, figures)
        // Without a lane there is no currency that could say how many decimals.
        let exponent = measure == .money ? figures?.lane.exponent ?? 0 : 0
        lane = figures?.lane
        tie = identity.tie
        equation = identity.text(figures)
        self.measure = measure
        self.left = Money.text(wide: left, exponent: exponent)
        self.right = Money.text(wide: right, exponent: exponent)
        difference = Money.text(wide: left - right, exponent: exponent)
        isZero = left == right
    }

    /// All lines of the lanes, by lane; one of zeros for each equation when there is no lane.
    static func lines(_ tie: TieIdentity.Tie, _ lanes: [LaneFigures]) -> [TieLine] {
        let figures: [LaneFigures?] = lanes.isEmpty ? [nil] : lanes
        return figures.flatMap { lane in
            TieIdentity.of(tie).filter { $0.isTold(lane) }.flatMap { identity in
                Measure.allCases.map { TieLine(identity, $0, of: lane) }
            }
        }
    }

    /// Wider than a ledger's own figures, so that even a damaged one is told of.
    private static func sum(_ terms: [TieIdentity.Term], _ measure: Measure, _ figures: LaneFigures?)
        -> Int128
    {
        guard let figures else { return 0 }
        return terms.reduce(0) { sum, term in
            let figure = term.figure(figures)
            let value = measure == .count ? Int128(figure.count) : Int128(figure.amount)
            return term.isMinus ? sum - value : sum + value
        }
    }
}
