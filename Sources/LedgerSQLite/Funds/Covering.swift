import GRDB
import Ledger
import Refunds

extension SQLiteSession: FundsWriter {
    func cover(
        _ batch: OpenBatch, _ currencies: Set<CurrencyCode>, _ order: CoverOrder
    ) throws -> BatchCover {
        let sums = try demand(batch).sums.filter { currencies.contains($0.key.currency) }
        var cover = BatchCover()
        for sum in sums.sorted(by: { $0.lane < $1.lane }) {
            cover.controlled.append(try lane(sum.lane))
            try database.execute(
                sql: "INSERT INTO funds_controls (batch, lane) VALUES (?, ?)",
                arguments: [batch.id, sum.lane])
        }
        for currency in Set(sums.map(\.key.currency)).sorted() {
            try makeFunds(batch.accountName, currency)
            let lanes = sums.filter { $0.key.currency == currency }
            let total = try lanes.reduce(Int64(0)) { try added($0, scaled($1.amount, lane: $1.lane)) }
            guard let funds = try funds(ofAccount: batch.accountName, currency) else { continue }
            let needed = try added(total, funds.missing)
            // The usual case: there is enough for all that waits and all that came.
            if needed <= funds.available {
                try changeFunds(batch.accountName, currency, covered: total)
            } else {
                try coverSome(of: batch, lanes.map(\.lane), total: total, funds, order, &cover)
            }
        }
        cover.waiting.sort { $0.lane < $1.lane }
        return cover
    }

    private func coverSome(
        of batch: OpenBatch, _ lanes: [Int], total: Int64, _ funds: FundsRecord, _ order: CoverOrder,
        _ cover: inout BatchCover
    ) throws {
        var walk = CoverWalk(self, funds, order)
        let new = batch.firstSerial..<(try nextSerial())
        try walk.run(new: new)
        let hold = try statement(
            "UPDATE refund_states SET hold = hold | 4 WHERE refund = ? AND status = 0 AND submission IS NULL")
        let note = try statement("INSERT INTO shortages (refund, turn, is_open) VALUES (?, 0, 1)")
        for serial in walk.passedBy {
            hold.bind(1, serial)
            try hold.runOnce("refund \(serial)")
            note.bind(1, serial)
            try note.runOnce("refund \(serial)")
            cover.withoutCover.add(withoutCover: serial)
        }
        cover.waiting += try walk.totals(of: walk.passedByLane)
        let missing = try walk.sum(of: walk.passedByLane)
        try changeFunds(
            funds.account, funds.currency, covered: total - missing, missing: missing)
    }

    func coverWaiting(
        account: String, _ currency: CurrencyCode, _ order: CoverOrder?, at: Instant
    ) throws -> LookCover {
        var cover = LookCover()
        guard let funds = try funds(ofAccount: account, currency), funds.missing > 0 else { return cover }
        guard order == nil || funds.available > 0 else { return cover }
        var walk = CoverWalk(self, funds, order)
        try walk.run(new: nil)
        for serial in walk.taken { try giveCover(to: serial, at: at, &cover.covered) }
        cover.released = try release(walk.taken, at: at)
        cover.totals = try walk.totals(of: walk.takenLanes)
        let moved = try walk.sum(of: walk.takenLanes)
        try changeFunds(account, currency, covered: moved, missing: -moved)
        return cover
    }

    private func giveCover(to serial: Int64, at: Instant, _ covered: inout RowSum) throws {
        let free = try statement(
            "UPDATE refund_states SET hold = hold & ~4 WHERE refund = ? AND hold & 4 = 4")
        let note = try statement(
            "UPDATE shortages SET covered_at = ?, is_open = 0 WHERE refund = ? AND is_open = 1")
        free.bind(1, serial)
        try free.runOnce("refund \(serial)")
        note.bind(1, at.seconds)
        note.bind(2, serial)
        try note.runOnce("refund \(serial)")
        covered.add(covered: serial, at: at)
    }

    func coverLeft(_ serials: [Int64], at: Instant) throws -> RowSum {
        var covered = RowSum()
        let find = try statement(
            """
            SELECT s.lane, r.amount FROM shortages w CROSS JOIN refund_states s ON s.refund = w.refund
                CROSS JOIN refunds r ON r.refund = w.refund WHERE w.refund = ? AND w.is_open = 1
            """)
        for serial in serials {
            find.bind(1, serial)
            let isShort = try find.step()
            let (lane, amount) = isShort ? (find.int(0), find.int64(1)) : (0, 0)
            find.reset()
            guard isShort else { continue }
            try giveCover(to: serial, at: at, &covered)
            try changeFunds(lane: lane, covered: amount, missing: -amount)
        }
        return covered
    }

    func recordLook(due: Instant, at: Instant) throws -> LookRecord {
        let number = (try lastLook()?.id ?? 0) + 1
        try database.execute(
            sql: "INSERT INTO looks (look, due, at) VALUES (?, ?, ?)",
            arguments: [number, due.seconds, at.seconds])
        return LookRecord(id: number, due: due, at: at)
    }
}

/// Goes through what waits for cover in one account and currency, in the order of the claims; what doesn't fit is passed by.
private struct CoverWalk {
    struct Figure {
        var count = 0
        var amount: Int64 = 0
    }

    private let session: SQLiteSession
    private let funds: FundsRecord
    private let order: CoverOrder?
    /// What is still there to give.
    private var rest: Int64
    /// Old refunds that get cover.
    private(set) var taken: [Int64] = []
    private(set) var takenLanes: [Int: Figure] = [:]
    /// New refunds that get none.
    private(set) var passedBy: [Int64] = []
    private(set) var passedByLane: [Int: Figure] = [:]

    init(_ session: SQLiteSession, _ funds: FundsRecord, _ order: CoverOrder?) {
        self.session = session
        self.funds = funds
        self.order = order
        rest = funds.available
    }

    /// Goes through what waits already and, where there are some, the new refunds.
    mutating func run(new: Range<Int64>?) throws {
        let lanes = try session.laneNumbers(ofAccount: funds.account, funds.currency)
        if lanes.isEmpty { return }
        let list = SQLiteSession.list(of: lanes)
        let old = """
            SELECT w.refund AS refund, s.lane AS lane, r.amount AS amount FROM shortages w
                CROSS JOIN refund_states s ON s.refund = w.refund CROSS JOIN refunds r ON r.refund = w.refund
            WHERE w.is_open = 1 AND s.lane IN (\(list))
            """
        guard let new else {
            return try run("SELECT * FROM (\(old)) ORDER BY \(try session.claim(order, lanes))", first: .max)
        }
        let fresh = """
            SELECT refund, lane, amount FROM refunds
            WHERE refund >= \(new.lowerBound) AND refund < \(new.upperBound) AND lane IN (\(list))
            """
        switch order {
        case .smallestFirst:
            try run(
                "SELECT * FROM (\(old) UNION ALL \(fresh)) ORDER BY \(try session.claim(order, lanes))",
                first: new.lowerBound)
        case .acceptance, nil:
            try run(old + " ORDER BY w.refund", first: new.lowerBound)
            try run(fresh + " ORDER BY refund", first: new.lowerBound)
        }
    }

    /// - Parameter first: the first serial of the new refunds.
    private mutating func run(_ sql: String, first: Int64) throws {
        let row = try RawStatement(sql, on: session.database)
        while try row.step() {
            let (serial, lane, amount) = (row.int64(0), row.int(1), row.int64(2))
            let claimed = try session.scaled(amount, lane: lane)
            let fits = order == nil || claimed <= rest
            if fits, order != nil { rest -= claimed }
            if serial < first, fits {
                taken.append(serial)
                Self.add(amount, to: &takenLanes, lane)
            } else if serial >= first, !fits {
                passedBy.append(serial)
                Self.add(amount, to: &passedByLane, lane)
            }
        }
    }

    private static func add(_ amount: Int64, to figures: inout [Int: Figure], _ lane: Int) {
        figures[lane, default: Figure()].count += 1
        figures[lane, default: Figure()].amount += amount
    }

    func totals(of figures: [Int: Figure]) throws -> [LaneTotal] {
        try figures.sorted { $0.key < $1.key }.map {
            LaneTotal(lane: try session.lane($0.key), count: $0.value.count, amount: $0.value.amount)
        }
    }

    /// In the units of funds.
    func sum(of figures: [Int: Figure]) throws -> Int64 {
        try figures.reduce(Int64(0)) { try session.added($0, session.scaled($1.value.amount, lane: $1.key)) }
    }
}
