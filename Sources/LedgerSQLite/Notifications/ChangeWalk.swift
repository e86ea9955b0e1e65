import Bytes
import GRDB
import Ledger
import Refunds

/// Where notifications begin and end: behind an entry of the journal and the last answer that it and those before it tell of.
struct JournalMark {
    var entry = 0
    var answer: Int64 = 0
}

/// Goes through a stretch of the journal, and in each entry that moved refunds through their rows. An entry names a batch, a submission, a result file, a
/// confirmation or itself; what it moved is looked up by that, so that nothing before the stretch is read.
final class ChangeWalk {
    /// Kinds of entries that tell of refunds that moved.
    enum Kind: String, CaseIterable {
        case batch, emission, void, cancel, decline, shortfall, result, resolution
    }

    private let session: SQLiteSession
    private let accepted: RawStatement
    private let sent: RawStatement
    private let voided: RawStatement
    private let closed: RawStatement
    private let answered: RawStatement
    private var hasAnswer = false

    init(_ session: SQLiteSession) throws {
        self.session = session
        let database = session.database
        accepted = try RawStatement(
            ChangeColumn.select(move: "1", from: "refunds r")
                + " WHERE r.refund >= ? AND r.refund < ? ORDER BY r.refund", on: database)
        sent = try RawStatement(
            ChangeColumn.select(
                move: "?1", from: "refund_states s CROSS JOIN refunds r ON r.refund = s.refund")
                + " WHERE s.refund BETWEEN ?2 AND ?3 AND s.submission = ?4 ORDER BY s.refund", on: database)
        voided = try RawStatement(
            ChangeColumn.select(move: "?1", from: "voided v CROSS JOIN refunds r ON r.refund = v.refund")
                + " WHERE v.submission = ?2 ORDER BY v.refund", on: database)
        closed = try RawStatement(
            ChangeColumn.select(
                move: "10 + c.failure", reason: "c.why",
                from: "closings c CROSS JOIN refunds r ON r.refund = c.refund")
                + " WHERE c.entry = ? ORDER BY c.refund", on: database)
        answered = try RawStatement(
            ChangeColumn.select(
                move: "20 + a.effect", paid: "coalesce(a.paid, -1)", said: "a.", reason: "a.reason",
                from: "answers a CROSS JOIN refunds r ON r.refund = a.refund",
                more: ["a.answer", "a.file", "a.previous", "a.line"])
                + " WHERE a.answer > ? AND a.answer <= ? ORDER BY a.answer", on: database)
    }

    /// - Parameter visit: an entry's number and time, and a row of `ChangeColumn`.
    func run(
        after start: JournalMark, upTo end: JournalMark,
        _ visit: (_ entry: Int, _ at: Int64, _ row: RawStatement) throws -> Void
    ) throws {
        answered.reset()
        answered.bind(1, start.answer)
        answered.bind(2, end.answer)
        hasAnswer = try answered.step()
        defer { answered.reset() }
        let kinds = Kind.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
        let entries = try Row.fetchCursor(
            session.database,
            sql: """
                SELECT entry, at, kind, CASE kind WHEN 'batch' THEN json_extract(body, '$.batch.batch')
                    WHEN 'emission' THEN json_extract(body, '$.emission.submission')
                    WHEN 'void' THEN CASE json_extract(body, '$.void_step.kind') WHEN 'confirm'
                        THEN json_extract(body, '$.void_step.submission') END
                    WHEN 'result' THEN json_extract(body, '$.result.file')
                    WHEN 'resolution' THEN CASE WHEN coalesce(json_extract(body, '$.answer'), json_extract(body, '$.answers')) IS NOT NULL
                        THEN json_extract(body, '$.exception_step.step') END ELSE entry END
                FROM journal WHERE entry > ? AND entry <= ? AND kind IN (\(kinds)) ORDER BY entry
                """, arguments: [start.entry, end.entry])
        while let entry = try entries.next() {
            let (number, at): (Int, Int64) = (entry[0], entry[1])
            guard let kind = Kind(rawValue: entry[2]) else { throw Self.broken(number) }
            // A proposal, or a dismissal: nothing moved.
            guard let subject: Int64 = entry[3] else { continue }
            try rows(of: kind, subject, number) { try visit(number, at, $0) }
        }
        if hasAnswer {
            throw SQLiteLedger.broken(
                "answer \(answered.int64(ChangeColumn.answer)), of which no entry tells")
        }
    }

    /// How many changes a stretch has, and the digest of all that a notification tells of them.
    func digest(after start: JournalMark, upTo end: JournalMark) throws -> (Int, Digest) {
        let stream = SHA256Stream()
        var form = RowForm()
        var count = 0
        try run(after: start, upTo: end) { entry, at, row in
            count += 1
            form.add(Int64(entry))
            form.add(at)
            form.add(row, shape: ChangeColumn.shape)
            if form.bytes.count > 65_536 { form.drain(into: stream) }
        }
        form.drain(into: stream)
        return (count, stream.finish())
    }

    private static func broken(_ entry: Int) -> any Error {
        SQLiteLedger.broken("the facts of journal entry \(entry)")
    }

    private func rows(
        of kind: Kind, _ subject: Int64, _ entry: Int, _ visit: (RawStatement) throws -> Void
    ) throws {
        switch kind {
        case .batch:
            guard let serials = try session.serials(ofBatch: Int(subject)) else { throw Self.broken(entry) }
            try each(accepted, [serials.lowerBound, serials.upperBound], visit)
        case .emission: try submission(subject, .submitted, visit)
        case .void: try submission(subject, .madeVoid, visit)
        case .cancel, .decline, .shortfall: try each(closed, [subject], visit)
        case .result:
            try answers({ !$0.isNull(ChangeColumn.file) && $0.int64(ChangeColumn.file) == subject }, visit)
        case .resolution:
            try answers({ $0.isNull(ChangeColumn.file) && $0.int64(ChangeColumn.line) == subject }, visit)
        }
    }

    private func each(
        _ statement: RawStatement, _ values: [Int64], _ visit: (RawStatement) throws -> Void
    ) throws {
        statement.reset()
        for (place, value) in values.enumerated() { statement.bind(Int32(place) + 1, value) }
        defer { statement.reset() }
        while try statement.step() { try visit(statement) }
    }

    /// Which refunds a submission had is the same for ever: when it is made void they are kept apart.
    private func submission(
        _ id: Int64, _ move: RefundMove, _ visit: (RawStatement) throws -> Void
    ) throws {
        let row = try Row.fetchOne(
            session.database,
            sql: "SELECT first_refund, last_refund, state = 'void' FROM submissions WHERE submission = ?",
            arguments: [id])
        guard let row else { throw SQLiteLedger.broken("submission \(id)") }
        if row[2] {
            try each(voided, [Int64(move.code), id], visit)
        } else {
            try each(sent, [Int64(move.code), row[0], row[1], id], visit)
        }
    }

    /// Answers go up with the entries that tell of them: the next ones are this entry's, as long as `isOurs` says so.
    private func answers(
        _ isOurs: (RawStatement) -> Bool, _ visit: (RawStatement) throws -> Void
    ) throws {
        while hasAnswer, isOurs(answered) {
            if try isTold(answered) { try visit(answered) }
            hasAnswer = try answered.step()
        }
    }

    /// Whether the merchant hears of it: a status or a query number that is new.
    private func isTold(_ row: RawStatement) throws -> Bool {
        guard let effect = AnswerEffect(rawValue: row.int(ChangeColumn.move) - 20) else {
            throw SQLiteLedger.broken("answer \(row.int64(ChangeColumn.answer))")
        }
        switch effect {
        case .paid, .refused, .queryNumber, .resolvedPaid, .resolvedRefused, .reversed, .reapplied:
            return true
        case .acknowledged: return false
        case .amended:
            let number = row.text(ChangeColumn.queryNumber)
            return try !number.isEmpty
                && number
                    != queryNumber(
                        of: row.int64(ChangeColumn.refund), upTo: row.int64(ChangeColumn.previous))
        }
    }

    /// The query number that was known by an answer.
    private func queryNumber(of serial: Int64, upTo answer: Int64) throws -> String {
        var known = ""
        try AnswerChain(session).visit(upTo: answer, of: serial) { row in
            if known.isEmpty { known = row.text(AnswerColumn.queryNumber) }
        }
        return known
    }
}

/// The columns of a change, numbers first.
enum ChangeColumn {
    static let refund: Int32 = 0
    static let lane: Int32 = 1
    static let amount: Int32 = 2
    static let orderAmount: Int32 = 3
    static let orderTime: Int32 = 4
    static let batch: Int32 = 5
    static let move: Int32 = 6
    /// −1 where the bank's figure is the refund's.
    static let paid: Int32 = 7
    static let number: Int32 = 8
    static let paymentID: Int32 = 9
    static let terminal: Int32 = 10
    static let orderNumber: Int32 = 11
    static let queryNumber: Int32 = 12
    static let bankReference: Int32 = 13
    static let reasonCode: Int32 = 14
    static let reason: Int32 = 15
    /// Of answers only, and of no digest.
    static let answer: Int32 = 16
    static let file: Int32 = 17
    static let previous: Int32 = 18
    /// Where two people resolved, the confirmation's step.
    static let line: Int32 = 19

    /// What a notification's digest is of, behind the entry's number and time.
    static let shape = Array("iiiiiiiitttttttt".utf8)

    /// - Parameter said: where the bank's words stand; nil: there are none.
    static func select(
        move: String, paid: String = "-1", said: String? = nil, reason: String = "''", from: String,
        more: [String] = []
    ) -> String {
        let words = ["query_number", "bank_reference", "reason_code"].map { name in
            said.map { $0 + name } ?? "''"
        }
        let columns =
            [
                "r.refund", "r.lane", "r.amount", "r.order_amount", "r.order_time", "r.batch", move, paid,
                "r.number", "r.payment_id", "r.terminal", "o.order_number",
            ] + words + [reason] + more
        return
            "SELECT \(columns.joined(separator: ", ")) FROM \(from) LEFT JOIN orders o ON o.payment_id = r.payment_id"
    }
}
