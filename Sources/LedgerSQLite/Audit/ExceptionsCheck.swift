import Bytes
import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession {
    /// Exceptions were opened as the journal says, in its order; those that are over were closed as it says.
    func checkExceptions(_ check: inout AuditCheck, _ facts: AuditFacts) throws {
        let entries = try Row.fetchCursor(
            database,
            sql: """
                SELECT entry, json_extract(body, '$.opened.count'), json_extract(body, '$.opened'),
                    json_extract(body, '$.result.exceptions')
                FROM journal WHERE kind IN ('orders', 'result', 'exception') ORDER BY entry
                """)
        let rows = try Row.fetchCursor(database, sql: Self.exceptionQuery() + " ORDER BY x.exception")
        var closed = RowSum()
        let steps = try lastSteps()
        while let entry = try entries.next() {
            let due: Int = entry[1] ?? 0
            var opened = RowSum()
            while opened.count < due, let row = try rows.next() {
                opened.add(try examine(row, steps, number: check.examined + 1, &check, &closed))
                check.examined += 1
            }
            if opened.json.text != entry[2] as String? {
                check.fault(
                    "exceptions \(check.examined - opened.count + 1) to \(check.examined) are not those of journal entry \(entry[0] as Int)",
                    "异常 \(check.examined - opened.count + 1) 至 \(check.examined) 与日志条目 \(entry[0] as Int) 不符"
                )
            }
            if let told: Int = entry[3], told != due {
                check.fault(
                    "journal entry \(entry[0] as Int): \(told) exceptions, \(due) opened",
                    "日志条目 \(entry[0] as Int)：记有 \(told) 项异常，实有 \(due) 项")
            }
        }
        while let row = try rows.next() {
            check.fault(
                "exception \(row["exception"] as Int): the journal knows nothing of it",
                "异常 \(row["exception"] as Int)：日志中没有记载")
        }
        try compareSums(&check, "closed", closed)
        var held = facts.paidByHand
        held.add(try journaledSum("lifted"))
        try compareSums(&check, "paid_by_hand", held)
        try compareSums(&check, "listed", try listedRefunds(&check))
    }

    /// The refunds that exceptions list; each has as many as its facts say.
    private func listedRefunds(_ check: inout AuditCheck) throws -> RowSum {
        var sum = RowSum()
        let listed = try Row.fetchCursor(
            database, sql: "SELECT exception, refund FROM exception_refunds ORDER BY exception, refund")
        while let row = try listed.next() { sum.add(listed: row[1], by: row[0]) }
        let untrue = try Int.fetchAll(
            database,
            sql: """
                SELECT x.exception FROM (SELECT exception, count(*) AS count FROM exception_refunds GROUP BY exception) l
                    LEFT JOIN exceptions x ON x.exception = l.exception AND json_valid(x.ours)
                WHERE x.ours ->> '$.\(ExceptionRecord.listedCountName)' IS NOT CAST(l.count AS TEXT)
                """)
        for id in untrue {
            check.fault(
                "exception \(id): it doesn't list as many refunds as it says", "异常 \(id)：所列退款笔数与其记载不符")
        }
        return sum
    }

    private func examine(
        _ row: Row, _ steps: [Int: (kind: String, at: Int64)], number: Int, _ check: inout AuditCheck,
        _ closed: inout RowSum
    ) throws -> ExceptionRecord {
        let record = try exceptionRecord(row)
        if record.id != number {
            check.fault(
                "exception \(record.id) stands where \(number) is due", "异常 \(record.id) 处应为 \(number)")
        }
        if row["ours"] != JournalBodies.facts(record.ours).text
            || row["theirs"] != JournalBodies.facts(record.theirs).text
        {
            check.fault(
                "exception \(record.id): its facts are not written as they were",
                "异常 \(record.id)：其数据的写法与原来不同")
        }
        let closedAt: Int64? = row["closed_at"]
        switch (record.state, closedAt, steps[record.id]?.kind) {
        case ("open", nil, nil), ("open", nil, "withdraw"), ("proposed", nil, "propose"): break
        case ("resolved", let at?, "confirm") where at == steps[record.id]?.at: break
        // The order's facts were put right, or the bank has answered, whatever was proposed.
        case ("resolved", let at?, nil), ("resolved", let at?, "withdraw"), ("resolved", let at?, "propose"):
            switch record.code {
            case .orderOverdrawn:
                closed.add(closedOverdrawn: record.paymentID ?? "", at: Instant(seconds: at))
            case .unanswered: closed.add(closed: record.id, at: Instant(seconds: at))
            case .refundUnknown, .notSubmitted, .amountDiffers, .currencyDiffers, .contradiction,
                .recordInvalid:
                check.fault(
                    "exception \(record.id) is resolved, but nobody resolved it", "异常 \(record.id) 已结，但无人处理过")
            }
        default:  // not our enum
            check.fault(
                "exception \(record.id) is \(record.state), what was done about it says otherwise",
                "异常 \(record.id) 的状态为 \(record.state)，与处理经过不符")
        }
        return record
    }

    /// A sum over all entries that tell of such rows must be the rows' own.
    private func compareSums(_ check: inout AuditCheck, _ key: String, _ rows: RowSum) throws {
        let journaled = try journaledSum(key)
        if journaled != rows {
            check.fault(
                "\(key): \(rows.count) in the ledger are not the \(journaled.count) of the journal",
                "\(key)：账本中的 \(rows.count) 项与日志中的 \(journaled.count) 项不符")
        }
    }

    func journaledSum(_ key: String) throws -> RowSum {
        var journaled = RowSum()
        let parts = try Row.fetchCursor(
            database,
            sql: """
                SELECT json_extract(body, '$.\(key).count'), json_extract(body, '$.\(key).digest') FROM journal
                WHERE json_extract(body, '$.\(key)') IS NOT NULL
                """)
        while let part = try parts.next() {
            journaled.add(RowSum(count: part[0] ?? 0, digest: part[1] ?? ""))
        }
        return journaled
    }

    /// Of each exception that somebody did something decisive about, the last of that.
    private func lastSteps() throws -> [Int: (kind: String, at: Int64)] {
        var last: [Int: (kind: String, at: Int64)] = [:]
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT exception, kind, at FROM exception_steps WHERE kind IN ('propose', 'withdraw', 'confirm') ORDER BY step
                """)
        while let row = try rows.next() { last[row[0]] = (row[1], row[2]) }
        return last
    }
}
