import Ledger
import LedgerSQLite
import Refunds
import Rules

/// Halts, and refunds that nobody answers.
extension LedgerStory {
    func set(_ subject: HaltSubject, _ action: HaltEvent.Action) throws {
        try ledger.write { writer, _ in
            var event = HaltEvent(
                subject, action, at: self.at, by: "ann", osUser: "tester", note: "because")
            event.id = try writer.record(event)
            try self.append(writer, "halt", JournalBodies.halt(event))
        }
    }

    /// Opens UNANSWERED for all that was submitted so far; answers the refunds' serials.
    @discardableResult
    func openUnanswered(_ channel: String) throws -> [Int64] {
        try ledger.write { writer, _ in
            var opened = RowSum()
            var serials: [Int64] = []
            try writer.unanswered(channel: channel, submittedBefore: self.at, homeNumber: 417) { refund in
                var record = ExceptionRecord(
                    code: .unanswered, refundID: RefundID.text(home: 417, serial: refund.serial),
                    paymentID: refund.paymentID, file: nil, line: nil,
                    ours: [.init("submission", refund.submission.map(String.init))], theirs: [],
                    openedAt: self.at)
                record.id = try writer.open(record)
                opened.add(record)
                serials.append(refund.serial)
            }
            if serials.isEmpty { return [] }
            try self.append(
                writer, "exception",
                JournalBodies.unanswered(channel: channel, submittedBefore: self.at, opened: opened))
            return serials
        }
    }

    func closeUnanswered(_ serial: Int64) throws {
        try ledger.write { writer, _ in
            var closed = RowSum()
            let id = RefundID.text(home: 417, serial: serial)
            for exception in try writer.closeUnanswered(refundID: id, at: self.at) {
                closed.add(closed: exception, at: self.at)
            }
            try self.append(writer, "exception", JournalBodies.exceptions(RowSum(), closed: closed))
        }
    }

    func haltAndWait() throws {
        try set(HaltSubject(.channel, "bank"), .halt)
        try set(HaltSubject(.channel, "bank"), .resume)
        try set(HaltSubject(.account, "B"), .halt)
        try openUnanswered("bank")
        try closeUnanswered(6)
    }
}
