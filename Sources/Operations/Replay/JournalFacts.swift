import Bytes
import FoundationEssentials
import Ledger
import Refunds
import Rules

/// What a replay reads of an entry's body (`JournalBodies`): the facts by which the verb that made the entry is called once more.
struct JournalFacts: Decodable {
    var file: File?
    var batch: Batch?
    var byHand: Bool?
    var approval: Review?
    /// The refunds that were declined with an approval, and why.
    var except: [Int64]?
    var why: String?
    var decline: Review?
    var closing: Closing?
    var submission: Submission?
    var stage: Step?
    var emission: Step?
    var redelivery: Step?
    var adoption: Step?
    var look: Mark?
    var cover: Mark?
    var shortfall: Mark?
    var exceptionStep: ExceptionStep?
    /// Records of a result file that were told together; entries of older versions have none.
    var gathered: Int?
    /// What a confirmed resolution made of the refund.
    var answer: Answer?
    var voidStep: VoidStep?
    /// Digest of the file from which the submission was adopted, where the ledger didn't know it.
    var adopted: String?
    /// When that left; entries of older versions don't say.
    var leftAt: Int64?
    /// Which refunds a seal took.
    var terms: Terms?
    var unanswered: Unanswered?
    var halt: Halt?
    /// A result file that came again.
    var `repeat`: File?
    var notification: Mark?
    var settings: [String: String]?
    var configuration: String?

    struct File: Decodable {
        var kind: String
        var name: String
        var digest: String
        var inflatedDigest: String
        var size: Int
        var origin: String?
        var modified: Int
        var takenAt: Int64
        var by: String
        var account: String?
        var channel: String?
        var refusal: String?
        var message: String?
        var messageZh: String?
        var records: Int
    }

    struct Batch: Decodable { var batch: Int }

    struct Review: Decodable {
        var batch: Int
        var why: String?
    }

    struct ExceptionStep: Decodable {
        var exception: Int
        var kind: String
        var assignee: String?
        var action: String?
        var note: String
    }

    struct Answer: Decodable { var reason: String }

    struct VoidStep: Decodable {
        var submission: Int
        var kind: String
        var note: String
    }

    struct Closing: Decodable { var refund: Int64 }

    struct Terms: Decodable {
        var readyBefore: Int64?
        var maxRows: Int?
        var maxMoney: Int64?
        var room: Int64?
        var unfit: [Int64]?

        var sealTerms: SealTerms {
            var terms = SealTerms(
                readyBefore: readyBefore.map(Instant.init), maxRows: maxRows, maxMoney: maxMoney, room: room)
            terms.unfit = unfit ?? []
            return terms
        }
    }

    struct Unanswered: Decodable {
        var channel: String
        var submittedBefore: Int64
    }

    struct Halt: Decodable {
        var kind: String
        var name: String
        var action: String
        var note: String
    }

    struct Submission: Decodable {
        var channel: String
        var sequence: Int
        var currency: String
        var exponent: Int
        var name: String
        var layout: String
        var timeZone: String
    }

    /// Something that follows from the ledger and the settings alone.
    struct Mark: Decodable {}

    /// Something that happened to a submission.
    struct Step: Decodable {
        var submission: Int
        var note: String?
    }

    /// Throws what the decoder throws where a body isn't what `JournalBodies` makes.
    init(of entry: JournalEntry) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(Self.self, from: Data(entry.draft.body.utf8))
    }
}

extension JournalFacts.File {
    /// The row of `files` that the entry tells of; nil where a word in it is none of ours.
    var record: FileRecord? {
        guard let kind = FileRecord.Kind(rawValue: kind), let digest = Digest(hex: digest),
            let inflated = Digest(hex: inflatedDigest)
        else { return nil }
        var record = FileRecord(
            kind: kind, name: name, digest: digest, inflatedDigest: inflated, size: size, origin: origin,
            modified: modified, takenAt: Instant(seconds: takenAt), by: by)
        record.account = account
        record.channel = channel
        record.records = records
        guard let refusal else { return record }
        guard let code = RefusalCode(rawValue: refusal) else { return nil }
        record.refusal = code
        record.refusalText = BilingualText(message ?? "", messageZh ?? "")
        return record
    }
}
