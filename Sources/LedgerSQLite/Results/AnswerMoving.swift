import GRDB
import Ledger
import Refunds
import Rules

/// Moves the refunds that a chunk of answers tells of, by serial; several answers of one refund in file order.
struct AnswerMoving {
    /// What a chunk did beside the refunds' own rows.
    struct Effects {
        /// For each answer: the refund's answer before it; 0 when it is the first.
        var previous: [Int64]
        var failed: [(paymentID: String, amount: Int64)] = []
        /// By lane, what the bank would not pay.
        var returned: [Int: Int64] = [:]
        /// By batch: how many of its refunds became final.
        var finished: [Int: Int] = [:]
    }

    private(set) var effects: Effects
    private let base: Int64
    private let read: RawStatement
    private let note: RawStatement
    private var paid: StatusMoves
    private var refused: StatusMoves

    /// Answers get the numbers after `base`.
    init(_ session: SQLiteSession, count: Int, base: Int64) throws {
        effects = Effects(previous: [Int64](repeating: 0, count: count))
        self.base = base
        read = try session.statement(
            """
            SELECT s.status, s.answer, r.batch, r.amount, r.payment_id, s.lane
            FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund WHERE s.refund = ?
            """)
        note = try session.statement("UPDATE refund_states SET answer = ? WHERE refund = ? AND status = ?")
        paid = try StatusMoves(session, to: .succeeded, failure: nil)
        refused = try StatusMoves(session, to: .failed, failure: .bank)
    }

    mutating func run(_ answers: [AppliedAnswer]) throws {
        let order = SerialOrder.of(answers.count) { answers[$0].serial }
        var start = 0
        while start < order.count {
            let serial = answers[order[start]].serial
            var end = start + 1
            while end < order.count, answers[order[end]].serial == serial { end += 1 }
            try run(serial, order[start..<end], answers)
            start = end
        }
        try paid.flush()
        try refused.flush()
    }

    /// One refund's answers of the chunk, in file order.
    private mutating func run(_ serial: Int64, _ indices: ArraySlice<Int>, _ answers: [AppliedAnswer]) throws
    {
        read.bind(1, serial)
        guard try read.step(), let before = RefundStatus(number: read.int(0)) else {
            throw SQLiteLedger.broken("refund \(serial)")
        }
        var status = before
        var newest = read.int64(1)
        let batch = read.int(2)
        let amount = read.int64(3)
        let isRefused = indices.contains { answers[$0].effect == .refused }
        let paymentID = isRefused ? read.text(4) : ""
        let lane = read.int(5)
        // Before anything is written: a cursor left open has its place saved at every write.
        read.reset()
        for index in indices {
            effects.previous[index] = newest
            newest = base + Int64(index) + 1
            guard let next = status.after(answers[index].effect) else {
                throw SQLiteLedger.broken(
                    "refund \(serial) is \(status.rawValue): line \(answers[index].line) can't apply")
            }
            status = next
        }
        note.bind(1, newest)
        note.bind(2, serial)
        note.bind(3, before.number)
        guard try note.run() == 1 else { throw SQLiteLedger.broken("refund \(serial)") }
        if status == before { return }
        effects.finished[batch, default: 0] += 1
        switch status {
        case .succeeded: try paid.add(serial)
        case .failed:
            try refused.add(serial)
            effects.failed.append((paymentID, amount))
            effects.returned[lane, default: 0] += amount
        case .pending, .submitted: throw SQLiteLedger.broken("refund \(serial) goes back")
        }
    }
}

extension RefundStatus {
    /// What a refund becomes by an answer; nil where it may not come.
    fileprivate func after(_ effect: AnswerEffect) -> RefundStatus? {
        switch effect {
        case .acknowledged: self == .submitted ? self : nil
        case .paid, .refused: effect.event.flatMap { after($0) }
        case .queryNumber: self == .succeeded ? self : nil
        case .resolvedPaid, .resolvedRefused, .reversed, .reapplied, .amended: nil
        }
    }
}
