import Refunds

/// What refunds hold of one order.
struct Holding {
    var held: Int64 = 0
    var refunds = 0
    /// The newest refund; never 0 in a stored row.
    var last: Int64 = 0
}

/// Reads holdings by payment ID; in a preview what it took comes first.
struct HoldingLookup {
    private let stored: RawStatement
    private let taken: RawStatement?

    init(_ session: SQLiteSession) throws {
        stored = try session.statement("SELECT held, refunds, last FROM holdings WHERE payment_id = ?")
        taken =
            session.isPreview
            ? try session.statement("SELECT held, refunds, last FROM taken_holdings WHERE payment_id = ?")
            : nil
    }

    /// Nil when the order never had a refund.
    func holding(of paymentID: ByteRange, _ bytes: UnsafeBufferPointer<UInt8>) throws -> Holding? {
        if let taken, let holding = try unsafe read(taken, paymentID, bytes) { return holding }
        return try unsafe read(stored, paymentID, bytes)
    }

    private func read(
        _ statement: RawStatement, _ paymentID: ByteRange, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws -> Holding? {
        unsafe statement.bind(1, bytes, paymentID)
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        return Holding(held: statement.int64(0), refunds: statement.int(1), last: statement.int64(2))
    }
}
