package import Bytes
package import Refunds

/// An entry before it is chained.
package struct JournalDraft: Sendable {
    /// What happened: `file`, `orders`, `batch`, `approval`, `decline`, `cancel`, `seal`, `stage`, `emission`, `result`, …
    package var kind: String
    package var at: Instant
    package var by: String
    /// The file that caused it.
    package var fileDigest: Digest?
    /// What it changed: the rows as one, the file that was made. Nil: the facts in the body are all of it, and their digest is kept.
    package var changeDigest: Digest?
    /// The facts as one line of JSON.
    package var body: String

    package init(
        kind: String, at: Instant, by: String, fileDigest: Digest? = nil, changeDigest: Digest? = nil,
        body: String
    ) {
        self.kind = kind
        self.at = at
        self.by = by
        self.fileDigest = fileDigest
        self.changeDigest = changeDigest
        self.body = body
    }
}

package struct JournalEntry: Sendable {
    package var number: Int
    package var draft: JournalDraft
    /// The machine's own time, beside `--now`'s.
    package var machineTime: Instant
    package var osUser: String
    package var digest: Digest

    package init(
        number: Int, draft: JournalDraft, machineTime: Instant, osUser: String, digest: Digest
    ) {
        self.number = number
        self.draft = draft
        self.machineTime = machineTime
        self.osUser = osUser
        self.digest = digest
    }
}

/// What an entry says of the world outside: the machine's own time, whatever `--now` says, and the login of the system's user.
package struct JournalStamp: Sendable {
    package var machineTime: Instant
    package var osUser: String

    package init(machineTime: Instant, osUser: String) {
        self.machineTime = machineTime
        self.osUser = osUser
    }
}

package protocol JournalReader {
    /// Number and digest of the newest entry; nil when there is none.
    func journalHead() throws -> (number: Int, digest: Digest)?
    /// The digest of an entry; nil when there is none of this number.
    func journalDigest(of number: Int) throws -> Digest?
    /// Entries of a period by their `at`, in order of number.
    func journal(from start: Instant, to end: Instant) throws -> [JournalEntry]
    /// The entries behind number `number`, in order, at most `count`.
    func journal(after number: Int, atMost count: Int) throws -> [JournalEntry]
    /// A setting of the home that the ledger keeps (`configuration_digest`, `home_number` …).
    func setting(_ name: String) throws -> String?
    /// The entry with which a ledger of an older version came to hold approvals to every change of what they are bound to; nil where it always did.
    func entryOfControls() throws -> Int?
    /// What the newest change of the tables is called.
    func ledgerVersion() throws -> String
}

package protocol JournalWriter {
    /// Chains the entry to the one before it. Answers its number.
    @discardableResult func append(_ draft: JournalDraft) throws -> Int
    func set(_ name: String, _ value: String) throws
}
