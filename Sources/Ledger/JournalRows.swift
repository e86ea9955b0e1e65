package import Bytes
package import Refunds
import Rules

/// The ledger's rows as journal bodies show them: keys are column names, accounts and channels stand by name.
extension JournalBodies {
    package static func row(_ file: FileRecord) -> JSON {
        .object([
            ("file", .number(file.id)), ("kind", .string(file.kind.rawValue)), ("name", .string(file.name)),
            ("digest", .string(file.digest.hex)), ("inflated_digest", .string(file.inflatedDigest.hex)),
            ("size", .number(file.size)), ("origin", .string(orNull: file.origin)),
            ("modified", .number(file.modified)), ("taken_at", .number(Int(file.takenAt.seconds))),
            ("by", .string(file.by)), ("account", .string(orNull: file.account)),
            ("channel", .string(orNull: file.channel)), ("refusal", .string(orNull: file.refusal?.rawValue)),
            ("message", .string(orNull: file.refusalText?.english)),
            ("message_zh", .string(orNull: file.refusalText?.chinese)), ("records", .number(file.records)),
        ])
    }

    /// What a batch is when it is closed; its state follows from approvals and decline.
    package static func row(_ batch: BatchRecord) -> JSON {
        let review = reviewMembers(warnings: batch.reviewsWarnings ? 1 : 0, cooling: batch.coolingMinutes)
        return .object(
            [
                ("batch", .number(batch.id)), ("file", .number(batch.file.id)),
                ("account", .string(batch.account)),
                ("batch_number", .string(orNull: batch.batchNumber)), ("policy", .string(batch.policy)),
                ("records_digest", .string(batch.recordsDigest.hex)),
                ("accepted_at", .number(batch.acceptedAt.seconds)), ("by", .string(batch.by)),
                ("os_user", .string(batch.osUser)), ("records", .number(batch.records)),
                ("accepted", .number(batch.accepted)), ("rejected", .number(batch.rejected)),
                ("warnings", .number(batch.warnings)), ("approvals_needed", .number(batch.approvalsNeeded)),
                ("first_serial", .number(batch.firstSerial)),
                ("decisions_digest", .string(batch.decisionsDigest.hex)),
                (
                    "reports",
                    .object(batch.reports.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value.hex)) })
                ), ("totals", list(batch.totals)), ("codes", list(batch.codes)),
            ] + review)
    }

    /// The columns `review_warnings` and `cooling_minutes` of a batch; nothing where they are 0.
    package static func reviewMembers(warnings: Int, cooling: Int) -> [(String, JSON)] {
        [("review_warnings", warnings), ("cooling_minutes", cooling)].filter { $0.1 != 0 }.map {
            ($0.0, .number($0.1))
        }
    }

    package static func row(_ void: ApprovalVoid) -> JSON {
        .object(
            [
                ("void", .number(void.id)), ("batch", .number(void.batch)), ("at", .number(void.at.seconds)),
                ("by", .string(void.by)), ("refund", .number(void.refund)),
                ("refunds", .number(void.refunds)),
                ("file", .number(orNull: void.file)),
            ] + (void.cause == .uncovered ? [] : [("cause", .string(void.cause.rawValue))]))
    }

    /// What a submission is when it is sealed.
    package static func row(_ submission: SubmissionRecord, totals: [LaneTotal]) -> JSON {
        .object([
            ("submission", .number(submission.id)), ("channel", .string(submission.channel)),
            ("sequence", .number(submission.sequence)), ("currency", .string(submission.currency.text)),
            ("exponent", .number(submission.exponent)), ("name", .string(submission.name)),
            ("layout", .string(submission.layout)), ("time_zone", .string(submission.timeZone)),
            ("created_at", .number(submission.createdAt.seconds)), ("totals", list(totals)),
        ])
    }

    package static func row(
        file: Int, channel: String?, submission: Int?, at: Instant, counts: ResultCounts,
        answersDigest: Digest
    ) -> JSON {
        .object([
            ("file", .number(file)), ("channel", .string(orNull: channel)),
            ("submission", .number(orNull: submission)), ("at", .number(at.seconds)),
            ("records", .number(counts.records)), ("applied", .number(counts.applied)),
            ("already_known", .number(counts.alreadyKnown)), ("exceptions", .number(counts.exceptions)),
            ("answers_digest", .string(answersDigest.hex)),
        ])
    }

    /// An exception as it was opened; what becomes of it later is not in it.
    package static func row(_ exception: ExceptionRecord) -> JSON {
        .object([
            ("exception", .number(exception.id)), ("code", .string(exception.code.rawValue)),
            ("refund_id", .string(orNull: exception.refundID)),
            ("payment_id", .string(orNull: exception.paymentID)), ("file", .number(orNull: exception.file)),
            ("line", .number(orNull: exception.line)), ("ours", facts(exception.ours)),
            ("theirs", facts(exception.theirs)), ("opened_at", .number(exception.openedAt.seconds)),
        ])
    }

    package static func row(_ event: HaltEvent) -> JSON {
        .object([
            ("halt", .number(event.id)), ("kind", .string(event.subject.kind.rawValue)),
            ("name", .string(event.subject.name)), ("action", .string(event.action.rawValue)),
            ("at", .number(event.at.seconds)), ("by", .string(event.by)), ("os_user", .string(event.osUser)),
            ("note", .string(event.note)),
        ])
    }

    /// Facts in the order given, as the ledger keeps them too.
    package static func facts(_ facts: [ExceptionRecord.Fact]) -> JSON {
        .object(facts.map { ($0.name, .string(orNull: $0.value)) })
    }

    /// The digest of all accounts and channels by number: their names have no other proof.
    package static func names(_ accounts: [Int: String], _ channels: [Int: String]) -> Digest {
        func table(_ names: [Int: String]) -> JSON {
            .array(names.sorted { $0.key < $1.key }.map { .array([.number($0.key), .string($0.value)]) })
        }
        let both: JSON = .array([table(accounts), table(channels)])
        return Digest.of(Array(both.text.utf8).span)
    }

    static func members(_ closing: Closing) -> [(String, JSON)] {
        [
            ("failure", .string(closing.failure.rawValue)), ("at", .number(closing.at.seconds)),
            ("by", .string(closing.by)), ("os_user", .string(closing.osUser)), ("why", .string(closing.why)),
        ]
    }

    /// By account, channel, currency, exponent.
    package static func list(_ totals: [LaneTotal]) -> JSON {
        .array(
            totals.sorted { $0.lane < $1.lane }.map { total in
                .object([
                    ("account", .string(total.lane.account)), ("channel", .string(total.lane.channel)),
                    ("currency", .string(total.lane.currency.text)),
                    ("exponent", .number(total.lane.exponent)),
                    ("count", .number(total.count)), ("amount", .number(total.amount)),
                ])
            })
    }

    /// By code in the order of the rule table, then currency, exponent.
    package static func list(_ codes: [CodeTotal]) -> JSON {
        .array(
            codes.sorted {
                ($0.code.place, $0.currency?.packed ?? 0, $0.exponent)
                    < ($1.code.place, $1.currency?.packed ?? 0, $1.exponent)
            }.map(row))
    }

    private static func row(_ code: CodeTotal) -> JSON {
        .object([
            ("code", .string(code.code.rawValue)), ("currency", .string(orNull: code.currency?.text)),
            ("exponent", .number(code.exponent)), ("rows", .number(code.rows)),
            ("amount", .number(code.amount)),
        ])
    }
}

extension JSON {
    static func number(_ value: Int64) -> JSON { .number(Int(value)) }
    static func number(orNull value: Int?) -> JSON { value.map { .number($0) } ?? .null }
    static func string(orNull value: String?) -> JSON { value.map { .string($0) } ?? .null }
}
