import Bytes
import Ledger
import LedgerSQLite
import Refunds
import Rules

/// What people do about exceptions and submissions that went wrong.
extension LedgerStory {
    /// - Parameter effect: what its confirmation does to a refund.
    func step(
        _ exception: Int, _ kind: ExceptionStep.Kind, by name: String = "ann", assignee: String? = nil,
        action: String? = nil, effect: (Int64, AnswerEffect, Int64?)? = nil, lifting: Int64? = nil,
        reversing: [Int64] = []
    ) throws {
        try ledger.write { writer, _ in
            var step = ExceptionStep(
                exception: exception, kind: kind, at: self.at, by: name, osUser: "tester",
                assignee: assignee, action: action, note: "note \(kind)")
            step.id = try writer.record(step)
            var answer: JSON?
            var lifted = RowSum()
            var released = RowSum()
            if let (serial, effect, paid) = effect {
                var resolution = Resolution(serial: serial, step: step.id, effect: effect, paid: paid)
                resolution.queryNumber = "Q\(step.id)"
                resolution.bankReference = "B\(step.id)"
                resolution.reasonCode = "C\(step.id)"
                resolution.reason = "words \(step.id)"
                resolution.processedAt = "2026-10-0\(step.id % 10)"
                answer = try writer.resolve(resolution, at: self.at)
            }
            var answers = RowSum()
            for serial in reversing {
                let resolution = Resolution(serial: serial, step: step.id, effect: .reversed, paid: nil)
                answers.add(try writer.resolve(resolution, at: self.at))
            }
            if let lifting, try writer.liftPaidByHand(lifting) {
                lifted.add(paidByHand: lifting)
                released = try writer.release([lifting], at: self.at)
            }
            try self.append(
                writer, kind.entry,
                JournalBodies.step(
                    step, answer: answer, answers: answers, lifted: lifted, released: released))
        }
    }

    /// Proposes and confirms.
    func resolve(
        _ exception: Int, _ action: String, effect: (Int64, AnswerEffect, Int64?)? = nil,
        lifting: Int64? = nil
    ) throws {
        try step(exception, .propose, action: action)
        try step(exception, .confirm, by: "bob", action: action, effect: effect, lifting: lifting)
    }

    func openException(
        _ code: ExceptionCode, _ serial: Int64
    ) throws -> Int {
        try ledger.write { writer, _ in
            var record = ExceptionRecord(
                code: code, refundID: RefundID.text(home: 417, serial: serial), paymentID: nil, file: nil,
                line: nil, ours: [.init("status", "submitted")], theirs: [], openedAt: self.at)
            record.id = try writer.open(record)
            var opened = RowSum()
            opened.add(record)
            try self.append(writer, "exception", JournalBodies.exceptions(opened))
            return record.id
        }
    }

    /// An exception about many refunds; answers its number.
    func openListing(
        _ count: Int, file: Int, by writer: any LedgerWriter, _ opened: inout RowSum
    ) throws -> Int {
        var record = ExceptionRecord(
            code: .contradiction, refundID: nil, paymentID: nil, file: file, line: 70,
            ours: [.init(ExceptionRecord.listedCountName, "\(count)"), .init("status", "succeeded")],
            theirs: [.init("result", "failed")], openedAt: at)
        record.id = try writer.open(record)
        opened.add(record)
        return record.id
    }

    func void(_ submission: Int, _ kind: VoidStep.Kind, by name: String = "ann") throws {
        try ledger.write { writer, _ in
            var step = VoidStep(
                submission: submission, kind: kind, at: self.at, by: name, osUser: "tester", note: "why")
            step.id = try writer.record(step)
            let voided = kind == .confirm ? try writer.makeVoid(submission, at: self.at).voided : RowSum()
            try self.append(writer, "void", JournalBodies.void(step, voided: voided))
        }
    }

    /// The story with all that people do about what went wrong.
    static func toldWhole() throws -> LedgerStory {
        let story = try told()
        try story.resolveAll()
        try story.goWrong()
        return story
    }

    /// Resolves exceptions of every effect: refund 3 had failed, 1 and 2 had succeeded, 4 and 6 are with the bank; 8 is held as paid by hand.
    func resolveAll() throws {
        try step(3, .assign, assignee: "carl")
        try step(3, .comment)
        try step(3, .propose, action: "apply")
        try step(3, .withdraw, by: "bob")
        try resolve(try openException(.contradiction, 3), "apply", effect: (3, .reapplied, nil))
        try resolve(try openException(.contradiction, 1), "reverse", effect: (1, .reversed, nil))
        try resolve(try openException(.amountDiffers, 4), "apply", effect: (4, .resolvedPaid, 130))
        try resolve(try openException(.unanswered, 6), "reverse", effect: (6, .resolvedRefused, nil))
        try resolve(try openException(.contradiction, 2), "apply", effect: (2, .amended, nil))
        try resolve(5, "dismiss", lifting: 8)
        try step(try openException(.unanswered, 4), .propose, action: "dismiss")
    }

    /// A submission of three refunds is made void after a second thought; one leaves again, one is taken back.
    func goWrong() throws {
        try importBatch(
            1,
            [
                TestRequest(number: "V1", paymentID: "P5"), TestRequest(number: "V2", paymentID: "P5"),
                TestRequest(number: "V3", paymentID: "P2"),
            ])
        guard let id = try seal("bank") else { throw TestFault.stop }
        try stage(id)
        try emit(id)
        try void(id, .propose)
        try void(id, .withdraw, by: "bob")
        try void(id, .propose)
        try void(id, .confirm, by: "bob")
        guard try cancel(15) else { throw TestFault.stop }
        guard let again = try seal("bank") else { throw TestFault.stop }
        try stage(again)
        try emit(again)
        try importResults([Answer(serial: 17, effect: .paid, query: "ARN9")])
        try rejectMany()
    }

    /// The bank rejects refunds that it had paid; two people reverse those that nothing has moved since.
    private func rejectMany() throws {
        try importResults([], listing: [2, 3, 17])
        let open = try ledger.read { try $0.openExceptions(of: [.contradiction]) }
        guard let id = open.last?.id else { throw TestFault.stop }
        try step(id, .propose, action: "reverse")
        try step(id, .confirm, by: "bob", action: "reverse", reversing: [3, 17])
    }
}
