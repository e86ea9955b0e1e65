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

    @Test(
        "are opened to refunds whose state or answer is out of place",
        arguments: [
            (
                """
                UPDATE refund_states SET lane = (SELECT lane FROM refunds WHERE refund = 2) WHERE refund = 1;
                UPDATE refunds SET lane = (SELECT lane FROM refunds WHERE refund = 2) WHERE refund = 1
                """, "its row is not what was accepted"
            ),
            (
                """
                INSERT INTO answers SELECT answer + 1, file, line, refund, 0, 3, query_number, bank_reference, 'AC04', '', '', NULL
                FROM answers WHERE refund = 1
                """, "an answer to it that never moved it"
            ),
            ("UPDATE results SET at = at - 86400", "the time of its result"),
        ])
    func outOfPlace(_ statements: String, _ message: String) throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.send()
        try home.answer("41700000000011,success,50.00,EUR", in: "paid.csv")
        for statement in statements.split(separator: ";") { try home.sqlite(String(statement)) }
        let told = try home.call(["--json", "reports", "daily"], expecting: 0)
        let report = try JSONDecoder().decode(Report.self, from: Data(told.output.utf8))
        #expect(!report.ties)
        let open = report.lines.filter { $0.difference.contains(/[1-9]/) }
        #expect(open.allSatisfy { $0.refunds == ["41700000000011"] })
        #expect(report.differences.contains { $0.message?.contains(message) == true })
    }

    @Test("that no refund bears are called so")
    func totals() throws {
        let report = try report(["UPDATE batch_totals SET amount = amount + 1"])
        #expect(!report.ties)
        #expect(report.lines.allSatisfy { $0.refunds.isEmpty })
        #expect(report.differences.allSatisfy { $0.refund_id == nil })
        #expect(
            report.differences.contains {
                $0.message?.contains("a total, a time or an event's row was changed") == true
            })
    }

    @Test("A file that went out again stands among the files of the day on which it did, with its digest")
    func redelivered() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.send()
        let name = "default-000001-EUR.csv"
        let path = "\(home.path)/outbox/default/\(name)"
        try FileManager.default.moveItem(atPath: path, toPath: home.scratch.file("taken"))
        try home.call(["submissions", "redeliver", "1", "--by", "Wei", "--note", "lost"], expecting: 0)
        let told = try home.call(["--json", "reports", "daily"], expecting: 0)
        let files = try JSONDecoder().decode(Files.self, from: Data(told.output.utf8)).files.filter {
            $0.file == name
        }
        #expect(files.map(\.outcome) == ["emitted", "redelivered"])
        #expect(files.allSatisfy { $0.direction == "out" && $0.sha256 == files[0].sha256 })
        let next = try home.call(["--json", "reports", "daily", "--date", "2026-10-07"], expecting: 0)
        #expect(!next.output.contains("redelivered"))
    }

    private struct Files: Decodable {
        struct File: Decodable {
            let direction: String
            let file: String
            let outcome: String
            let records: Int
            let sha256: String
        }
        let files: [File]
    }

    @Test(
        "A result file that came again stands among the day's files, once, also where a stop left it in its folder"
    )
    func repeated() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.send()
        try home.answer("41700000000011,success,50.00,EUR", in: "paid.csv")
        let drop = "\(home.path)/drop/results/default"
        try FileManager.default.createDirectory(atPath: drop, withIntermediateDirectories: true)
        // The second time as a stop leaves it: recorded, and still there.
        for _ in 1...2 {
            try FileManager.default.copyItem(
                atPath: home.scratch.file("paid.csv"), toPath: "\(drop)/again.csv")
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_790_000_000)],
                ofItemAtPath: "\(drop)/again.csv")
            try home.call(["run"], expecting: 0)
            #expect(!FileManager.default.fileExists(atPath: "\(drop)/again.csv"))
        }
        let told = try home.call(["--json", "reports", "daily"], expecting: 0)
        let files = try JSONDecoder().decode(Files.self, from: Data(told.output.utf8)).files.filter {
            $0.file.hasSuffix("paid.csv") || $0.file.hasSuffix("again.csv")
        }
        #expect(files.map(\.outcome) == ["taken", "already_known"], "\(files)")
        #expect(files.allSatisfy { $0.direction == "in" && $0.records == 1 && $0.sha256 == files[0].sha256 })
        try home.call(["verify"], expecting: 0)
        try home.call(["replay", "--into", home.scratch.file("twin")], expecting: 0)
    }

    @Test("What the bank paid otherwise, and two people took as it is, is named on their day")
    func acceptedAmount() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.send()
        try home.answer("41700000000011,success,49.99,EUR", in: "less.csv")
        let told = "the bank paid EUR 49.99 instead of 50.00, accepted by two people (exception 1)"
        for name in ["Wei", "Mina"] {
            #expect(try !home.call(["--json", "reports", "daily"], expecting: 0).output.contains(told))
            try home.resolve("apply", by: name)
        }
        let daily = try home.call(["--json", "reports", "daily"], expecting: 0).output
        #expect(daily.contains(told), "\(daily)")
        #expect(
            try !home.call(["--json", "reports", "daily", "--date", "2026-10-07"], expecting: 0).output
                .contains(told))
    }
}
