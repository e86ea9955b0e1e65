import Bytes
import GRDB
import Ledger
import Rules

extension SQLiteSession {
    /// Answers go up with their files; each file's are what its result says.
    func checkAnswers(_ check: inout AuditCheck) throws {
        let results = try RawStatement(
            "SELECT file, applied, answers_digest FROM results ORDER BY file", on: database)
        let row = try RawStatement(
            """
            SELECT answer, line, refund, previous, effect, query_number, bank_reference, reason_code, reason, processed_at, file, paid
            FROM answers ORDER BY answer
            """, on: database)
        let shape = Array("iiiiittttt".utf8)
        let stream = SHA256Stream()
        var form = RowForm()
        var due: Int64 = 1
        var more = try row.step()
        while try results.step() {
            var applied = 0
            more = try passResolved(row, more, &due, &check)
            while more, row.int(10) == results.int(0) {
                check.examined += 1
                applied += 1
                if row.int64(0) != due {
                    check.fault(
                        "answer \(row.int64(0)) stands where \(due) is due", "答复 \(row.int64(0)) 处应为 \(due)")
                }
                due = row.int64(0) + 1
                if !row.isNull(11) {
                    check.fault(
                        "answer \(row.int64(0)) has another figure than its record",
                        "答复 \(row.int64(0)) 的金额与其记录不符")
                }
                form.add(row, shape: shape)
                if form.bytes.count > 65_536 { form.drain(into: stream) }
                more = try row.step()
            }
            form.drain(into: stream)
            let digest = stream.finish().hex
            if applied != results.int(1) {
                check.fault(
                    "file \(results.int(0)): \(applied) answers, not \(results.int(1))",
                    "文件 \(results.int(0))：有 \(applied) 条答复，应为 \(results.int(1))")
            }
            if digest != results.text(2) {
                check.fault(
                    "the answers of file \(results.int(0)) are not those of its digest",
                    "文件 \(results.int(0)) 的答复与其摘要不符")
            }
        }
        more = try passResolved(row, more, &due, &check)
        if more {
            check.fault(
                "answer \(row.int64(0)) of file \(row.int(10)), which has no result there",
                "答复 \(row.int64(0)) 属于文件 \(row.int(10))，而该文件没有结果")
        }
    }

    /// Answers that two people resolved stand between those of files; what they say is `checkResolutions`' business.
    private func passResolved(
        _ row: RawStatement, _ isThere: Bool, _ due: inout Int64, _ check: inout AuditCheck
    ) throws -> Bool {
        var more = isThere
        while more, row.isNull(10) {
            check.examined += 1
            if row.int64(0) != due {
                check.fault(
                    "answer \(row.int64(0)) stands where \(due) is due", "答复 \(row.int64(0)) 处应为 \(due)")
            }
            due = row.int64(0) + 1
            more = try row.step()
        }
        return more
    }

    /// Each result is what its entry says.
    func checkResults(_ check: inout AuditCheck) throws {
        let columns = [
            "file", "channel", "submission", "at", "records", "applied", "already_known", "exceptions",
            "answers_digest",
        ]
        try lockstep(
            &check, BilingualText("result of file", "文件结果"),
            entries:
                "SELECT entry, json_extract(body, '$.result') FROM journal WHERE kind = 'result' ORDER BY entry",
            rows: "SELECT \(columns.joined(separator: ", ")) FROM results ORDER BY file"
        ) { try object($0, columns) }
        let untrue = try Int.fetchAll(
            database,
            sql: """
                SELECT r.file FROM results r LEFT JOIN files f ON f.file = r.file
                WHERE r.records <> r.applied + r.already_known + r.exceptions OR r.at IS NOT f.taken_at
                    OR r.records IS NOT f.records
                """)
        for file in untrue {
            check.fault(
                "result of file \(file): its records don't add up to its file's", "文件 \(file) 的结果：记录数与文件不符")
        }
    }
}
