import Foundation
import Testing

/// Files that somebody sent by hand: recognised by their bytes, recorded, never sent again.
@Suite("Sent by hand")
struct AdoptTests {
    /// A home with two submissions, and copies of the files as they were sent.
    private static func sentHome() throws -> TestHome {
        let home = try TestHome()
        try home.importBatch(expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        try FileManager.default.copyItem(
            atPath: "\(home.path)/outbox/default", toPath: home.scratch.file("sent"))
        return home
    }

    private static let first = "default-000001-EUR.csv"
    private static let second = "default-000002-USD.csv"

    private static func adopt(
        _ home: TestHome, _ file: String, expecting status: Int32 = 0, _ told: String = ""
    )
        throws
    {
        try home.call(
            ["submissions", "adopt", home.scratch.file(file), "--by", "Ann", "--note", "by portal"],
            expecting: status, told)
    }

    private static func outbox(_ home: TestHome) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(home.path)/outbox/default").sorted()
    }

    /// All holds, and the journal replays to the same home.
    private static func holds(_ home: TestHome) throws {
        try home.call(["verify"], expecting: 0)
        try home.call(["replay", "--into", home.scratch.file("rebuilt-\(UUID().uuidString)")], expecting: 0)
    }

    @Test func whatLiesInTheOutboxIsTakenOutOfIt() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try Self.adopt(home, "sent/\(Self.first)")
        #expect(try Self.outbox(home) == [Self.second])
        let shown = try home.call(["--json", "submissions", "show", "1"], expecting: 0)
        #expect(shown.output.contains("\"adopted\":{\"by\":\"Ann\""), "\(shown.output)")
        let life = try home.call(["--json", "refunds", "show", "41700000000011"], expecting: 0)
        #expect(life.output.contains("\"event\":\"adopted\",\"by\":\"Ann\""), "\(life.output)")
        // Said twice, it is recorded once.
        try Self.adopt(home, "sent/\(Self.first)")
        try home.call(["run"], expecting: 0)
        #expect(try Self.outbox(home) == [Self.second])
        try Self.holds(home)
    }

    /// A stop between seal and publication: a foreign file of the name stands in the way, so the submission waits in staging.
    @Test func whatWaitsInStagingIsNeverPublished() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try FileManager.default.createDirectory(
            atPath: "\(home.path)/outbox/default", withIntermediateDirectories: true)
        try home.write("somebody else's\n", to: "home/outbox/default/\(Self.first)")
        try home.call(["submissions", "build"], expecting: 70, Self.first)
        try FileManager.default.copyItem(
            atPath: "\(home.path)/staging/\(Self.first)", toPath: home.scratch.file("sent.csv"))
        try FileManager.default.removeItem(atPath: "\(home.path)/outbox/default/\(Self.first)")
        try Self.adopt(home, "sent.csv")
        #expect(try Self.outbox(home) == [Self.second])
        #expect(!FileManager.default.fileExists(atPath: "\(home.path)/staging/\(Self.first)"))
        try home.call(["run"], expecting: 0)
        #expect(try Self.outbox(home) == [Self.second])
        try Self.holds(home)
    }

    /// The sequences in staging show that the ledger is an old one: nothing is built until what was sent since is taken in.
    @Test func anOlderLedgerIsBroughtUpToWhatWasSent() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        let old = home.scratch.file("old.sqlite")
        try FileManager.default.copyItem(atPath: home.ledger, toPath: old)
        try home.importBatch(expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        try FileManager.default.copyItem(
            atPath: "\(home.path)/outbox/default", toPath: home.scratch.file("sent"))
        for file in [Self.first, Self.second] {
            try FileManager.default.removeItem(atPath: "\(home.path)/outbox/default/\(file)")
        }
        for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: home.ledger + suffix)
        {
            try FileManager.default.removeItem(atPath: home.ledger + suffix)
        }
        try FileManager.default.copyItem(atPath: old, toPath: home.ledger)
        try home.call(["submissions", "build"], expecting: 70, "number 2 has been sent")
        try home.call(["run"], expecting: 70, "submissions adopt")
        try Self.adopt(home, "sent/\(Self.first)", expecting: 65, "bring in the batches")
        try home.importBatch(expecting: 0)
        try home.call(["submissions", "build"], expecting: 70, "number 2 has been sent")
        try Self.adopt(
            home, "sent/\(Self.second)", expecting: 65, "adopt the files that were sent before it first")
        try Self.adopt(home, "sent/\(Self.first)")
        try home.call(["submissions", "build"], expecting: 70, "number 2 has been sent")
        try Self.adopt(home, "sent/\(Self.second)")
        try home.call(["submissions", "build"], expecting: 0)
        #expect(try Self.outbox(home).isEmpty)
        try Self.holds(home)
    }

    /// Without its marker nothing may be concluded from what is absent in staging; a person's word makes it whole again.
    @Test func lostStagingIsMadeWholeByWhatIsKnown() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try FileManager.default.removeItem(atPath: "\(home.path)/staging")
        try home.call(["run"], expecting: 70, "staging")
        try Self.adopt(home, "orders.csv", expecting: 65, "no submission of this home has these bytes")
        try home.call(["run"], expecting: 70, "staging")
        try home.call(["orders", "import", home.scratch.file("orders.csv")], expecting: 70, "staging")
        try Self.adopt(home, "sent/\(Self.second)")
        try home.call(["run"], expecting: 0)
        #expect(try Self.outbox(home) == [Self.first])
        try Self.holds(home)
    }

    /// A submission was on its way when staging was lost: its file counts as sent only by a person's word.
    @Test func whatWasOnItsWayWhenStagingWasLost() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try FileManager.default.createDirectory(
            atPath: "\(home.path)/outbox/default", withIntermediateDirectories: true)
        for file in [Self.first, Self.second] {
            try home.write("somebody else's\n", to: "home/outbox/default/\(file)")
        }
        try home.call(["submissions", "build"], expecting: 70, Self.first)
        for (id, file) in [("1", Self.first), ("2", Self.second)] {
            try home.call(
                ["submissions", "rebuild", id, "--out", home.scratch.file(file)], expecting: 0)
        }
        for file in try Self.outbox(home) {
            try FileManager.default.removeItem(atPath: "\(home.path)/outbox/default/\(file)")
        }
        try FileManager.default.removeItem(atPath: "\(home.path)/staging")
        // The second may have been sent as well.
        try Self.adopt(home, Self.first, expecting: 70, Self.second)
        try home.call(["run"], expecting: 70, "staging")
        try Self.adopt(home, Self.second)
        try home.call(["run"], expecting: 0)
        #expect(try Self.outbox(home).isEmpty)
        try Self.holds(home)
    }

    @Test func whatIsNoSubmissionChangesNothing() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        let before = try home.call(["--json", "verify"], expecting: 0)
        try Self.adopt(home, "batch.csv", expecting: 65, "no submission of this home has these bytes")
        try Self.adopt(home, "nowhere.csv", expecting: 66, "nowhere.csv")
        try home.call(
            ["submissions", "adopt", home.batch, "--by", "Ann", "--note", " "], expecting: 64, "--note")
        #expect(try home.call(["--json", "verify"], expecting: 0).output == before.output)
    }

    /// A pain.001 says which submission it is, and its refunds whose.
    @Test func aForgottenPaymentInitiationIsTakenIn() throws {
        let home = try TestHome(
            settings: """
                home_number: 417
                busy_seconds: 1
                channels:
                  default: {layout: iso20022, debtor: {name: Ours, account: DE89370400440532013000}}

                """)
        defer { home.scratch.remove() }
        try home.write(
            """
            payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,creditor_name,creditor_account
            P1,995378,99537801,O1,EUR,100.00,success,2026-10-01 10:00:00,Zoe,DE02120300000000202051
            P2,995378,99537801,O2,EUR,100.00,success,2026-10-01 10:00:00,Ann,DE02120300000000202051

            """, to: "creditors.csv")
        try home.call(["orders", "import", home.scratch.file("creditors.csv")], expecting: 0)
        for number in ["1", "2"] {
            try home.write(
                "refund_number,payment_id,refund_type,refund_amount\nR\(number),P\(number),partial,10.00\n",
                to: "batch-\(number).csv")
            try home.call(
                ["batches", "import", home.scratch.file("batch-\(number).csv"), "--account", "995378"],
                expecting: 0)
        }
        try home.call(["backup", "--to", home.scratch.file("copy")], expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        try FileManager.default.copyItem(
            atPath: "\(home.path)/outbox/default", toPath: home.scratch.file("sent"))
        try FileManager.default.removeItem(atPath: home.path)
        try FileManager.default.moveItem(atPath: home.scratch.file("copy"), toPath: home.path)
        let first = try #require(
            try FileManager.default.contentsOfDirectory(atPath: home.scratch.file("sent")).first)
        // One byte more is another file.
        let bytes = try Data(contentsOf: URL(filePath: home.scratch.file("sent/\(first)")))
        try (bytes + Data("\n".utf8)).write(to: URL(filePath: home.scratch.file("sent/other.xml")))
        try Self.adopt(home, "sent/other.xml", expecting: 65)
        try Self.adopt(home, "sent/\(first)")
        let shown = try home.call(["--json", "submissions", "show", "1"], expecting: 0)
        #expect(
            shown.output.contains("\"state\":\"emitted\"") && shown.output.contains("\"count\":2"),
            "\(shown.output)")
        let built = try home.call(["--json", "submissions", "build"], expecting: 0)
        #expect(built.output.contains("\"submissions\":[]"), "\(built.output)")
        try Self.holds(home)
    }
}
