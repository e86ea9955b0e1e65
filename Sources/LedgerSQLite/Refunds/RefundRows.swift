import GRDB
import Ledger
import Refunds
import Rules

/// Makes records of rows of `RefundQuery`, with what other tables tell of them. Holds its statements: made once for many rows.
struct RefundRows {
    private let answers: AnswerChain
    private let closing: RawStatement
    private let proposal: RawStatement
    private let lanes: [Int: Lane]

    init(_ session: SQLiteSession) throws {
        answers = try AnswerChain(session)
        closing = try session.statement("SELECT at, why, by FROM closings WHERE refund = ?")
        proposal = try session.statement(
            """
            SELECT by FROM exception_steps WHERE exception = ? AND kind = 'propose' AND step < ?
            ORDER BY step DESC LIMIT 1
            """)
        lanes = try session.lanes()
    }

    func record(_ row: RawStatement) throws -> RefundRecord {
        let serial = row.int64(0)
        guard let status = RefundStatus(number: row.int(13)), let lane = lanes[row.int(4)] else {
            throw SQLiteLedger.broken("status or lane of refund \(serial)")
        }
        var record = RefundRecord(
            serial: serial, number: row.text(1), batch: row.int(2), line: row.int(3), lane: lane,
            terminal: row.text(5), paymentID: row.text(6), orderNumber: row.text(7), amount: row.int64(8),
            orderAmount: row.int64(9), orderTime: Instant(seconds: row.int64(10)),
            description: row.text(11), warnings: WarningSet(bits: UInt8(truncatingIfNeeded: row.int(12))),
            status: status, acceptedAt: Instant(seconds: row.int64(18)))
        record.orderHold = row.int(14) & 3 != 0
        record.lacksCover = row.int(14) & 4 != 0
        record.awaitsApproval = row.text(19) == BatchState.approval.rawValue || row.int(14) & 8 != 0
        record.coolingUntil = row.isNull(22) ? nil : Instant(seconds: row.int64(22))
        record.paid = row.isNull(23) ? nil : row.int64(23)
        record.submission = row.isNull(16) ? nil : row.int(16)
        record.readyAt = Instant(seconds: row.int64(21))
        // Sealed and staged ones have not left yet.
        record.submittedAt = row.isNull(20) ? nil : Instant(seconds: row.int64(20))
        record.orderFile = row.isNull(24) ? nil : row.int(24)
        record.orderLine = row.isNull(25) || row.int(25) == 0 ? nil : row.int(25)
        if !row.isNull(15) { try addFailure(row.int(15), to: &record) }
        if !row.isNull(17) { try addAnswers(upTo: row.int64(17), to: &record) }
        return record
    }

    private func addFailure(_ number: Int, to record: inout RefundRecord) throws {
        record.failure = RefundFailure(number: number)
        switch record.failure {
        case .cancelled, .declined, .insufficientFunds: try addClosing(to: &record)
        case .bank, .reversed, nil: break
        }
    }

    private func addClosing(to record: inout RefundRecord) throws {
        defer { closing.reset() }
        closing.bind(1, record.serial)
        guard try closing.step() else { throw SQLiteLedger.broken("closing of refund \(record.serial)") }
        record.finishedAt = Instant(seconds: closing.int64(0))
        record.reason = closing.text(1)
        record.closedBy = closing.text(2)
    }

    /// Adds what the bank said, the newest word of each kind.
    private func addAnswers(upTo newest: Int64, to record: inout RefundRecord) throws {
        try answers.visit(upTo: newest, of: record.serial) { row in
            addQueryNumber(row, to: &record)
            if record.bankReference.isEmpty { record.bankReference = row.text(AnswerColumn.bankReference) }
            let effect = AnswerEffect(rawValue: row.int(AnswerColumn.effect))
            guard record.finishedAt == nil, let event = effect?.event else { return }
            record.finishedAt = Instant(seconds: row.int64(AnswerColumn.at))
            try addPlace(row, to: &record)
            switch event {
            case .refusedByBank, .reversed:
                record.reasonCode = row.text(AnswerColumn.reasonCode)
                record.reason = row.text(AnswerColumn.reason)
            case .paid, .reapplied, .cancelled, .declined, .outOfFunds, .emitted, .madeVoid: break
            }
        }
    }
}

extension RefundRows {
    private func addQueryNumber(_ answer: RawStatement, to record: inout RefundRecord) {
        guard answer.int(AnswerColumn.queryNumberLength) > 0 else { return }
        let number = answer.text(AnswerColumn.queryNumber)
        if record.queryNumber.isEmpty {
            record.queryNumber = number
        } else if number != record.queryNumber {
            if !record.earlierQueryNumbers.contains(number) { record.earlierQueryNumbers.append(number) }
            return
        }
        // Told again, it stands where it came first.
        let place = AnswerPlace(answer)
        record.queryNumberFile = place.file ?? ""
        record.queryNumberLine = place.line
    }

    private func addPlace(_ answer: RawStatement, to record: inout RefundRecord) throws {
        let place = AnswerPlace(answer)
        record.resultFile = place.file ?? ""
        record.resultLine = place.line
        record.exception = place.exception
        record.resultBy = answer.isNull(AnswerColumn.broughtBy) ? "" : answer.text(AnswerColumn.broughtBy)
        guard let exception = place.exception else { return }
        // The answer's line is the step that confirmed it.
        let proposer = try proposer(exception, before: answer.int(AnswerColumn.line))
        record.resolvedBy = [proposer, answer.text(AnswerColumn.by)].compactMap { $0 }.joined(separator: ", ")
    }

    private func proposer(_ exception: Int, before step: Int) throws -> String? {
        defer { proposal.reset() }
        proposal.bind(1, exception)
        proposal.bind(2, step)
        return try proposal.step() ? proposal.text(0) : nil
    }
}
