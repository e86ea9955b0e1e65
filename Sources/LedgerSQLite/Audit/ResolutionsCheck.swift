import Bytes
import GRDB
import Ledger
import Rules

extension SQLiteSession {
    /// What was done about exceptions, and what it did to refunds, is the journal's, one for one.
    func checkResolutions(_ check: inout AuditCheck) throws {
        let kinds = ExceptionStep.Kind.allCases.map { "'\($0.entry)'" }.joined(separator: ", ")
        try lockstep(
            &check, BilingualText("exception step", "异常处理"),
            entries: """
                SELECT entry, json_extract(body, '$.exception_step') FROM journal WHERE kind IN (\(kinds)) ORDER BY entry
                """,
            rows: "SELECT * FROM exception_steps ORDER BY step"
        ) {
            try object(
                $0,
                ["step", "exception", "kind", "at", "by", "os_user", "assignee", "action", "note"])
        }
        try lockstep(
            &check, BilingualText("answer", "答复"),
            entries: """
                SELECT entry, json_extract(body, '$.answer') FROM journal
                WHERE kind = 'resolution' AND json_extract(body, '$.answer') IS NOT NULL ORDER BY entry
                """,
            rows:
                "SELECT * FROM answers WHERE file IS NULL AND line NOT IN \(Self.stepsOfMany) ORDER BY answer"
        ) { try resolvedAnswer($0) }
        try checkAnswersOfMany(&check)
    }

    /// Confirmations that moved the refunds that an exception lists.
    private static let stepsOfMany =
        "(SELECT step FROM exception_steps WHERE kind = 'confirm' AND exception IN (SELECT exception FROM exception_refunds))"

    private func resolvedAnswer(_ row: Row) throws -> JSON {
        try object(
            row,
            [
                "answer", "line", "refund", "previous", "effect", "query_number", "bank_reference",
                "reason_code", "reason", "processed_at", "paid",
            ])
    }

    /// What a confirmation did to the refunds that its exception lists is what its entry sums up, and to none that it doesn't list.
    private func checkAnswersOfMany(_ check: inout AuditCheck) throws {
        var journaled: [Int: RowSum] = [:]
        let entries = try Row.fetchCursor(
            database,
            sql: """
                SELECT json_extract(body, '$.exception_step.step'), json_extract(body, '$.answers.count'),
                    json_extract(body, '$.answers.digest')
                FROM journal WHERE kind = 'resolution' AND json_extract(body, '$.answers') IS NOT NULL
                """)
        while let entry = try entries.next() {
            journaled[entry[0] ?? 0] = RowSum(count: entry[1] ?? 0, digest: entry[2] ?? "")
        }
        var kept: [Int: RowSum] = [:]
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT * FROM answers WHERE file IS NULL AND line IN \(Self.stepsOfMany) ORDER BY answer")
        while let row = try rows.next() {
            check.examined += 1
            kept[row["line"], default: RowSum()].add(try resolvedAnswer(row))
        }
        for step in Set(journaled.keys).union(kept.keys).sorted() where journaled[step] != kept[step] {
            check.fault(
                "the answers of exception step \(step) are not those of its journal entry",
                "异常处理步骤 \(step) 的答复与其日志条目不符")
        }
        let strays = try Int64.fetchAll(
            database,
            sql: """
                SELECT a.refund FROM answers a JOIN exception_steps t ON t.step = a.line
                WHERE a.file IS NULL AND a.line IN \(Self.stepsOfMany)
                    AND NOT EXISTS (SELECT 1 FROM exception_refunds l WHERE l.exception = t.exception AND l.refund = a.refund)
                """)
        for serial in strays {
            check.fault(
                "refund \(serial) was moved by an exception that doesn't list it", "退款 \(serial) 被未列出它的异常改动")
        }
    }

    /// What was said about making submissions void is the journal's; a confirmed one is void, and had the refunds that are kept for it.
    func checkVoids(_ check: inout AuditCheck) throws {
        try lockstep(
            &check, BilingualText("void step", "作废步骤"),
            entries:
                "SELECT entry, json_extract(body, '$.void_step') FROM journal WHERE kind = 'void' ORDER BY entry",
            rows: "SELECT * FROM void_steps ORDER BY step"
        ) { try object($0, ["step", "submission", "kind", "at", "by", "os_user", "note"]) }
        var kept = RowSum()
        let rows = try Row.fetchCursor(
            database, sql: "SELECT submission, refund FROM voided ORDER BY submission, refund")
        while let row = try rows.next() { kept.add(voided: row[1], from: row[0]) }
        let journaled = try journaledSum("voided")
        if kept != journaled {
            check.fault(
                "\(kept.count) refunds are kept for void submissions, which are not the \(journaled.count) of the journal",
                "作废提交中保留的 \(kept.count) 笔退款与日志中的 \(journaled.count) 笔不符"
            )
        }
        let untrue = try Int.fetchAll(
            database,
            sql: """
                SELECT submission FROM submissions u WHERE (state = 'void') IS NOT
                    (SELECT count(*) = 1 FROM void_steps v WHERE v.submission = u.submission AND v.kind = 'confirm')
                """)
        for id in untrue {
            check.fault(
                "submission \(id): it is void without a word, or the other way round", "提交 \(id)：作废状态与作废记录不符")
        }
    }
}
