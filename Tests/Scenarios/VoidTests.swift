import Foundation
import Testing

/// Submissions that two people make void: refunds are pending again, number and file stay used and kept.
@Suite("Made void")
struct VoidTests {
    private static let first = "default-000001-EUR.csv"
    private static let refund = "41700000000011"

    private static func sentHome() throws -> TestHome {
        let home = try TestHome()
        try home.importBatch(expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        return home
    }

    private static func void(
        _ home: TestHome, by name: String, _ id: Int = 1, expecting status: Int32 = 0, _ told: String = ""
    ) throws {
        try home.call(
            ["submissions", "void", "\(id)", "--by", name, "--note", "wrong cut"], expecting: status, told)
        try home.call(["verify"], expecting: 0)
    }

    private static func holds(_ home: TestHome) throws {
        try home.call(["verify"], expecting: 0)
        try home.call(["replay", "--into", home.scratch.file("rebuilt-\(UUID().uuidString)")], expecting: 0)
    }

    private static func tiesToZero(_ home: TestHome, _ word: String) throws {
        let report = try home.call(["--json", "reports", "daily"], expecting: 0)
        #expect(report.output.contains("\"ties\":true"), "\(report.output)")
        #expect(report.output.contains(word), "\(report.output)")
    }

    @Test func refundsArePendingAgainAndLeaveInANewFile() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        let sent = try Data(contentsOf: URL(filePath: "\(home.path)/outbox/default/\(Self.first)"))
        try Self.void(home, by: "Wei")
        let proposed = try home.call(["--json", "submissions", "show", "1"], expecting: 0)
        #expect(proposed.output.contains("\"state\":\"emitted\""), "\(proposed.output)")
        try Self.void(home, by: "wei ", expecting: 65, "somebody else must")
        try home.call(["submissions", "void", "1", "--by", "Mina"], expecting: 0)
        #expect(!FileManager.default.fileExists(atPath: "\(home.path)/outbox/default/\(Self.first)"))
        let shown = try home.call(["--json", "submissions", "show", "1"], expecting: 0)
        #expect(shown.output.contains("\"state\":\"void\""), "\(shown.output)")
        let pending = try home.call(["--json", "refunds", "show", Self.refund], expecting: 0)
        #expect(pending.output.contains("\"status\":\"pending\",\"hold\":null"), "\(pending.output)")
        #expect(pending.output.contains("\"submission\":null"), "\(pending.output)")
        #expect(pending.output.contains("\"event\":\"void\",\"by\":\"Mina\""), "\(pending.output)")
        try Self.tiesToZero(home, "- sent + made_void = waiting")
        try Self.void(home, by: "Mina", expecting: 65, "is void already")
        try home.call(
            ["submissions", "redeliver", "1", "--by", "Wei", "--note", "x"], expecting: 65, "is void")
        try home.call(["submissions", "rebuild", "1", "--out", home.scratch.file("again")], expecting: 0)
        #expect(try Data(contentsOf: URL(filePath: home.scratch.file("again"))) == sent)
        try home.call(["submissions", "build"], expecting: 0)
        let again = try home.call(["--json", "refunds", "show", Self.refund], expecting: 0)
        #expect(again.output.contains("\"status\":\"submitted\""), "\(again.output)")
        #expect(again.output.contains("\"submission\":3"), "\(again.output)")
        #expect(
            FileManager.default.fileExists(atPath: "\(home.path)/outbox/default/default-000003-EUR.csv"))
        try Self.holds(home)
    }

    /// A dismissal changes nothing: it doesn't take the bank's word back.
    @Test func aDismissedWordOfTheBankStaysItsWord() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try home.write(
            "refund_id,result,refund_amount,refund_currency\n\(Self.refund),success,49.00,EUR\n",
            to: "less.csv")
        try home.call(["results", "import", home.scratch.file("less.csv")], expecting: 0)
        for name in ["Wei", "Mina"] {
            try home.call(
                ["exceptions", "resolve", "1", "--action", "dismiss", "--note", "n", "--by", name],
                expecting: 0)
        }
        try Self.void(home, by: "Wei", expecting: 65, "the bank has the file")
    }

    /// What lost its cover while it was away was approved under other facts; and nobody waits for an answer about what is pending again.
    @Test func whatComesBackWithoutCoverIsApprovedAgain() throws {
        let home = try TestHome(
            settings: "home_number: 417\nbusy_seconds: 1\ndefaults: {approval: one}\nchannels:\n"
                + "  default: {layout: native-csv, overdue_business_days: 0}\n")
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try home.call(["batches", "approve", "1", "--by", "Lin"], expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        let orders = try String(contentsOfFile: home.scratch.file("orders.csv"), encoding: .utf8)
        try home.write(
            orders.replacing("payment_datetime\n", with: "payment_datetime,chargeback_amount\n")
                .replacing("20:15:44\n", with: "20:15:44,250.00\n").replacing(
                    "11:30:20\n", with: "11:30:20,0\n"),
            to: "charged.csv")
        try home.call(["orders", "import", home.scratch.file("charged.csv")], expecting: 0)
        let later = try home.refundry.call(
            ["run"], home: home.path, now: "2026-10-10T09:00:00+08:00", in: home.scratch.path)
        #expect(later.status == 0 && later.output.contains("UNANSWERED"), "\(later.text)")
        try Self.void(home, by: "Wei")
        try Self.void(home, by: "Mina")
        let shown = try home.call(["--json", "batches", "show", "1"], expecting: 0)
        #expect(shown.output.contains("\"state\":\"approval\""), "\(shown.output)")
        #expect(shown.output.contains("\"voided\":[{\"by\":\"Lin\""), "\(shown.output)")
        let open = try home.call(["--json", "exceptions", "list"], expecting: 0)
        #expect(!open.output.contains("\"refund_id\":\"\(Self.refund)\""), "\(open.output)")
        try home.call(["refunds", "cancel", Self.refund, "--by", "Wei"], expecting: 0)
        // Nothing of the order is held any more, so nothing lacks cover.
        let left = try home.call(["--json", "exceptions", "list"], expecting: 0)
        #expect(!left.output.contains("ORDER_OVERDRAWN"), "\(left.output)")
        try Self.holds(home)
    }

    @Test func aLateAnswerIsNotSubmitted() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try Self.void(home, by: "Wei")
        try Self.void(home, by: "Mina")
        try home.write(
            "#submission_id=1\nrefund_id,result,refund_amount,refund_currency\n\(Self.refund),success,50.00,EUR\n",
            to: "late.csv")
        try home.call(["results", "import", home.scratch.file("late.csv")], expecting: 0)
        let open = try home.call(["--json", "exceptions", "list"], expecting: 0)
        #expect(open.output.contains("\"code\":\"NOT_SUBMITTED\""), "\(open.output)")
        let held = try home.call(["--json", "refunds", "show", Self.refund], expecting: 0)
        #expect(held.output.contains("\"status\":\"pending\",\"hold\":\"order\""), "\(held.output)")
        try home.call(["submissions", "build"], expecting: 0)
        let still = try home.call(["--json", "refunds", "show", Self.refund], expecting: 0)
        #expect(still.output.contains("\"submission\":null"), "\(still.output)")
        try Self.holds(home)
    }

    /// Whatever the bank said about one of its refunds, applied or not, means that it has the file.
    @Test(arguments: ["pending,,", "success,50.00,EUR", "failed,,", "success,49.00,EUR"])
    func notOnceTheBankAnswered(_ answer: String) throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try Self.void(home, by: "Wei")
        try home.write(
            "refund_id,result,refund_amount,refund_currency\n\(Self.refund),\(answer)\n", to: "answer.csv")
        try home.call(["results", "import", home.scratch.file("answer.csv")], expecting: 0)
        try Self.void(home, by: "Mina", expecting: 65, "answer")
        #expect(FileManager.default.fileExists(atPath: "\(home.path)/outbox/default/\(Self.first)"))
        try home.call(
            ["submissions", "void", "1", "--by", "Mina", "--withdraw", "--note", "it arrived"], expecting: 0)
        try Self.holds(home)
    }

    /// An order that lost its cover while its refund was with the bank sends nothing when the refund comes back.
    @Test func whatComesBackWithoutCoverIsHeld() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try home.write(
            """
            payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,chargeback_amount
            260921201544530118207,995378,99537801,KO-2026-184311,EUR,289.95,success,2026-09-21 20:15:44,289.95

            """, to: "chargeback.csv")
        try home.call(["orders", "import", home.scratch.file("chargeback.csv")], expecting: 0)
        try Self.void(home, by: "Wei")
        try Self.void(home, by: "Mina")
        let held = try home.call(["--json", "refunds", "show", Self.refund], expecting: 0)
        #expect(held.output.contains("\"status\":\"pending\",\"hold\":\"order\""), "\(held.output)")
        try home.call(["refunds", "cancel", Self.refund, "--by", "Wei"], expecting: 0)
        try Self.holds(home)
    }

    /// The rest of its batch was declined meanwhile: it doesn't leave by itself; a person approves or declines it.
    @Test(arguments: [true, false])
    func whatComesBackToADeclinedBatchWaitsForAPerson(thenApproved: Bool) throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try home.write(
            "refund_id,result,refund_amount,refund_currency\n41700000000020,success,20.00,USD\n",
            to: "by-hand.csv")
        try home.call(["results", "import", home.scratch.file("by-hand.csv")], expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        try home.call(["batches", "decline", "1", "--by", "Mina"], expecting: 0)
        try Self.void(home, by: "Wei")
        try Self.void(home, by: "Mina")
        let back = try home.call(["--json", "refunds", "show", Self.refund], expecting: 0)
        #expect(back.output.contains("\"status\":\"pending\",\"hold\":\"approval\""), "\(back.output)")
        let batch = try home.call(["--json", "batches", "show", "1"], expecting: 0)
        #expect(batch.output.contains("\"state\":\"approval\""), "\(batch.output)")
        try home.call(["submissions", "build"], expecting: 0)
        let stays = try home.call(["--json", "refunds", "show", Self.refund], expecting: 0)
        #expect(stays.output.contains("\"status\":\"pending\""), "\(stays.output)")
        try home.call(["verify"], expecting: 0)
        if thenApproved {
            try home.call(["batches", "approve", "1", "--by", "Mina"], expecting: 0)
            try home.call(["submissions", "build"], expecting: 0)
            let sent = try home.call(["--json", "refunds", "show", Self.refund], expecting: 0)
            #expect(sent.output.contains("\"status\":\"submitted\""), "\(sent.output)")
            return try Self.holds(home)
        }
        try home.call(["batches", "decline", "1", "--by", "Mina"], expecting: 0)
        let over = try home.call(["--json", "refunds", "show", Self.refund], expecting: 0)
        #expect(over.output.contains("\"failure\":\"declined\""), "\(over.output)")
        try Self.holds(home)
    }

    /// A file of the name that is another stays, and nothing is made void.
    @Test func aForeignFileInTheOutboxStopsIt() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try Self.void(home, by: "Wei")
        try home.write("somebody else's\n", to: "home/outbox/default/\(Self.first)")
        try home.call(["submissions", "void", "1", "--by", "Mina"], expecting: 70, Self.first)
        let shown = try home.call(["--json", "submissions", "show", "1"], expecting: 0)
        #expect(shown.output.contains("\"state\":\"emitted\""), "\(shown.output)")
    }

    /// A stop after it was recorded, before the file that lay in the outbox was removed.
    @Test func aStopLeavesNothingThatCouldLeave() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        let sent = "\(home.path)/outbox/default/\(Self.first)"
        let kept = home.scratch.file("kept.csv")
        try FileManager.default.copyItem(atPath: sent, toPath: kept)
        try Self.void(home, by: "Wei")
        try Self.void(home, by: "Mina")
        try FileManager.default.copyItem(
            atPath: kept, toPath: "\(home.path)/staging/adoption-1-default.\(Self.first)")
        try home.call(["refunds", "cancel", Self.refund, "--by", "Wei"], expecting: 0)
        #expect(!FileManager.default.fileExists(atPath: sent))
        #expect(
            !FileManager.default.fileExists(
                atPath: "\(home.path)/staging/adoption-1-default.\(Self.first)"))
        try Self.holds(home)
        // Put into the outbox again by somebody, it is a fault.
        try FileManager.default.copyItem(atPath: kept, toPath: sent)
        let verified = try home.call(["verify"])
        #expect(verified.status == 70 && verified.text.contains("submission 1 is void"), "\(verified.text)")
    }

    @Test func distinctLoginsAreAskedFor() throws {
        let home = try TestHome(settings: "home_number: 417\ndistinct_logins: true\n")
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        try Self.void(home, by: "Wei")
        try Self.void(home, by: "Mina", expecting: 65, "distinct_logins")
    }
}
