import Bytes
import GRDB
import Ledger
import Refunds
import Rules

/// Applying answers: the refunds are touched by serial, the answers stand in file order.
extension SQLiteSession: ResultWriter {
    func apply(_ answers: [AppliedAnswer], bytes: [UInt8], file: Int, at: Instant) throws {
        if answers.isEmpty { return }
        try demandTime(at, ofFile: file)
        let base = try Int64.fetchOne(database, sql: "SELECT max(answer) FROM answers") ?? 0
        var effects = AnswerEffects(count: answers.count)
        try moveStatuses(answers, base: base, into: &effects)
        try append(answers, bytes: bytes, file: file, base: base, previous: effects.previous)
        for failed in effects.failed.sorted(by: { $0.paymentID < $1.paymentID }) {
            try release(failed.amount, refunds: 1, of: failed.paymentID)
        }
        for (batch, finished) in effects.finished.sorted(by: { $0.key < $1.key }) {
            try moved(batch: batch, waiting: 0, outstanding: -finished, at: at)
        }
    }

    /// Everything that a file did happened when it was taken.
    private func demandTime(_ at: Instant, ofFile file: Int) throws {
        guard try fileTime(file) == at.seconds else {
            throw SQLiteLedger.broken("answers of file \(file) at another time than it was taken")
        }
    }

    private func fileTime(_ file: Int) throws -> Int64 {
        let taken = try Int64.fetchOne(
            database, sql: "SELECT taken_at FROM files WHERE file = ?", arguments: [file])
        guard let taken else { throw SQLiteLedger.broken("file \(file)") }
        return taken
    }

    private func moveStatuses(
        _ answers: [AppliedAnswer], base: Int64, into effects: inout AnswerEffects
    ) throws {
        let order = answers.indices.sorted { (answers[$0].serial, $0) < (answers[$1].serial, $1) }
        var start = 0
        while start < order.count {
            let serial = answers[order[start]].serial
            var end = start + 1
            while end < order.count, answers[order[end]].serial == serial { end += 1 }
            try moveStatus(of: serial, by: order[start..<end], answers, base: base, into: &effects)
            start = end
        }
    }

    /// One refund's answers of the chunk, in file order.
    private func moveStatus(
        of serial: Int64, by indices: ArraySlice<Int>, _ answers: [AppliedAnswer], base: Int64,
        into effects: inout AnswerEffects
    ) throws {
        let row = try statement(
            """
            SELECT s.status, s.answer, r.batch, r.amount, r.payment_id
            FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund WHERE s.refund = ?
            """)
        defer { row.reset() }
        row.bind(1, serial)
        guard try row.step(), let before = RefundStatus(number: row.int(0)) else {
            throw SQLiteLedger.broken("refund \(serial)")
        }
        var status = before
        var newest = row.int64(1)
        for index in indices {
            effects.previous[index] = newest
            newest = base + Int64(index) + 1
            guard let next = status.after(answers[index].effect) else {
                throw SQLiteLedger.broken(
                    "refund \(serial) is \(status.rawValue): line \(answers[index].line) can't apply")
            }
            status = next
        }
        try setState(of: serial, from: before, to: status, answer: newest)
        if status != before { effects.finished[row.int(2), default: 0] += 1 }
        if status == .failed, before != .failed { effects.failed.append((row.text(4), row.int64(3))) }
    }

    private func setState(
        of serial: Int64, from before: RefundStatus, to after: RefundStatus, answer: Int64
    ) throws {
        let update = try statement(
            before == after
                ? "UPDATE refund_states SET answer = ?2 WHERE refund = ?1 AND status = ?3"
                : "UPDATE refund_states SET answer = ?2, status = ?4, failure = ?5 WHERE refund = ?1 AND status = ?3")
        update.bind(1, serial)
        update.bind(2, answer)
        update.bind(3, before.number)
        if before != after {
            update.bind(4, after.number)
            if after == .failed { update.bind(5, RefundFailure.bank.number) } else { update.bindNull(5) }
        }
        guard try update.run() == 1 else { throw SQLiteLedger.broken("refund \(serial)") }
    }

    private func append(
        _ answers: [AppliedAnswer], bytes: [UInt8], file: Int, base: Int64, previous: [Int64]
    ) throws {
        let insert = try statement(
            """
            INSERT INTO answers (answer, file, line, refund, previous, effect, query_number, bank_reference, reason_code, reason,
                processed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        var form = RowForm()
        try unsafe bytes.withUnsafeBufferPointer { base0 in
            for (index, answer) in answers.enumerated() {
                let numbers = [
                    base + Int64(index) + 1, Int64(file), Int64(answer.line), answer.serial, previous[index],
                    Int64(answer.effect.rawValue),
                ]
                let texts = [
                    answer.queryNumber, answer.bankReference, answer.reasonCode, answer.reason,
                    answer.processedAt,
                ]
                for (column, number) in numbers.enumerated() { insert.bind(Int32(column + 1), number) }
                for (column, text) in texts.enumerated() { unsafe insert.bind(Int32(column + 7), base0, text) }
                guard try insert.run() == 1 else { throw SQLiteLedger.broken("answer \(numbers[0])") }
                for (column, number) in numbers.enumerated() where column != 1 { form.add(number) }
                for text in texts { form.add(text, of: bytes) }
            }
        }
        form.drain(into: stream)
    }

    func recordResult(file: Int, channel: String?, submission: Int?, counts: ResultCounts) throws -> Digest {
        let digest = stream.finish()
        try database.execute(
            sql: """
                INSERT INTO results (file, channel, submission, at, records, applied, already_known, exceptions, answers_digest)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                file, channel, submission, try fileTime(file), counts.records, counts.applied,
                counts.alreadyKnown, counts.exceptions, digest.hex,
            ])
        return digest
    }
}

/// What a chunk of answers did beside the refunds' own rows.
private struct AnswerEffects {
    /// For each answer: the refund's answer before it; 0 when it is the first.
    var previous: [Int64]
    var failed: [(paymentID: String, amount: Int64)] = []
    /// By batch: how many of its refunds became final.
    var finished: [Int: Int] = [:]

    init(count: Int) { previous = [Int64](repeating: 0, count: count) }
}

extension RefundStatus {
    /// What a refund becomes by an answer; nil where it may not come.
    fileprivate func after(_ effect: AnswerEffect) -> RefundStatus? {
        switch effect {
        case .acknowledged: self == .submitted ? self : nil
        case .paid: after(RefundEvent.paid)
        case .refused: after(RefundEvent.refusedByBank)
        case .queryNumber: self == .succeeded ? self : nil
        }
    }
}
