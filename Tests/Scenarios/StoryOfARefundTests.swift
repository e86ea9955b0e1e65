import Foundation
import Testing

/// The life of a refund in one row and in `refunds show`: who did what to it, and nothing that was done to others.
@Suite("Who did what to a refund")
struct StoryOfARefundTests {
    private static let first = "41700000000011"
    private static let second = "41700000000020"

    private struct Rows: Decodable {
        struct Refund: Decodable {
            let refund_id: String
            let approved_by: String?
            let closed_by: String?
            let result_file: String?
            let result_line: Int?
            let exception: Int?
        }
        let refunds: [Refund]
    }

    private struct Life: Decodable {
        struct Event: Decodable, Equatable {
            let event: String
            let by: String?
            let file: String?
            let line: Int?
            let note: String?
        }
        let events: [Event]
    }

    private static func row(_ home: TestHome, _ id: String) throws -> Rows.Refund {
        let told = try home.call(["--json", "reports", "refunds"], expecting: 0)
        let rows = try JSONDecoder().decode(Rows.self, from: Data(told.output.utf8))
        return try #require(rows.refunds.first { $0.refund_id == id })
    }

    /// From its acceptance on.
    private static func life(_ home: TestHome, _ id: String) throws -> [String] {
        try events(home, id).map(\.event).drop { $0 != "accepted" }.map { $0 }
    }

    private static func events(_ home: TestHome, _ id: String) throws -> [Life.Event] {
        let told = try home.call(["--json", "refunds", "show", id], expecting: 0)
        return try JSONDecoder().decode(Life.self, from: Data(told.output.utf8)).events
    }

    /// The approval is the rest of the batch's.
    @Test("An approval that declined a refund with --except is none of its life")
    func excepted() throws {
        let home = try TestHome(settings: "home_number: 417\ndefaults: {approval: one}\n")
        defer { home.scratch.remove() }
        try home.call(["batches", "import", home.batch, "--account", "995378", "--by", "Wei"], expecting: 0)
        try home.call(["batches", "approve", "1", "--by", "Mina", "--except", Self.second], expecting: 0)
        #expect(try Self.life(home, Self.first) == ["accepted", "approved"])
        #expect(try Self.life(home, Self.second) == ["accepted", "declined"])
        let approved = try Self.row(home, Self.first)
        #expect(approved.approved_by == "Mina" && approved.closed_by == nil)
        let declined = try Self.row(home, Self.second)
        #expect(declined.approved_by == nil && declined.closed_by == "Mina")
    }

    /// Where the bank's word stands, though two people made of it what became of the refund.
    @Test("Where two people ended it, both are named, and the bank's file and line stay")
    func resolved() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.send()
        try home.answer("\(Self.first),success,49.00,EUR", in: "less.csv")
        for name in ["Wei", "Mina"] {
            #expect(try Self.row(home, Self.first).closed_by == nil)
            try home.resolve("apply", by: name)
        }
        let ended = try Self.row(home, Self.first)
        #expect(ended.closed_by == "Wei, Mina" && ended.exception == 1)
        #expect(ended.result_file == "less.csv" && ended.result_line == 2)
        let events = try Self.events(home, Self.first).suffix(3)
        #expect(
            Array(events) == [
                .init(
                    event: "exception", by: "os:\(NSUserName())", file: "less.csv", line: 2,
                    note: "AMOUNT_DIFFERS, exception 1"),
                .init(
                    event: "resolution_proposed", by: "Wei", file: nil, line: nil, note: "exception 1: asked"),
                .init(event: "succeeded", by: "Mina", file: "less.csv", line: 2, note: "exception 1"),
            ])
        #expect(try Self.row(home, Self.second).closed_by == nil)
    }

    /// What the bank said of a refund that never left, and what became of that.
    @Test("An exception that moved nothing is part of the life: its row, and who dismissed it")
    func dismissed() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try home.answer("\(Self.first),success,50.00,EUR", in: "early.csv")
        for name in ["Wei", "Mina"] {
            try home.resolve("dismiss", by: name)
        }
        let events = try Self.events(home, Self.first).filter { $0.note != nil }
        #expect(
            events == [
                .init(
                    event: "exception", by: "os:\(NSUserName())", file: "early.csv", line: 2,
                    note: "NOT_SUBMITTED, exception 1"),
                .init(
                    event: "resolution_proposed", by: "Wei", file: nil, line: nil, note: "exception 1: asked"),
                .init(event: "dismissed", by: "Mina", file: nil, line: nil, note: "exception 1: asked"),
            ], "\(events)")
    }

    @Test("A query number that was replaced is still found and told, and the new one's row is named")
    func replacedNumber() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.send()
        for (place, number) in ["Q-OLD", "Q-NEW"].enumerated() {
            try home.answer("\(Self.first),success,50.00,EUR,\(number)", in: "paid-\(place).csv")
        }
        for name in ["Wei", "Mina"] {
            try home.resolve("apply", by: name)
        }
        for number in ["Q-OLD", "Q-NEW"] {
            let found = try home.call(["--json", "refunds", "find", "--query-number", number], expecting: 0)
            #expect(found.output.contains("\"query_number\":\"Q-NEW\""), "\(number): \(found.output)")
        }
        let notes = try Self.events(home, Self.first).compactMap(\.note)
        #expect(
            notes.contains("query number Q-OLD") && notes.contains("exception 1: query number Q-NEW"),
            "\(notes)")
        let row = try home.call(["--json", "reports", "refunds"], expecting: 0).output
        #expect(row.contains("\"query_number_file\":\"paid-1.csv\",\"query_number_line\":2"), "\(row)")
        #expect(
            row.contains("\"result_file\":\"paid-0.csv\",\"result_line\":2,\"result_by\":\"os:"), "\(row)")
        #expect(row.contains("\"order_file\":\"orders.csv\",\"order_line\":2"), "\(row)")
    }

    @Test(
        "An export of what there isn't is refused; one of a part says so",
        arguments: ["--account", "--batch", "--submission"])
    func unknown(_ option: String) throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try home.call(["reports", "refunds", option, "99", "--format", "csv"], expecting: 65, "99")
        let part = try home.call(
            ["--json", "reports", "refunds", "--batch", "1", "--status", "pending"], expecting: 0)
        #expect(part.output.contains("\"batch\":\"1\"") && part.output.contains("\"status\":\"pending\""))
    }
}
