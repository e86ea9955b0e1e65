import Formats
import Ledger
import Refunds
import Rules

/// Makes an exception of a result record that can't be applied: with the refund it seems to mean, and both sets of facts.
struct ExceptionFacts {
    private let pass: ResultPass
    private let channels: [Int: String]

    init(pass: ResultPass) throws {
        self.pass = pass
        channels = try pass.ledger.channelNames()
    }

    func exception(
        _ code: ExceptionCode, _ record: ResultRecord, in bytes: [UInt8], about refund: AnsweredRefund?
    ) throws -> ExceptionRecord {
        let kept = try refund.flatMap { try pass.ledger.refund($0.serial) }
        return ExceptionRecord(
            code: code, refundID: Self.refundID(record, in: bytes), paymentID: kept?.paymentID,
            file: pass.file, line: record.line, ours: refund.map { ours($0, kept) } ?? [],
            theirs: theirs(record, in: bytes), openedAt: pass.workspace.now)
    }

    /// The refund as the record meets it: earlier records of the file may have moved it.
    private func ours(_ refund: AnsweredRefund, _ kept: RefundRecord?) -> [ExceptionRecord.Fact] {
        typealias Fact = ExceptionRecord.Fact
        return [
            Fact("refund_id", pass.workspace.refundID(refund.serial)), Fact("account", kept?.lane.account),
            Fact("payment_id", kept?.paymentID), Fact("order_number", kept?.orderNumber),
            Fact("channel", channels[refund.channel]), Fact("status", refund.status.rawValue),
            Fact("failure", refund.failure?.rawValue),
            Fact("refund_amount", Money.text(minor: refund.amount, exponent: refund.exponent)),
            Fact("refund_currency", refund.currency.text),
            Fact("submission", refund.submission.map(String.init)),
            Fact("query_number", refund.queryNumber.isEmpty ? nil : refund.queryNumber),
        ]
    }

    private func theirs(_ record: ResultRecord, in bytes: [UInt8]) -> [ExceptionRecord.Fact] {
        let fields = [
            ("result", record.resultText),
            ("refund_amount", record.amountText), ("refund_currency", record.currencyText),
            ("query_number", record.queryNumber), ("bank_reference", record.bankReference),
            ("reason_code", record.reasonCode), ("reason", record.reason),
            ("processed_at", record.processedAt),
        ]
        return [ExceptionRecord.Fact("refund_id", Self.refundID(record, in: bytes))]
            + fields.map { ExceptionRecord.Fact($0, Self.text($1, in: bytes)) } + [
                ExceptionRecord.Fact("channel", pass.claim.channel),
                ExceptionRecord.Fact("submission", pass.claim.submission.map(String.init)),
            ]
    }

    /// As the record names it; what can't be a damaged refund_id may be a card number.
    private static func refundID(_ record: ResultRecord, in bytes: [UInt8]) -> String? {
        let text = text(record.refundID, in: bytes)
        return record.refundID.count == RefundID.length ? text : text.map(CardNumber.masked)
    }

    private static func text(_ range: ByteRange, in bytes: [UInt8]) -> String? {
        range.isEmpty ? nil : bytes.text(range)
    }
}
