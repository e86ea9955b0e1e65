import GRDB
import Ledger
import Refunds

/// Seals groups of which not everything leaves, or not in one file: refund by refund in order of refund_id, as `LimitGauge` says.
struct TermsSealing {
    private let session: SQLiteSession
    private let placeOfLane: [Int: Int]
    private var groups: [Group]

    /// What becomes of one order.
    private struct Group {
        let order: SealOrder
        /// The lanes whose refunds it takes.
        let lanes: String
        var gauge: LimitGauge
        let unfit: Set<Int64>
        var files: [SealPlan] = []
        /// Refunds that follow one another into the same file, none of the group's between them left out.
        var stretches: [(first: Int64, last: Int64, file: Int)] = []
        var isInStretch = false

        mutating func take(_ serial: Int64, lane: Int, amount: Int64) throws {
            if unfit.contains(serial) { return isInStretch = false }
            switch gauge.place(amount) {
            case .none: return isInStretch = false
            case .nextFile: files.append(SealPlan(order: order))
            case .sameFile: if files.isEmpty { files.append(SealPlan(order: order)) }
            }
            let file = files.count - 1
            try files[file].add(serial, lane: lane, amount: amount)
            if isInStretch, stretches[stretches.count - 1].file == file {
                stretches[stretches.count - 1].last = serial
            } else {
                stretches.append((serial, serial, file))
                isInStretch = true
            }
        }
    }

    init(_ session: SQLiteSession, _ orders: [SealOrder], placeOfLane: [Int: Int]) {
        self.session = session
        self.placeOfLane = placeOfLane
        groups = orders.enumerated().map { place, order in
            let lanes = placeOfLane.filter { $0.value == place }.keys.sorted().map(String.init)
            return Group(
                order: order, lanes: lanes.joined(separator: ", "), gauge: LimitGauge(order.terms),
                unfit: Set(order.terms.unfit))
        }
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
                if groups[place].order.terms.isDue(readyAt: max(batch.readyAt, released)) {
                    try groups[place].take(row.int64(0), lane: row.int(1), amount: row.int64(2))
                } else {
                    groups[place].isInStretch = false
                }
            }
            // Between two batches there may be one that isn't looked at.
            for place in groups.indices { groups[place].isInStretch = false }
        }
    }

    private mutating func seal(at: Instant) throws -> [SubmissionRecord] {
        var id = try session.nextSubmission()
        var sealed: [SubmissionRecord] = []
        for place in groups.indices {
            for file in groups[place].files.indices {
                groups[place].files[file].submission = id
                id += 1
            }
            try mark(groups[place])
            for plan in groups[place].files { sealed.append(try session.insert(plan, at: at)) }
        }
        // Where nothing leaves nothing is changed: no entry of the journal would tell of it.
        if !sealed.isEmpty { try session.set("next_submission", String(id)) }
        return sealed
    }

    private func mark(_ group: Group) throws {
        guard !group.files.isEmpty else { return }
        let update = try session.statement(
            """
            UPDATE refund_states SET submission = ?
            WHERE refund BETWEEN ? AND ? AND status = 0 AND submission IS NULL AND hold = 0 AND lane IN (\(group.lanes))
            """)
        var marked = 0
        for stretch in group.stretches {
            update.bind(1, group.files[stretch.file].submission)
            update.bind(2, stretch.first)
            update.bind(3, stretch.last)
            marked += try update.run()
        }
        let count = group.files.map(\.count).reduce(0, +)
        guard marked == count else { throw SQLiteLedger.broken("\(marked) refunds sealed, not \(count)") }
    }
}
