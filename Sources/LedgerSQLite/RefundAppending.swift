import Bytes
import Ledger
import Refunds
import Rules

/// Appends accepted rows to `refunds` and `refund_states`, and adds them to their batch's totals.
struct RefundAppending {
    private let session: SQLiteSession
    private let batch: OpenBatch
    private let refund: RawStatement
    private let state: RawStatement
    private var digest = RowDigest()
    /// Where the row before found its lane: the next one is mostly of the same.
    private var slot = 0

    init(_ session: SQLiteSession, batch: OpenBatch) throws {
        self.session = session
        self.batch = batch
        refund = try session.statement(
            """
            INSERT INTO refunds (refund, batch, line, lane, previous, amount, order_amount, order_time, warnings,
                number, payment_id, terminal, description, checksum)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        state = try session.statement(
            """
            INSERT INTO refund_states (refund, lane, status, hold, submission, failure, answer)
            VALUES (?, ?, 0, 0, NULL, NULL, NULL)
            """)
    }

    mutating func run(
        _ accepted: AcceptedRefund, _ request: RefundRequest, _ rows: UnsafeBufferPointer<UInt8>,
        _ order: OrderFacts, _ orders: UnsafeBufferPointer<UInt8>, _ underWay: inout BatchUnderWay
    ) throws {
        try findLane(of: order, in: &underWay)
        let lane = underWay.sums[slot].lane
        let integers: InlineArray<9, Int64> = [
            accepted.serial, Int64(batch.id), Int64(request.line), Int64(lane), accepted.previous,
            accepted.amount, order.amount, order.paidAt.seconds, Int64(accepted.warnings.bits),
        ]
        for index in integers.indices {
            digest.add(integers[index])
            refund.bind(Int32(index) + 1, integers[index])
        }
        unsafe add(request.number, rows, at: 10)
        unsafe add(order.paymentID, orders, at: 11)
        unsafe add(order.terminal, orders, at: 12)
        unsafe add(request.description, rows, at: 13)
        let row = digest.finish()
        refund.bind(14, RowDigest.checksum(row))
        try refund.runOnce("refund \(accepted.serial)")
        state.bind(1, accepted.serial)
        state.bind(2, lane)
        try state.runOnce("the state of refund \(accepted.serial)")
        underWay.accepted += 1
        underWay.sums[slot].count += 1
        underWay.sums[slot].amount += accepted.amount
        underWay.digest.add(row)
    }

    private mutating func add(_ piece: ByteRange, _ bytes: UnsafeBufferPointer<UInt8>, at column: Int32) {
        unsafe digest.add(piece, of: bytes)
        unsafe refund.bind(column, bytes, piece)
    }

    /// Points `slot` at the order's lane.
    private mutating func findLane(of order: OrderFacts, in underWay: inout BatchUnderWay) throws {
        let key = LaneKey(
            account: batch.account, channel: order.channel, currency: order.currency, exponent: order.exponent
        )
        if slot < underWay.sums.count, underWay.sums[slot].key == key { return }
        if let known = underWay.sums.firstIndex(where: { $0.key == key }) {
            slot = known
            return
        }
        underWay.sums.append(BatchUnderWay.LaneSum(key: key, lane: try session.internLane(key)))
        slot = underWay.sums.count - 1
    }
}
