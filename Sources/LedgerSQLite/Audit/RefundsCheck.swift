import Bytes
import GRDB
import Ledger
import Refunds
import Rules

/// One pass over all refunds in order of serial, with what tells of them beside it, each in the same order: number, closing, answers.
extension SQLiteSession {
    func checkRefunds(_ check: inout AuditCheck, _ facts: inout AuditFacts) throws {
        facts.batches = try batchFacts()
        let pass = try RefundPass(self)
        let row = try RawStatement(
            """
            SELECT r.refund, r.batch, r.line, r.lane, r.previous, r.amount, r.order_amount, r.order_time, r.warnings, r.number,
                r.payment_id, r.terminal, r.description, r.checksum, s.lane, s.status, s.hold, s.submission, s.failure, s.answer, s.paid
            FROM refunds r LEFT JOIN refund_states s ON s.refund = r.refund ORDER BY r.refund
            """, on: database)
        var place = 0
        var next: Int64 = 1
        try pass.open(place, &check, &facts)
        while try row.step() {
            check.examined += 1
            let serial = row.int64(0)
            if serial != next {
                check.fault("refund \(serial) stands where \(next) is due", "退款 \(serial) 处应为 \(next)")
            }
            next = serial + 1
            while place < facts.batches.count, serial >= facts.batches[place].end {
                try pass.close(place, &check, facts)
                place += 1
                try pass.open(place, &check, &facts)
            }
            guard place < facts.batches.count, serial >= facts.batches[place].firstSerial else {
                check.fault("refund \(serial) is of no batch", "退款 \(serial) 不属于任何批次")
                continue
            }
            try pass.examine(row, &check, &facts, place)
        }
        while place < facts.batches.count {
            try pass.close(place, &check, facts)
            place += 1
            try pass.open(place, &check, &facts)
        }
        try pass.finish(&check)
        let states = try count("SELECT count(*) FROM refund_states")
        if states != check.examined {
            check.fault(
                "\(check.examined) refunds, \(states) states", "有 \(check.examined) 笔退款，\(states) 条状态")
        }
    }

    private func batchFacts() throws -> [AuditFacts.BatchFacts] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT batch, first_serial, accepted, accepted_at, waiting, outstanding, moved_at, review_warnings = 1
                    AND NOT EXISTS (SELECT 1 FROM approvals a WHERE a.batch = batches.batch AND a.voided IS NULL)
                FROM batches ORDER BY batch
                """
        ).map {
            AuditFacts.BatchFacts(
                batch: $0[0], firstSerial: $0[1], accepted: $0[2], acceptedAt: $0[3], keptWaiting: $0[4],
                keptOutstanding: $0[5], keptMovedAt: $0[6], holdsWarned: $0[7], movedAt: $0[3])
        }
    }
}

/// What the pass carries from row to row.
private final class RefundPass {
    private let session: SQLiteSession
    private let numbers: MergeCursor
    private let closings: MergeCursor
    private let answers: MergeCursor
    private let voided: MergeCursor
    private let lanes: [Int: LaneKey]
    /// When each emitted submission left; nil for one that has not.
    private var emissions: [Int: Int64?] = [:]
    /// When each void submission left, and was made void.
    private var voids: [Int: (emitted: Int64, voided: Int64)] = [:]
    private var times: [Int64: Int64] = [:]
    /// By step, when exceptions were resolved.
    private var resolved: [Int64: Int64] = [:]
    /// By batch, what the journal says of its rows.
    private var journaled: [Int: String] = [:]
    private let home: Int?
    private let digests = RefundRowDigests()
    // Of the batch under way.
    private var sum = Digest()
    private var totals: [Int: LaneFigures.Figure] = [:]

    init(_ session: SQLiteSession) throws {
        self.session = session
        let database = session.database
        numbers = try MergeCursor(
            "SELECT refund, account, number FROM refund_numbers ORDER BY refund", on: database)
        closings = try MergeCursor("SELECT refund, failure, at FROM closings ORDER BY refund", on: database)
        answers = try MergeCursor(
            "SELECT refund, answer, previous, effect, file, line, paid FROM answers ORDER BY refund, answer",
            on: database)
        voided = try MergeCursor(
            "SELECT refund, submission FROM voided ORDER BY refund, submission", on: database)
        _ = try session.lanes()
        lanes = session.names.laneKeys
        home = try session.setting("home_number").flatMap { Int($0) }
        for row in try Row.fetchAll(
            database, sql: "SELECT submission, state = 'emitted', emitted_at FROM submissions")
        {
            let left: Int64? = row[1] ? row[2] : nil
            emissions.updateValue(left, forKey: row[0])
        }
        for row in try Row.fetchAll(database, sql: "SELECT file, at FROM results") { times[row[0]] = row[1] }
        for row in try Row.fetchAll(
            database, sql: "SELECT step, at FROM exception_steps WHERE kind = 'confirm'")
        {
            resolved[row[0]] = row[1]
        }
        for row in try Row.fetchAll(
            database,
            sql: """
                SELECT u.submission, u.emitted_at, v.at FROM submissions u JOIN void_steps v ON v.submission = u.submission
                WHERE u.state = 'void' AND v.kind = 'confirm' AND u.emitted_at IS NOT NULL
                """)
        {
            voids[row[0]] = (row[1], row[2])
        }
        for row in try Row.fetchAll(
            database,
            sql: """
                SELECT json_extract(body, '$.batch.batch'), json_extract(body, '$.accepted_digest') FROM journal
                WHERE kind = 'batch'
                """)
        {
            if let batch: Int = row[0] { journaled[batch] = row[1] }
        }
    }

    func open(_ place: Int, _ check: inout AuditCheck, _ facts: inout AuditFacts) throws {
        guard place < facts.batches.count else { return }
        sum = Digest()
        totals = [:]
        let due = place == 0 ? 1 : facts.batches[place - 1].end
        let batch = facts.batches[place]
        if batch.firstSerial != due {
            check.fault(
                "batch \(batch.batch) begins with refund \(batch.firstSerial), not \(due)",
                "批次 \(batch.batch) 自退款 \(batch.firstSerial) 起，应为 \(due)")
        }
    }

    /// The batch's rows are all there, and are what was decided.
    func close(_ place: Int, _ check: inout AuditCheck, _ facts: AuditFacts) throws {
        let batch = facts.batches[place].batch
        if journaled[batch] != sum.hex {
            check.fault(
                "the refunds of batch \(batch) are not those that the journal says were accepted",
                "批次 \(batch) 的退款与日志所记受理的不符")
        }
        let kept = try Row.fetchAll(
            session.database, sql: "SELECT lane, count, amount FROM batch_totals WHERE batch = ?",
            arguments: [batch])
        var expected = totals
        for row in kept {
            let found = expected.removeValue(forKey: row[0])
            if found?.count != row[1] as Int || found?.amount != row[2] as Int64 {
                check.fault(
                    "batch \(batch): the total of lane \(row[0] as Int) is not its refunds'",
                    "批次 \(batch)：lane \(row[0] as Int) 的合计与其退款不符")
            }
        }
        for lane in expected.keys.sorted() {
            check.fault("batch \(batch) has no total of lane \(lane)", "批次 \(batch) 缺少 lane \(lane) 的合计")
        }
    }

    func finish(_ check: inout AuditCheck) throws {
        for (cursor, what, chinese) in [
            (numbers, "refund number", "退款单号"), (closings, "closing", "撤销或拒绝"), (answers, "answer", "答复"),
            (voided, "void submission", "作废提交"),
        ] {
            _ = try cursor.stands(at: .max) {
                check.fault("\(what) of refund \($0), which is not there", "退款 \($0) 不存在，却有其\(chinese)")
            }
        }
    }

    func examine(
        _ row: RawStatement, _ check: inout AuditCheck, _ facts: inout AuditFacts, _ place: Int
    ) throws {
        let name = name(row)
        let digest = digests.digest(of: row)
        sum.add(digest)
        if row.int64(13) != RowDigest.checksum(digest) {
            check.fault("\(name) is not what its checksum says", "\(name.chinese) 与其校验和不符")
        }
        if row.int(1) != facts.batches[place].batch {
            check.fault("\(name) stands among another batch's", "\(name.chinese) 位于另一批次之中")
        }
        totals[row.int(3), default: LaneFigures.Figure()].add(1, row.int64(5))
        try examineNumber(row, name, &check)
        let expected = try expectedState(row, name, &check, &facts)
        compare(row, expected, name, &check)
        compareWarning(row, facts.batches[place], name, &check)
        count(row, expected, &facts, place)
    }

    /// `refund 12 (41700000000125, batch 3, line 14)`, made only where it is needed.
    private func name(_ row: RawStatement) -> RefundName {
        RefundName(serial: row.int64(0), home: home, batch: row.int(1), line: row.int(2))
    }

    private func examineNumber(_ row: RawStatement, _ name: RefundName, _ check: inout AuditCheck) throws {
        guard
            try numbers.stands(
                at: row.int64(0),
                stray: {
                    check.fault("refund number of refund \($0), which is not there", "退款 \($0) 不存在，却有其退款单号")
                })
        else {
            check.fault("\(name): its number is not taken", "\(name.chinese)：其退款单号未登记")
            return
        }
        if numbers.row.int(1) != lanes[row.int(3)]?.account || !numbers.row.hasText(2, like: 9, of: row) {
            check.fault("\(name): another number is taken for it", "\(name.chinese)：登记的是另一退款单号")
        }
        try numbers.next()
    }

    /// The state that follows from closing, submission and answers.
    private func expectedState(
        _ row: RawStatement, _ name: RefundName, _ check: inout AuditCheck, _ facts: inout AuditFacts
    ) throws -> ExpectedState {
        let serial = row.int64(0)
        var expected = ExpectedState()
        try passVoided(row, &expected, name, &check, &facts)
        if try closings.stands(
            at: serial,
            stray: { check.fault("closing of refund \($0), which is not there", "退款 \($0) 不存在，却有其撤销或拒绝") })
        {
            expected.close(closings.row.int(1), at: closings.row.int64(2))
            try closings.next()
        }
        if !row.isNull(17) {
            if let left = emissions[row.int(17)] {
                if let left { expected.emit(at: left) }
            } else {
                check.fault(
                    "\(name) is in submission \(row.int(17)), which is not there",
                    "\(name.chinese) 属于提交 \(row.int(17))，而该提交不存在")
            }
        }
        try takeAnswers(of: serial, &expected, name, &check)
        return expected
    }

    /// Submissions that it was in and that were made void.
    private func passVoided(
        _ row: RawStatement, _ expected: inout ExpectedState, _ name: RefundName, _ check: inout AuditCheck,
        _ facts: inout AuditFacts
    ) throws {
        let serial = row.int64(0)
        while try voided.stands(
            at: serial,
            stray: {
                check.fault("void submission of refund \($0), which is not there", "退款 \($0) 不存在，却有其作废提交")
            })
        {
            let submission = voided.row.int(1)
            if let times = voids[submission] {
                expected.wasAway(from: times.emitted, to: times.voided)
            } else {
                check.fault(
                    "\(name) came back from submission \(submission), which is not void",
                    "\(name.chinese) 自提交 \(submission) 退回，而该提交未作废")
            }
            facts.submissions[submission, default: AuditFacts.SubmissionFacts()].add(
                serial, lane: row.int(3), amount: row.int64(5))
            try voided.next()
        }
    }

    private func takeAnswers(
        of serial: Int64, _ expected: inout ExpectedState, _ name: RefundName, _ check: inout AuditCheck
    ) throws {
        while try answers.stands(
            at: serial,
            stray: { check.fault("answer of refund \($0), which is not there", "退款 \($0) 不存在，却有其答复") })
        {
            let answer = answers.row
            let at = answer.isNull(4) ? resolved[answer.int64(5)] : times[answer.int64(4)]
            if answer.int64(2) != expected.answer {
                check.fault(
                    "\(name): answer \(answer.int64(1)) doesn't follow on the one before it",
                    "\(name.chinese)：答复 \(answer.int64(1)) 与上一条不相接")
            }
            let paid = answer.isNull(6) ? nil : answer.int64(6)
            if !expected.take(answer.int(3), number: answer.int64(1), paid: paid, at: at ?? .min) {
                check.fault(
                    "\(name): answer \(answer.int64(1)) may not come where it stands",
                    "\(name.chinese)：答复 \(answer.int64(1)) 不应出现在此处")
            }
            try answers.next()
        }
    }

    private func compare(
        _ row: RawStatement, _ expected: ExpectedState, _ name: RefundName, _ check: inout AuditCheck
    ) {
        if row.isNull(15) { return check.fault("\(name) has no state", "\(name.chinese) 没有状态") }
        if row.int(14) != row.int(3) {
            check.fault(
                "\(name): its lane is \(row.int(14)) in its state",
                "\(name.chinese)：状态中的 lane 为 \(row.int(14))")
        }
        if row.int(15) != expected.status {
            check.fault(
                "\(name) has status \(row.int(15)), not \(expected.status)",
                "\(name.chinese) 的状态为 \(row.int(15))，应为 \(expected.status)")
        }
        if row.int(18) != expected.failure || row.isNull(18) != (expected.failure == 0) {
            check.fault(
                "\(name) has failure \(row.int(18)), not \(expected.failure)",
                "\(name.chinese) 的失败原因为 \(row.int(18))，应为 \(expected.failure)")
        }
        if row.int64(19) != expected.answer || row.isNull(19) != (expected.answer == 0) {
            check.fault(
                "\(name): its newest answer is \(row.int64(19)), not \(expected.answer)",
                "\(name.chinese)：最新答复为 \(row.int64(19))，应为 \(expected.answer)")
        }
        if row.isNull(20) != (expected.paid == nil) || row.int64(20) != expected.paid ?? 0 {
            check.fault(
                "\(name): what the bank paid is \(row.int64(20)), not \(expected.paid ?? 0)",
                "\(name.chinese)：银行所付为 \(row.int64(20))，应为 \(expected.paid ?? 0)")
        }
        if expected.isClosed, !row.isNull(17) {
            check.fault("\(name) was closed, but is in a submission", "\(name.chinese) 已撤销或拒绝，却在提交中")
        }
        let mayHold = row.isNull(17) ? (expected.status == 0 ? 15 : 2) : 0
        if row.int(16) & ~mayHold != 0 {
            check.fault("\(name) is held, but does not wait", "\(name.chinese) 有暂缓标记，却不在等待")
        }
    }

    /// A warning waits as long as its batch asks for that and no approval counts.
    private func compareWarning(
        _ row: RawStatement, _ batch: AuditFacts.BatchFacts, _ name: RefundName, _ check: inout AuditCheck
    ) {
        let waits = batch.holdsWarned && row.int64(8) != 0 && row.int(15) == 0 && row.isNull(17)
        if (row.int(16) & 8 != 0) != waits {
            check.fault(
                "\(name) \(waits ? "doesn't wait" : "waits") for an approval of its warning",
                "\(name.chinese) \(waits ? "没有等待" : "却在等待")其警告的审批")
        }
    }

    private func count(
        _ row: RawStatement, _ expected: ExpectedState, _ facts: inout AuditFacts, _ place: Int
    ) {
        if expected.status == 0 { facts.batches[place].waiting += 1 }
        if expected.status == 1 { facts.batches[place].outstanding += 1 }
        facts.batches[place].movedAt = max(facts.batches[place].movedAt, expected.movedAt)
        if row.int(16) & 2 != 0 { facts.paidByHand.add(paidByHand: row.int64(0)) }
        if !row.isNull(17) {
            facts.submissions[row.int(17), default: AuditFacts.SubmissionFacts()].add(
                row.int64(0), lane: row.int(3), amount: row.int64(5))
        }
    }
}

private struct RefundName: CustomStringConvertible {
    var serial: Int64
    /// The home's number; nil where the ledger has none.
    var home: Int?
    var batch: Int
    var line: Int

    var description: String {
        let id = home.map { RefundID.text(home: $0, serial: serial) + ", " } ?? ""
        return "refund \(serial) (\(id)batch \(batch), line \(line))"
    }

    var chinese: String {
        let id = home.map { RefundID.text(home: $0, serial: serial) + "，" } ?? ""
        return "退款 \(serial)（\(id)批次 \(batch)，第 \(line) 行）"
    }
}

/// A refund's state as it follows from what happened to it, in the numbers of `refund_states`.
private struct ExpectedState {
    private(set) var status = 0
    private(set) var failure = 0
    private(set) var answer: Int64 = 0
    private(set) var isClosed = false
    private(set) var movedAt = Int64.min
    /// The bank's figure, where it isn't the refund's.
    private(set) var paid: Int64?

    mutating func wasAway(from emitted: Int64, to voided: Int64) {
        movedAt = max(movedAt, emitted, voided)
    }

    mutating func close(_ failure: Int, at: Int64) {
        isClosed = true
        status = 3
        self.failure = failure
        movedAt = max(movedAt, at)
    }

    mutating func emit(at: Int64) {
        if !isClosed { status = 1 }
        movedAt = max(movedAt, at)
    }

    /// False when the answer may not come now.
    mutating func take(_ effect: Int, number: Int64, paid: Int64?, at: Int64) -> Bool {
        answer = number
        switch AnswerEffect(rawValue: effect) {
        case .acknowledged: return status == 1
        case .queryNumber: return status == 2
        case .paid, .resolvedPaid: return move(from: 1, to: 2, paid: paid, at)
        case .refused, .resolvedRefused: return move(from: 1, to: 3, failure: .bank, at)
        case .reversed: return move(from: 2, to: 3, failure: .reversed, at)
        case .reapplied:
            guard RefundFailure(number: failure)?.mayBeReapplied == true else { return false }
            return move(from: 3, to: 2, paid: paid, at)
        case .amended:
            self.paid = paid
            return !isClosed && status != 0 && (paid == nil || status == 2)
        case nil: return false
        }
    }

    private mutating func move(
        from before: Int, to after: Int, failure: RefundFailure? = nil, paid: Int64? = nil, _ at: Int64
    ) -> Bool {
        guard status == before else { return false }
        status = after
        self.failure = failure?.number ?? 0
        self.paid = paid
        movedAt = max(movedAt, at)
        return true
    }
}
