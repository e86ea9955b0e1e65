import Bytes
import Formats
import Ledger
import Refunds
import Rules

/// Judges chunk after chunk of a result file and hands the ledger what follows.
struct ResultJudge {
    private let pass: ResultPass
    private let rule: AnswerRule
    private let facts: ExceptionFacts
    private(set) var outcome = ResultPass.Outcome()
    private var applied: [AppliedAnswer] = []
    private var contradicted = ContradictedRefunds()
    /// Whether answers may close an UNANSWERED.
    private let closesUnanswered: Bool

    init(pass: ResultPass) throws {
        self.pass = pass
        // A channel that no order named has no refund: no number is its.
        let channel = try pass.claim.channel.map { try pass.ledger.channel(named: $0) ?? -1 }
        rule = AnswerRule(channel: channel, submission: pass.claim.submission)
        facts = try ExceptionFacts(pass: pass)
        closesUnanswered = try pass.ledger.hasOpenUnanswered()
    }

    mutating func judge(_ work: ResultPass.Work) throws {
        var refunds = try pass.ledger.answered(work.serials)
        let later = Self.laterRecords(of: work.serials)
        applied.removeAll(keepingCapacity: true)
        for (index, record) in work.chunk.records.enumerated() {
            var said = ResultFacts(record, in: work.chunk.bytes.span)
            if pass.source.impliesCurrency { said.currency = refunds[index]?.currency }
            let number = work.chunk.bytes.span.extracting(record.queryNumber.range)
            let verdict = rule.judge(said, queryNumber: number, about: refunds[index])
            // The next record about the same refund sees what this one did.
            if let next = later?[index], next > 0 { refunds[next] = refunds[index] }
            switch verdict {
            case .alreadyKnown: outcome.counts.alreadyKnown += 1
            case .apply(let effect):
                outcome.counts.applied += 1
                applied.append(AppliedAnswer(record, serial: work.serials[index], effect: effect))
                if let next = later?[index], next > 0 {
                    refunds[next] = refunds[index]?.after(effect, queryNumber: number)
                }
            case .exception(let code):
                if pass.gathers, let refund = refunds[index],
                    ContradictedRefunds.gathers(code, isSaidOfAll: record.isSaidOfAll, said, refund)
                {
                    let first =
                        contradicted.records == 0
                        ? try facts.exception(code, record, in: work.chunk.bytes, about: refund) : nil
                    contradicted.add(refund, first)
                    continue
                }
                outcome.counts.exceptions += 1
                try open(code, record, work.chunk, refunds[index])
                if AnswerRule.mayBePaidByHand(said, verdict, about: refunds[index]) {
                    try hold(work.serials[index])
                }
            }
        }
        outcome.counts.records += work.chunk.records.count
        try pass.ledger.apply(applied, bytes: work.chunk.bytes, file: pass.file, at: pass.workspace.now)
        if closesUnanswered { try closeUnanswered() }
    }

    /// After the last record: what was gathered is one record and one exception.
    mutating func finish() throws {
        guard let (gathered, serials) = contradicted.gathered() else { return }
        var exception = gathered
        exception.id = try pass.ledger.open(exception)
        outcome.opened.add(exception)
        outcome.counts.exceptions += 1
        outcome.gathered = contradicted.records
        outcome.counts.records -= outcome.gathered - 1
        if serials.isEmpty { return }
        outcome.listed = try pass.ledger.list(serials, inException: exception.id)
    }

    /// What the bank has answered at last is nobody's question any more.
    private mutating func closeUnanswered() throws {
        for answer in applied {
            switch answer.effect {
            case .paid, .refused:
                let closed = try pass.ledger.closeUnanswered(
                    refundID: pass.workspace.refundID(answer.serial), at: pass.workspace.now)
                for exception in closed {
                    outcome.closed.add(closed: exception, at: pass.workspace.now)
                }
            case .acknowledged, .queryNumber: break
            // Resolved by two people, never by a record.
            case .resolvedPaid, .resolvedRefused, .reversed, .reapplied, .amended: break
            }
        }
    }

    private mutating func open(
        _ code: ExceptionCode, _ record: ResultRecord, _ chunk: ResultRecordChunk, _ refund: AnsweredRefund?
    ) throws {
        var exception = try facts.exception(code, record, in: chunk.bytes, about: refund)
        exception.id = try pass.ledger.open(exception)
        outcome.opened.add(exception)
    }

    /// Somebody may have paid it by hand: it must not leave as well.
    private mutating func hold(_ serial: Int64) throws {
        guard try pass.ledger.holdPaidByHand(serial) else { return }
        outcome.paidByHand.add(paidByHand: serial)
        outcome.newlyHeld.append(serial)
    }

    /// For each record the place of the next one about the same refund, 0 where there is none; nil when no refund stands twice.
    private static func laterRecords(of serials: [Int64]) -> [Int]? {
        var isAscending = true
        for index in serials.indices.dropFirst() where serials[index] <= serials[index - 1] {
            isAscending = false
        }
        if isAscending { return nil }
        var later = [Int](repeating: 0, count: serials.count)
        let order = serials.indices.sorted { (serials[$0], $0) < (serials[$1], $1) }
        for (place, next) in zip(order, order.dropFirst())
        where serials[place] == serials[next] && serials[place] > 0 {
            later[place] = next
        }
        return later
    }
}

extension ResultFacts {
    init(_ record: ResultRecord, in bytes: Span<UInt8>) {
        let result: Result =
            switch record.result {
            case .none: .none
            case .success: .success
            case .failed: .failed
            case .pending: .pending
            case .unknown: .unknown
            }
        // What a spreadsheet made 7.4E+22 of is no query number any more, and must not be told to a merchant as one.
        let isDamaged = record.isDamaged || FieldText.isDamaged(bytes, record.queryNumber)
        self.init(
            isDamaged: isDamaged, hasRefundID: !record.refundID.isEmpty, result: result,
            amount: record.amount, currency: record.currency, statesAmount: record.statesAmount)
    }
}

extension AppliedAnswer {
    init(_ record: ResultRecord, serial: Int64, effect: AnswerEffect) {
        self.init(
            serial: serial, line: record.line, effect: effect, queryNumber: record.queryNumber,
            bankReference: record.bankReference, reasonCode: record.reasonCode, reason: record.reason,
            processedAt: record.processedAt)
    }
}
