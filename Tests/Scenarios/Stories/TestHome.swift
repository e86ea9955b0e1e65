import Foundation
import Testing

/// A home with three orders and a batch of two refunds beside it.
struct TestHome: Sendable {
    let scratch: ScratchFolder
    let refundry: Program
    var path: String { scratch.file("home") }
    var ledger: String { "\(path)/ledger.sqlite" }
    var batch: String { scratch.file("batch.csv") }

    static let now = "2026-10-08T09:00:00+08:00"

    init(settings: String = "home_number: 417\nbusy_seconds: 1\n") throws {
        scratch = try ScratchFolder()
        refundry = try Program()
        try call(["init"], expecting: 0)
        try write(settings, to: "home/refundry.yaml")
        try write(
            """
            payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime
            260921201544530118207,995378,99537801,KO-2026-184311,EUR,289.95,success,2026-09-21 20:15:44
            260918113020771450932,995378,99537802,KO-2026-184207,USD,139.90,success,2026-09-18 11:30:20

            """, to: "orders.csv")
        try write(
            """
            refund_number,payment_id,refund_amount
            KR-1008-00201,260921201544530118207,50.00
            KR-1008-00202,260918113020771450932,20.00

            """, to: "batch.csv")
        try call(["orders", "import", scratch.file("orders.csv")], expecting: 0)
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: scratch.file(name)))
    }

    func call(_ words: [String]) throws -> Program.Outcome {
        try refundry.call(words, home: path, now: Self.now, in: scratch.path)
    }

    /// Calls it, expects an exit status and, where it is not 0, a word about it in English and in Chinese.
    @discardableResult
    func call(_ words: [String], expecting status: Int32, _ told: String = "") throws -> Program.Outcome {
        let outcome = try call(words)
        #expect(outcome.status == status, "\(words): \(outcome.text)")
        if status != 0 {
            #expect(told.isEmpty || outcome.errors.contains(told), "\(words): \(outcome.text)")
            #expect(outcome.errors.contains(/\p{Script=Han}/), "\(words): \(outcome.text)")
        }
        return outcome
    }

    /// Takes the batch in, or fails to.
    @discardableResult
    func importBatch(expecting status: Int32, _ told: String = "") throws -> Program.Outcome {
        try call(["batches", "import", batch, "--account", "995378"], expecting: status, told)
    }

    /// The batch taken in and sent.
    func send() throws {
        try importBatch(expecting: 0)
        try call(["submissions", "build"], expecting: 0)
    }

    /// The bank says something of the refunds: rows of refund_id, result, amount, currency, query number.
    func answer(_ rows: String..., in name: String) throws {
        let names = ["refund_id", "result", "refund_amount", "refund_currency", "query_number"]
        let cells = rows.map { $0.count { $0 == "," } + 1 }.max() ?? names.count
        try write(
            ([names.prefix(cells).joined(separator: ",")] + rows).joined(separator: "\n") + "\n", to: name)
        try call(["results", "import", scratch.file(name), "--channel", "default"], expecting: 0)
    }

    /// One step of two people's resolution of exception 1.
    func resolve(_ action: String, by name: String, note: String = "asked") throws {
        try call(
            ["exceptions", "resolve", "1", "--action", action, "--note", note, "--by", name], expecting: 0)
    }

    func sqlite(_ statement: String) throws {
        let program =
            "import sqlite3, sys; db = sqlite3.connect(sys.argv[1]); db.execute(sys.argv[2]); db.commit()"
        let outcome = try Program.python(program, [ledger, statement])
        try #require(outcome.status == 0, "\(outcome.text)")
    }

    /// Nothing lost, nothing half done: what couldn't be is possible once the trouble is over.
    func recovers() throws {
        try importBatch(expecting: 0)
        try call(["verify"], expecting: 0)
        let found = try call(["--json", "refunds", "find"], expecting: 0)
        #expect(found.output.ranges(of: "\"refund_id\"").count == 2, "\(found.output)")
    }
}
