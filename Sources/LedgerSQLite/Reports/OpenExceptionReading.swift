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
}
