import Ledger
import Refunds

extension SQLiteSession {
    /// How long POSSIBLE_DUPLICATE looks back, in seconds.
    private static let recentSeconds: Int64 = 7 * 24 * 3600

    func standing(
        for chunk: RequestChunk, facts: ChunkFacts, account: Int, now: Instant
    ) throws -> ChunkStanding {
        var standing = ChunkStanding()
        standing.nextSerial = try nextSerial()
        try readHoldings(facts, into: &standing)
        try readNumbers(chunk, account: account, into: &standing)
        try readRecent(since: now.seconds - Self.recentSeconds, into: &standing)
        return standing
    }

    /// `facts.orders` stand in key order, so the seeks go through the b-tree from left to right.
    private func readHoldings(_ facts: ChunkFacts, into standing: inout ChunkStanding) throws {
        let lookup = try HoldingLookup(self)
        standing.orders.reserveCapacity(facts.orders.count)
        try unsafe facts.bytes.withUnsafeBufferPointer { bytes in
            for order in facts.orders {
                let holding = try unsafe lookup.holding(of: order.paymentID, bytes) ?? Holding()
                standing.orders.append(
                    OrderStanding(
                        held: holding.held, refunds: holding.refunds, last: holding.last, recent: -1))
            }
        }
    }

    private func readNumbers(
        _ chunk: RequestChunk, account: Int, into standing: inout ChunkStanding
    ) throws {
        let count = chunk.requests.count
        standing.numberGroups = (0..<count).map { UInt32(truncatingIfNeeded: $0) }
        standing.numberOwners = [Int64](repeating: 0, count: count)
        let lookup = try NumberLookup(self, account: account)
        var keys: [SortKey] = []
        keys.reserveCapacity(count)
        try unsafe chunk.bytes.withUnsafeBufferPointer { bytes in
            for (place, request) in chunk.requests.enumerated() where request.hasNumber {
                unsafe keys.append(SortKey(request.number, of: bytes, place: place))
            }
            unsafe SortKey.sort(&keys, in: bytes)
            var first = 0
            for index in keys.indices {
                let place = Int(keys[index].place)
                if index > 0, unsafe keys[index].isSame(as: keys[first], in: bytes) {
                    // Equal keys stand in order of their rows: the first is the group's.
                    standing.numberGroups[place] = keys[first].place
                } else {
                    first = index
                    standing.numberOwners[place] = try unsafe lookup.owner(of: keys[index].piece, bytes)
                }
            }
        }
    }

    /// Walks the orders' chains together, each round in order of serial. None ends early: acceptance times need not rise with the
    /// serials (`--now`).
    private func readRecent(since start: Int64, into standing: inout ChunkStanding) throws {
        var round: [(serial: Int64, order: Int)] = []
        for (place, order) in standing.orders.enumerated() where order.last != 0 {
            round.append((order.last, place))
        }
        let chain = try RefundChain(self)
        while !round.isEmpty {
            round.sort { $0.serial < $1.serial }
            var next: [(serial: Int64, order: Int)] = []
            for (serial, place) in round {
                let link = try chain.link(serial)
                if link.acceptedAt >= start, link.status.holdsAmount {
                    standing.recent.append(
                        RecentRefund(amount: link.amount, next: standing.orders[place].recent))
                    standing.orders[place].recent = standing.recent.count - 1
                }
                if link.previous != 0 { next.append((link.previous, place)) }
            }
            round = next
        }
    }
}

/// Reads which accepted refund has a number of one account; 0 when it is free.
private struct NumberLookup {
    private let account: Int
    private let stored: RawStatement
    private let taken: RawStatement?

    init(_ session: SQLiteSession, account: Int) throws {
        self.account = account
        stored = try session.statement("SELECT refund FROM refund_numbers WHERE account = ? AND number = ?")
        taken =
            session.isPreview
            ? try session.statement("SELECT refund FROM taken_numbers WHERE account = ? AND number = ?") : nil
    }

    func owner(of number: ByteRange, _ bytes: UnsafeBufferPointer<UInt8>) throws -> Int64 {
        if let taken {
            let owner = try unsafe read(taken, number, bytes)
            if owner != 0 { return owner }
        }
        return try unsafe read(stored, number, bytes)
    }

    private func read(
        _ statement: RawStatement, _ number: ByteRange, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws -> Int64 {
        statement.bind(1, account)
        unsafe statement.bind(2, bytes, number)
        defer { statement.reset() }
        return try statement.step() ? statement.int64(0) : 0
    }
}

extension RefundRequest {
    /// Whether the row's refund number is compared at all.
    fileprivate var hasNumber: Bool {
        !number.isEmpty && faults.isDisjoint(with: .unreadable.union(.numberDamaged))
    }
}
