import Bytes
import Ledger
import Refunds
import Rules

/// The tie-out of a day (`cli.md`, `reports daily`), with all that a person needs beside it.
struct DailyAnswer: Sendable {
    /// A file that came in or went out.
    struct File: Sendable {
        let isOut: Bool
        let kind: Kind
        let name: String
        let digest: String?
        /// `taken`, `already_known`, the code of its refusal, a submission's state, or `redelivered`.
        let outcome: String
        let isRefused: Bool
        let records: Int
        let at: String

        enum Kind: String, Sendable { case orders, refunds, results, funds, submission }
    }

    /// A success for a refund that was never sent, or for an id that isn't known: money that left without us (details 24).
    struct UnsentSuccess: Sendable {
        let exception: Int
        let code: String
        let refundID: String?
        let account: String?
        let amount: String?
        let currency: String?
        let file: String?
        let line: Int?
    }

    /// An action taken while `--now` was given.
    struct Drill: Sendable {
        let entry: Int
        let kind: String
        let by: String
        let at: String
        let machineTime: String
    }

    /// An original that holds a card number, so that a person can have it removed (`reliability.md`).
    struct CardOriginal: Sendable {
        let batch: Int
        let file: String
        let digest: String
    }

    let day: Day
    var cohortAsOf = ""
    var flowAsOf = ""
    var unsentSuccesses: [UnsentSuccess] = []
    var lines: [TieLine] = []
    var cohort: [LaneFigures] = []
    var flow: [LaneFigures] = []
    /// Each of the last days with its batches, the report's own at the end.
    var intake: [(date: CalendarDate, figures: [BatchFigures])] = []
    var rejections: [CodeTotal] = []
    var files: [File] = []
    var head: (number: Int, digest: Digest)?
    var drills: [Drill] = []
    var cardOriginals: [CardOriginal] = []
    var attention: [BilingualText] = []

    var date: String { day.date.text }

    /// Whether every line's difference is zero.
    var ties: Bool { lines.allSatisfy(\.isZero) }

    init(_ day: Day) { self.day = day }
}
