import Ledger
import Refunds

/// Finds the orders of one chunk of requests (`decisions.md`, how the table is read).
struct OrderFactsLookup {
    private static let byPayment = """
        SELECT account, channel, currency, exponent, amount, status, paid_at, chargeback, refunded_elsewhere,
            terminal, order_number
        FROM orders WHERE payment_id = ?
        """
    /// Answered by the index alone.
    private static let byNumber =
        "SELECT payment_id FROM orders WHERE account = ? AND order_number = ? ORDER BY payment_id"

    private let account: Int
    private let payment: RawStatement
    private let number: RawStatement
    private let status: RawStatement
    /// The payment IDs to look up, end to end: the requests' own and those that order numbers led to.
    private var ids: [UInt8] = []
    private var keys: [SortKey] = []
    /// Rows with both keys whose order bears another number than the row's.
    private var mismatches: [SortKey] = []
    private var facts = ChunkFacts()

    init(_ session: SQLiteSession, account: Int) throws {
        self.account = account
        payment = try session.statement(Self.byPayment)
        number = try session.statement(Self.byNumber)
        status = try session.statement("SELECT status FROM orders WHERE payment_id = ?")
    }

    mutating func find(_ chunk: RequestChunk) throws -> ChunkFacts {
        let count = chunk.requests.count
        facts.matches = [OrderMatch](repeating: .noKey, count: count)
        ids.reserveCapacity(count * 24)
        keys.reserveCapacity(count)
        try unsafe chunk.bytes.withUnsafeBufferPointer { bytes in
            try unsafe resolveNumbers(chunk.requests, bytes)
            unsafe collectPayments(chunk.requests, bytes)
            try unsafe lookUp(chunk.requests, bytes)
            try unsafe settleMismatches(bytes)
        }
        return facts
    }

    // MARK: - By order number alone

    private mutating func resolveNumbers(
        _ requests: [RefundRequest], _ bytes: UnsafeBufferPointer<UInt8>
    ) throws {
        var numbers: [SortKey] = []
        for (place, request) in requests.enumerated() where !request.hasPaymentKey && request.hasNumberKey {
            unsafe numbers.append(SortKey(request.orderNumber, of: bytes, place: place))
        }
        unsafe SortKey.sort(&numbers, in: bytes)
        var first = 0
        while first < numbers.count {
            var end = first + 1
            while end < numbers.count, unsafe numbers[end].isSame(as: numbers[first], in: bytes) { end += 1 }
            let (match, id) = try unsafe resolve(numbers[first].piece, bytes)
            for key in numbers[first..<end] {
                facts.matches[Int(key.place)] = match
                if let id { appendKey(id, place: Int(key.place)) }
            }
            first = end
        }
    }

    /// The payment that an order number means, as a piece of `ids`; without one, why not.
    private mutating func resolve(
        _ orderNumber: ByteRange, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws -> (OrderMatch, ByteRange?) {
        number.bind(1, account)
        unsafe number.bind(2, bytes, orderNumber)
        defer { number.reset() }
        guard try number.step() else { return (.notFound, nil) }
        let only = number.append(0, to: &ids)
        guard try number.step() else { return (.notFound, only) }
        var successful = try isSuccessful(only) ? only : nil
        repeat {
            let next = number.append(0, to: &ids)
            guard try isSuccessful(next) else { continue }
            guard successful == nil else { return (.ambiguous, nil) }
            successful = next
        } while try number.step()
        return successful.map { (.notFound, $0) } ?? (.noneSuccessful, nil)
    }

    private func isSuccessful(_ id: ByteRange) throws -> Bool {
        try unsafe ids.withUnsafeBufferPointer { ids in
            unsafe status.bind(1, ids, id)
            defer { status.reset() }
            return try status.step() && status.int(0) == PaymentStatus.success.number
        }
    }

    // MARK: - By payment ID

    private mutating func collectPayments(
        _ requests: [RefundRequest], _ bytes: UnsafeBufferPointer<UInt8>
    ) {
        for (place, request) in requests.enumerated() where request.hasPaymentKey {
            let start = ids.count
            unsafe ids.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[request.paymentID.range]))
            appendKey(ByteRange(start, ids.count), place: place)
        }
    }

    private mutating func appendKey(_ id: ByteRange, place: Int) {
        unsafe ids.withUnsafeBufferPointer { unsafe keys.append(SortKey(id, of: $0, place: place)) }
    }

    /// Looks every payment up once, in key order, and tells its rows.
    private mutating func lookUp(_ requests: [RefundRequest], _ bytes: UnsafeBufferPointer<UInt8>) throws {
        facts.orders.reserveCapacity(keys.count)
        facts.bytes.reserveCapacity(keys.count * 64)
        try unsafe ids.withUnsafeBufferPointer { ids in
            unsafe SortKey.sort(&keys, in: ids)
            var first = 0
            while first < keys.count {
                var end = first + 1
                while end < keys.count, unsafe keys[end].isSame(as: keys[first], in: ids) { end += 1 }
                let found = try unsafe fetch(keys[first].piece, ids)
                for index in first..<end {
                    let place = Int(keys[index].place)
                    unsafe match(requests[place], place: place, found: found, bytes)
                }
                first = end
            }
        }
    }

    private mutating func match(
        _ request: RefundRequest, place: Int, found: Int?, _ bytes: UnsafeBufferPointer<UInt8>
    ) {
        guard let found else { return facts.matches[place] = .notFound }
        facts.matches[place] = .found(found)
        guard request.hasPaymentKey, request.hasNumberKey else { return }
        let stored = facts.orders[found].orderNumber
        let agrees = unsafe facts.bytes.withUnsafeBufferPointer {
            unsafe $0.isSame(stored, request.orderNumber, of: bytes)
        }
        if !agrees { unsafe mismatches.append(SortKey(request.orderNumber, of: bytes, place: place)) }
    }

    /// Appends the account's order to the facts; answers its place, nil when the account has none.
    private mutating func fetch(_ id: ByteRange, _ ids: UnsafeBufferPointer<UInt8>) throws -> Int? {
        unsafe payment.bind(1, ids, id)
        defer { payment.reset() }
        guard try payment.step(), payment.int(0) == account else { return nil }
        guard let status = PaymentStatus(stored: payment.int(5)), let currency = payment.currency(2) else {
            throw SQLiteLedger.broken("orders, status or currency of \(unsafe text(id, ids))")
        }
        let start = facts.bytes.count
        unsafe facts.bytes.append(contentsOf: UnsafeBufferPointer(rebasing: ids[id.range]))
        let paymentID = ByteRange(start, facts.bytes.count)
        let terminal = payment.append(9, to: &facts.bytes)
        let orderNumber = payment.append(10, to: &facts.bytes)
        facts.orders.append(
            OrderFacts(
                paymentID: paymentID, orderNumber: orderNumber, terminal: terminal, currency: currency,
                exponent: payment.int(3), amount: payment.int64(4), chargeback: payment.int64(7),
                refundedElsewhere: payment.int64(8), status: status,
                paidAt: Instant(seconds: payment.int64(6)), channel: payment.int(1)))
        return facts.orders.count - 1
    }

    private func text(_ piece: ByteRange, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
        unsafe String(decoding: bytes[piece.range], as: UTF8.self)
    }

    // MARK: - Both keys, of different orders

    private mutating func settleMismatches(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        unsafe SortKey.sort(&mismatches, in: bytes)
        for key in mismatches {
            number.bind(1, account)
            unsafe number.bind(2, bytes, key.piece)
            defer { number.reset() }
            facts.matches[Int(key.place)] = try number.step() ? .conflict : .notFound
        }
    }
}

extension RefundRequest {
    /// A key is looked up unless it is empty or damaged, or nothing of the row is looked at.
    fileprivate var hasPaymentKey: Bool {
        !paymentID.isEmpty && faults.isDisjoint(with: .unreadable.union(.paymentDamaged))
    }

    fileprivate var hasNumberKey: Bool {
        !orderNumber.isEmpty && faults.isDisjoint(with: .unreadable.union(.orderNumberDamaged))
    }
}

extension PaymentStatus {
    /// The status of a stored number, without a search through all of them.
    init?(stored number: Int) {
        switch number {
        case 1: self = .success
        case 0: self = .failed
        case -1: self = .pending
        default: return nil  // not our enum
        }
    }
}
