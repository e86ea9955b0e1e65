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
        /// By batch: how many of its refunds became final.
        var finished: [Int: Int] = [:]
    }

    private(set) var effects: Effects
    private let base: Int64
    private let read: RawStatement
    private let note: RawStatement
    private let move: RawStatement

    /// Answers get the numbers after `base`.
    init(_ session: SQLiteSession, count: Int, base: Int64) throws {
        effects = Effects(previous: [Int64](repeating: 0, count: count))
        self.base = base
        read = try session.statement(
            """
            SELECT s.status, s.answer, r.batch, r.amount, r.payment_id
            FROM refund_states s CROSS JOIN refunds r ON r.refund = s.refund WHERE s.refund = ?
            """)
        note = try session.statement("UPDATE refund_states SET answer = ?2 WHERE refund = ?1 AND status = ?3")
        move = try session.statement(
            """
            UPDATE refund_states SET answer = ?2, status = ?4, failure = ?5 WHERE refund = ?1 AND status = ?3
            """)
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
    }

    /// One refund's answers of the chunk, in file order.
    private mutating func run(_ serial: Int64, _ indices: ArraySlice<Int>, _ answers: [AppliedAnswer]) throws
    {
        defer { read.reset() }
        read.bind(1, serial)
        guard try read.step(), let before = RefundStatus(number: read.int(0)) else {
            throw SQLiteLedger.broken("refund \(serial)")
        }
        var status = before
        var newest = read.int64(1)
        for index in indices {
            effects.previous[index] = newest
            newest = base + Int64(index) + 1
            guard let next = status.after(answers[index].effect) else {
                throw SQLiteLedger.broken(
                    "refund \(serial) is \(status.rawValue): line \(answers[index].line) can't apply")
            }
            status = next
        }
        try setState(of: serial, from: before, to: status, answer: newest)
        if status != before { effects.finished[read.int(2), default: 0] += 1 }
        if status == .failed, before != .failed { effects.failed.append((read.text(4), read.int64(3))) }
    }

    private func setState(
        of serial: Int64, from before: RefundStatus, to after: RefundStatus, answer: Int64
    ) throws {
        let update = before == after ? note : move
        update.bind(1, serial)
        update.bind(2, answer)
        update.bind(3, before.number)
        if before != after {
            update.bind(4, after.number)
            if after == .failed { update.bind(5, RefundFailure.bank.number) } else { update.bindNull(5) }
        }
        guard try update.run() == 1 else { throw SQLiteLedger.broken("refund \(serial)") }
    }
}

extension RefundStatus {
    /// What a refund becomes by an answer; nil where it may not come.
    fileprivate func after(_ effect: AnswerEffect) -> RefundStatus? {
        switch effect {
        case .acknowledged: self == .submitted ? self : nil
        case .paid: after(RefundEvent.paid)
        case .refused: after(RefundEvent.refusedByBank)
        case .queryNumber: self == .succeeded ? self : nil
        }
    }
}
