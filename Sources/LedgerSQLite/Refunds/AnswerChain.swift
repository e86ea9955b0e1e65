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

    /// The bank's final word on a refund and when it came; nil as long as there is none.
    func final(upTo newest: Int64, of serial: Int64) throws -> (effect: AnswerEffect, at: Int64)? {
        var final: (AnswerEffect, Int64)?
        try visit(upTo: newest, of: serial) { row in
            if let effect = AnswerEffect(rawValue: row.int(AnswerColumn.effect)), effect.isFinal {
                final = (effect, row.int64(AnswerColumn.takenAt))
            }
        }
        return final
    }
}
