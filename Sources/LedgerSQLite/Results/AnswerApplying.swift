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
        var moving = try AnswerMoving(self, count: answers.count, base: base)
        try moving.run(answers)
        let effects = moving.effects
        try AnswerAppending(self, file: file, base: base).run(answers, bytes, previous: effects.previous)
        for failed in effects.failed.sorted(by: { $0.paymentID < $1.paymentID }) {
            try release(failed.amount, refunds: 1, of: failed.paymentID)
        }
        try fundsReturned(effects.returned, at: at)
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
