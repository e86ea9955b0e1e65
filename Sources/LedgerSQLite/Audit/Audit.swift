import GRDB
import Ledger
import Refunds
import Rules

/// The ledger proves itself: what its rows say must be what the journal says, and what follows from it.
extension SQLiteSession: AuditReader {
    func audit() throws -> [AuditCheck] {
        var facts = AuditFacts()
        return [
            try check("journal") { try checkJournal(&$0) },
            try check("settings") { try checkSettings(&$0) },
            try check("names") { try checkNames(&$0) },
            try check("orders") { try checkOrders(&$0) },
            try check("files") { try checkFiles(&$0) },
            try check("batches") { try checkBatches(&$0) },
            try check("approvals") { try checkApprovals(&$0) },
            try check("closings") { try checkClosings(&$0) },
            try check("releases") { try checkReleases(&$0) },
            try check("refunds") { try checkRefunds(&$0, &facts) },
            try check("batch counters") { checkBatchCounters(&$0, facts) },
            try check("holdings") { try checkHoldings(&$0) },
            try check("submissions") { try checkSubmissions(&$0, facts) },
            try check("voids") { try checkVoids(&$0) },
            try check("answers") { try checkAnswers(&$0) },
            try check("resolutions") { try checkResolutions(&$0) },
            try check("results") { try checkResults(&$0) },
            try check("halts") { try checkHalts(&$0) },
            try check("exceptions") { try checkExceptions(&$0, facts) },
            try check("funds") { try checkFunds(&$0) },
            try check("notifications") { try checkNotifications(&$0) },
        ]
    }

    /// Runs one check. Rows so damaged that they can't be read at all are a fault like others; our own machine's trouble is thrown.
    private func check(_ name: String, _ body: (inout AuditCheck) throws -> Void) throws -> AuditCheck {
        var check = AuditCheck(name)
        do {
            try body(&check)
        } catch let failure as Failure where failure.kind == .alarm {
            check.fault(failure.text)
        } catch let error as DatabaseError where Self.isDamage(error) {
            let text = error.message ?? error.resultCode.description
            check.fault(text, text)
        }
        return check
    }

    private static func isDamage(_ error: DatabaseError) -> Bool {
        [.SQLITE_ERROR, .SQLITE_CORRUPT, .SQLITE_MISMATCH, .SQLITE_CONSTRAINT].contains(
            error.resultCode.primaryResultCode)
    }
}

/// What the pass over the refunds found, for the checks after it.
struct AuditFacts {
    var batches: [BatchFacts] = []
    /// By submission.
    var submissions: [Int: SubmissionFacts] = [:]
    var paidByHand = RowSum()

    struct BatchFacts {
        var batch: Int
        var firstSerial: Int64
        var accepted: Int64
        var acceptedAt: Int64
        /// As the batch's row has them.
        var keptWaiting: Int
        var keptOutstanding: Int
        var keptMovedAt: Int64
        /// Its refunds with a warning wait for an approval.
        var holdsWarned: Bool
        /// As they follow from the refunds.
        var waiting = 0
        var outstanding = 0
        var movedAt: Int64

        var end: Int64 { firstSerial + accepted }
    }

    struct SubmissionFacts {
        var first = Int64.max
        var last: Int64 = 0
        var lanes: [Int: LaneFigures.Figure] = [:]

        mutating func add(_ serial: Int64, lane: Int, amount: Int64) {
            first = min(first, serial)
            last = max(last, serial)
            lanes[lane, default: LaneFigures.Figure()].add(1, amount)
        }
    }
}
