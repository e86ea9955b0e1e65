package import Bytes
package import Refunds

package enum SubmissionState: String, Sendable { case sealed, staged, emitted, void }

/// A submission: which refunds left for which channel, in which file.
package struct SubmissionRecord: Sendable {
    package var id: Int
    package var channel: String
    package var sequence: Int
    package var currency: CurrencyCode
    package var exponent: Int
    /// File name in the outbox.
    package var name: String
    package var layout: String
    /// Seconds ahead of UTC of the channel when it was sealed: the file's times are written so for ever.
    package var createdAt: Instant
    package var state: SubmissionState
    package var count: Int
    package var amount: Int64
    package var hashTotal: Int64
    /// Nil until it is staged.
    package var digest: Digest?
    package var size: Int
    package var emittedAt: Instant?
    /// The channel's time zone when it was sealed, by name.
    package var timeZone: String

    package init(
        id: Int, channel: String, sequence: Int, currency: CurrencyCode, exponent: Int, name: String,
        layout: String,
        createdAt: Instant, state: SubmissionState, timeZone: String
    ) {
        self.id = id
        self.channel = channel
        self.sequence = sequence
        self.currency = currency
        self.exponent = exponent
        self.name = name
        self.layout = layout
        self.createdAt = createdAt
        self.state = state
        self.count = 0
        self.amount = 0
        self.hashTotal = 0
        self.size = 0
        self.timeZone = timeZone
    }
}

/// What waits for the next build, by channel and currency, in the order in which sequences are given.
package struct WaitingGroup: Sendable {
    package var channel: String
    package var currency: CurrencyCode
    package var exponent: Int
    package var count: Int

    package init(channel: String, currency: CurrencyCode, exponent: Int, count: Int) {
        self.channel = channel
        self.currency = currency
        self.exponent = exponent
        self.count = count
    }

    package func isSame(as other: WaitingGroup) -> Bool {
        (channel, currency, exponent) == (other.channel, other.currency, other.exponent)
    }

    /// Whether the submission is one of this group's.
    package func isSame(as submission: SubmissionRecord) -> Bool {
        (channel, currency, exponent) == (submission.channel, submission.currency, submission.exponent)
    }
}

/// Refunds of a submission on their way into its file, in order of serial. Texts are pieces of `bytes`.
package struct SubmissionChunk: Sendable {
    package var bytes: [UInt8] = []
    package var rows: [SubmissionRow] = []

    package init() {}
}

package struct SubmissionRow: Sendable {
    package var serial: Int64
    package var paymentID: ByteRange
    package var terminal: ByteRange
    package var description: ByteRange
    package var amount: Int64
    package var orderAmount: Int64
    package var orderTime: Instant
    /// The merchant's number; empty where it wasn't asked for. No order with a refund changes it.
    package var orderNumber = ByteRange.none
    /// Where the money goes; empty where the layout doesn't say it.
    package var creditorName = ByteRange.none
    package var creditorAccount = ByteRange.none
    package var creditorAgent = ByteRange.none

    package init(
        serial: Int64, paymentID: ByteRange, terminal: ByteRange, description: ByteRange, amount: Int64,
        orderAmount: Int64, orderTime: Instant
    ) {
        self.serial = serial
        self.paymentID = paymentID
        self.terminal = terminal
        self.description = description
        self.amount = amount
        self.orderAmount = orderAmount
        self.orderTime = orderTime
    }
}

/// Somebody's word that they sent a submission's file by hand.
package struct Adoption: Sendable {
    package var by: String
    package var osUser: String
    package var note: String
    package var at: Instant

    package init(by: String, osUser: String, note: String, at: Instant) {
        self.by = by
        self.osUser = osUser
        self.note = note
        self.at = at
    }
}

/// A submission's file that was put into the outbox again.
package struct Redelivery: Sendable {
    package var submission: Int
    package var by: String
    package var at: Instant

    package init(submission: Int, by: String, at: Instant) {
        self.submission = submission
        self.by = by
        self.at = at
    }
}

package protocol SubmissionReader {
    /// Pending, unsealed, unheld refunds of approved batches that don't rest at that time; of one channel, or of all. By channel name, then
    /// currency.
    func waitingGroups(channel: String?, at: Instant) throws -> [WaitingGroup]
    func submission(_ id: Int) throws -> SubmissionRecord?
    func submissions() throws -> [SubmissionRecord]
    /// Those that left in the period, made void since or not.
    func submissions(emittedFrom start: Instant, to end: Instant) throws -> [SubmissionRecord]
    /// Sealed or staged ones: what a stop left behind.
    func unfinishedSubmissions() throws -> [SubmissionRecord]
    /// The refunds of a submission in order of serial, in chunks that are reused.
    /// - Parameter orderNumbers: whether each is to have its order's number, which takes a look at the order.
    func rows(
        of submission: Int, orderNumbers: Bool, _ visit: (borrowing SubmissionChunk) throws -> Void
    ) throws
    /// The creditors that were kept with a submission's refunds when it was sealed.
    func creditors(ofSubmission id: Int) throws -> RowSum
    /// The last sequence of a channel; 0 when it has none.
    func lastSequence(ofChannel channel: String) throws -> Int
    /// How often the submission was put into the outbox again.
    func redeliveries(of id: Int) throws -> Int
    /// Those of the period, in the order in which they were made.
    func redeliveries(from start: Instant, to end: Instant) throws -> [Redelivery]
    /// The newest adoption of a submission; nil when nobody sent it by hand.
    func adoption(of id: Int) throws -> Adoption?
    /// Whether its last way out was by hand: adopted, and not redelivered since.
    func isByHand(_ id: Int) throws -> Bool
    /// Of each channel the submission with the highest sequence that is recorded as emitted, made void since or not.
    func lastEmitted() throws -> [SubmissionRecord]
    /// The number that the next submission gets.
    func nextSubmission() throws -> Int
    /// Count and money of a submission by lane.
    func laneTotals(ofSubmission id: Int) throws -> [LaneTotal]
}

/// A group to seal, and what its submission is to be.
package struct SealOrder {
    package var group: WaitingGroup
    package var layout: String
    /// The channel's, by name.
    package var timeZone: String
    /// Which of the group's refunds leave, and in how large files.
    package var terms = SealTerms()
    /// Whether each refund's creditor is kept as the order has it now: the file says where the money goes, and orders change.
    package var keepsCreditors = false
    /// Makes the file's name from the sequence.
    package var name: (_ sequence: Int) -> String

    package init(
        group: WaitingGroup, layout: String, timeZone: String, terms: SealTerms = SealTerms(),
        name: @escaping (_ sequence: Int) -> String
    ) {
        self.group = group
        self.terms = terms
        self.layout = layout
        self.timeZone = timeZone
        self.name = name
    }
}

package protocol SubmissionWriter {
    /// Seals each group's waiting refunds in a new submission with its channel's next sequence, in the order given, in one pass over what waits.
    /// A group of which nothing waits any more, or nothing may leave by its terms, gets none; one that is too great for a file gets several, one
    /// after the other. What is halted stays.
    func seal(_ orders: [SealOrder], at: Instant) throws -> [SubmissionRecord]
    /// Seals these refunds and no others, in order of serial, in a submission with its channel's next sequence. A refund that is not waiting
    /// for this group's next file is a failure of kind notAllowed that names it; nothing is sealed then.
    /// - Parameter leftAt: when the file left, where that was before it is recorded.
    func seal(_ order: SealOrder, refunds serials: [Int64], at: Instant, leftAt: Instant?) throws
        -> SubmissionRecord
    /// The file is written and synced: its control totals and digest.
    func stage(_ id: Int, count: Int, amount: Int64, hashTotal: Int64, digest: Digest, size: Int) throws
    /// The files stand in the outbox: their refunds become `submitted`, in one pass.
    func emit(_ ids: [Int], at: Instant) throws
    func recordRedelivery(of id: Int, by: String, osUser: String, note: String, at: Instant) throws
}

extension SubmissionReader {
    /// The same without the numbers of orders.
    package func rows(of submission: Int, _ visit: (borrowing SubmissionChunk) throws -> Void) throws {
        try rows(of: submission, orderNumbers: false, visit)
    }
}
