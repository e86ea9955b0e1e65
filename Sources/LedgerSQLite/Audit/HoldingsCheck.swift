import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession {
    /// What each order's refunds hold, in order of payment; each refund names the one before it; what holds a refund back is an open
    /// exception of its order.
    func checkHoldings(_ check: inout AuditCheck) throws {
        let holding = try RawStatement(
            """
            SELECT h.payment_id, h.ceiling, h.held, h.refunds, h.last, o.amount, o.account
            FROM holdings h LEFT JOIN orders o ON o.payment_id = h.payment_id ORDER BY h.payment_id
            """, on: database)
        let refund = try RawStatement(
            """
            SELECT r.payment_id, r.refund, r.previous, r.amount, s.status, s.hold, s.submission IS NULL,
                max(r.amount, coalesce(s.paid, 0))
            FROM refunds r JOIN refund_states s ON s.refund = r.refund
            ORDER BY r.payment_id, r.refund
            """, on: database)
        let overdrawn = try OverdrawnOrders(self)
        var more = try refund.step()
        while try holding.step() {
            check.examined += 1
            while more, refund.text(0) < holding.text(0) {
                check.fault(
                    "order \(refund.text(0)): refund \(refund.int64(1)) holds nothing",
                    "订单 \(refund.text(0))：退款 \(refund.int64(1)) 没有占用")
                more = try refund.step()
            }
            let isOverdrawn = try overdrawn.has(holding.text(0))
            var held = Held()
            while more, refund.hasText(0, like: 0, of: holding) {
                held.take(refund, isOverdrawn: isOverdrawn, &check)
                more = try refund.step()
            }
            held.compare(holding, &check)
        }
        while more {
            check.fault(
                "order \(refund.text(0)): refund \(refund.int64(1)) holds nothing",
                "订单 \(refund.text(0))：退款 \(refund.int64(1)) 没有占用")
            more = try refund.step()
        }
    }
}

/// One order's refunds, in sum.
private struct Held {
    private var amount: Int64 = 0
    private var refunds = 0
    private var last: Int64 = 0

    /// An order without cover takes no further refund, so all that it has are held: whatever the times say, for clocks are set back.
    mutating func take(_ row: RawStatement, isOverdrawn: Bool, _ check: inout AuditCheck) {
        let serial = row.int64(1)
        if row.int64(2) != last {
            check.fault(
                "refund \(serial): the one before it is \(row.int64(2)), not \(last)",
                "退款 \(serial)：其前一笔为 \(row.int64(2))，应为 \(last)")
        }
        last = serial
        if RefundStatus(number: row.int(4))?.holdsAmount ?? true {
            // Where the bank paid another amount, the greater of the two is used.
            amount += row.int64(7)
            refunds += 1
        }
        guard row.int(4) == 0, row.int(6) == 1 else { return }
        let isHeld = row.int(5) & 1 == 1
        if isHeld != isOverdrawn {
            check.fault(
                "refund \(serial) is \(isHeld ? "" : "not ")held, its order says otherwise",
                "退款 \(serial) \(isHeld ? "已" : "未")暂缓，与其订单不符")
        }
    }

    func compare(_ row: RawStatement, _ check: inout AuditCheck) {
        let name = "order \(row.text(0))"
        let chinese = "订单 \(row.text(0))"
        if last == 0 { return check.fault("\(name) has a holding but no refund", "\(chinese) 有占用但没有退款") }
        if row.isNull(6) {
            return check.fault("\(name) has a holding but is not there", "\(chinese) 有占用但订单不存在")
        }
        if row.int64(1) != row.int64(5) {
            check.fault(
                "\(name): ceiling \(row.int64(1)) is not its amount", "\(chinese)：上限 \(row.int64(1)) 与其金额不符")
        }
        if row.int64(2) != amount {
            check.fault(
                "\(name): held is \(row.int64(2)), not \(amount)",
                "\(chinese)：占用为 \(row.int64(2))，应为 \(amount)")
        }
        if row.int(3) != refunds {
            check.fault(
                "\(name): refunds is \(row.int(3)), not \(refunds)",
                "\(chinese)：退款笔数为 \(row.int(3))，应为 \(refunds)")
        }
        if row.int64(4) != last {
            check.fault(
                "\(name): last is \(row.int64(4)), not \(last)",
                "\(chinese)：最后一笔退款为 \(row.int64(4))，应为 \(last)")
        }
    }
}

/// Orders with an open ORDER_OVERDRAWN, in order of payment.
private final class OverdrawnOrders {
    private let row: RawStatement
    private var isPresent: Bool

    init(_ session: SQLiteSession) throws {
        row = try RawStatement(
            """
            SELECT DISTINCT payment_id FROM exceptions
            WHERE code = 'ORDER_OVERDRAWN' AND state <> 'resolved' AND payment_id IS NOT NULL
            ORDER BY payment_id
            """, on: session.database)
        isPresent = try row.step()
    }

    /// Asked in order of payment.
    func has(_ paymentID: String) throws -> Bool {
        while isPresent, Array(row.text(0).utf8).lexicographicallyPrecedes(Array(paymentID.utf8)) {
            isPresent = try row.step()
        }
        return isPresent && row.text(0) == paymentID
    }
}
