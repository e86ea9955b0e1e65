import GRDB
import Ledger
import Refunds
import Rules

/// Open exceptions, of which there may be as many as refunds: never all of them at once.
extension SQLiteSession: OpenExceptionReader {
    func openExceptions(_ visit: (ExceptionBrief) throws -> Void) throws {
        let row = try RawStatement(
            """
            SELECT exception, code, opened_at, state = 'proposed',
                coalesce(json_extract(theirs, '$.refund_amount'), json_extract(ours, '$.refund_amount'), json_extract(ours, '$.refunds')),
                coalesce(json_extract(theirs, '$.refund_currency'), json_extract(ours, '$.refund_currency'), json_extract(ours, '$.currency')),
                json_extract(theirs, '$.result'), json_extract(ours, '$.status'), json_extract(ours, '$.failure')
            FROM exceptions INDEXED BY exceptions_open WHERE state <> 'resolved' ORDER BY exception
            """, on: database)
        while try row.step() {
            guard let code = ExceptionCode(rawValue: row.text(1)) else {
                throw SQLiteLedger.broken("code of exception \(row.int(0))")
            }
            try visit(
                ExceptionBrief(
                    id: row.int(0), code: code, openedAt: Instant(seconds: row.int64(2)),
                    isProposed: row.int(3) == 1, amount: row.isNull(4) ? nil : row.text(4),
                    currency: row.isNull(5) ? nil : row.text(5),
                    isUnsentSuccess: code.isUnsentSuccess(
                        result: row.text(6), status: row.text(7), failure: row.text(8))))
        }
    }

    func exceptions(_ ids: [Int], _ visit: (ExceptionRecord, [ExceptionStep]) throws -> Void) throws {
        for start in stride(from: 0, to: ids.count, by: Self.exceptionsAtOnce) {
            let part = ids[start..<min(start + Self.exceptionsAtOnce, ids.count)]
            let list = part.map(String.init).joined(separator: ", ")
            let records = try exceptions("WHERE x.exception IN (\(list))")
            let steps = Dictionary(
                grouping: try exceptionSteps("WHERE t.exception IN (\(list))"), by: \.exception)
            let known = Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0) })
            for id in part {
                guard let record = known[id] else { throw SQLiteLedger.broken("exception \(id)") }
                try visit(record, steps[id] ?? [])
            }
        }
    }

    private static let exceptionsAtOnce = 500

    func acceptedAmounts(from start: Instant, to end: Instant) throws -> [AcceptedAmount] {
        let lanes = try lanes()
        return try Row.fetchAll(
            database,
            sql: """
                SELECT r.refund, t.exception, r.amount, a.paid, r.lane
                FROM exception_steps t CROSS JOIN answers a ON a.file IS NULL AND a.line = t.step
                    CROSS JOIN refunds r ON r.refund = a.refund
                WHERE t.kind = 'confirm' AND t.at >= ? AND t.at < ? AND a.paid IS NOT NULL AND a.paid <> r.amount ORDER BY t.step
                """, arguments: [start.seconds, end.seconds]
        ).map { row in
            guard let lane = lanes[row[4]] else {
                throw SQLiteLedger.broken("lane of refund \(row[0] as Int64)")
            }
            func money(_ minor: Int64) -> Money {
                Money(minor: minor, currency: lane.currency, exponent: lane.exponent)
            }
            return AcceptedAmount(
                serial: row[0], exception: row[1], amount: money(row[2]), paid: money(row[3]))
        }
    }
}
