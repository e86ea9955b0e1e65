import GRDB
import Ledger
import Refunds

extension SQLiteSession: OrderReader, OrderWriter {
    func order(paymentID: String, account: Int?) throws -> OrderRecord? {
        try Row.fetchOne(
            database, sql: Self.orderQuery + "o.payment_id = ?1 AND (?2 IS NULL OR o.account = ?2)",
            arguments: [paymentID, account]
        ).map(orderRecord)
    }

    func payments(orderNumber: String, account: Int) throws -> [OrderRecord] {
        try Row.fetchAll(
            database,
            sql: Self.orderQuery + "o.account = ? AND o.order_number = ? ORDER BY o.payment_id",
            arguments: [account, orderNumber]
        ).map(orderRecord)
    }

    private static let orderQuery = """
        SELECT o.*, coalesce(h.held, 0) AS held, f.name AS file_name, f.taken_at AS file_at, f.by AS file_by
        FROM orders o LEFT JOIN holdings h ON h.payment_id = o.payment_id LEFT JOIN files f ON f.file = o.file WHERE
        """ + " "

    private func orderRecord(_ row: Row) throws -> OrderRecord {
        let paymentID: String = row["payment_id"]
        let currencyText: String = row["currency"]
        guard let currency = CurrencyCode(currencyText), let status = PaymentStatus(number: row["status"])
        else {
            throw SQLiteLedger.broken("orders, status or currency of \(paymentID)")
        }
        var record = OrderRecord(
            paymentID: paymentID, account: try accountName(row["account"]), terminal: row["terminal"],
            orderNumber: row["order_number"],
            amount: Money(minor: row["amount"], currency: currency, exponent: row["exponent"]),
            status: status,
            paidAt: Instant(seconds: row["paid_at"]), channel: try channelName(row["channel"]),
            paymentMethod: row["payment_method"], chargeback: row["chargeback"],
            refundedElsewhere: row["refunded_elsewhere"], acquirerReference: row["acquirer_reference"],
            creditorName: row["creditor_name"], creditorAccount: row["creditor_account"],
            creditorAgent: row["creditor_agent"], held: row["held"])
        if let name: String = row["file_name"] {
            record.source = OrderSource(
                file: name, line: row["line"], takenAt: Instant(seconds: row["file_at"]), by: row["file_by"])
        }
        return record
    }

    func hold(_ held: Bool, order paymentID: String) throws -> [Int64] {
        let change = try statement(
            held
                ? """
                UPDATE refund_states SET hold = hold | 1
                WHERE refund = ? AND status = 0 AND submission IS NULL AND hold & 1 = 0
                """
                : """
                UPDATE refund_states SET hold = hold & ~1
                WHERE refund = ? AND status = 0 AND submission IS NULL AND hold & 1 = 1
                """)
        var changed: [Int64] = []
        try refunds(ofOrder: paymentID) { serial in
            change.bind(1, serial)
            if try change.run() > 0 { changed.append(serial) }
        }
        return changed
    }

    /// Visits the serials of an order's refunds, the newest first.
    func refunds(ofOrder paymentID: String, _ visit: (Int64) throws -> Void) throws {
        let last = try Int64.fetchOne(
            database, sql: "SELECT last FROM holdings WHERE payment_id = ?", arguments: [paymentID])
        let chain = try RefundChain(self)
        var serial = last ?? 0
        while serial != 0 {
            try visit(serial)
            serial = try chain.link(serial).previous
        }
    }
}
