import Bytes
import GRDB
import Ledger
import Refunds
import Rules

/// Funds are conserved: what each account has, has given and still owes follows from the balance files, the submissions, the answers and the refunds, added up
/// from the start.
extension SQLiteSession {
    func checkFunds(_ check: inout AuditCheck) throws {
        try checkLooks(&check)
        try checkControls(&check)
        try checkShortages(&check)
        var expected = try journaledBalances(&check)
        try addWaiting(to: &expected)
        try addSince(&expected)
        for kept in try funds() {
            check.examined += 1
            let name = BilingualText(
                "funds of \(kept.account) in \(kept.currency.text)",
                "\(kept.account) 的 \(kept.currency.text) 余额")
            guard let due = expected.removeValue(forKey: FundsKey(kept)) else {
                check.fault(
                    "\(name.english): no balance and no batch tells of them", "\(name.chinese)：没有任何余额文件或批次提到它"
                )
                continue
            }
            Self.compare(kept, due, name, &check)
        }
        for key in expected.keys.sorted(by: { ($0.account, $0.currency) < ($1.account, $1.currency) }) {
            check.fault(
                "funds of \(key.account) in \(key.currency.text) are not there",
                "缺少 \(key.account) \(key.currency.text) 的余额")
        }
    }

    private static func compare(
        _ kept: FundsRecord, _ due: FundsRecord, _ name: BilingualText, _ check: inout AuditCheck
    ) {
        if kept.balance != due.balance || kept.asOf != due.asOf || kept.file != due.file {
            check.fault(
                "\(name.english): balance, as_of or file is not as in the journal",
                "\(name.chinese)：balance、as_of 或文件与日志不符")
        }
        let figures = [
            ("left_since", kept.left, due.left), ("returned", kept.returned, due.returned),
            ("covered", kept.covered, due.covered), ("missing", kept.missing, due.missing),
        ]
        for (column, kept, due) in figures where kept != due {
            check.fault(
                "\(name.english): \(column) is \(kept), not \(due)",
                "\(name.chinese)：\(column) 为 \(kept)，应为 \(due)")
        }
    }

    /// The last word of the journal on each balance.
    private func journaledBalances(_ check: inout AuditCheck) throws -> [FundsKey: FundsRecord] {
        var expected: [FundsKey: FundsRecord] = [:]
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT j.entry, json_extract(x.value, '$.account') AS account, json_extract(x.value, '$.currency') AS currency,
                    json_extract(x.value, '$.balance') AS balance, json_extract(x.value, '$.as_of') AS as_of,
                    json_extract(x.value, '$.file') AS file, 0 AS left_since, 0 AS returned, 0 AS covered, 0 AS missing
                FROM journal j, json_each(j.body, '$.balances') x WHERE j.kind = 'funds' ORDER BY j.entry, x.key
                """)
        while let row = try rows.next() {
            let record = try FundsRecord(row: row)
            expected[FundsKey(record)] = record
        }
        return expected
    }

    // MARK: - What waits

    private func addWaiting(to expected: inout [FundsKey: FundsRecord]) throws {
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT c.lane, coalesce(sum(CASE WHEN s.hold & 4 = 0 THEN r.amount END), 0),
                    coalesce(sum(CASE WHEN s.hold & 4 <> 0 THEN r.amount END), 0)
                FROM funds_controls c CROSS JOIN batches b ON b.batch = c.batch
                    LEFT JOIN refund_states s ON s.refund >= b.first_serial AND s.refund < b.first_serial + b.accepted
                        AND +s.lane = c.lane AND +s.status = 0
                    LEFT JOIN refunds r ON r.refund = s.refund
                GROUP BY c.lane
                """)
        while let row = try rows.next() {
            let lane = try lane(row[0])
            let key = FundsKey(account: lane.account, currency: lane.currency)
            var record = expected[key] ?? FundsRecord(account: lane.account, currency: lane.currency)
            record.covered = try added(record.covered, scaled(row[1], lane: row[0]))
            record.missing = try added(record.missing, scaled(row[2], lane: row[0]))
            expected[key] = record
        }
    }

    // MARK: - What left and came back

    /// Each source: lane, moment, amount of what happened.
    private static let departures = """
        SELECT t.lane, coalesce(u.left_at, u.emitted_at), t.amount FROM submissions u JOIN submission_totals t ON t.submission = u.submission
        WHERE u.emitted_at IS NOT NULL
        UNION ALL
        SELECT r.lane, x.at, r.amount FROM answers a JOIN exception_steps x ON x.step = a.line JOIN refunds r ON r.refund = a.refund
        WHERE a.file IS NULL AND a.effect = 8
        """
    private static let returns = """
        SELECT r.lane, x.at, r.amount FROM answers a JOIN results x ON x.file = a.file JOIN refunds r ON r.refund = a.refund
        WHERE a.effect = 3
        UNION ALL
        SELECT r.lane, x.at, r.amount FROM answers a JOIN exception_steps x ON x.step = a.line JOIN refunds r ON r.refund = a.refund
        WHERE a.file IS NULL AND a.effect IN (6, 7)
        UNION ALL
        SELECT t.lane, min(v.at, coalesce(u.left_at, u.emitted_at)), t.amount FROM void_steps v JOIN submissions u ON u.submission = v.submission
            JOIN submission_totals t ON t.submission = v.submission
        WHERE v.kind = 'confirm'
        """

    private func addSince(_ expected: inout [FundsKey: FundsRecord]) throws {
        guard !expected.isEmpty else { return }
        for (sql, side) in [(Self.departures, \FundsRecord.left), (Self.returns, \.returned)] {
            let rows = try Row.fetchCursor(database, sql: sql)
            while let row = try rows.next() {
                let lane = try lane(row[0])
                let key = FundsKey(account: lane.account, currency: lane.currency)
                guard var record = expected[key], let asOf = record.asOf, asOf.seconds < row[1] as Int64
                else {
                    continue
                }
                record[keyPath: side] = try added(record[keyPath: side], scaled(row[2], lane: row[0]))
                expected[key] = record
            }
        }
    }

    // MARK: - Decisions

    private func checkLooks(_ check: inout AuditCheck) throws {
        try lockstep(
            &check, BilingualText("look", "余额检查"),
            entries:
                "SELECT entry, json_extract(body, '$.look') FROM journal WHERE kind = 'look' ORDER BY entry",
            rows: "SELECT look, due, at FROM looks ORDER BY look"
        ) { try object($0, ["look", "due", "at"]) }
    }

    /// Which lanes of a batch are under control stands in its entry, or in that of the control's being switched on.
    private func checkControls(_ check: inout AuditCheck) throws {
        var kept: [Int: [String]] = [:]
        for row in try Row.fetchAll(database, sql: "SELECT batch, lane FROM funds_controls") {
            kept[row[0], default: []].append(JournalBodies.row(try lane(row[1])).text)
        }
        var due: [Int: [String]] = [:]
        let entries = try Row.fetchCursor(
            database,
            sql: """
                SELECT json_extract(j.body, '$.batch.batch'), l.value FROM journal j, json_each(j.body, '$.funds.controlled') l
                WHERE j.kind = 'batch'
                UNION ALL
                SELECT json_extract(c.value, '$.batch'), l.value FROM journal j, json_each(j.body, '$.controlled') c,
                    json_each(c.value, '$.lanes') l
                WHERE j.kind = 'cover'
                """)
        while let entry = try entries.next() {
            check.examined += 1
            due[entry[0] ?? 0, default: []].append(entry[1] ?? "")
        }
        for batch in Set(kept.keys).union(due.keys).sorted()
        where kept[batch]?.sorted() != due[batch]?.sorted() {
            check.fault(
                "batch \(batch): the lanes under control of funds are not the journal's",
                "批次 \(batch)：受余额控制的范围与日志不符")
        }
    }

    /// Who found no cover, who lost it, and who got it at a look, is the journal's; who waits still follows from it.
    private func checkShortages(_ check: inout AuditCheck) throws {
        var came = RowSum()
        var lost = RowSum()
        var covered = RowSum()
        var before: (serial: Int64, turn: Int) = (0, 0)
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT w.refund, w.turn, w.lost_at, w.covered_at, w.is_open, s.status, s.hold & 4 <> 0,
                    w.turn = max(w.turn) OVER (PARTITION BY w.refund)
                FROM shortages w LEFT JOIN refund_states s ON s.refund = w.refund ORDER BY w.refund, w.turn
                """)
        while let row = try rows.next() {
            check.examined += 1
            let (serial, turn): (Int64, Int) = (row[0], row[1])
            let isNext = serial == before.serial ? turn == before.turn + 1 : turn <= 1
            if !isNext {
                check.fault(
                    "refund \(serial) is without cover for time \(turn) out of turn",
                    "退款 \(serial) 第 \(turn) 次余额不足的顺序不对")
            }
            before = (serial, turn)
            switch (turn, row[2] as Int64?) {
            case (0, nil): came.add(withoutCover: serial)
            case (_, let at): lost.add(uncovered: serial, at: Instant(seconds: at ?? 0))
            }
            if let at: Int64 = row[3] { covered.add(covered: serial, at: Instant(seconds: at)) }
            try checkShortage(row, isLast: row[7], &check)
        }
        try compare(&check, "funds.without_cover", came)
        try compare(&check, "uncovered", lost)
        try compare(&check, "covered", covered)
        let strays = try Int64.fetchAll(
            database,
            sql: """
                SELECT refund FROM refund_states WHERE hold & 4 <> 0 AND refund NOT IN (SELECT refund FROM shortages) ORDER BY refund LIMIT 100
                """)
        for serial in strays {
            check.fault("refund \(serial) waits for cover, but has it", "退款 \(serial) 等待余额，但已占用")
        }
    }

    /// Whoever loses cover has had it.
    private func checkShortage(_ row: Row, isLast: Bool, _ check: inout AuditCheck) throws {
        let serial: Int64 = row[0]
        let isCovered = row[3] as Int64? != nil
        let isOpen = isLast && !isCovered && row[5] as Int? == RefundStatus.pending.number
        let isHeldRight = !isLast || (row[6] as Bool?) == isOpen
        if row[4] != (isOpen ? 1 : 0) || !isHeldRight || !isLast && !isCovered {
            check.fault(
                "refund \(serial) is \(isOpen ? "" : "not ")without cover, its rows say otherwise",
                "退款 \(serial) \(isOpen ? "没有" : "已有")余额占用，与其记录不符")
        }
    }

    private func compare(_ check: inout AuditCheck, _ path: String, _ rows: RowSum) throws {
        let journaled = try journaledSum(path)
        if journaled != rows {
            check.fault(
                "\(rows.count) refunds without cover in the ledger are not the \(journaled.count) of the journal (\(path))",
                "账本中 \(rows.count) 笔无余额占用的退款与日志中的 \(journaled.count) 笔不符（\(path)）"
            )
        }
    }

    /// Closings that `shortfall` entries tell of: how many they are.
    func checkShortfalls(_ check: inout AuditCheck) throws -> Int {
        var failed = RowSum()
        let rows = try Row.fetchCursor(
            database,
            sql: "SELECT refund, at, by, os_user, why FROM closings WHERE failure = 4 ORDER BY refund")
        while let row = try rows.next() {
            failed.add(
                failed: row[0],
                Closing(
                    failure: .insufficientFunds, at: Instant(seconds: row[1]), by: row[2], osUser: row[3],
                    why: row[4]))
        }
        let journaled = try journaledSum("failed")
        if journaled != failed {
            check.fault(
                "\(failed.count) refunds failed without cover, which are not the \(journaled.count) of the journal",
                "因余额不足失败的 \(failed.count) 笔退款与日志中的 \(journaled.count) 笔不符"
            )
        }
        return failed.count
    }
}

private struct FundsKey: Hashable {
    var account: String
    var currency: CurrencyCode

    init(account: String, currency: CurrencyCode) {
        self.account = account
        self.currency = currency
    }

    init(_ record: FundsRecord) {
        account = record.account
        currency = record.currency
    }
}
