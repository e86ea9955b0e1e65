import GRDB
import Ledger
import Refunds

extension SQLiteSession {
    func set(_ balance: Balance, file: Int) throws {
        try makeFunds(balance.account, balance.currency)
        let lanes = try laneNumbers(ofAccount: balance.account, balance.currency)
        try database.execute(
            sql: """
                UPDATE funds SET balance = ?, as_of = ?, file = ?, left_since = ?, returned = ?
                WHERE account = ? AND currency = ?
                """,
            arguments: [
                balance.amount, balance.asOf.seconds, file, try left(lanes, after: balance.asOf),
                try returned(lanes, after: balance.asOf), balance.account, balance.currency.text,
            ])
        try demandChanges(1, "funds of \(balance.account) in \(balance.currency.text)")
    }

    /// A row of `funds` without a balance, where there is none yet.
    func makeFunds(_ account: String, _ currency: CurrencyCode) throws {
        try database.execute(
            sql: """
                INSERT INTO funds (account, currency, left_since, returned, covered, missing) VALUES (?, ?, 0, 0, 0, 0)
                ON CONFLICT (account, currency) DO NOTHING
                """, arguments: [account, currency.text])
    }

    /// The account's lanes in a currency.
    func laneNumbers(ofAccount account: String, _ currency: CurrencyCode) throws -> [Int] {
        try lanes().filter { $0.value.account == account && $0.value.currency == currency }.keys.sorted()
    }

    private func left(_ lanes: [Int], after moment: Instant) throws -> Int64 {
        let reapplied = try resolved([.reapplied], lanes, after: moment)
        let emitted = try scaledSum(
            Row.fetchAll(
                database,
                sql: """
                    SELECT t.lane, sum(t.amount) FROM submissions u CROSS JOIN submission_totals t ON t.submission = u.submission
                    WHERE u.emitted_at > ?1 AND coalesce(u.left_at, u.emitted_at) > ?1 AND t.lane IN (\(Self.list(of: lanes))) GROUP BY t.lane
                    """, arguments: [moment.seconds]))
        return try added(emitted, reapplied)
    }

    /// What two people resolved about refunds of the lanes.
    private func resolved(_ effects: [AnswerEffect], _ lanes: [Int], after moment: Instant) throws -> Int64 {
        try scaledSum(
            Row.fetchAll(
                database,
                sql: """
                    SELECT r.lane, sum(r.amount) FROM exception_steps x CROSS JOIN answers a ON a.file IS NULL AND a.line = x.step
                        CROSS JOIN refunds r ON r.refund = a.refund
                    WHERE x.kind = 'confirm' AND x.at > ? AND a.effect IN (\(Self.list(of: effects.map(\.rawValue))))
                        AND r.lane IN (\(Self.list(of: lanes))) GROUP BY r.lane
                    """, arguments: [moment.seconds]))
    }

    private func madeVoid(_ lanes: [Int], after moment: Instant) throws -> Int64 {
        try scaledSum(
            Row.fetchAll(
                database,
                sql: """
                    SELECT t.lane, sum(t.amount) FROM void_steps v CROSS JOIN submission_totals t ON t.submission = v.submission
                        CROSS JOIN submissions u ON u.submission = v.submission
                    WHERE v.kind = 'confirm' AND min(v.at, coalesce(u.left_at, u.emitted_at)) > ? AND t.lane IN (\(Self.list(of: lanes))) GROUP BY t.lane
                    """, arguments: [moment.seconds]))
    }

    private func returned(_ lanes: [Int], after moment: Instant) throws -> Int64 {
        let files = try Int.fetchAll(
            database, sql: "SELECT file FROM results WHERE at > ?", arguments: [moment.seconds])
        var sum = try added(
            resolved([.resolvedRefused, .reversed], lanes, after: moment), madeVoid(lanes, after: moment))
        for file in files {
            sum = try added(
                sum,
                scaledSum(
                    Row.fetchAll(
                        database,
                        sql: """
                            SELECT r.lane, sum(r.amount) FROM answers a CROSS JOIN refunds r ON r.refund = a.refund
                            WHERE a.answer >= ? AND a.answer < ? AND a.effect = \(AnswerEffect.refused.rawValue)
                                AND r.lane IN (\(Self.list(of: lanes))) GROUP BY r.lane
                            """,
                        arguments: [try firstAnswer(fromFile: file), try firstAnswer(fromFile: file + 1)])))
        }
        return sum
    }

    static func list(of numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }

    /// Rows of lane and amount, added up in the units of funds.
    func scaledSum(_ rows: [Row]) throws -> Int64 {
        try rows.reduce(Int64(0)) { try added($0, scaled($1[1], lane: $1[0])) }
    }

    func added(_ sum: Int64, _ more: Int64) throws -> Int64 {
        let (value, overflow) = sum.addingReportingOverflow(more)
        if overflow { throw Self.tooMuch("funds") }
        return value
    }
}
