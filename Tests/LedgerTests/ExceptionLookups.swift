import GRDB
import Ledger
import Refunds
import Rules
import Testing

@testable import LedgerSQLite

/// Commands ask for one submission's, one refund's, one order's or one code's exceptions; how many there ever were is nothing to them.
@Suite struct ExceptionLookups {
    private let story: LedgerStory

    init() throws { story = try LedgerStory.told() }

    private func opened(
        _ code: ExceptionCode, _ refundID: String?, in submission: Int?, file: Int? = 12
    ) throws -> Int {
        try story.ledger.write { writer, _ in
            let record = ExceptionRecord(
                code: code, refundID: refundID, paymentID: nil, file: file, line: file,
                ours: [.init("submission", submission.map(String.init))], theirs: [], openedAt: story.at)
            return try writer.open(record)
        }
    }

    private func resolve(_ id: Int) throws {
        try story.step(id, .propose, action: "dismiss")
        try story.step(id, .confirm, by: "bob", action: "dismiss")
    }

    private func word(_ submission: Int) throws -> Int? {
        try story.ledger.read { try $0.word(aboutSubmission: submission)?.id }
    }

    @Test func theBanksWordAboutASubmission() throws {
        #expect(try word(7) == nil)
        _ = try opened(.unanswered, "R", in: 7, file: nil)
        _ = try opened(.amountDiffers, "R", in: 77)
        _ = try opened(.refundUnknown, "R", in: nil)
        #expect(try word(7) == nil)
        let late = try opened(.notSubmitted, "R", in: 7)
        #expect(try word(7) == late)
        try resolve(late)
        #expect(try word(7) == nil)
        let said = try opened(.amountDiffers, "R", in: 7)
        _ = try opened(.contradiction, "S", in: 7)
        try resolve(said)
        #expect(try word(7) == said)
    }

    @Test func theOpenOnesAboutARefund() throws {
        let ids = try [ExceptionCode.notSubmitted, .contradiction, .notSubmitted].map {
            try opened($0, "R", in: 1)
        }
        _ = try opened(.notSubmitted, "S", in: 1)
        try resolve(ids[1])
        try story.step(ids[2], .propose, action: "apply")
        #expect(
            try story.ledger.read { try $0.openExceptions(aboutRefund: "R") }.map(\.id) == [ids[0], ids[2]])
        #expect(try story.ledger.read { try $0.openExceptions(aboutRefund: "T") }.isEmpty)
    }

    @Test func theUnansweredOfASubmission() throws {
        let ids = try ["R", "S", "R"].map { try opened(.unanswered, $0, in: 7, file: nil) }
        let other = try opened(.unanswered, "R", in: 8, file: nil)
        let word = try opened(.contradiction, "R", in: 7)
        try resolve(ids[1])
        let closed = try story.ledger.write { writer, _ in
            try [9, 7, 7].map { try writer.closeUnanswered(submission: $0, at: story.at) }
        }
        #expect(closed == [[], [ids[0], ids[2]], []])
        let open = try story.ledger.read { try $0.openExceptions(of: [.unanswered, .contradiction]) }
        #expect(open.map(\.id).filter { $0 >= ids[0] } == [other, word])
    }

    /// Of a ledger whose statistics nobody has gathered, as in every home.
    @Test func noCommandReadsAllThatEverWere() throws {
        try story.stage(3)
        try story.emit(3)
        let queue = try DatabaseQueue(path: story.home.path)
        let context = LedgerContext(osUser: "tester") { Instant(seconds: 0) }
        let plans = try queue.writeWithoutTransaction { database in
            var asked: [String] = []
            database.trace { asked.append("\($0)") }
            try ask(SQLiteSession(database, context: context))
            database.trace(nil)
            return try Set(asked).filter { $0.contains("exceptions") }.sorted().flatMap {
                try Self.plan(of: $0, in: database)
            }
        }
        try queue.close()
        let scans = plans.filter { $0.hasPrefix("SCAN x:") || $0.hasPrefix("SCAN exceptions:") }
        #expect(scans == [])
        // One submission's may be as many as its refunds: they are asked for by submission, or by refund, and not by code.
        let byCode = plans.filter { $0.contains("(code=?") }
        #expect(plans.count > 12 && byCode.count == 4, "\(plans)")
    }

    private static func plan(of sql: String, in database: Database) throws -> [String] {
        let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
        // Its plan is the same whatever the parameters are.
        statement.setUncheckedArguments([])
        return try Row.fetchAll(statement).map { "\($0["detail"] as String): \(sql)" }
    }

    /// What of the ledger's verbs looks at exceptions, but for those that tell of all.
    private func ask(_ session: SQLiteSession) throws {
        _ = try session.hasOpenUnanswered()
        _ = try session.openExceptions(of: [.orderOverdrawn])
        _ = try session.openExceptionCount(of: .unanswered, from: story.at, to: story.at)
        _ = try session.openExceptions(aboutRefund: "R")
        _ = try session.word(aboutSubmission: 1)
        _ = try session.exceptions(openOnly: true)
        _ = try session.exceptionSteps(openOnly: true)
        _ = try session.exception(1)
        try session.openExceptions { _ in }
        try session.unanswered(channel: "bank", submittedBefore: story.at, homeNumber: 417) { _ in }
        _ = try session.closeUnanswered(refundID: "R", at: story.at)
        _ = try session.closeUnanswered(submission: 9, at: story.at)
        _ = try session.closeOverdrawn(order: "P9", at: story.at)
        _ = try session.makeVoid(3, at: story.at)
    }
}
