import GRDB
import Ledger
import Refunds
import Rules

/// What a contract may charge for. Nothing is looked at but what left, was answered or was undone in the period.
extension SQLiteSession: FeeReader {
    func knownLanes() throws -> [Lane] { try lanes().values.sorted() }

    func charges(
        for event: FeeTerm.Event, from start: Instant, to end: Instant, isAsked: (Lane) -> Bool,
        _ visit: (ChargeRecord) throws -> Void
    ) throws {
        let asked = try lanes().filter { isAsked($0.value) }
        if asked.isEmpty { return }
        let reading = ChargeReading(session: self, lanes: asked, start: start, end: end)
        switch event {
        case .submission:
            try reading.emissions(visit)
            try reading.voids(visit)
        case .success:
            try reading.payments(visit)
            try reading.resolutions(visit)
        }
    }
}

private struct ChargeReading {
    let session: SQLiteSession
    let lanes: [Int: Lane]
    let start: Instant
    let end: Instant

    private var period: StatementArguments { [start.seconds, end.seconds] }
    private var list: String { lanes.keys.sorted().map(String.init).joined(separator: ", ") }

    // MARK: - Sent

    func emissions(_ visit: (ChargeRecord) throws -> Void) throws {
        let submissions = try Row.fetchAll(
            session.database,
            sql: """
                SELECT submission, state, emitted_at FROM submissions WHERE emitted_at >= ? AND emitted_at < ?
                ORDER BY emitted_at, submission
                """, arguments: period)
        for submission in submissions {
            let at = Instant(seconds: submission["emitted_at"])
            let isVoid = submission["state"] as String == SubmissionState.void.rawValue
            try refunds(of: submission["submission"], isVoid: isVoid) { lane, batch, amount in
                try visit(
                    ChargeRecord(
                        lane: lane, batch: batch, amount: amount, at: at, chargedAt: at, isTakenBack: false))
            }
        }
    }

    /// The bank never had what was made void.
    func voids(_ visit: (ChargeRecord) throws -> Void) throws {
        let submissions = try Row.fetchAll(
            session.database,
            sql: """
                SELECT v.submission, v.at, u.emitted_at FROM void_steps v JOIN submissions u ON u.submission = v.submission
                WHERE v.kind = 'confirm' AND v.at >= ? AND v.at < ? AND u.emitted_at IS NOT NULL ORDER BY v.step
                """, arguments: period)
        for submission in submissions {
            let at = Instant(seconds: submission["at"])
            let emitted = Instant(seconds: submission["emitted_at"])
            try refunds(of: submission["submission"], isVoid: true) { lane, batch, amount in
                try visit(
                    ChargeRecord(
                        lane: lane, batch: batch, amount: amount, at: at, chargedAt: emitted,
                        isTakenBack: true))
            }
        }
    }

    private func refunds(
        of submission: Int, isVoid: Bool,
        _ visit: (_ lane: Lane, _ batch: Int, _ amount: Int64) throws -> Void
    ) throws {
        guard let range = try session.serials(ofSubmission: submission) else { return }
        let row = try RawStatement(
            """
            SELECT r.lane, r.batch, r.amount FROM \(isVoid ? "voided" : "refund_states") s CROSS JOIN refunds r ON r.refund = s.refund
            WHERE s.refund BETWEEN ? AND ? AND s.submission = ? AND r.lane IN (\(list)) ORDER BY s.refund
            """, on: session.database)
        row.bind(1, range.lowerBound)
        row.bind(2, range.upperBound)
        row.bind(3, submission)
        while try row.step() {
            guard let lane = lanes[row.int(0)] else { throw SQLiteLedger.broken("lane \(row.int(0))") }
            try visit(lane, row.int(1), row.int64(2))
        }
    }

    // MARK: - Paid

    func payments(_ visit: (ChargeRecord) throws -> Void) throws {
        let files = try Row.fetchAll(
            session.database, sql: "SELECT file, at FROM results WHERE at >= ? AND at < ? ORDER BY file",
            arguments: period)
        for file in files {
            let number: Int = file["file"]
            let at = Instant(seconds: file["at"])
            let row = try RawStatement(
                """
                SELECT r.lane, r.batch, r.amount FROM answers a CROSS JOIN refunds r ON r.refund = a.refund
                WHERE a.answer >= ? AND a.answer < ? AND a.effect = \(AnswerEffect.paid.rawValue) AND r.lane IN (\(list))
                ORDER BY a.answer
                """, on: session.database)
            row.bind(1, try session.firstAnswer(fromFile: number))
            row.bind(2, try session.firstAnswer(fromFile: number + 1))
            while try row.step() {
                guard let lane = lanes[row.int(0)] else { throw SQLiteLedger.broken("lane \(row.int(0))") }
                try visit(
                    ChargeRecord(
                        lane: lane, batch: row.int(1), amount: row.int64(2), at: at, chargedAt: at,
                        isTakenBack: false))
            }
        }
    }

    /// What two people resolved: paid, paid after all, or reversed.
    func resolutions(_ visit: (ChargeRecord) throws -> Void) throws {
        let row = try RawStatement(
            """
            SELECT r.lane, r.batch, r.amount, a.effect, t.at, a.previous, r.refund
            FROM exception_steps t CROSS JOIN answers a ON a.file IS NULL AND a.line = t.step
                CROSS JOIN refunds r ON r.refund = a.refund
            WHERE t.kind = 'confirm' AND t.at >= ? AND t.at < ? AND r.lane IN (\(list)) ORDER BY t.step
            """, on: session.database)
        row.bind(1, start.seconds)
        row.bind(2, end.seconds)
        while try row.step() {
            guard let lane = lanes[row.int(0)] else { throw SQLiteLedger.broken("lane \(row.int(0))") }
            let at = Instant(seconds: row.int64(4))
            var charge = ChargeRecord(
                lane: lane, batch: row.int(1), amount: row.int64(2), at: at, chargedAt: at, isTakenBack: false
            )
            switch AnswerEffect(rawValue: row.int(3)) {
            case .resolvedPaid, .reapplied: break
            case .reversed:
                charge.isTakenBack = true
                charge.chargedAt = try payment(of: row.int64(6), before: row.int64(5))
            case .resolvedRefused, .amended, .acknowledged, .paid, .refused, .queryNumber, nil: continue
            }
            try visit(charge)
        }
    }

    /// When the refund was paid that an answer behind this one reversed.
    private func payment(of serial: Int64, before newest: Int64) throws -> Instant {
        var paid: Int64?
        try AnswerChain(session).visit(upTo: newest, of: serial) { answer in
            let effect = AnswerEffect(rawValue: answer.int(AnswerColumn.effect))
            if paid == nil, effect?.event != nil { paid = answer.int64(AnswerColumn.at) }
        }
        guard let paid else { throw SQLiteLedger.broken("the payment of refund \(serial)") }
        return Instant(seconds: paid)
    }
}
