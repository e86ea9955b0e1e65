import Bytes
import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession {
    private static let submissionColumns = [
        "submission", "channel", "sequence", "currency", "exponent", "name", "layout", "time_zone",
        "created_at",
    ]

    /// Each submission is what its seal, stage and emission say, and its control totals are its refunds'.
    func checkSubmissions(_ check: inout AuditCheck, _ facts: AuditFacts) throws {
        try lockstep(
            &check, BilingualText("submission", "提交"),
            entries:
                "SELECT entry, json_extract(body, '$.submission') FROM journal WHERE kind = 'seal' ORDER BY entry",
            rows: "SELECT * FROM submissions ORDER BY submission"
        ) { row in
            try object(
                row, Self.submissionColumns, special: ["channel": nameJSON(channel: row["channel"])],
                more: [("totals", JournalBodies.list(try laneTotals(ofSubmission: row["submission"])))])
        }
        try checkLeaving(&check)
        try checkCreditors(&check)
        try checkSteps(&check, "stage", ["submission", "count", "amount", "hash_total", "digest", "size"])
        try checkSteps(&check, "emission", ["submission", "emitted_at"])
        try checkSubmissionStates(&check)
        try checkContents(&check, facts)
        try checkSequences(&check)
        try checkRedeliveries(&check)
        let strayed = try Int.fetchAll(
            database,
            sql: """
                SELECT j.entry FROM journal j LEFT JOIN submissions u
                    ON u.submission = json_extract(j.body, '$.adoption.submission') AND u.state IN ('emitted', 'void')
                WHERE j.kind = 'adoption' AND (u.submission IS NULL OR j.change_digest IS NOT u.digest
                    OR j.at IS NOT json_extract(j.body, '$.adoption.at') OR j.by IS NOT json_extract(j.body, '$.adoption.by')
                    OR j.os_user IS NOT json_extract(j.body, '$.adoption.os_user'))
                """)
        for entry in strayed {
            check.fault(
                "journal entry \(entry): the ledger has no such submission sent", "日志条目 \(entry)：账本中没有此已发出的提交"
            )
        }
    }

    /// When an adopted file left stands beside its seal.
    private func checkLeaving(_ check: inout AuditCheck) throws {
        func times(_ sql: String) throws -> [Int: Int64] {
            var times: [Int: Int64] = [:]
            for row in try Row.fetchAll(database, sql: sql) { times[row[0]] = row[1] }
            return times
        }
        let kept = try times("SELECT submission, left_at FROM submissions WHERE left_at IS NOT NULL")
        let due = try times(
            """
            SELECT json_extract(body, '$.submission.submission'), json_extract(body, '$.left_at') FROM journal
            WHERE kind = 'seal' AND json_extract(body, '$.left_at') IS NOT NULL
            """)
        for id in Set(kept.keys).union(due.keys).sorted() where kept[id] != due[id] {
            check.fault(
                "submission \(id) left at another time than the journal says", "提交 \(id) 的发出时间与日志不符")
        }
    }

    /// Where the money went stands as it was when it was sealed.
    private func checkCreditors(_ check: inout AuditCheck) throws {
        let kept = try Int.fetchAll(
            database, sql: "SELECT DISTINCT submission FROM sent_creditors ORDER BY submission")
        var due: [Int: String] = [:]
        let entries = try Row.fetchAll(
            database,
            sql: """
                SELECT json_extract(body, '$.submission.submission'), json_extract(body, '$.creditors') FROM journal
                WHERE kind = 'seal' AND json_extract(body, '$.creditors') IS NOT NULL
                """)
        for row in entries { due[row[0]] = row[1] }
        for id in Set(kept).union(due.keys).sorted()
        where try creditors(ofSubmission: id).json.text != due[id] {
            check.fault(
                "submission \(id): its creditors are not those that the journal says", "提交 \(id)：收款方与日志不符")
        }
    }

    /// Stages or emissions: each tells of a submission's columns as they have stood ever since.
    private func checkSteps(_ check: inout AuditCheck, _ kind: String, _ columns: [String]) throws {
        let entries = try Row.fetchCursor(
            database,
            sql:
                "SELECT entry, json_extract(body, '$.\(kind)') FROM journal WHERE kind = '\(kind)' ORDER BY entry"
        )
        while let entry = try entries.next() {
            let row = try Row.fetchOne(
                database,
                sql: "SELECT * FROM submissions WHERE submission = json_extract(?, '$.submission')",
                arguments: [entry[1] as String?])
            guard let row else {
                check.fault(
                    "journal entry \(entry[0] as Int): the ledger has no such submission",
                    "日志条目 \(entry[0] as Int)：账本中没有此提交")
                continue
            }
            try compare(
                &check,
                BilingualText("submission \(row["submission"] as Int)", "提交 \(row["submission"] as Int)"),
                object(row, columns).text, entry)
        }
    }

    /// As many are staged and emitted as the journal says, and only they have what comes with it.
    private func checkSubmissionStates(_ check: inout AuditCheck) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT u.submission, u.state, u.digest IS NULL AND u.size = 0 AND u.hash_total = 0 AS bare, u.emitted_at IS NULL AS here,
                    EXISTS (SELECT 1 FROM staged WHERE staged.submission = u.submission) AS was_staged,
                    EXISTS (SELECT 1 FROM emitted WHERE emitted.submission = u.submission) AS was_emitted,
                    EXISTS (SELECT 1 FROM void_steps v WHERE v.submission = u.submission AND v.kind = 'confirm') AS was_voided
                FROM submissions u ORDER BY u.submission
                """.replacingSteps)
        while let row = try rows.next() {
            let left = row["was_voided"] ? "void" : "emitted"
            let due = row["was_emitted"] ? left : row["was_staged"] ? "staged" : "sealed"
            if row["state"] != due {
                check.fault(
                    "submission \(row[0] as Int) is \(row[1] as String), the journal says \(due)",
                    "提交 \(row[0] as Int) 的状态为 \(row[1] as String)，日志中为 \(due)")
            }
            if row["bare"] != (due == "sealed") || row["here"] != ["sealed", "staged"].contains(due) {
                check.fault(
                    "submission \(row[0] as Int) is \(due), its digest, size or times say otherwise",
                    "提交 \(row[0] as Int) 的状态为 \(due)，与其摘要、大小或时间不符")
            }
        }
    }

    /// What the refunds say of a submission: count, money and bounds.
    private func checkContents(_ check: inout AuditCheck, _ facts: AuditFacts) throws {
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM submissions ORDER BY submission")
        while let row = try rows.next() {
            let id: Int = row["submission"]
            let found = facts.submissions[id] ?? AuditFacts.SubmissionFacts()
            if row["first_refund"] != found.first || row["last_refund"] != found.last {
                check.fault("submission \(id) is not from its first refund to its last", "提交 \(id) 的首末退款不符")
            }
            let totals = try found.lanes.map {
                LaneTotal(lane: try lane($0.key), count: $0.value.count, amount: $0.value.amount)
            }
            if JournalBodies.list(totals).text != JournalBodies.list(try laneTotals(ofSubmission: id)).text {
                check.fault("submission \(id): its totals are not its refunds'", "提交 \(id)：合计与其退款不符")
            }
            let count = totals.reduce(0) { $0 + $1.count }
            let amount = totals.reduce(0) { $0 + $1.amount }
            if row["count"] != count || row["amount"] != amount {
                check.fault("submission \(id): count or amount is not its refunds'", "提交 \(id)：笔数或金额与其退款不符")
            }
            for total in totals where !Self.fits(row, total.lane) {
                check.fault(
                    "submission \(id) has refunds of \(total.lane.currency.text)",
                    "提交 \(id) 中有币种为 \(total.lane.currency.text) 的退款")
            }
        }
        let orphans = try Int.fetchAll(
            database,
            sql: """
                SELECT DISTINCT submission FROM submission_totals WHERE submission NOT IN (SELECT submission FROM submissions)
                """)
        for id in orphans {
            check.fault(
                "submission_totals has rows of submission \(id), which is not there",
                "submission_totals 中有提交 \(id) 的行，而该提交不存在")
        }
    }

    private static func fits(_ row: Row, _ lane: Lane) -> Bool {
        row["currency"] == lane.currency.text && row["exponent"] == lane.exponent
    }

    private func checkSequences(_ check: inout AuditCheck) throws {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT channel FROM submissions GROUP BY channel HAVING min(sequence) <> 1 OR max(sequence) <> count(*)
                """)
        for row in rows {
            check.fault("channel \(row[0] as Int): its sequences have a gap", "通道 \(row[0] as Int)：序号不连续")
        }
    }

    /// Redeliveries have the journal's order and no number there.
    private func checkRedeliveries(_ check: inout AuditCheck) throws {
        try lockstep(
            &check, BilingualText("redelivery", "重发"),
            entries: """
                SELECT entry, json_extract(body, '$.redelivery') FROM journal WHERE kind = 'redelivery' ORDER BY entry
                """,
            rows: """
                SELECT redelivery, submission, at, by, os_user, note FROM redeliveries ORDER BY redelivery
                """
        ) { try object($0, ["submission", "at", "by", "os_user", "note"]) }
        let (most, all) = (
            try count("SELECT max(redelivery) FROM redeliveries"),
            try count("SELECT count(*) FROM redeliveries")
        )
        if most != all {
            check.fault("redeliveries: \(all), the last is \(most)", "重发：共 \(all) 次，最后一次为 \(most)")
        }
    }
}

extension String {
    /// Puts the journal's stages and emissions before a statement, as tables.
    fileprivate var replacingSteps: String {
        """
        WITH staged AS MATERIALIZED (
            SELECT json_extract(body, '$.stage.submission') AS submission FROM journal WHERE kind = 'stage'),
        emitted AS MATERIALIZED (
            SELECT json_extract(body, '$.emission.submission') AS submission FROM journal WHERE kind = 'emission')
        """ + "\n" + self
    }
}
