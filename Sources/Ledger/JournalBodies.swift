package import Bytes
package import Refunds

/// The bodies of the journal's entries, made here for whoever appends them and for the audit, which makes them again from the tables and compares.
///
/// A body is an object. What stands under the keys `file`, `batch`, `approval`, `voids`, `decline`, `closing`, `submission`, `stage`, `emission`,
/// `result`, `redelivery`, `halt`, `exception_step`, `answer`, `void_step`, `notification` and `settings` is a row of the ledger, its keys being the columns (accounts and channels by name); what a table
/// doesn't keep stands beside it under other keys. In any entry `released` may tell of the refunds that it let go (`RefundWriter.release`); a member that came with
/// a later version is left out where it would say nothing, so that old entries stay what they are.
///
/// | kind | body |
/// |---|---|
/// | `file` | `file` (a refused file) |
/// | `orders` | `file`, `names_digest`, `opened`, `closed`, `facts`; the entry's change digest is the digest of all orders |
/// | `batch` | `file`, `batch`, `by_hand` (a refund that a person entered, no file that somebody sent), `funds` (`controlled`, `without_cover`) |
/// | `approval` | `approval`; `except`, `why`: the refunds that the same person declined, told in the `decline` entry behind it |
/// | `approval_void` | `voids`: facts of the entry before it made approvals void |
/// | `decline` | `decline`; of a part of the batch it has `refunds`, or `warned` |
/// | `cancel` | `closing` |
/// | `seal` | `submission`; `adopted`: the digest of the file whose refunds these are, where it was sent before the ledger knew of it, and `left_at`, `covered`: when, and which of them had lost their cover since; `terms`: which refunds
/// left and in how large files (`SealTerms`), where anything held some back; `creditors`: where the money of each goes, in a layout that says so |
/// | `stage` | `stage` |
/// | `emission` | `emission` |
/// | `result` | `file`, `result`, `opened`, `closed`, `paid_by_hand`; `listed`: the refunds that an opened exception lists; `gathered`: how many records were told together |
/// | `repeat` | `repeat`: a result file that was known already, as a row of `files` that bears the number of the first; the ledger has no table of them |
/// | `exception` | `opened`, `closed`; `unanswered`: for which channel, and submitted before when, UNANSWERED was opened |
/// | `halt` | `halt`: a channel or account was halted or let go again |
/// | `redelivery` | `redelivery` |
/// | `adoption` | `adoption`: somebody sent the file by hand; the ledger has no table of them |
/// | `funds` | `file`, `balances` |
/// | `look` | `look`, `covered`, `totals` |
/// | `cover` | `cover`, `controlled`, `uncovered`, `totals` |
/// | `shortfall` | `shortfall`, `failed` |
/// | `notification` | `notification`: what merchants were to be told was given out; the entry's change digest is the digest of that |
/// | `assignment`, `comment`, `proposal`, `withdrawal` | `exception_step` |
/// | `resolution` | `exception_step`; `answer`: what it did to the refund, or `answers` to those that the exception lists; `lifted`: a refund that is not held as paid by hand any more; `closed`: UNANSWERED of a refund that is not submitted any more |
/// | `void` | `void_step`; where it confirms one, `voided`: the submission's refunds, which are pending again, and `closed` |
/// | `settings` | `settings`; `configuration`: the settings of `refundry.yaml` without comments, where its digest is among them; of
/// each profile in use, its text by digest (`profile_text.`) and which a name stands for (`profile.`); of ISO 20022, what decides a file's bytes by its digest (`iso20022_text.`) |
package enum JournalBodies {
    /// Every kind of entry.
    package static let kinds = [
        "file", "orders", "batch", "approval", "approval_void", "decline", "cancel", "seal", "stage",
        "emission", "result", "repeat",
        "exception",
        "redelivery", "adoption", "assignment", "comment", "proposal", "withdrawal", "resolution", "void",
        "settings", "funds", "look", "cover", "shortfall", "halt", "notification",
    ]

    /// A refused file. `record.id` must be the ledger's number.
    package static func file(_ record: FileRecord) -> String { body([("file", row(record))]) }

    /// An order file that was taken. `accounts` and `channels` are all that the ledger knows by then, `opened` the exceptions that it opened, `closed`
    /// those that it closed, `facts` any counts worth keeping (inserted, updated, …).
    package static func orders(
        _ file: FileRecord, accounts: [Int: String], channels: [Int: String], opened: RowSum = RowSum(),
        closed: RowSum = RowSum(), released: RowSum = RowSum(), facts: [(String, Int)] = []
    ) -> String {
        body(
            [
                ("file", row(file)), ("names_digest", .string(names(accounts, channels).hex)),
                ("opened", opened.json), ("closed", closed.json),
                ("facts", .object(facts.map { ($0.0, .number($0.1)) })),
            ] + released.member("released"))
    }

    /// A decided batch with its file; both numbers must be the ledger's. `acceptedDigest` is what `BatchWriter.accepted(in:)` answered, `rejectedDigest`
    /// what the caller made of the rejected rows; `record.decisionsDigest` must be `decisionsDigest` of them.
    package static func batch(
        _ record: BatchRecord, acceptedDigest: Digest, rejectedDigest: Digest, isByHand: Bool = false,
        cover: BatchCover? = nil
    ) -> String {
        let members: [(String, JSON)] = [
            ("file", row(record.file)), ("batch", row(record)), ("by_hand", .bool(isByHand)),
            ("accepted_digest", .string(acceptedDigest.hex)),
            ("rejected_digest", .string(rejectedDigest.hex)),
        ]
        return body(members + member(cover))
    }

    /// The digest of all the decisions of a batch: of its accepted rows' and its rejected rows' digests and the three counts.
    package static func decisionsDigest(
        accepted: Digest, rejected: Digest, records: Int, acceptedCount: Int, rejectedCount: Int
    ) -> Digest {
        let facts: JSON = .object([
            ("accepted_digest", .string(accepted.hex)), ("rejected_digest", .string(rejected.hex)),
            ("records", .number(records)), ("accepted", .number(acceptedCount)),
            ("rejected", .number(rejectedCount)),
        ])
        return Digest.of(Array(facts.text.utf8).span)
    }

    /// `released` is what `ReviewWriter.approve` answered, `except` the refunds that were declined with it.
    package static func approval(
        batch: Int, _ approval: Approval, except: [Int64] = [], why: String = "", released: RowSum = RowSum()
    ) -> String {
        let row = JSON.object([
            ("batch", .number(batch)), ("by", .string(approval.by)), ("os_user", .string(approval.osUser)),
            ("at", .number(approval.at.seconds)), ("digest", .string(approval.digest)),
        ])
        return body(
            [("approval", row)] + (except.isEmpty ? [] : [("except", numbers(except))])
                + (why.isEmpty ? [] : [("why", .string(why))]) + released.member("released"))
    }

    /// Approvals that became void by what the entry before it tells.
    package static func approvalVoids(_ voids: [ApprovalVoid]) -> String {
        body([("voids", .array(voids.map(row)))])
    }

    /// A declined batch, or a part of one: `totals` is what `ReviewWriter.close` answered.
    package static func decline(
        batch: Int, _ part: BatchPart = .all, _ closing: Closing, totals: [LaneTotal]
    ) -> String {
        let only: [(String, JSON)] =
            switch part {
            case .all: []
            case .warned: [("warned", .bool(true))]
            case .named(let serials): [("refunds", numbers(serials))]
            }
        return body([
            (
                "decline",
                .object([("batch", .number(batch))] + members(closing) + [("totals", list(totals))] + only)
            )
        ])
    }

    private static func numbers(_ serials: [Int64]) -> JSON { .array(serials.map { .number($0) }) }

    /// One refund taken back by hand.
    package static func cancel(_ serial: Int64, _ closing: Closing) -> String {
        body([("closing", .object([("refund", .number(serial))] + members(closing)))])
    }

    /// `record` and `totals` are what `seal` and `laneTotals(ofSubmission:)` answered.
    package static func seal(
        _ record: SubmissionRecord, totals: [LaneTotal], adopted: Digest? = nil, leftAt: Instant? = nil,
        covered: RowSum = RowSum(), terms: SealTerms = SealTerms(), creditors: RowSum = RowSum()
    ) -> String {
        body(
            [("submission", row(record, totals: totals))]
                + (adopted.map { [("adopted", .string($0.hex))] } ?? [])
                + (leftAt.map { [("left_at", .number($0.seconds))] } ?? []) + covered.member("covered")
                + (terms.isEmpty ? [] : [("terms", terms.json)]) + creditors.member("creditors"))
    }

    package static func stage(
        _ id: Int, count: Int, amount: Int64, hashTotal: Int64, digest: Digest, size: Int
    ) -> String {
        body([
            (
                "stage",
                .object([
                    ("submission", .number(id)), ("count", .number(count)), ("amount", .number(amount)),
                    ("hash_total", .number(hashTotal)), ("digest", .string(digest.hex)),
                    ("size", .number(size)),
                ])
            )
        ])
    }

    package static func emission(_ id: Int, at: Instant) -> String {
        body([("emission", .object([("submission", .number(id)), ("emitted_at", .number(at.seconds))]))])
    }

    /// A result file that was taken. `answersDigest` is what `recordResult` answered.
    package static func result(
        _ file: FileRecord, channel: String?, submission: Int?, counts: ResultCounts, answersDigest: Digest,
        opened: RowSum = RowSum(), paidByHand: RowSum = RowSum(), closed: RowSum = RowSum(),
        listed: RowSum = RowSum(), gathered: Int = 0
    ) -> String {
        body(
            [
                ("file", row(file)),
                (
                    "result",
                    row(
                        file: file.id, channel: channel, submission: submission, at: file.takenAt,
                        counts: counts,
                        answersDigest: answersDigest)
                ),
                ("opened", opened.json), ("paid_by_hand", paidByHand.json),
            ] + closed.member("closed") + listed.member("listed")
                + (gathered > 0 ? [("gathered", .number(gathered))] : []))
    }

    /// Exceptions that no file opened or closed.
    package static func exceptions(_ opened: RowSum, closed: RowSum = RowSum(), released: RowSum = RowSum())
        -> String
    {
        body([("opened", opened.json), ("closed", closed.json)] + released.member("released"))
    }

    /// UNANSWERED exceptions of a channel's refunds that were submitted before a moment.
    package static func unanswered(channel: String, submittedBefore: Instant, opened: RowSum) -> String {
        body([
            ("opened", opened.json), ("closed", RowSum().json),
            (
                "unanswered",
                .object([
                    ("channel", .string(channel)), ("submitted_before", .number(submittedBefore.seconds)),
                ])
            ),
        ])
    }

    /// A channel or an account was halted, or let go again; `event.id` must be the ledger's.
    package static func halt(_ event: HaltEvent) -> String { body([("halt", row(event))]) }

    /// A result file that brought nothing new; `record.id` is the number of the file that it repeats.
    package static func repeated(_ record: FileRecord) -> String { body([("repeat", row(record))]) }

    package static func redelivery(of id: Int, by: String, osUser: String, note: String, at: Instant)
        -> String
    {
        body([
            (
                "redelivery",
                .object([
                    ("submission", .number(id)), ("at", .number(at.seconds)), ("by", .string(by)),
                    ("os_user", .string(osUser)), ("note", .string(note)),
                ])
            )
        ])
    }

    package static func adoption(of id: Int, _ adoption: Adoption) -> String {
        body([
            (
                "adoption",
                .object([
                    ("submission", .number(id)), ("at", .number(adoption.at.seconds)),
                    ("by", .string(adoption.by)), ("os_user", .string(adoption.osUser)),
                    ("note", .string(adoption.note)),
                ])
            )
        ])
    }

    /// Everything that `JournalWriter.set` was called for, in the same transaction.
    package static func settings(
        _ values: [(name: String, value: String)], configuration: String? = nil
    ) -> String {
        let settings = [("settings", JSON.object(values.map { ($0.name, .string($0.value)) }))]
        return body(settings + (configuration.map { [("configuration", .string($0))] } ?? []))
    }

    private static func body(_ members: [(String, JSON)]) -> String {
        JSON.object(members).text
    }
}
