package import Bytes
package import Ledger
import Refunds

/// The tie-out of a day (`cli.md`, `reports daily`), with all that a person needs beside it.
package struct DailyAnswer: Sendable {
    /// A file that came in or went out.
    package struct File: Sendable {
        package let isOut: Bool
        /// `orders`, `refunds`, `results` or `submission`.
        package let kind: String
        package let name: String
        package let digest: String?
        /// `taken`, the code of its refusal, or a submission's state.
        package let outcome: String
        package let records: Int
        package let at: String
    }

    /// A success for a refund that was never sent, or for an id that isn't known: money that left without us (details 24).
    package struct UnsentSuccess: Sendable {
        package let exception: Int
        package let code: String
        package let refundID: String?
        package let account: String?
        package let amount: String?
        package let currency: String?
        package let file: String?
        package let line: Int?
    }

    /// An action taken while `--now` was given.
    package struct Drill: Sendable {
        package let entry: Int
        package let kind: String
        package let by: String
        package let at: String
        package let machineTime: String
    }

    /// An original that holds a card number, so that a person can have it removed (`reliability.md`).
    package struct CardOriginal: Sendable {
        package let batch: Int
        package let file: String
        package let digest: String
    }

    package var date = ""
    package var cohortAsOf = ""
    package var flowAsOf = ""
    package var unsentSuccesses: [UnsentSuccess] = []
    package var lines: [TieLine] = []
    /// Every figure of the tie-outs, by lane.
    package var figures: [TieFigure] = []
    package var files: [File] = []
    package var head: (number: Int, digest: Digest)?
    package var drills: [Drill] = []
    package var cardOriginals: [CardOriginal] = []
    package var attention: [String] = []

    /// Whether every line's difference is zero.
    package var ties: Bool { lines.allSatisfy(\.isZero) }

    init() {}
}

/// One figure of a lane's tie-out.
package struct TieFigure: Sendable {
    package let lane: Lane
    package let tie: String
    package let name: String
    package let count: Int
    package let amount: String

    static func figures(_ tie: TieIdentity.Tie, _ lanes: [LaneFigures]) -> [TieFigure] {
        lanes.flatMap { lane in
            TieIdentity.figures(of: tie).filter { $0.isTold(lane) }.map { term in
                let figure = term.figure(lane)
                return TieFigure(
                    lane: lane.lane, tie: tie.rawValue, name: term.name, count: figure.count,
                    amount: Money.text(minor: figure.amount, exponent: lane.lane.exponent))
            }
        }
    }
}
