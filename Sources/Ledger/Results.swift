package import Bytes
package import Refunds
package import Rules

/// A result record that was applied. Texts are pieces of the chunk's bytes.
package struct AppliedAnswer: Sendable {
    package var serial: Int64
    package var line: Int
    package var effect: AnswerEffect
    package var queryNumber: ByteRange
    package var bankReference: ByteRange
    package var reasonCode: ByteRange
    package var reason: ByteRange
    package var processedAt: ByteRange

    package init(
        serial: Int64, line: Int, effect: AnswerEffect, queryNumber: ByteRange, bankReference: ByteRange,
        reasonCode: ByteRange, reason: ByteRange, processedAt: ByteRange
    ) {
        self.serial = serial
        self.line = line
        self.effect = effect
        self.queryNumber = queryNumber
        self.bankReference = bankReference
        self.reasonCode = reasonCode
        self.reason = reason
        self.processedAt = processedAt
    }
}

/// Something that was not applied by itself, with both sets of facts, each a list of names and values.
package struct ExceptionRecord: Sendable {
    package struct Fact: Sendable, Equatable {
        package var name: String
        package var value: String?

        package init(_ name: String, _ value: String?) {
            self.name = name
            self.value = value
        }
    }

    /// 0 before it is recorded.
    package var id = 0
    package var code: ExceptionCode
    /// The refund it seems to mean, as the record names it.
    package var refundID: String?
    package var paymentID: String?
    /// The ledger's number and the name of the file; nil when no file opened it.
    package var file: Int?
    package var fileName: String?
    package var line: Int?
    package var ours: [Fact]
    package var theirs: [Fact]
    package var state = "open"
    package var openedAt: Instant

    package init(
        code: ExceptionCode, refundID: String?, paymentID: String?, file: Int?, line: Int?, ours: [Fact],
        theirs: [Fact], openedAt: Instant
    ) {
        self.code = code
        self.refundID = refundID
        self.paymentID = paymentID
        self.file = file
        self.line = line
        self.ours = ours
        self.theirs = theirs
        self.openedAt = openedAt
    }
}

extension ExceptionRecord {
    /// Whether it is about many refunds, which `ExceptionReader.refunds(listedBy:)` names: a rejection of all that a submission has met refunds
    /// that had succeeded (details 26).
    package var listsRefunds: Bool { refundID == nil && listedCount != nil }

    /// How many refunds it lists.
    package var listedCount: Int? {
        switch code {
        case .contradiction:
            ours.first { $0.name == Self.listedCountName }?.value.flatMap { Int($0) }
        case .refundUnknown, .notSubmitted, .amountDiffers, .currencyDiffers, .recordInvalid, .unanswered,
            .orderOverdrawn:
            nil
        }
    }

    /// The fact under which the number of listed refunds stands.
    package static let listedCountName = "refund_count"
}

/// What became of a result file's records. What an exception that lists refunds tells of is one record.
package struct ResultCounts: Sendable {
    package var records = 0
    package var applied = 0
    package var alreadyKnown = 0
    package var exceptions = 0

    package init() {}
}

package protocol ResultReader {
    /// The refunds of these serials, nil where there is none, looked up in order of serial.
    func answered(_ serials: [Int64]) throws -> [AnsweredRefund?]
    func exceptions(openOnly: Bool) throws -> [ExceptionRecord]
    /// The open ones of these codes: of some there may be as many as refunds.
    func openExceptions(of codes: [ExceptionCode]) throws -> [ExceptionRecord]
    /// The open ones about the refund of this refund_id, as they name it; by number.
    func openExceptions(aboutRefund refundID: String) throws -> [ExceptionRecord]
    /// The first exception that is the bank's word about a submission: of a result record about a refund that was in it then, resolved or not. Of what
    /// names another submission (NOT_SUBMITTED) only an open one counts: it is settled by resolving it.
    func word(aboutSubmission id: Int) throws -> ExceptionRecord?
    /// How many of a code are open that were opened in the period.
    func openExceptionCount(of code: ExceptionCode, from start: Instant, to end: Instant) throws -> Int
    /// Refunds with the bank and without an answer that an UNANSWERED was opened for before the moment: dismissing it answers nothing.
    func overdueCount(knownBefore end: Instant) throws -> Int
    func exception(_ id: Int) throws -> ExceptionRecord?
    /// The newest ORDER_OVERDRAWN of the order that two people dismissed.
    func dismissedOverdrawn(order paymentID: String) throws -> ExceptionRecord?
    /// Whether any UNANSWERED is open: then answers may close some.
    func hasOpenUnanswered() throws -> Bool
    /// Submitted refunds of the channel that were submitted before the moment, and for whose submission no UNANSWERED was ever opened; by serial.
    func unanswered(
        channel: String, submittedBefore: Instant, homeNumber: Int, _ visit: (RefundRecord) throws -> Void
    ) throws
    /// Names of channels that batches with something outstanding have refunds of, sorted.
    func outstandingChannels() throws -> [String]
    /// Whether the channel has a refund without an answer that was submitted before the moment.
    func hasOutstanding(channel: String, submittedBefore: Instant) throws -> Bool
    /// The counts of a result file that was taken.
    func resultCounts(ofFile file: Int) throws -> ResultCounts?
}

package protocol ResultWriter {
    /// Applies the answers in file order: moves statuses, releases what failed, remembers the records.
    func apply(_ answers: [AppliedAnswer], bytes: [UInt8], file: Int, at: Instant) throws
    /// Records how many records the file has, where it was recorded before they were counted.
    func recount(_ file: FileRecord) throws
    /// Keeps which refunds an exception lists, ascending; answers them for the journal.
    func list(_ serials: [Int64], inException id: Int) throws -> RowSum
    /// Answers the exception's number.
    func open(_ exception: ExceptionRecord) throws -> Int
    /// Closes the order's open ORDER_OVERDRAWN: the facts were put right. Answers how many it closed.
    @discardableResult func closeOverdrawn(order paymentID: String, at: Instant) throws -> Int
    /// Closes the refund's open UNANSWERED: the bank has answered. Answers the numbers of those that it closed.
    func closeUnanswered(refundID: String, at: Instant) throws -> [Int]
    /// The same of all refunds of a submission, before it is made void: nobody waits for an answer about them any more.
    func closeUnanswered(submission: Int, at: Instant) throws -> [Int]
    /// Records the file's counts, when it was taken, and the digest of the answers applied from it, which it answers.
    @discardableResult
    func recordResult(file: Int, channel: String?, submission: Int?, counts: ResultCounts) throws -> Digest
}
