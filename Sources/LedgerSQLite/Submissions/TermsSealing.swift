import GRDB
import Ledger
import Refunds

/// Seals groups of which not everything leaves, or not in one file: refund by refund in order of refund_id, as `LimitGauge` says.
struct TermsSealing {
    private let session: SQLiteSession
    private let placeOfLane: [Int: Int]
    private var groups: [Group]
    private var stretches: SealStretches

    /// What becomes of one order.
    private struct Group {
        let order: SealOrder
        var gauge: LimitGauge
        let unfit: Set<Int64>
        var files: [SealPlan] = []

        /// Answers which of the files it goes into; nil where it waits on.
        mutating func take(_ serial: Int64, lane: Int, amount: Int64) throws -> Int? {
            if unfit.contains(serial) { return nil }
            switch gauge.place(amount) {
            case .none: return nil
            case .nextFile: files.append(SealPlan(order: order))
            case .sameFile: if files.isEmpty { files.append(SealPlan(order: order)) }
            }
            try files[files.count - 1].add(serial, lane: lane, amount: amount)
            return files.count - 1
        }
    }

    init(_ session: SQLiteSession, _ orders: [SealOrder], placeOfLane: [Int: Int]) {
        self.session = session
        self.placeOfLane = placeOfLane
        groups = orders.map {
            Group(order: $0, gauge: LimitGauge($0.terms), unfit: Set($0.terms.unfit))
        }
        stretches = SealStretches(groups: orders.count)
    }

    func run(at: Instant) throws -> [SubmissionRecord] {
        var sealing = self
        try sealing.collect(at: at)
        return try sealing.seal(at: at)
    }

    private mutating func collect(at: Instant) throws {
        for batch in try session.waitingBatches(at: at)
        where groups.contains(where: { $0.order.terms.isDue(readyAt: batch.readyAt) }) {
            let row = try session.statement(
                """
                SELECT s.refund, s.lane, r.amount, \(session.releaseColumn(batch.serials))
                FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund
                WHERE s.refund >= ? AND s.refund < ? AND s.status = 0 AND s.submission IS NULL AND s.hold = 0
                ORDER BY s.refund
                """)
            defer { row.reset() }
            row.bind(1, batch.serials.lowerBound)
            row.bind(2, batch.serials.upperBound)
            while try row.step() {
                guard let place = placeOfLane[row.int(1)] else { continue }
                let released = row.isNull(3) ? batch.readyAt : Instant(seconds: row.int64(3))
                let isDue = groups[place].order.terms.isDue(readyAt: max(batch.readyAt, released))
                if isDue,
                    let file = try groups[place].take(row.int64(0), lane: row.int(1), amount: row.int64(2))
                {
                    stretches.add(row.int64(0), group: place, file: file)
                } else {
                    stretches.leaveOut(group: place)
                }
            }
            // Between two batches there may be one that isn't looked at.
            stretches.close()
        }
    }

    private mutating func seal(at: Instant) throws -> [SubmissionRecord] {
        var id = try session.nextSubmission()
        for place in groups.indices {
            for file in groups[place].files.indices {
                groups[place].files[file].submission = id
                id += 1
            }
        }
        let plans = groups.flatMap(\.files)
        // Where nothing leaves nothing is changed: no entry of the journal would tell of it.
        if plans.isEmpty { return [] }
        try mark(plans)
        let sealed = try plans.map { try session.insert($0, at: at) }
        try session.set("next_submission", String(id))
        return sealed
    }

    /// Writes the submissions into their refunds' rows, in one pass.
    private func mark(_ plans: [SealPlan]) throws {
        let lanes = placeOfLane.sorted { $0.key < $1.key }.map { (number: $0.key, place: $0.value) }
        let cases = lanes.map { "WHEN \($0.number) THEN ?\(3 + $0.place)" }.joined(separator: " ")
        let list = lanes.indices.map { "?\(3 + groups.count + $0)" }.joined(separator: ", ")
        let update = try session.statement(
            """
            UPDATE refund_states SET submission = CASE lane \(cases) END
            WHERE refund BETWEEN ?1 AND ?2 AND status = 0 AND submission IS NULL AND hold = 0 AND lane IN (\(list))
            """)
        var marked = 0
        for stretch in 0..<stretches.count {
            bind(stretch, lanes, to: update)
            marked += try update.run()
        }
        let count = plans.map(\.count).reduce(0, +)
        guard marked == count else { throw SQLiteLedger.broken("\(marked) refunds sealed, not \(count)") }
    }

    /// Bounds, each group's submission, and the lanes that it takes: one of which nothing leaves matches no row.
    private func bind(_ stretch: Int, _ lanes: [(number: Int, place: Int)], to update: RawStatement) {
        let bounds = stretches.bounds(of: stretch)
        update.bind(1, bounds.first)
        update.bind(2, bounds.last)
        for place in groups.indices {
            guard let file = stretches.file(of: place, in: stretch) else { continue }
            update.bind(Int32(3 + place), groups[place].files[file].submission)
        }
        for (index, lane) in lanes.enumerated() {
            let parameter = Int32(3 + groups.count + index)
            if stretches.file(of: lane.place, in: stretch) == nil {
                update.bindNull(parameter)
            } else {
                update.bind(parameter, lane.number)
            }
        }
    }
}
