import Bytes
import GRDB
import Ledger

extension SQLiteSession {
    /// Each order is what its checksum says, and all together what the journal says.
    func checkOrders(_ check: inout AuditCheck) throws {
        var sum = Digest()
        let row = try RawStatement(
            """
            SELECT payment_id, account, channel, currency, exponent, amount, status, paid_at, chargeback, refunded_elsewhere,
                terminal, order_number, payment_method, acquirer_reference, creditor_name, creditor_account, creditor_agent, file, line, checksum
            FROM orders ORDER BY payment_id
            """, on: database)
        let shape = Array("tiitiiiiiittttttt".utf8)
        let stream = SHA256Stream()
        var form = RowForm()
        while try row.step() {
            check.examined += 1
            form.add(row, shape: shape)
            form.drain(into: stream)
            let digest = stream.finish()
            sum.add(digest)
            if row.int64(19) != RowDigest.checksum(digest, file: row.int(17), line: row.int(18)) {
                check.fault("order \(row.text(0)) is not what its checksum says", "订单 \(row.text(0)) 与其校验和不符")
            }
        }
        let kept = try setting("orders_digest")
        if kept ?? Digest().hex != sum.hex {
            check.fault("the orders are not those of their digest", "订单与其摘要不符")
        }
        let entry = try Row.fetchOne(
            database,
            sql: "SELECT entry, change_digest FROM journal WHERE kind = 'orders' ORDER BY entry DESC LIMIT 1")
        let journaled: String = entry?[1] ?? Digest().hex
        if journaled != sum.hex {
            let number = entry.map { "\($0[0] as Int)" }
            check.fault(
                "the orders are not those of journal entry \(number ?? "none")",
                "订单与日志条目 \(number ?? "（无）")不符")
        }
    }
}
