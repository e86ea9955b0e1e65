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
            rows: "SELECT * FROM answers WHERE file IS NULL ORDER BY answer"
        ) {
            try object(
                $0,
                [
                    "answer", "line", "refund", "previous", "effect", "query_number", "bank_reference",
                    "reason_code", "reason", "processed_at", "paid",
                ])
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
