package import Bytes
package import Refunds
import Rules

/// The ledger's rows as journal bodies show them: keys are column names, accounts and channels stand by name.
extension JournalBodies {
    package static func row(_ file: FileRecord) -> JournalJSON {
        .object([
            ("file", .number(file.id)), ("kind", .text(file.kind.rawValue)), ("name", .text(file.name)),
            ("digest", .text(file.digest.hex)), ("inflated_digest", .text(file.inflatedDigest.hex)),
            ("size", .number(file.size)), ("origin", .text(orNull: file.origin)),
            ("modified", .number(file.modified)), ("taken_at", .number(file.takenAt.seconds)),
            ("by", .text(file.by)), ("account", .text(orNull: file.account)),
            ("channel", .text(orNull: file.channel)), ("refusal", .text(orNull: file.refusal?.rawValue)),
            ("message", .text(orNull: file.refusalText?.english)),
            ("message_zh", .text(orNull: file.refusalText?.chinese)), ("records", .number(file.records)),
        ])
    }

    /// What a batch is when it is closed; its state follows from approvals and decline.
    package static func row(_ batch: BatchRecord) -> JournalJSON {
        .object([
            ("batch", .number(batch.id)), ("file", .number(batch.file.id)), ("account", .text(batch.account)),
            ("batch_number", .text(orNull: batch.batchNumber)), ("policy", .text(batch.policy)),
            ("records_digest", .text(batch.recordsDigest.hex)),
            ("accepted_at", .number(batch.acceptedAt.seconds)), ("by", .text(batch.by)),
            ("os_user", .text(batch.osUser)), ("records", .number(batch.records)),
            ("accepted", .number(batch.accepted)), ("rejected", .number(batch.rejected)),
            ("warnings", .number(batch.warnings)), ("approvals_needed", .number(batch.approvalsNeeded)),
            ("first_serial", .number(batch.firstSerial)),
            ("decisions_digest", .text(batch.decisionsDigest.hex)),
            (
                "reports",
                .object(batch.reports.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value.hex)) })
            ), ("totals", list(batch.totals)), ("codes", .list(batch.codes.map(row))),
        ])
    }

    /// What a submission is when it is sealed.
    package static func row(_ submission: SubmissionRecord, totals: [LaneTotal]) -> JournalJSON {
        .object([
            ("submission", .number(submission.id)), ("channel", .text(submission.channel)),
            ("sequence", .number(submission.sequence)), ("currency", .text(submission.currency.text)),
            ("exponent", .number(submission.exponent)), ("name", .text(submission.name)),
            ("layout", .text(submission.layout)), ("time_zone", .text(submission.timeZone)),
            ("created_at", .number(submission.createdAt.seconds)), ("totals", list(totals)),
        ])
    }

    package static func row(
        file: Int, channel: String?, submission: Int?, at: Instant, counts: ResultCounts,
        answersDigest: Digest
    ) -> JournalJSON {
        .object([
            ("file", .number(file)), ("channel", .text(orNull: channel)),
            ("submission", .number(orNull: submission)), ("at", .number(at.seconds)),
            ("records", .number(counts.records)), ("applied", .number(counts.applied)),
            ("already_known", .number(counts.alreadyKnown)), ("exceptions", .number(counts.exceptions)),
            ("answers_digest", .text(answersDigest.hex)),
        ])
    }

    /// An exception as it was opened; what becomes of it later is not in it.
    package static func row(_ exception: ExceptionRecord) -> JournalJSON {
        .object([
            ("exception", .number(exception.id)), ("code", .text(exception.code.rawValue)),
            ("refund_id", .text(orNull: exception.refundID)),
            ("payment_id", .text(orNull: exception.paymentID)), ("file", .number(orNull: exception.file)),
            ("line", .number(orNull: exception.line)), ("ours", facts(exception.ours)),
            ("theirs", facts(exception.theirs)), ("opened_at", .number(exception.openedAt.seconds)),
        ])
    }

    /// Facts in the order given, as the ledger keeps them too.
    package static func facts(_ facts: [ExceptionRecord.Fact]) -> JournalJSON {
        .object(facts.map { ($0.name, .text(orNull: $0.value)) })
    }

    /// The digest of all accounts and channels by number: their names have no other proof.
    package static func names(_ accounts: [Int: String], _ channels: [Int: String]) -> Digest {
        func table(_ names: [Int: String]) -> JournalJSON {
            .list(names.sorted { $0.key < $1.key }.map { .list([.number($0.key), .text($0.value)]) })
        }
        let both: JournalJSON = .list([table(accounts), table(channels)])
        return Digest.of(Array(both.written.utf8).span)
    }

    static func members(_ closing: Closing) -> [(String, JournalJSON)] {
        [
            ("failure", .text(closing.failure.rawValue)), ("at", .number(closing.at.seconds)),
            ("by", .text(closing.by)), ("os_user", .text(closing.osUser)), ("why", .text(closing.why)),
        ]
    }

    /// By account, channel, currency, exponent.
    static func list(_ totals: [LaneTotal]) -> JournalJSON {
        .list(
            totals.sorted { $0.lane < $1.lane }.map { total in
                .object([
                    ("account", .text(total.lane.account)), ("channel", .text(total.lane.channel)),
                    ("currency", .text(total.lane.currency.text)), ("exponent", .number(total.lane.exponent)),
                    ("count", .number(total.count)), ("amount", .number(total.amount)),
                ])
            })
    }

    private static func row(_ code: CodeTotal) -> JournalJSON {
        .object([
            ("code", .text(code.code.rawValue)), ("currency", .text(orNull: code.currency?.text)),
            ("exponent", .number(code.exponent)), ("rows", .number(code.rows)),
            ("amount", .number(code.amount)),
        ])
    }
}
