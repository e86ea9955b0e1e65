import Bytes
import Ledger
import Refunds

extension SQLiteSession {
    private static let digestSetting = "orders_digest"

    func ordersDigest() throws -> Digest {
        guard let text = try setting(Self.digestSetting) else { return Digest() }
        guard let digest = Digest(hex: text) else {
            throw SQLiteLedger.broken("setting \(Self.digestSetting)")
        }
        return digest
    }

    func upsert(_ chunk: OrderChunk) throws -> (outcomes: [OrderOutcome], coverChanges: [CoverChange]) {
        var upsert = try OrderUpsert(
            self, digest: try ordersDigest(), rows: chunk.rows.count, file: chunk.file)
        try unsafe chunk.bytes.withUnsafeBufferPointer { try unsafe upsert.run(chunk.rows, $0) }
        try set(Self.digestSetting, upsert.digest.hex)
        // Found in key order; what two rows did to one order must be told in theirs.
        return (upsert.outcomes, upsert.coverChanges.sorted { $0.line < $1.line })
    }
}

/// One chunk of an order file on its way into the ledger, in key order, rows for one order in theirs.
private struct OrderUpsert {
    private let session: SQLiteSession
    private let insert: RawStatement
    private let select: RawStatement
    private let update: RawStatement
    private let renumber: RawStatement
    private let holdings: HoldingLookup
    private let file: Int
    private var row = RowDigest()
    /// Texts of the order at hand.
    private var scratch: [UInt8] = []
    /// Of all orders.
    private(set) var digest: Digest
    private(set) var outcomes: [OrderOutcome]
    private(set) var coverChanges: [CoverChange] = []

    init(_ session: SQLiteSession, digest: Digest, rows: Int, file: Int) throws {
        self.session = session
        self.file = file
        self.digest = digest
        outcomes = [OrderOutcome](repeating: .unchanged, count: rows)
        let marks = [String](repeating: "?", count: 20).joined(separator: ", ")
        insert = try session.statement(
            """
            INSERT INTO orders (\(OrderValues.columns), checksum) VALUES (\(marks))
            ON CONFLICT (payment_id) DO NOTHING
            """)
        select = try session.statement("SELECT \(OrderValues.columns) FROM orders WHERE payment_id = ?")
        // The index is by account and order number: it is left alone when the number stands. The account always does.
        let facts = """
            channel = ?3, currency = ?4, exponent = ?5, amount = ?6, status = ?7, paid_at = ?8, chargeback = ?9,
            refunded_elsewhere = ?10, terminal = ?11, payment_method = ?13, acquirer_reference = ?14,
            creditor_name = ?15, creditor_account = ?16, creditor_agent = ?17, file = ?18, line = ?19, checksum = ?20
            """
        update = try session.statement("UPDATE orders SET \(facts) WHERE payment_id = ?1")
        renumber = try session.statement(
            "UPDATE orders SET \(facts), order_number = ?12 WHERE payment_id = ?1")
        holdings = try HoldingLookup(session)
    }

    mutating func run(_ rows: [OrderRow], _ bytes: UnsafeBufferPointer<UInt8>) throws {
        var keys: [SortKey] = []
        keys.reserveCapacity(rows.count)
        for (place, row) in rows.enumerated() {
            unsafe keys.append(SortKey(row.paymentID, of: bytes, place: place))
        }
        unsafe SortKey.sort(&keys, in: bytes)
        for key in keys {
            let place = Int(key.place)
            outcomes[place] = try unsafe take(rows[place], bytes)
        }
    }

    /// Most rows are new: they are inserted without being looked for first.
    private mutating func take(_ written: OrderRow, _ bytes: UnsafeBufferPointer<UInt8>) throws
        -> OrderOutcome
    {
        let values = OrderValues(written, file: file)
        let made = unsafe values.digest(bytes, with: &row)
        unsafe values.bind(to: insert, bytes, made)
        if try insert.run() == 1 {
            digest.add(made)
            return .inserted
        }
        let stored = try unsafe read(written.paymentID, bytes)
        do {
            return try unsafe merge(written, bytes, into: stored)
        } catch let conflict as OrderMerge.Conflict {
            return .changed(column: conflict.column, stored: conflict.stored, written: conflict.written)
        }
    }

    private mutating func read(
        _ paymentID: ByteRange, _ bytes: UnsafeBufferPointer<UInt8>
    ) throws -> OrderValues {
        unsafe select.bind(1, bytes, paymentID)
        defer { select.reset() }
        scratch.removeAll(keepingCapacity: true)
        guard try select.step(), let stored = OrderValues(select, bytes: &scratch) else {
            throw SQLiteLedger.broken("orders, \(unsafe text(paymentID, bytes))")
        }
        return stored
    }

    private mutating func merge(
        _ written: OrderRow, _ bytes: UnsafeBufferPointer<UInt8>, into stored: OrderValues
    ) throws -> OrderOutcome {
        guard written.account == stored.account else {
            throw OrderMerge.Conflict(
                column: "account", stored: try session.accountName(stored.account),
                written: try session.accountName(written.account))
        }
        let holding = try unsafe holdings.holding(of: written.paymentID, bytes)
        let merge = OrderMerge(
            stored: stored, row: written, hasRefunds: holding.map { $0.last != 0 } ?? false)
        if merge.hasRefunds { try unsafe demandSameFacts(merge, bytes) }
        var merged = try merge.values()
        unsafe mergeTexts(of: written, bytes, into: &merged)
        let before = digest(of: stored)
        let after = digest(of: merged)
        guard after != before else { return .unchanged }
        merged.file = file
        merged.line = written.line
        let change = merged.texts.orderNumber == stored.texts.orderNumber ? update : renumber
        try unsafe scratch.withUnsafeBufferPointer {
            unsafe merged.bind(to: change, $0, after)
            try change.runOnce("orders, \(unsafe text(merged.paymentID, $0))")
        }
        digest.subtract(before)
        digest.add(after)
        if let holding { noteCover(holding, before: stored, after: merged, line: written.line) }
        return .updated
    }

    private mutating func digest(of values: OrderValues) -> Digest {
        unsafe scratch.withUnsafeBufferPointer { unsafe values.digest($0, with: &row) }
    }

    /// Puts the row's texts behind the stored ones, where they differ.
    private mutating func mergeTexts(
        of written: OrderRow, _ bytes: UnsafeBufferPointer<UInt8>, into merged: inout OrderValues
    ) {
        unsafe merge(written.terminal, bytes, into: &merged.texts.terminal)
        unsafe merge(written.orderNumber, bytes, into: &merged.texts.orderNumber)
        unsafe merge(written.paymentMethod, bytes, into: &merged.texts.paymentMethod)
        unsafe merge(written.acquirerReference, bytes, into: &merged.texts.acquirerReference)
        unsafe merge(written.creditorName, bytes, into: &merged.texts.creditorName)
        unsafe merge(written.creditorAccount, bytes, into: &merged.texts.creditorAccount)
        unsafe merge(written.creditorAgent, bytes, into: &merged.texts.creditorAgent)
    }

    private mutating func merge(
        _ written: ByteRange?, _ bytes: UnsafeBufferPointer<UInt8>, into stored: inout ByteRange
    ) {
        guard let written, unsafe !isSame(stored, written, bytes) else { return }
        let start = scratch.count
        unsafe scratch.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[written.range]))
        stored = ByteRange(start, scratch.count)
    }

    private func isSame(
        _ stored: ByteRange, _ written: ByteRange, _ bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        unsafe scratch.withUnsafeBufferPointer { unsafe $0.isSame(stored, written, of: bytes) }
    }

    /// What no row may change once there is a refund.
    private func demandSameFacts(_ merge: OrderMerge, _ bytes: UnsafeBufferPointer<UInt8>) throws {
        let (stored, row) = (merge.stored, merge.row)
        func demand(
            _ isSame: Bool, _ column: String, _ old: @autoclosure () throws -> String,
            _ new: @autoclosure () throws -> String
        ) throws {
            if !isSame { throw OrderMerge.Conflict(column: column, stored: try old(), written: try new()) }
        }
        try demand(
            unsafe isSame(stored.texts.orderNumber, row.orderNumber, bytes), "order_number",
            scratch.text(stored.texts.orderNumber), unsafe text(row.orderNumber, bytes))
        try demand(
            unsafe isSame(stored.texts.terminal, row.terminal, bytes), "terminal",
            scratch.text(stored.texts.terminal), unsafe text(row.terminal, bytes))
        try demand(
            !row.namesChannel || row.channel == stored.channel, "channel",
            session.channelName(stored.channel), session.channelName(row.channel))
        try demand(
            row.currency == stored.currency, "order_currency", stored.currency.text, row.currency.text)
        try demand(
            OrderMerge.scaled(row.amount, from: row.exponent, to: stored.exponent) == stored.amount,
            "order_amount", Money.text(minor: stored.amount, exponent: stored.exponent),
            Money.text(minor: row.amount, exponent: row.exponent))
        try demand(
            row.paidAt == stored.paidAt, "payment_datetime", stored.paidAt.text(offset: 0),
            row.paidAt.text(offset: 0))
    }

    /// An order without anything held has no refund that could lose its cover, but may get back one that was reported.
    private mutating func noteCover(_ holding: Holding, before: OrderValues, after: OrderValues, line: Int) {
        guard !after.hasCover(of: before) else { return }
        let isCovered = after.covers(holding.held)
        guard isCovered ? !before.covers(holding.held) : holding.held > 0 else { return }
        coverChanges.append(
            CoverChange(paymentID: scratch.text(after.paymentID), isCovered: isCovered, line: line))
    }

    private func text(_ piece: ByteRange, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
        unsafe String(decoding: bytes[piece.range], as: UTF8.self)
    }
}
