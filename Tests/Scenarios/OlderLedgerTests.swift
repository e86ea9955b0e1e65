import Foundation
import Testing

/// Homes that older versions of the program made (`Fixtures/older`, each with its ledger as SQL): read by none, brought up by the first command
/// that writes, and as good as one of this version from then on.
@Suite("Ledgers of older versions")
struct OlderLedgerTests {
    private static let folders = ["1-main-job"]

    private static func home(_ name: String) throws -> (Program, ScratchFolder, String) {
        let scratch = try ScratchFolder()
        let fixture = "\(Story.fixtures)/older/\(name)"
        let home = scratch.file("home")
        try FileManager.default.copyItem(atPath: "\(fixture)/home", toPath: home)
        // Git keeps no empty folders, and no modes.
        for folder in ["drop/orders", "drop/refunds", "drop/results", "reports/orders"] {
            try FileManager.default.createDirectory(
                atPath: "\(home)/\(folder)", withIntermediateDirectories: true)
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: "\(home)/archive") {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o400], ofItemAtPath: "\(home)/archive/\(file)")
        }
        let program = """
            import sqlite3, sys
            db = sqlite3.connect(sys.argv[2])
            db.execute("PRAGMA journal_mode = WAL")
            db.executescript(open(sys.argv[1], encoding="utf-8").read())
            """
        let made = try Program.python(
            program, ["\(fixture)/ledger.sql", "\(home)/ledger.sqlite"])
        try #require(made.status == 0, "\(made.text)")
        return (try Program(), scratch, home)
    }

    @Test(arguments: folders)
    func isBroughtUp(_ name: String) throws {
        let (refundry, scratch, home) = try Self.home(name)
        defer { scratch.remove() }
        func call(_ words: [String], expecting status: Int32 = 0) throws -> Program.Outcome {
            let outcome = try refundry.call(
                words, home: home, now: "2026-10-12T09:00:00+08:00", in: scratch.path)
            #expect(outcome.status == status, "\(words): \(outcome.text)")
            return outcome
        }
        for words in [["verify"], ["refunds", "find"], ["backup", "--to", scratch.file("copy")]] {
            let refused = try call(words, expecting: 78)
            #expect(refused.errors.contains("an older version of Refundry made the ledger"))
            #expect(refused.errors.contains(/\p{Script=Han}/))
        }
        _ = try call(["batches", "approve", "3", "--by", "wang"])
        _ = try call(["verify"])
        _ = try call(["refunds", "cancel", "41700000000087", "--by", "liu"])
        let ran = try call(["run"])
        #expect(ran.output.contains("card-000004-JPY.csv"), "\(ran.text)")
        _ = try call(["verify"])
        // All that ever happened, by its own numbers.
        let told = try call(["--json", "reports", "notifications", "--next"])
        #expect(told.output.ranges(of: "\"status\":\"pending\"").count == 10, "\(told.text)")
        #expect(told.output.ranges(of: "\"failure\":\"cancelled\"").count > 0, "\(told.text)")
        _ = try call(["verify"])
        _ = try call(["replay", "--into", scratch.file("twin")])
        let found = try call(["--json", "refunds", "find"])
        #expect(found.output.ranges(of: "\"refund_id\"").count == 10, "\(found.text)")
    }

    /// One with everything that people do: each closing finds the entry that tells of it, and all that ever happened is given out under the first number.
    @Test func closingsFindTheirEntries() throws {
        let (refundry, scratch, home) = try Self.home("2-people-time-money")
        defer { scratch.remove() }
        func call(_ words: [String], expecting status: Int32 = 0) throws -> Program.Outcome {
            let outcome = try refundry.call(
                words, home: home, now: "2026-10-14T09:00:00+08:00", in: scratch.path)
            #expect(outcome.status == status, "\(words): \(outcome.text)")
            return outcome
        }
        _ = try call(["reports", "notifications", "--number", "1"], expecting: 78)
        let told = try call(["--json", "reports", "notifications", "--next"]).output
        for (failure, count) in [
            ("cancelled", 2), ("declined", 4), ("insufficient_funds", 1), ("bank", 2), ("reversed", 1),
        ] {
            #expect(told.ranges(of: "\"failure\":\"\(failure)\"").count == count, "\(failure): \(told)")
        }
        #expect(told.ranges(of: "\"notice_type\":\"ARN\"").count == 2, "\(told)")
        _ = try call(["verify"])
        _ = try call(["replay", "--into", scratch.file("twin")])
        #expect(try call(["--json", "reports", "notifications", "--number", "1"]).output == told)
    }
}
