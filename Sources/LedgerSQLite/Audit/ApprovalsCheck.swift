import Bytes
import GRDB
import Ledger
import Rules

extension SQLiteSession {
    /// Approvals and what made them void are the journal's, one for one and in its order.
    func checkApprovals(_ check: inout AuditCheck) throws {
        let columns = ["batch", "by", "os_user", "at", "digest"]
        try lockstep(
            &check, BilingualText("approval", "审批"),
            entries: """
                SELECT entry, json_extract(body, '$.approval') FROM journal WHERE kind = 'approval' ORDER BY entry
                """, rows: "SELECT * FROM approvals ORDER BY approval"
        ) { try object($0, columns) }
        try lockstep(
            &check, BilingualText("approval void", "审批失效"),
            entries: """
                SELECT j.entry, v.value FROM journal j, json_each(j.body, '$.voids') v WHERE j.kind = 'approval_void'
                ORDER BY j.entry, v.id
                """, rows: "SELECT * FROM approval_voids ORDER BY void"
        ) { row in
            let isTold = row["cause"] as String? != nil
            return try object(
                row, ["void", "batch", "at", "by", "refund", "refunds", "file"] + (isTold ? ["cause"] : []))
        }
        try checkVoided(&check)
    }

    /// Each approval is void by what came first after it in its batch.
    private func checkVoided(_ check: inout AuditCheck) throws {
        let entries = try Row.fetchCursor(
            database,
            sql: """
                SELECT kind, json_extract(body, '$.approval.batch'), body FROM journal WHERE kind IN ('approval', 'approval_void')
                ORDER BY entry
                """)
        var number = 0
        var standing: [Int: [Int]] = [:]
        var voided: [Int: Int] = [:]
        while let entry = try entries.next() {
            if let batch: Int = entry[1] {
                number += 1
                standing[batch, default: []].append(number)
                continue
            }
            let voids = try Row.fetchAll(
                database,
                sql: """
                    SELECT json_extract(value, '$.void'), json_extract(value, '$.batch') FROM json_each(?, '$.voids')
                    """, arguments: [entry[2] as String])
            for void in voids {
                let approvals = standing.removeValue(forKey: void[1] ?? 0) ?? []
                if approvals.isEmpty {
                    check.fault(
                        "approval void \(void[0] ?? 0) makes no approval void",
                        "审批失效 \(void[0] ?? 0) 没有使任何审批失效")
                }
                for approval in approvals { voided[approval] = void[0] }
            }
        }
        let rows = try Row.fetchCursor(
            database, sql: "SELECT approval, voided FROM approvals ORDER BY approval")
        var due = 1
        while let row = try rows.next() {
            if row[0] != due {
                check.fault(
                    "approval \(row[0] as Int) stands where \(due) is due", "审批 \(row[0] as Int) 处应为 \(due)")
            }
            if row[1] != voided[due] {
                check.fault("approval \(due) is void otherwise than the journal says", "审批 \(due) 的失效情况与日志不符")
            }
            due += 1
        }
    }

    /// A closing stands in a `cancel` entry of its own, or its batch's `decline` entry or an account's `shortfall` entry tells of it.
    func checkClosings(_ check: inout AuditCheck) throws {
        let single = try checkSingleClosings(&check)
        let declined = try checkDeclines(&check)
        let short = try checkShortfalls(&check)
        let kept = try count("SELECT count(*) FROM closings")
        check.examined = kept
        if kept != single + declined + short {
            check.fault(
                "\(kept) closings, \(single + declined + short) in the journal",
                "有 \(kept) 条撤销与拒绝，日志中为 \(single + declined + short) 条")
        }
        try checkEntriesOfClosings(&check)
    }

    private func checkSingleClosings(_ check: inout AuditCheck) throws -> Int {
        let entries = try Row.fetchAll(
            database,
            sql:
                "SELECT entry, json_extract(body, '$.closing') FROM journal WHERE kind = 'cancel' ORDER BY entry"
        )
        for entry in entries {
            let row = try Row.fetchOne(
                database,
                sql: """
                    SELECT refund, CASE failure WHEN 1 THEN 'cancelled' WHEN 2 THEN 'declined' ELSE failure || '' END AS failure, at, by,
                        os_user, why
                    FROM closings WHERE refund = json_extract(?, '$.refund')
                    """, arguments: [entry[1] as String?])
            guard let row else {
                check.fault(
                    "journal entry \(entry[0] as Int): the ledger has no such closing",
                    "日志条目 \(entry[0] as Int)：账本中没有此撤销或拒绝")
                continue
            }
            let ours = try object(row, ["refund", "failure", "at", "by", "os_user", "why"]).text
            try compare(
                &check,
                BilingualText(
                    "closing of refund \(row[0] as Int)", "退款 \(row[0] as Int) 的撤销或拒绝"), ours, entry)
        }
        return entries.count
    }
}
