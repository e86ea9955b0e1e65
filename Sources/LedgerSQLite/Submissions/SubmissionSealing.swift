import Bytes
import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession: SubmissionWriter {
    func seal(_ orders: [SealOrder], at: Instant) throws -> [SubmissionRecord] {
        let planOfLane = try places(of: orders)
        guard orders.allSatisfy(\.terms.isEmpty) else {
            return try TermsSealing(self, orders, placeOfLane: planOfLane).run(at: at)
        }
        var plans = orders.map(SealPlan.init)
        let ranges = try waitingRanges(at: at)
        try add(ranges, planOfLane, to: &plans)
        var id = try nextSubmission()
        for index in plans.indices where plans[index].count > 0 {
            plans[index].submission = id
            id += 1
        }
        try mark(ranges, planOfLane, plans)
        var sealed: [SubmissionRecord] = []
        for plan in plans where plan.count > 0 { sealed.append(try insert(plan, at: at)) }
        if !sealed.isEmpty { try set("next_submission", String(id)) }
        return sealed
    }

    /// By lane, which of the orders takes its refunds. A halted lane's are nobody's.
    private func places(of orders: [SealOrder]) throws -> [Int: Int] {
        var places: [Int: Int] = [:]
        let lanes = try lanes()
        for (place, order) in orders.enumerated() {
            for (number, lane) in lanes where order.group.takes(lane) { places[number] = place }
        }
        for lane in try haltedLanes() { places[lane] = nil }
        return places
    }

    func insert(_ plan: SealPlan, at: Instant) throws -> SubmissionRecord {
        let group = plan.order.group
        guard let channel = try channel(named: group.channel) else {
            throw SQLiteLedger.broken("channel \(group.channel)")
        }
        let sequence = try lastSequence(ofChannel: group.channel) + 1
        try database.execute(
            sql: """
                INSERT INTO submissions (submission, channel, sequence, currency, exponent, name, layout, time_zone, created_at,
                    state, first_refund, last_refund, count, amount, hash_total, size)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'sealed', ?, ?, ?, ?, 0, 0)
                """,
            arguments: [
                plan.submission, channel, sequence, group.currency.text, group.exponent,
                plan.order.name(sequence),
                plan.order.layout, plan.order.timeZone, at.seconds, plan.first, plan.last, plan.count,
                plan.amount,
            ])
        if plan.order.keepsCreditors {
            try keepCreditors(ofSubmission: plan.submission, from: plan.first, to: plan.last)
        }
        for (lane, total) in plan.totals.sorted(by: { $0.key < $1.key }) {
            try database.execute(
                sql: "INSERT INTO submission_totals (submission, lane, count, amount) VALUES (?, ?, ?, ?)",
                arguments: [plan.submission, lane, total.count, total.amount])
        }
        guard let record = try submission(plan.submission) else {
            throw SQLiteLedger.broken("submission \(plan.submission)")
        }
        return record
    }

    /// Writes the submissions into their refunds' rows, in one pass: from now on they can't be cancelled.
    private func mark(_ ranges: [Range<Int64>], _ planOfLane: [Int: Int], _ plans: [SealPlan]) throws {
        let sealed = planOfLane.filter { plans[$0.value].count > 0 }.sorted { $0.key < $1.key }
        guard !sealed.isEmpty else { return }
        let cases = sealed.map { "WHEN \($0.key) THEN \(plans[$0.value].submission)" }.joined(separator: " ")
        let list = sealed.map { String($0.key) }.joined(separator: ", ")
        let update = try statement(
            """
            UPDATE refund_states SET submission = CASE lane \(cases) END
            WHERE refund >= ? AND refund < ? AND status = 0 AND submission IS NULL AND hold = 0 AND lane IN (\(list))
            """)
        var marked = 0
        for range in ranges {
            update.bind(1, range.lowerBound)
            update.bind(2, range.upperBound)
            marked += try update.run()
        }
        let count = plans.map(\.count).reduce(0, +)
        guard marked == count else { throw SQLiteLedger.broken("\(marked) refunds sealed, not \(count)") }
    }

    /// Adds up what a seal of these lanes takes, in one pass.
    private func add(_ ranges: [Range<Int64>], _ planOfLane: [Int: Int], to plans: inout [SealPlan]) throws {
        let row = try statement(
            """
            SELECT s.refund, s.lane, r.amount FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund
            WHERE s.refund >= ? AND s.refund < ? AND s.status = 0 AND s.submission IS NULL AND s.hold = 0
            ORDER BY s.refund
            """)
        for range in ranges {
            defer { row.reset() }
            row.bind(1, range.lowerBound)
            row.bind(2, range.upperBound)
            while try row.step() {
                let lane = row.int(1)
                guard let plan = planOfLane[lane] else { continue }
                try plans[plan].add(row.int64(0), lane: lane, amount: row.int64(2))
            }
        }
    }

    func stage(
        _ id: Int, count: Int, amount: Int64, hashTotal: Int64, digest: Digest, size: Int
    ) throws {
        try database.execute(
            sql: """
                UPDATE submissions SET state = 'staged', hash_total = ?, digest = ?, size = ?
                WHERE submission = ? AND state = 'sealed' AND count = ? AND amount = ?
                """, arguments: [hashTotal, digest.hex, size, id, count, amount])
        try demandChanges(1, "staging submission \(id) with \(count) refunds, \(amount) in all")
    }

    func recordRedelivery(of id: Int, by: String, osUser: String, note: String, at: Instant) throws {
        try database.execute(
            sql: "INSERT INTO redeliveries (submission, at, by, os_user, note) VALUES (?, ?, ?, ?, ?)",
            arguments: [id, at.seconds, by, osUser, note])
    }
}

/// A submission to be, and the refunds that its seal takes, in sum.
struct SealPlan {
    let order: SealOrder
    /// 0 while nothing is known to wait.
    var submission = 0
    var count = 0
    var amount: Int64 = 0
    var first = Int64.max
    var last: Int64 = 0
    var totals: [Int: (count: Int, amount: Int64)] = [:]

    init(order: SealOrder) { self.order = order }

    mutating func add(_ serial: Int64, lane: Int, amount added: Int64) throws {
        let (sum, overflow) = amount.addingReportingOverflow(added)
        if overflow { throw SQLiteLedger.broken("a submission's total is too great") }
        amount = sum
        count += 1
        first = min(first, serial)
        last = max(last, serial)
        totals[lane, default: (0, 0)].count += 1
        totals[lane, default: (0, 0)].amount += added
    }
}
