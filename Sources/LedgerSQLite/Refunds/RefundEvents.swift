import GRDB
import Ledger
import Refunds
import Rules

/// A refund's whole life, in the order in which it happened, whatever `--now` said meanwhile.
extension SQLiteSession {
    func events(of serial: Int64) throws -> [RefundEventRecord] {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT r.batch, r.line, s.submission, s.answer, u.created_at, b.approvals_needed > 0 OR r.warnings <> 0 AS reviewed
                FROM refunds r JOIN refund_states s ON s.refund = r.refund LEFT JOIN batches b ON b.batch = r.batch
                    LEFT JOIN submissions u ON u.submission = s.submission
                WHERE r.refund = ?
                """, arguments: [serial])
        guard let row else { return [] }
        let closing = try closingEvents(of: serial)
        var lists: [[RefundEventRecord]] = []
        if row["reviewed"] == true {
            let review = try reviewEvents(ofBatch: row["batch"], sealedAt: row["created_at"])
            // What was approved after its end was the rest of its batch.
            lists.append(
                review.filter { event in
                    closing.allSatisfy { event.at <= $0.at && !Self.isPart(event, of: $0) }
                })
        }
        lists.append(try coverEvents(of: serial))
        var way = try voidedEvents(of: serial)
        var byHand: [RefundEventRecord] = []
        if let submission: Int = row["submission"] {
            way += try sending(of: serial, in: submission)
            way += try answerEvents(of: serial, upTo: row["answer"] ?? 0)
            byHand = try adoptionEvents(of: submission) + redeliveryEvents(of: submission)
        }
        lists += [way, byHand]
        lists += try exceptionEvents(of: serial)
        let accepted = try acceptance(batch: row["batch"], line: row["line"])
        let orders = try orderEvents(of: serial)
        return Self.merged([
            Array(orders.prefix(1)), Array(orders.dropFirst()), accepted + Self.merged(lists) + closing,
        ])
    }

    /// Whether it is the approval that declined the refund with `--except`, and so is none of it.
    private static func isPart(_ event: RefundEventRecord, of closing: RefundEventRecord) -> Bool {
        event.event == "approved" && closing.event == RefundFailure.declined.rawValue
            && event.by == closing.by && event.at == closing.at
    }

    /// The row of an order file that made the order, and the one that changed it last.
    private func orderEvents(of serial: Int64) throws -> [RefundEventRecord] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT 'order' AS event, f.taken_at, f.by, f.name, o.first_line AS line
                FROM refunds r JOIN orders o ON o.payment_id = r.payment_id JOIN files f ON f.file = o.first_file WHERE r.refund = ?1
                UNION ALL
                SELECT 'order_updated', f.taken_at, f.by, f.name, o.line
                FROM refunds r JOIN orders o ON o.payment_id = r.payment_id JOIN files f ON f.file = o.file
                WHERE r.refund = ?1 AND (o.file, o.line) <> (o.first_file, o.first_line)
                """, arguments: [serial]
        ).map {
            RefundEventRecord(
                at: Instant(seconds: $0["taken_at"]), event: $0["event"], by: $0["by"], file: $0["name"],
                line: $0["line"])
        }
    }

    private func acceptance(batch: Int, line: Int) throws -> [RefundEventRecord] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT b.accepted_at, b.by, f.name FROM batches b LEFT JOIN files f ON f.file = b.file WHERE b.batch = ?
                """, arguments: [batch]
        ).map {
            RefundEventRecord(
                at: Instant(seconds: $0["accepted_at"]), event: "accepted", by: $0["by"], file: $0["name"],
                line: line)
        }
    }

    /// Approvals, and what made them void; what was sealed before that stays so.
    private func reviewEvents(ofBatch batch: Int, sealedAt: Int64?) throws -> [RefundEventRecord] {
        let approvals = try Row.fetchAll(
            database, sql: "SELECT at, by, voided FROM approvals WHERE batch = ? ORDER BY approval",
            arguments: [batch])
        func approved(_ void: Int?) -> [RefundEventRecord] {
            approvals.filter { $0["voided"] == void }.map {
                RefundEventRecord(at: Instant(seconds: $0["at"]), event: "approved", by: $0["by"])
            }
        }
        var events: [RefundEventRecord] = []
        for void in try approvalVoids(ofBatch: batch) {
            events += approved(void.id)
            if let sealedAt, void.at.seconds > sealedAt { return events }
            events.append(
                RefundEventRecord(at: void.at, event: "approval_void", by: void.by, file: void.fileName))
        }
        return events + approved(nil)
    }

    /// When it lost its cover, and when a look gave cover to one that had waited for it.
    private func coverEvents(of serial: Int64) throws -> [RefundEventRecord] {
        try Row.fetchAll(
            database, sql: "SELECT lost_at, covered_at FROM shortages WHERE refund = ? ORDER BY turn",
            arguments: [serial]
        ).flatMap { row in
            let lost: Int64? = row[0]
            let covered: Int64? = row[1]
            return [(lost, "cover_lost"), (covered, "covered")].compactMap { at, event in
                at.map { RefundEventRecord(at: Instant(seconds: $0), event: event) }
            }
        }
    }

    /// Each submission that the refund was in and that was made void: how it left, and how it came back.
    private func voidedEvents(of serial: Int64) throws -> [RefundEventRecord] {
        let submissions = try Int.fetchAll(
            database, sql: "SELECT submission FROM voided WHERE refund = ? ORDER BY submission",
            arguments: [serial])
        return try submissions.flatMap { id in
            let left = try sending(of: serial, in: id) + adoptionEvents(of: id) + redeliveryEvents(of: id)
            return try left
                + voidSteps(ofSubmission: id).suffix(2).map { step in
                    let word = step.kind == .confirm ? "void" : "void_proposed"
                    var event = RefundEventRecord(at: step.at, event: word, by: step.by)
                    event.note = BilingualText("submission \(id)", "提交 \(id)")
                    return event
                }
        }
    }

    /// The row's number in the file is how many refunds of the submission come before it, and itself.
    private func sending(of serial: Int64, in submission: Int) throws -> [RefundEventRecord] {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT name, created_at, emitted_at, CASE state
                    WHEN 'void' THEN (SELECT count(*) FROM voided v WHERE v.submission = u.submission AND v.refund <= ?1)
                    ELSE (SELECT count(*) FROM refund_states s
                        WHERE s.refund BETWEEN u.first_refund AND ?1 AND s.submission = u.submission) END AS place
                FROM submissions u WHERE submission = ?2
                """, arguments: [serial, submission])
        guard let row else { throw SQLiteLedger.broken("submission \(submission)") }
        let persons = try persons(ofSubmission: submission)
        var events = [
            RefundEventRecord(
                at: Instant(seconds: row["created_at"]), event: "sealed", by: persons["seal"],
                file: row["name"], line: row["place"])
        ]
        if let emitted: Int64 = row["emitted_at"] {
            events.append(
                RefundEventRecord(
                    at: Instant(seconds: emitted), event: "submitted", by: persons["emission"],
                    file: row["name"], line: row["place"]))
        }
        return events
    }

    /// Who sealed it and who sent it, by the kind of the journal's entry.
    private func persons(ofSubmission submission: Int) throws -> [String: String] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT kind, by FROM journal INDEXED BY journal_by_submission
                WHERE kind IN ('seal', 'emission') AND \(Schema.submissionOfEntry) = ? ORDER BY entry
                """, arguments: [submission])
        return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { _, newer in newer })
    }

    /// Somebody's word that they sent the file by hand.
    private func adoptionEvents(of submission: Int) throws -> [RefundEventRecord] {
        guard let adoption = try adoption(of: submission) else { return [] }
        return [RefundEventRecord(at: adoption.at, event: "adopted", by: adoption.by)]
    }

    private func redeliveryEvents(of submission: Int) throws -> [RefundEventRecord] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT d.at, d.by, u.name FROM redeliveries d JOIN submissions u ON u.submission = d.submission
                WHERE d.submission = ? ORDER BY d.redelivery
                """, arguments: [submission]
        ).map {
            RefundEventRecord(
                at: Instant(seconds: $0["at"]), event: "redelivered", by: $0["by"], file: $0["name"])
        }
    }

    private func answerEvents(of serial: Int64, upTo newest: Int64) throws -> [RefundEventRecord] {
        var events: [RefundEventRecord] = []
        try AnswerChain(self).visit(upTo: newest, of: serial) { row in
            guard let effect = AnswerEffect(rawValue: row.int(AnswerColumn.effect)) else {
                throw SQLiteLedger.broken("an answer of refund \(serial)")
            }
            let place = AnswerPlace(row)
            var event = RefundEventRecord(
                at: Instant(seconds: row.int64(AnswerColumn.at)), event: effect.word,
                by: row.text(AnswerColumn.by), file: place.file, line: place.line)
            event.note = Self.note(place.exception, queryNumber: row.text(AnswerColumn.queryNumber))
            events.append(event)
            if effect.isResolved {
                let exception = row.int(AnswerColumn.exception)
                events += try proposal(exception, before: row.int(AnswerColumn.line))
                events += try openings("x.exception = \(exception)").map(\.event)
            }
        }
        return events.reversed()
    }

    /// The exception that was resolved so, and the query number that came with it.
    private static func note(_ exception: Int?, queryNumber: String) -> BilingualText? {
        let number =
            queryNumber.isEmpty ? nil : BilingualText("query number \(queryNumber)", "查询号 \(queryNumber)")
        guard let exception else { return number }
        let resolved = BilingualText("exception \(exception)", "异常 \(exception)")
        return number.map {
            BilingualText("\(resolved.english): \($0.english)", "\(resolved.chinese)：\($0.chinese)")
        } ?? resolved
    }

    /// What another person confirmed.
    func proposal(_ exception: Int, before step: Int) throws -> [RefundEventRecord] {
        let proposed = try steps(ofException: exception).last { $0.kind == .propose && $0.id < step }
        return proposed.map { [Self.told($0, "resolution_proposed")] } ?? []
    }

    private func closingEvents(of serial: Int64) throws -> [RefundEventRecord] {
        try Row.fetchAll(
            database, sql: "SELECT failure, at, by FROM closings WHERE refund = ?", arguments: [serial]
        ).map { row in
            guard let failure = RefundFailure(number: row["failure"]) else {
                throw SQLiteLedger.broken("closing of refund \(serial)")
            }
            return RefundEventRecord(
                at: Instant(seconds: row["at"]), event: failure.rawValue, by: row["by"])
        }
    }

    private static func isBefore(_ one: ArraySlice<RefundEventRecord>, _ other: ArraySlice<RefundEventRecord>)
        -> Bool
    {
        guard let first = one.first, let second = other.first else { return false }
        return first.at < second.at
    }

    /// One list of several by time, each of which keeps its own order, whatever `--now` said; of the same second those of the earlier list first.
    private static func merged(_ lists: [[RefundEventRecord]]) -> [RefundEventRecord] {
        var rests = lists.map { $0[...] }
        var merged: [RefundEventRecord] = []
        while let next = rests.indices.filter({ !rests[$0].isEmpty }).min(by: {
            isBefore(rests[$0], rests[$1])
        }) {
            merged.append(rests[next].removeFirst())
        }
        return merged
    }
}

extension AnswerEffect {
    var word: String {
        switch self {
        case .acknowledged: "acknowledged"
        case .paid, .resolvedPaid: "succeeded"
        case .refused, .resolvedRefused: "failed"
        case .queryNumber: "query_number"
        case .reversed: "reversed"
        case .reapplied: "reapplied"
        case .amended: "amended"
        }
    }
}
