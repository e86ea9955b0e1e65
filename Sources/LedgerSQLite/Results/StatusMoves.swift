import GRDB
import Ledger
import Refunds
import Rules

/// Moves submitted refunds to one final status, many with one statement: the triggers make SQLite keep a journal for each statement that sets a status,
/// which costs more than all the rest of a row.
struct StatusMoves {
    private static let most = 128
    private let update: RawStatement
    private let status: RefundStatus
    private var serials: [Int64] = []

    init(_ session: SQLiteSession, to status: RefundStatus, failure: RefundFailure?) throws {
        self.status = status
        let places = Array(repeating: "?", count: Self.most).joined(separator: ", ")
        let why = failure.map { "\($0.number)" } ?? "NULL"
        update = try session.statement(
            """
            UPDATE refund_states SET status = \(status.number), failure = \(why)
            WHERE refund IN (\(places)) AND status = \(RefundStatus.submitted.number)
            """)
        serials.reserveCapacity(Self.most)
    }

    mutating func add(_ serial: Int64) throws {
        serials.append(serial)
        if serials.count == Self.most { try flush() }
    }

    /// Moves what was added; the places left over match nothing.
    mutating func flush() throws {
        guard let first = serials.first else { return }
        for place in 0..<Self.most {
            if place < serials.count {
                update.bind(Int32(place) + 1, serials[place])
            } else {
                update.bindNull(Int32(place) + 1)
            }
        }
        guard try update.run() == serials.count else {
            throw SQLiteLedger.broken("refunds from \(first) on can't become \(status.rawValue)")
        }
        serials.removeAll(keepingCapacity: true)
    }
}
