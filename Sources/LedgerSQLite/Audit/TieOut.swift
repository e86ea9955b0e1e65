import GRDB
import Ledger
import Refunds

/// Figures by lane, filled from the tables that the tie-out names (`lifecycle.md`, what must always hold, 5).
struct LaneTally {
    private var figures: [Int: LaneFigures] = [:]
    private let lanes: [Int: Lane]

    init(lanes: [Int: Lane]) { self.lanes = lanes }

    mutating func add(
        _ side: WritableKeyPath<LaneFigures, LaneFigures.Figure>, lane: Int, count: Int, amount: Int64
    ) throws {
        guard let name = lanes[lane] else { throw SQLiteLedger.broken("lane \(lane)") }
        figures[lane, default: LaneFigures(lane: name)][keyPath: side].add(count, amount)
    }

    /// Adds rows of lane, count, amount.
    mutating func add(
        _ side: WritableKeyPath<LaneFigures, LaneFigures.Figure>, _ rows: [Row], sign: Int = 1
    ) throws {
        for row in rows {
            let amount: Int64 = row[2]
            try add(side, lane: row[0], count: sign * (row[1] as Int), amount: Int64(sign) * amount)
        }
    }

    var sorted: [LaneFigures] { figures.values.sorted { $0.lane < $1.lane } }
}

extension SQLiteSession {
    func archivedDigests(_ visit: (_ digest: String, _ name: String) throws -> Void) throws {
        let files = try Row.fetchCursor(
            database, sql: "SELECT digest, name FROM files WHERE refusal IS NULL ORDER BY file")
        while let row = try files.next() { try visit(row[0], row[1]) }
        let sent = try Row.fetchCursor(
            database,
            sql: "SELECT digest, name FROM submissions WHERE state <> 'sealed' ORDER BY submission")
        while let row = try sent.next() { try visit(row[0] ?? "", row[1]) }
    }

    /// Lane, count and money of the closings of a kind that `condition` on `c` and `r` selects.
    func closingTotals(_ failure: RefundFailure, _ condition: String, _ bounds: [Int64]) throws -> [Row] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT r.lane, count(*), sum(r.amount) FROM closings c CROSS JOIN refunds r ON r.refund = c.refund
                WHERE c.failure = \(failure.number) AND \(condition) GROUP BY r.lane
                """, arguments: StatementArguments(bounds))
    }
}
