import GRDB
import Ledger
import Refunds
import Rules

extension SQLiteSession: FundsReader {
    func funds() throws -> [FundsRecord] {
        try Row.fetchAll(database, sql: "SELECT * FROM funds ORDER BY account, currency").map(
            FundsRecord.init(row:))
    }

    func funds(ofAccount account: String, _ currency: CurrencyCode) throws -> FundsRecord? {
        try Row.fetchOne(
            database, sql: "SELECT * FROM funds WHERE account = ? AND currency = ?",
            arguments: [account, currency.text]
        ).map(FundsRecord.init(row:))
    }

    func lastLook() throws -> LookRecord? {
        try Row.fetchOne(database, sql: "SELECT look, due, at FROM looks ORDER BY look DESC LIMIT 1").map {
            LookRecord(id: $0[0], due: Instant(seconds: $0[1]), at: Instant(seconds: $0[2]))
        }
    }

    func shortages() throws -> [ShortageFigure] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT s.lane, count(*), min(b.accepted_at), sum(w.turn > 0) FROM shortages w CROSS JOIN refund_states s ON s.refund = w.refund
                    CROSS JOIN refunds r ON r.refund = w.refund CROSS JOIN batches b ON b.batch = r.batch
                WHERE w.is_open = 1 GROUP BY s.lane
                """)
        var figures: [ShortageFigure] = []
        for row in rows {
            let lane = try lane(row[0])
            let oldest = Instant(seconds: row[2])
            if let known = figures.firstIndex(where: {
                $0.account == lane.account && $0.currency == lane.currency
            }) {
                figures[known].count += row[1] as Int
                figures[known].lost += row[3] as Int
                figures[known].oldest = min(figures[known].oldest, oldest)
            } else {
                figures.append(
                    ShortageFigure(
                        account: lane.account, currency: lane.currency, count: row[1], lost: row[3],
                        oldest: oldest))
            }
        }
        return figures.sorted { ($0.account, $0.currency) < ($1.account, $1.currency) }
    }

    func shortages(
        ofAccount account: String, _ currencies: Set<CurrencyCode>, acceptedBefore moment: Instant
    ) throws -> [Int64] {
        let lanes = try lanes().filter {
            $0.value.account == account && currencies.contains($0.value.currency)
        }
        // Batches that wait are few, refunds may be many: most passes find nothing so old. The plus keeps SQLite
        // from going through all the old ones by time.
        let isAny = try Bool.fetchOne(
            database,
            sql: "SELECT EXISTS (SELECT 1 FROM batches WHERE waiting > 0 AND +accepted_at < ?)",
            arguments: [moment.seconds])
        guard isAny == true, !lanes.isEmpty else { return [] }
        let list = Self.list(of: lanes.keys.sorted())
        return try Int64.fetchAll(
            database,
            sql: """
                SELECT w.refund FROM shortages w CROSS JOIN refund_states s ON s.refund = w.refund
                    CROSS JOIN refunds r ON r.refund = w.refund CROSS JOIN batches b ON b.batch = r.batch
                WHERE w.is_open = 1 AND s.lane IN (\(list)) AND b.accepted_at < ? ORDER BY w.refund
                """, arguments: [moment.seconds])
    }
}

extension FundsRecord {
    init(row: Row) throws {
        let account: String = row["account"]
        let text: String = row["currency"]
        guard let currency = CurrencyCode(text), currency.text == text else {
            throw SQLiteLedger.broken("funds of \(account)")
        }
        self.init(account: account, currency: currency)
        let asOf: Int64? = row["as_of"]
        balance = row["balance"]
        self.asOf = asOf.map(Instant.init(seconds:))
        file = row["file"]
        left = row["left_since"]
        returned = row["returned"]
        covered = row["covered"]
        missing = row["missing"]
    }
}
