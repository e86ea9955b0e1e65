package import Bytes
package import Refunds
package import Rules

/// A file that came, taken or refused.
package struct FileRecord: Sendable {
    package enum Kind: String, Sendable { case orders, refunds, results, funds }

    /// The ledger's number; 0 before it is recorded.
    package var id = 0
    package var kind: Kind
    /// As it was named, without folders.
    package var name: String
    package var digest: Digest
    package var inflatedDigest: Digest
    package var size: Int
    /// Drop folder path relative to the home, with the file's modification time; nil for a file named on the command line.
    package var origin: String?
    package var modified: Int
    package var takenAt: Instant
    package var by: String
    package var account: String?
    package var channel: String?
    package var refusal: RefusalCode?
    package var refusalText: BilingualText?
    package var records: Int

    package init(
        kind: Kind, name: String, digest: Digest, inflatedDigest: Digest, size: Int, origin: String?,
        modified: Int,
        takenAt: Instant, by: String
    ) {
        self.kind = kind
        self.name = name
        self.digest = digest
        self.inflatedDigest = inflatedDigest
        self.size = size
        self.origin = origin
        self.modified = modified
        self.takenAt = takenAt
        self.by = by
        self.records = 0
    }
}

/// Count and money of refunds in one lane.
package struct LaneTotal: Sendable, Equatable {
    package var lane: Lane
    package var count: Int
    package var amount: Int64

    package init(lane: Lane, count: Int, amount: Int64) {
        self.lane = lane
        self.count = count
        self.amount = amount
    }
}

/// One account's refunds through one channel in one currency: the key by which everything ties out.
package struct Lane: Sendable, Hashable, Comparable {
    package var account: String
    package var channel: String
    package var currency: CurrencyCode
    package var exponent: Int

    package init(account: String, channel: String, currency: CurrencyCode, exponent: Int) {
        self.account = account
        self.channel = channel
        self.currency = currency
        self.exponent = exponent
    }

    package static func < (left: Lane, right: Lane) -> Bool {
        (left.account, left.channel, left.currency, left.exponent)
            < (right.account, right.channel, right.currency, right.exponent)
    }
}

/// Rows and money of one rejection code in one currency; `currency` nil where the rows' currency isn't known.
package struct CodeTotal: Sendable {
    package var code: Rejection
    package var rows: Int
    package var currency: CurrencyCode?
    package var exponent: Int
    package var amount: Int64

    package init(code: Rejection, rows: Int, currency: CurrencyCode?, exponent: Int, amount: Int64) {
        self.code = code
        self.rows = rows
        self.currency = currency
        self.exponent = exponent
        self.amount = amount
    }
}

/// Where a batch stands in review (`cli.md`, `batches list`).
package enum BatchState: String, Sendable { case refused, approval, approved, declined, done }

/// A decided batch.
package struct BatchRecord: Sendable {
    package var id: Int
    package var file: FileRecord
    package var account: String
    package var batchNumber: String?
    package var policy: String
    /// Order-free digest of the records (`decisions.md`, FILE_DUPLICATE).
    package var recordsDigest: Digest
    package var acceptedAt: Instant
    package var by: String
    package var osUser: String
    package var records: Int
    package var accepted: Int
    package var rejected: Int
    package var warnings: Int
    /// How many approvals it needs, by the settings when it came.
    package var approvalsNeeded: Int
    /// It needs none, but its refunds that bear a warning wait for one (`review_warnings` when it came).
    package var reviewsWarnings = false
    /// How long it rests once no approval is missing, by the settings when it came.
    package var coolingMinutes = 0
    /// From when on it may leave, as far as approvals and cooling go.
    package var readyAt: Instant
    /// Serial of its first refund; its accepted rows have consecutive serials.
    package var firstSerial: Int64
    package var totals: [LaneTotal]
    package var codes: [CodeTotal]
    /// Digests of accepted.csv, rejected.csv and summary.json, by name.
    package var reports: [String: Digest]
    /// Digest of every row's decision, as the journal has it.
    package var decisionsDigest: Digest
    package var state: BatchState
    /// Those that count, as they were given.
    package var approvals: [Approval]
    /// Those that became void, as they were given.
    package var voided: [VoidedApproval] = []

    package init(id: Int, file: FileRecord, account: String, acceptedAt: Instant, by: String, osUser: String)
    {
        self.id = id
        self.file = file
        self.account = account
        self.policy = ""
        self.recordsDigest = Digest()
        self.acceptedAt = acceptedAt
        self.by = by
        self.osUser = osUser
        self.records = 0
        self.accepted = 0
        self.rejected = 0
        self.warnings = 0
        self.approvalsNeeded = 0
        self.readyAt = acceptedAt
        self.firstSerial = 0
        self.totals = []
        self.codes = []
        self.reports = [:]
        self.decisionsDigest = Digest()
        self.state = .approved
        self.approvals = []
    }

    /// How many approvals are missing: of the batch, or of its refunds with a warning.
    package var approvalsMissing: Int {
        guard state == .approval else { return 0 }
        return max(1, approvalsNeeded - approvals.count)
    }
}

/// A batch in two counts, and the accepted ones' money.
package struct BatchFigures: Sendable {
    package var acceptedAt: Instant
    package var accepted: Int
    package var rejected: Int
    package var totals: [LaneTotal] = []

    package init(acceptedAt: Instant, accepted: Int, rejected: Int) {
        self.acceptedAt = acceptedAt
        self.accepted = accepted
        self.rejected = rejected
    }
}

/// An earlier file that a new one repeats.
package struct EarlierFile: Sendable {
    package var file: Int
    package var name: String
    /// The batch it became; nil for other kinds.
    package var batch: Int?
    package var takenAt: Instant
    package var rejected: Int

    package init(file: Int, name: String, batch: Int?, takenAt: Instant, rejected: Int) {
        self.file = file
        self.name = name
        self.batch = batch
        self.takenAt = takenAt
        self.rejected = rejected
    }
}

/// A result file that came again and brought nothing new.
package struct RepeatedFile: Sendable {
    package var name: String
    package var digest: Digest
    package var records: Int
    package var at: Instant

    package init(name: String, digest: Digest, records: Int, at: Instant) {
        self.name = name
        self.digest = digest
        self.records = records
        self.at = at
    }
}

package protocol BatchReader {
    /// A decided batch that accepted something and whose file had these bytes, plain or inflated; of `account` where that is given.
    func earlierBatch(digest: Digest, inflatedDigest: Digest, account: String?) throws -> EarlierFile?
    /// The account's decided batch that accepted something with the same records, in whatever order.
    func earlierBatch(recordsDigest: Digest, account: String) throws -> EarlierFile?
    /// The account's decided batch that accepted something under this number.
    func earlierBatch(number: String, account: String) throws -> EarlierFile?
    /// A taken (not refused) file of the kind and channel with these bytes.
    func earlierFile(kind: FileRecord.Kind, digest: Digest, channel: String?) throws -> EarlierFile?
    /// The digests of the taken files that were recorded from this drop path with this size and modification time.
    func takenDrops(origin: String, size: Int, modified: Int) throws -> [Digest]
    /// A recorded file, taken or refused.
    func file(_ id: Int) throws -> FileRecord?
    func batch(_ id: Int) throws -> BatchRecord?
    /// Decided batches and refused batch files together, in the order in which they came. A refused one is a record with id 0 and state `refused`.
    func batches() throws -> [BatchRecord]
    func files(takenFrom start: Instant, to end: Instant) throws -> [FileRecord]
    /// Result files of the period that were known already, in the order in which they came.
    func repeats(from start: Instant, to end: Instant) throws -> [RepeatedFile]
    /// What each batch that was decided in the period took and rejected, in the order in which they came.
    func figures(decidedFrom start: Instant, to end: Instant) throws -> [BatchFigures]
    /// Rows and money that the batches of the period rejected, by code, then currency. A row counts for each of its codes.
    func rejections(decidedFrom start: Instant, to end: Instant) throws -> [CodeTotal]
    /// The batches of the period in which some row was rejected for `code`.
    func batches(decidedFrom start: Instant, to end: Instant, rejecting code: Rejection) throws
        -> [BatchRecord]
}

/// What deciding a batch needs. Also what a preview offers.
package protocol BatchDecider {
    /// How the orders of `facts` and the chunk's refund numbers stand, rows accepted before included, and the next serial.
    func standing(for chunk: RequestChunk, facts: ChunkFacts, account: Int, now: Instant) throws
        -> ChunkStanding
    /// Takes the accepted rows: reserves, takes the numbers, appends the refunds of `batch`. Each change is counted; one that doesn't happen throws.
    func accept(_ decisions: [Decision], of chunk: RequestChunk, facts: ChunkFacts, batch: OpenBatch) throws
    /// Undoes every `accept` since `batch` was opened, serials included.
    func rollBackAccepts(of batch: OpenBatch) throws
    /// The accepted refund with this serial, also of the batch under way.
    func earlierRefund(_ serial: Int64) throws -> EarlierRefund?
}

/// Where a refund number was used.
package struct EarlierRefund: Sendable {
    package var serial: Int64
    package var batch: Int
    package var line: Int
    package var file: String
    package var status: RefundStatus

    package init(serial: Int64, batch: Int, line: Int, file: String, status: RefundStatus) {
        self.serial = serial
        self.batch = batch
        self.line = line
        self.file = file
        self.status = status
    }
}

/// A batch whose rows are being taken.
package struct OpenBatch: Sendable {
    package var id: Int
    package var account: Int
    package var accountName: String
    package var acceptedAt: Instant
    package var firstSerial: Int64

    package init(id: Int, account: Int, accountName: String, acceptedAt: Instant, firstSerial: Int64) {
        self.id = id
        self.account = account
        self.accountName = accountName
        self.acceptedAt = acceptedAt
        self.firstSerial = firstSerial
    }
}

package protocol BatchWriter {
    /// The number that the next `record` will give, for what refers to the file before it is recorded.
    func nextFileNumber() throws -> Int
    /// Records a file that was taken or refused; answers its number.
    func record(_ file: FileRecord) throws -> Int
    /// Opens the next batch: its number and first serial.
    func openBatch(account: Int, accountName: String, at: Instant) throws -> OpenBatch
    /// Totals of what was accepted so far, by lane, and the digest of the decisions.
    func accepted(in batch: OpenBatch) throws -> (totals: [LaneTotal], digest: Digest)
    /// Records the batch with its counts, totals, codes and report digests.
    func close(_ batch: BatchRecord) throws
}
