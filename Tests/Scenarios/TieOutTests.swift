import Foundation
import Testing

/// The tie-out opens every difference to its refunds, whatever was changed by hand.
@Suite("Differences of the tie-out")
struct TieOutTests {
    private struct Report: Decodable {
        struct Line: Decodable {
            let difference: String
            let refunds: [String]
        }
        struct Difference: Decodable {
            let refund_id: String?
            let refund_number: String?
            let message: String?
        }
        let ties: Bool
        let lines: [Line]
        let differences: [Difference]
    }

    /// The report of a home with a batch of two refunds after `statements`.
    private func report(_ statements: [String]) throws -> Report {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        for trigger in ["refund_edges", "one_submission"] {
            try home.sqlite("DROP TRIGGER IF EXISTS \(trigger)")
        }
        for statement in statements { try home.sqlite(statement) }
        let told = try home.call(["--json", "reports", "daily"], expecting: 0)
        return try JSONDecoder().decode(Report.self, from: Data(told.output.utf8))
    }

    @Test(
        "are opened to their refunds",
        arguments: [
            ("UPDATE refunds SET amount = amount + 1 WHERE refund = 1", "its row is not what was accepted"),
            ("DELETE FROM refund_states WHERE refund = 1", "its status is missing"),
            ("DELETE FROM refunds WHERE refund = 1", "its row is missing"),
        ])
    func opened(_ statement: String, _ message: String) throws {
        let report = try report([statement])
        #expect(!report.ties)
        let open = report.lines.filter { $0.difference.contains(/[1-9]/) }
        #expect(!open.isEmpty)
        for line in open { #expect(line.refunds == ["41700000000011"]) }
        #expect(!report.differences.isEmpty)
        for difference in report.differences {
            #expect(difference.refund_id == "41700000000011" && difference.refund_number != nil)
            #expect(difference.message?.contains(message) == true, "\(difference)")
        }
    }

    @Test("that no refund bears are called so")
    func totals() throws {
        let report = try report(["UPDATE batch_totals SET amount = amount + 1"])
        #expect(!report.ties)
        #expect(report.lines.allSatisfy(\.refunds.isEmpty))
        #expect(report.differences.allSatisfy { $0.refund_id == nil })
        #expect(report.differences.contains { $0.message?.contains("total was changed") == true })
    }
}
