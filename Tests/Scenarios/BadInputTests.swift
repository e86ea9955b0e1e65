import Foundation
import Testing

/// A home that is none, a ledger that isn't ours, a machine in trouble: told with its exit status, and nothing is lost.
@Suite("Trouble")
struct BadInputTests {
    @Test func aFolderThatIsNoHome() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        let none = try home.refundry.call(["batches", "list"], home: home.scratch.file("elsewhere"))
        #expect(none.status == 78, "\(none.text)")
        #expect(none.errors.contains("init"), "it says what to do: \(none.text)")
        let current = try home.refundry.call(["batches", "list"], in: home.scratch.path)
        #expect(current.status == 78, "\(current.text)")
        #expect(!FileManager.default.fileExists(atPath: home.scratch.file("ledger.sqlite")))
    }

    @Test func initDoesntTouchWhatIsThere() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        let before = try Data(contentsOf: URL(filePath: home.ledger))
        try home.call(["init"], expecting: 73)
        #expect(try Data(contentsOf: URL(filePath: home.ledger)) == before)
    }

    @Test(arguments: ["missing", "empty", "text", "newer", "another"])
    func aLedgerThatIsNotOurs(_ kind: String) throws {
        let home = try TestHome()
        let other = try TestHome()
        defer {
            home.scratch.remove()
            other.scratch.remove()
        }
        let kept = home.scratch.file("kept.sqlite")
        try FileManager.default.copyItem(atPath: home.ledger, toPath: kept)
        try spoil(home, kind, with: other)
        let there = FileManager.default.fileExists(atPath: home.ledger)
        let before = there ? try Data(contentsOf: URL(filePath: home.ledger)) : nil
        // What is no ledger at all can only be called damaged.
        let status: Int32 = kind == "text" ? 70 : 78
        try home.importBatch(expecting: status, home.ledger)
        try home.call(["run"], expecting: status)
        let after =
            FileManager.default.fileExists(atPath: home.ledger)
            ? try Data(contentsOf: URL(filePath: home.ledger)) : nil
        #expect(before == after, "never made, never changed")
        if there { try FileManager.default.removeItem(atPath: home.ledger) }
        try FileManager.default.copyItem(atPath: kept, toPath: home.ledger)
        try home.recovers()
    }

    private func spoil(_ home: TestHome, _ kind: String, with other: TestHome) throws {
        for suffix in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: home.ledger + suffix) {
            try FileManager.default.removeItem(atPath: home.ledger + suffix)
        }
        switch kind {
        case "newer":
            try home.sqlite("INSERT INTO grdb_migrations VALUES ('99 from the future')")
            try home.sqlite("PRAGMA wal_checkpoint(TRUNCATE)")
        case "another":
            try FileManager.default.removeItem(atPath: home.ledger)
            try FileManager.default.copyItem(atPath: other.ledger, toPath: home.ledger)
        default:
            try FileManager.default.removeItem(atPath: home.ledger)
            if kind == "empty" { try home.write("", to: "home/ledger.sqlite") }
            if kind == "text" { try home.write("no ledger at all\n", to: "home/ledger.sqlite") }
        }
    }

    @Test func stagingIsGone() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        let staging = "\(home.path)/staging"
        try FileManager.default.moveItem(atPath: staging, toPath: home.scratch.file("staging"))
        try home.importBatch(expecting: 70, "staging")
        try FileManager.default.moveItem(atPath: home.scratch.file("staging"), toPath: staging)
        try home.recovers()
    }

    /// Another writes to the home for longer than busy_seconds; readers don't mind.
    @Test func aHomeThatIsBusy() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        let lock =
            "import fcntl; file = open(sys.argv[1] + '/staging/lock', 'a'); fcntl.flock(file, fcntl.LOCK_EX)"
        try holding(home, lock) {
            try home.importBatch(expecting: 75)
            try home.call(["batches", "list"], expecting: 0)
        }
        try home.recovers()
    }

    @Test func aLedgerThatIsLocked() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        let begin =
            "import sqlite3; db = sqlite3.connect(sys.argv[1] + '/ledger.sqlite', isolation_level=None); "
            + "db.execute('BEGIN IMMEDIATE')"
        try holding(home, begin) { try home.importBatch(expecting: 75) }
        try home.recovers()
    }

    /// While a program in Python holds something of the home.
    private func holding(_ home: TestHome, _ program: String, _ body: () throws -> Void) throws {
        let ready = home.scratch.file("ready")
        let holder = Process()
        let hand = Pipe()
        holder.executableURL = URL(filePath: "/usr/bin/env")
        holder.arguments = [
            "python3", "-B", "-c", "import sys\n\(program)\nopen(sys.argv[2], 'w').close()\nsys.stdin.read()",
            home.path, ready,
        ]
        holder.standardInput = hand
        try holder.run()
        while holder.isRunning, !FileManager.default.fileExists(atPath: ready) { usleep(10_000) }
        try #require(holder.isRunning)
        try body()
        try hand.fileHandleForWriting.close()
        holder.waitUntilExit()
    }

    /// Both wait for one another instead of failing.
    @Test func twoWritersAtOnce() async throws {
        let home = try TestHome(settings: "home_number: 417\nbusy_seconds: 60\n")
        defer { home.scratch.remove() }
        for number in 1...4 {
            try home.write(
                "refund_number,payment_id,refund_amount\nKR-\(number),260921201544530118207,10.00\n",
                to: "batch-\(number).csv")
        }
        let outcomes = try await withThrowingTaskGroup(of: Program.Outcome.self) { group in
            for number in 1...4 {
                group.addTask {
                    try home.call([
                        "batches", "import", home.scratch.file("batch-\(number).csv"), "--account", "995378",
                    ])
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for outcome in outcomes { #expect(outcome.status == 0, "\(outcome.text)") }
        try home.call(["verify"], expecting: 0)
    }

    /// Several files: each is tried, the status is the first that is not 0.
    @Test func oneMissingFileAmongSeveral() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.call(
            ["batches", "import", home.scratch.file("nowhere.csv"), home.batch, "--account", "995378"],
            expecting: 66,
            "nowhere.csv")
        let found = try home.call(["--json", "refunds", "find"], expecting: 0)
        #expect(found.output.ranges(of: "\"refund_id\"").count == 2, "\(found.output)")
    }

    @Test func standardOutputIsFull() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        let full = try Program.run(
            "/bin/sh", ["-c", "\"$0\" --home \"$1\" batches list > /dev/full", home.refundry.path, home.path])
        #expect(full.status == 74, "\(full.text)")
    }
}
