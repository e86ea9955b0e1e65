import GRDB
import Ledger
import Refunds

/// A refund's answers, each naming the one before it.
struct AnswerChain {
    private let row: RawStatement

    init(_ session: SQLiteSession) throws { row = try session.statement(AnswerColumn.query) }

    /// Visits a refund's answers, the newest first.
    func visit(
        upTo newest: Int64, of serial: Int64, _ body: (RawStatement) throws -> Void
    ) throws {
        defer { row.reset() }
        var answer = newest
        while answer > 0 {
            row.reset()
            row.bind(1, answer)
            guard try row.step(), row.int64(AnswerColumn.refund) == serial else {
                throw SQLiteLedger.broken("answer \(answer) of refund \(serial)")
            }
            let previous = row.int64(AnswerColumn.previous)
            guard previous < answer else { throw SQLiteLedger.broken("answer \(answer) of refund \(serial)") }
            try body(row)
            answer = previous
        }
    }

    /// What moved a refund since it was submitted.
    struct Moves {
        /// When it was first paid or refused.
        var finishedAt: Int64?
        /// How it stands by the newest of them.
        var last: AnswerEffect?
        /// What was reversed or paid after all later on; in most lives nothing.
        var turns: [(effect: AnswerEffect, at: Int64)] = []
    }

    func moves(upTo newest: Int64, of serial: Int64) throws -> Moves {
        var moves = Moves()
        try visit(upTo: newest, of: serial) { row in
            guard let effect = AnswerEffect(rawValue: row.int(AnswerColumn.effect)) else {
                throw SQLiteLedger.broken("an answer of refund \(serial)")
            }
            guard effect.event != nil else { return }
            if moves.last == nil { moves.last = effect }
            let at = row.int64(AnswerColumn.at)
            moves.finishedAt = at
            if effect == .reversed || effect == .reapplied { moves.turns.append((effect, at)) }
        }
        return moves
    }
}
