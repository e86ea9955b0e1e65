import Bytes
import GRDB
import Ledger
import Refunds
import Rules

/// The batch whose rows are being taken, and what was accepted of it so far.
struct BatchUnderWay {
    struct LaneSum {
        var key: LaneKey
        var lane: Int
        var count = 0
        var amount: Int64 = 0
    }

    var batch: OpenBatch
    var accepted = 0
    var sums: [LaneSum] = []
    /// The sum of the accepted refunds' row digests.
    var digest = Digest()
}

extension SQLiteSession {
    private static let serialCounter = "next_serial"
    private static let batchCounter = "next_batch"

    /// The serial that the next accepted row gets.
    func nextSerial() throws -> Int64 {
        if let serial { return serial }
        let read = try counter(Self.serialCounter)
        serial = read
        return read
    }

    /// A counter of the settings; it starts at 1.
    private func counter(_ name: String) throws -> Int64 {
        guard let text = try setting(name) else { return 1 }
        guard let value = Int64(text), value > 0 else { throw SQLiteLedger.broken("setting \(name)") }
        return value
    }

    func openBatch(account: Int, accountName: String, at: Instant) throws -> OpenBatch {
        guard underWay == nil else {
            throw SQLiteLedger.broken("a second batch is opened in one transaction")
        }
        let number = try counter(Self.batchCounter)
        try set(Self.batchCounter, String(number + 1))
        try database.execute(sql: "SAVEPOINT accepts")
        let batch = OpenBatch(
            id: Int(number), account: account, accountName: accountName, acceptedAt: at,
            firstSerial: try nextSerial())
        underWay = BatchUnderWay(batch: batch)
        return batch
    }

    func rollBackAccepts(of batch: OpenBatch) throws {
        if isPreview {
            try emptyPreviewTables()
            serial = batch.firstSerial
            return
        }
        try demand(batch)
        try database.execute(sql: "ROLLBACK TO accepts")
        underWay = BatchUnderWay(batch: batch)
        serial = batch.firstSerial
        // A lane made since then is gone.
        names = NameTables()
    }

    func accepted(in batch: OpenBatch) throws -> (totals: [LaneTotal], digest: Digest) {
        let underWay = try demand(batch)
        let totals = try underWay.sums.map {
            LaneTotal(lane: try lane($0.lane), count: $0.count, amount: $0.amount)
        }
        return (totals.sorted { $0.lane < $1.lane }, underWay.digest)
    }

    /// The batch under way, which must be this one.
    @discardableResult
    func demand(_ batch: OpenBatch) throws -> BatchUnderWay {
        guard let underWay, underWay.batch.id == batch.id else {
            throw SQLiteLedger.broken("batch \(batch.id) is not under way")
        }
        return underWay
    }

    func accept(
        _ decisions: [Decision], of chunk: RequestChunk, facts: ChunkFacts, batch: OpenBatch
    ) throws {
        let first = try nextSerial()
        var next = first
        for decision in decisions {
            guard let refund = decision.accepted else { continue }
            guard refund.serial == next else {
                throw SQLiteLedger.broken("serial \(refund.serial) is taken where \(next) is due")
            }
            next += 1
        }
        guard next > first else { return }
        guard next <= RefundID.greatestSerial + 1 else {
            throw Failure(.alarm, "all refund numbers of this home are used", "本目录的退款编号已用尽")
        }
        try Accepting(self, chunk: chunk, facts: facts, account: batch.account).reserve(decisions)
        if isPreview {
            try keepPreview(decisions, of: chunk, batch: batch)
        } else {
            try keep(decisions, of: chunk, facts: facts, batch: batch)
            try set(Self.serialCounter, String(next))
        }
        serial = next
    }

    private func keep(
        _ decisions: [Decision], of chunk: RequestChunk, facts: ChunkFacts, batch: OpenBatch
    ) throws {
        // Taken out for the while: it changes with every row.
        var taken = try demand(batch)
        var append = try RefundAppending(self, batch: batch)
        try unsafe chunk.bytes.withUnsafeBufferPointer { rows in
            try unsafe facts.bytes.withUnsafeBufferPointer { orders in
                for decision in decisions {
                    guard let refund = decision.accepted else { continue }
                    try unsafe append.run(
                        refund, chunk.requests[refund.request], rows, facts.orders[refund.order], orders,
                        &taken)
                }
            }
        }
        underWay = taken
    }

    private func keepPreview(_ decisions: [Decision], of chunk: RequestChunk, batch: OpenBatch) throws {
        let insert = try statement("INSERT INTO taken_refunds VALUES (?, ?, ?, ?, ?, ?)")
        for decision in decisions {
            guard let refund = decision.accepted else { continue }
            insert.bind(1, refund.serial)
            insert.bind(2, refund.previous)
            insert.bind(3, refund.amount)
            insert.bind(4, batch.id)
            insert.bind(5, chunk.requests[refund.request].line)
            insert.bind(6, batch.acceptedAt.seconds)
            try insert.runOnce("refund \(refund.serial)")
        }
    }
}

/// Takes what a chunk's accepted rows use up: amount of their orders, and their numbers. Both in key order.
private struct Accepting {
    private let chunk: RequestChunk
    private let facts: ChunkFacts
    private let account: Int
    private let hold: RawStatement
    private let number: RawStatement

    private struct Share {
        var amount: Int64 = 0
        var refunds = 0
        var last: Int64 = 0
    }

    init(_ session: SQLiteSession, chunk: RequestChunk, facts: ChunkFacts, account: Int) throws {
        self.chunk = chunk
        self.facts = facts
        self.account = account
        // A new row is measured (its NULL is refused) and so is an old one: an upsert whose WHERE is false changes nothing
        // and is no error, so the changes are counted. No INSERT … SELECT: it keeps a journal of its own for each statement.
        hold = try session.statement(
            session.isPreview
                ? """
                INSERT INTO taken_holdings (payment_id, held, refunds, last)
                SELECT ?1, coalesce(h.held, 0) + ?3, coalesce(h.refunds, 0) + ?4, ?5
                FROM (SELECT 1) LEFT JOIN holdings h ON h.payment_id = ?1
                WHERE coalesce(h.held, 0) + ?3 <= ?6
                ON CONFLICT (payment_id) DO UPDATE SET
                    held = held + ?3, refunds = refunds + ?4, last = ?5
                WHERE held + ?3 <= ?6
                """
                : """
                INSERT INTO holdings (payment_id, ceiling, held, refunds, last)
                VALUES (?1, ?2, iif(?3 <= ?6, ?3, NULL), ?4, ?5)
                ON CONFLICT (payment_id) DO UPDATE SET
                    held = held + ?3, refunds = refunds + ?4, last = ?5
                WHERE held + ?3 <= ?6
                """)
        number = try session.statement(
            "INSERT INTO \(session.isPreview ? "taken_numbers" : "refund_numbers") VALUES (?, ?, ?)")
    }

    func reserve(_ decisions: [Decision]) throws {
        try holdAmounts(decisions)
        try takeNumbers(decisions)
    }

    /// One upsert for each order, however many rows of the chunk it has.
    private func holdAmounts(_ decisions: [Decision]) throws {
        var shares = [Share](repeating: Share(), count: facts.orders.count)
        for decision in decisions {
            guard let refund = decision.accepted else { continue }
            shares[refund.order].amount += refund.amount
            shares[refund.order].refunds += 1
            shares[refund.order].last = refund.serial
        }
        try unsafe facts.bytes.withUnsafeBufferPointer { bytes in
            for (place, order) in facts.orders.enumerated() where shares[place].refunds > 0 {
                let share = shares[place]
                unsafe hold.bind(1, bytes, order.paymentID)
                hold.bind(2, order.amount)
                hold.bind(3, share.amount)
                hold.bind(4, share.refunds)
                hold.bind(5, share.last)
                hold.bind(6, order.amount - order.chargeback - order.refundedElsewhere)
                try hold.runOnce("an order's refunds up to \(share.last) exceed what is refundable")
            }
        }
    }

    private func takeNumbers(_ decisions: [Decision]) throws {
        var keys: [SortKey] = []
        keys.reserveCapacity(decisions.count)
        try unsafe chunk.bytes.withUnsafeBufferPointer { bytes in
            for (place, decision) in decisions.enumerated() {
                guard let refund = decision.accepted else { continue }
                unsafe keys.append(
                    SortKey(chunk.requests[refund.request].number, of: bytes, place: place))
            }
            unsafe SortKey.sort(&keys, in: bytes)
            for key in keys {
                guard let refund = decisions[Int(key.place)].accepted else { continue }
                number.bind(1, account)
                unsafe number.bind(2, bytes, key.piece)
                number.bind(3, refund.serial)
                try number.runOnce("the number of refund \(refund.serial)")
            }
        }
    }
}
