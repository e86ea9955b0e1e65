import Foundation
import Testing

/// What the disk shows of what was sent goes before what the ledger says; what waited in staging leaves only as it was recorded.
@Suite("Guards on what leaves")
struct GuardTests {
    private static let first = "default-000001-EUR.csv"
    private static let second = "default-000002-USD.csv"

    private static func outbox(_ home: TestHome, _ name: String = "") -> String {
        "\(home.path)/outbox/default" + (name.isEmpty ? "" : "/\(name)")
    }

    private static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    private static func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }

    /// A submission that waits in staging, for a foreign file stands under its name; that is gone again.
    private static func stuckHome() throws -> TestHome {
        let home = try TestHome()
        try home.importBatch(expecting: 0)
        try FileManager.default.createDirectory(atPath: outbox(home), withIntermediateDirectories: true)
        try home.write("somebody else's\n", to: "home/outbox/default/\(first)")
        try home.call(["submissions", "build"], expecting: 70, first)
        return home
    }

    /// A ledger as it stood before anything was sent, put back after two files have gone out.
    private static func olderHome() throws -> TestHome {
        let home = try TestHome()
        let old = home.scratch.file("old.sqlite")
        try FileManager.default.copyItem(atPath: home.ledger, toPath: old)
        try home.importBatch(expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        try FileManager.default.moveItem(atPath: outbox(home), toPath: home.scratch.file("sent"))
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: home.ledger + suffix)
        {
            try remove(home.ledger + suffix)
        }
        try FileManager.default.copyItem(atPath: old, toPath: home.ledger)
        return home
    }

    @Test func oneSubmissionsTroubleStopsNothingElse() throws {
        let home = try Self.stuckHome()
        defer { home.scratch.remove() }
        // The other currency's file left all the same, and orders are taken in.
        #expect(FileManager.default.fileExists(atPath: Self.outbox(home, Self.second)))
        try home.call(
            ["orders", "import", home.scratch.file("orders.csv")], expecting: 0, "a submission can't go on: ")
        let ran = try home.call(["--json", "run"])
        #expect(ran.status == 70 && ran.output.contains("reports/daily/2026-10-08"), "\(ran.text)")
        #expect(try Self.text(Self.outbox(home, Self.first)) == "somebody else's\n")
        try Self.remove(Self.outbox(home, Self.first))
        try home.call(["run"], expecting: 0)
        #expect(try Self.text(Self.outbox(home, Self.first)).contains("41700000000011"))
        try home.call(["verify"], expecting: 0)
    }

    /// What the ledger itself refuses is not one submission's trouble: nothing is taken in beside it.
    @Test func aLedgerThatRefusesStopsTheCommand() throws {
        let home = try Self.stuckHome()
        defer { home.scratch.remove() }
        try Self.remove(Self.outbox(home, Self.first))
        try home.sqlite(
            "CREATE TRIGGER planted BEFORE UPDATE ON submissions BEGIN SELECT RAISE(ABORT, 'planted'); END")
        try home.call(
            ["orders", "import", home.scratch.file("orders.csv")], expecting: 70,
            "the ledger refused a change that must not be")
        try home.sqlite("DROP TRIGGER planted")
        try home.call(["run"], expecting: 0)
        #expect(try Self.text(Self.outbox(home, Self.first)).contains("41700000000011"))
    }

    @Test func aStagedFileThatWasChangedDoesNotLeave() throws {
        let home = try Self.stuckHome()
        defer { home.scratch.remove() }
        try Self.remove(Self.outbox(home, Self.first))
        let staged = "\(home.path)/staging/\(Self.first)"
        let bytes = try Self.text(staged)
        try Data(bytes.replacing("50.00", with: "99.00").utf8).write(to: URL(filePath: staged))
        try home.call(["run"], expecting: 70, "this is not the file of submission 1")
        #expect(!FileManager.default.fileExists(atPath: Self.outbox(home, Self.first)))
        try Data(bytes.utf8).write(to: URL(filePath: staged))
        try home.call(["run"], expecting: 0)
        #expect(try Self.text(Self.outbox(home, Self.first)) == bytes)
    }

    /// Neither the sequence in staging nor the submission's report may be missing for the guard to bite.
    @Test(arguments: ["sequence", "staging", "none"])
    func anOlderLedgerSendsNothing(_ lost: String) throws {
        let home = try Self.olderHome()
        defer { home.scratch.remove() }
        switch lost {
        case "sequence": try Self.remove("\(home.path)/staging/default.sequence")
        case "staging":
            try Self.remove("\(home.path)/staging")
            let sent = home.scratch.file("sent/\(Self.first)")
            try home.call(
                ["submissions", "adopt", sent, "--by", "Ann", "--note", "x"], expecting: 65,
                "bring in the batches")
            return
        default: break
        }
        try home.importBatch(expecting: 0)
        try home.call(["submissions", "build"], expecting: 70, "number 2 has been sent")
        #expect(!FileManager.default.fileExists(atPath: Self.outbox(home)))
        for file in [Self.first, Self.second] {
            try home.call(
                ["submissions", "adopt", home.scratch.file("sent/\(file)"), "--by", "Ann", "--note", "x"],
                expecting: 0)
        }
        try home.call(["submissions", "build"], expecting: 0)
        try home.call(["verify"], expecting: 0)
    }

    /// A report that tells of another file under a name is evidence, and stays: what waits under that name doesn't leave.
    @Test func aReportIsNeverOverwritten() throws {
        let home = try Self.stuckHome()
        defer { home.scratch.remove() }
        try Self.remove(Self.outbox(home, Self.first))
        let report = "\(home.path)/reports/submissions/\(Self.first).json"
        let other = try Self.text(report).replacing("\"count\":1", with: "\"count\":7")
        try Data(other.utf8).write(to: URL(filePath: report))
        try home.call(["run"], expecting: 70, "tells of another file that was sent under this name")
        #expect(try Self.text(report) == other)
        #expect(!FileManager.default.fileExists(atPath: Self.outbox(home, Self.first)))
    }

    /// A ledger that has a submission sealed, put back after its file and the next went out.
    @Test func sealedInAnOlderLedger() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        // A folder under the file's name in staging stops it between seal and stage.
        let blocker = "\(home.path)/staging/\(Self.first)"
        try FileManager.default.createDirectory(atPath: blocker, withIntermediateDirectories: true)
        _ = try home.call(["submissions", "build"])
        let listed = try home.call(["--json", "submissions", "list"], expecting: 0)
        try #require(listed.output.contains("\"state\":\"sealed\""), "\(listed.output)")
        let old = home.scratch.file("old.sqlite")
        try home.sqlite("PRAGMA wal_checkpoint(TRUNCATE)")
        try FileManager.default.copyItem(atPath: home.ledger, toPath: old)
        try Self.remove(blocker)
        try home.call(["run"], expecting: 0)
        try FileManager.default.moveItem(atPath: Self.outbox(home), toPath: home.scratch.file("sent"))
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: home.ledger + suffix)
        {
            try Self.remove(home.ledger + suffix)
        }
        try FileManager.default.copyItem(atPath: old, toPath: home.ledger)
        try home.call(["orders", "import", home.scratch.file("orders.csv")], expecting: 0)
        #expect(!FileManager.default.fileExists(atPath: Self.outbox(home)))
        try home.call(["run"], expecting: 70, "the ledger is an old one")
        #expect(!FileManager.default.fileExists(atPath: Self.outbox(home)))
        for file in [Self.first, Self.second] {
            try home.call(
                ["submissions", "adopt", home.scratch.file("sent/\(file)"), "--by", "Ann", "--note", "x"],
                expecting: 0)
        }
        try home.call(["run"], expecting: 0)
        try home.call(["verify"], expecting: 0)
    }

    /// Another file of the same folder, name, size and time is another file.
    @Test func whatIsDroppedIsToldByItsBytes() throws {
        let home = try TestHome(settings: "home_number: 417\nsettle_seconds: 0\n")
        defer { home.scratch.remove() }
        let path = "\(home.path)/drop/refunds/995378/b.csv"
        try FileManager.default.createDirectory(
            atPath: "\(home.path)/drop/refunds/995378", withIntermediateDirectories: true)
        for (number, amount) in [("1", "10.00"), ("2", "20.00")] {
            try home.write(
                "refund_number,payment_id,refund_amount\nKR-\(number),260921201544530118207,\(amount)\n",
                to: "home/drop/refunds/995378/b.csv")
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSince1970: 1_700_000_000)], ofItemAtPath: path)
            try home.call(["run"], expecting: 0)
        }
        let found = try home.call(["--json", "refunds", "find"], expecting: 0)
        #expect(found.output.ranges(of: "\"refund_id\"").count == 2, "\(found.output)")
    }

    /// Reports are compared too: by verify where they prove the journal, by replay all of them.
    @Test func aForgedReportShows() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try home.call(["run"], expecting: 0)
        let report = "\(home.path)/reports/submissions/\(Self.first).json"
        let daily = "\(home.path)/reports/daily/2026-10-08/daily.json"
        for (path, change) in [
            (report, { (text: String) in text + " " }),
            (daily, { $0.replacing(/"journal":.*?},/, with: "") }),
        ] {
            let text = try Self.text(path)
            try Data(change(text).utf8).write(to: URL(filePath: path))
            let verified = try home.call(["verify"])
            #expect(verified.status == 70 && verified.text.contains("FAULT"), "\(verified.text)")
            try Data(text.utf8).write(to: URL(filePath: path))
        }
        let text = try Self.text(daily)
        try Data(text.replacing("\"ties\":true", with: "\"ties\":false").utf8).write(to: URL(filePath: daily))
        let replayed = try home.call(["replay", "--into", home.scratch.file("rebuilt")])
        #expect(replayed.status == 70 && replayed.text.contains("daily.json"), "\(replayed.text)")
    }
}
