import Foundation
import Testing

/// When refunds leave and when not: cut-offs, holidays, limits, halts; and what nobody answers. By the program itself.
@Suite("Leaving in time")
struct DepartureTests {
    private static func home(_ channels: String, accounts: String = "") throws -> TestHome {
        try TestHome(
            settings: "home_number: 417\nbusy_seconds: 1\n\(accounts)channels:\n\(channels)\n")
    }

    /// Calls it at a time of its own.
    @discardableResult
    private static func call(
        _ home: TestHome, _ now: String, _ words: [String], expecting status: Int32 = 0
    ) throws -> Program.Outcome {
        let outcome = try home.refundry.call(words, home: home.path, now: now, in: home.scratch.path)
        #expect(outcome.status == status, "\(now) \(words): \(outcome.text)")
        if status != 0, !words.contains("--json") {
            #expect(outcome.errors.contains(/\p{Script=Han}/), "\(outcome.text)")
        }
        return outcome
    }

    private static func take(_ home: TestHome, _ now: String) throws {
        try call(home, now, ["batches", "import", home.batch, "--account", "995378", "--by", "Wei"])
    }

    /// Everything is proved, and gives the same home once more.
    private static func prove(_ home: TestHome, _ now: String) throws {
        try call(home, now, ["verify"])
        try call(home, now, ["replay", "--into", home.scratch.file("twin")])
        try call(home, now, ["backup", "--to", home.scratch.file("copy")])
        for copy in ["twin", "copy"] {
            let outcome = try home.refundry.call(["verify"], home: home.scratch.file(copy), now: now)
            #expect(outcome.status == 0, "\(copy): \(outcome.text)")
            try FileManager.default.removeItem(atPath: home.scratch.file(copy))
        }
    }

    private static func objects(_ outcome: Program.Outcome, _ key: String) throws -> [[String: Any]] {
        let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        return try #require((json as? [String: Any])?[key] as? [[String: Any]], "\(outcome.output)")
    }

    private static func holds(_ home: TestHome, _ now: String) throws -> [String] {
        try objects(call(home, now, ["--json", "refunds", "find"]), "refunds").map {
            $0["hold"] as? String ?? "\($0["status"] as? String ?? "")"
        }
    }

    private static func files(_ home: TestHome) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(home.path)/outbox/default").sorted()
    }

    @Test func aWeekOfHolidays() throws {
        let home = try Self.home("  default: {calendar: cn, cutoffs: [\"16:00\"]}")
        defer { home.scratch.remove() }
        try Self.take(home, "2026-09-30T16:00:00+08:00")
        let plan = try Self.call(home, "2026-09-30T17:00:00+08:00", ["submissions", "plan"])
        #expect(
            plan.output.contains(
                "leaves Thu 8 Oct 2026 16:00 CST: cut-off passed on Wed 30 Sep, 1–7 Oct off"), "\(plan.text)")
        let json = try Self.call(home, "2026-09-30T17:00:00+08:00", ["--json", "submissions", "plan"])
        let first = try #require(try Self.objects(json, "plan").first)
        #expect(first["hold"] as? String == "cutoff")
        #expect(first["leaves_at"] as? String == "2026-10-08T16:00:00+08:00")
        #expect(
            first["原因"] as? String == "2026年10月8日周四 16:00 CST 发出：9月30日周三的截止时间已过，10月1日至7日休")
        for now in ["2026-09-30T16:00:01+08:00", "2026-10-04T16:00:00+08:00", "2026-10-08T15:59:59+08:00"] {
            let built = try Self.call(home, now, ["submissions", "build"])
            #expect(built.output.contains("Nothing leaves now."), "\(built.text)")
            #expect(try Self.holds(home, now) == ["cutoff", "cutoff"])
        }
        #expect(try Self.holds(home, "2026-10-08T16:00:00+08:00") == ["pending", "pending"])
        try Self.call(home, "2026-10-08T16:00:00+08:00", ["submissions", "build"])
        #expect(try Self.files(home) == ["default-000001-EUR.csv", "default-000002-USD.csv"])
        try Self.prove(home, "2026-10-08T16:00:01+08:00")
    }

    /// A clock that is set back loses nothing and sends nothing twice.
    @Test func aClockSetBack() throws {
        let home = try Self.home("  default: {cutoffs: [\"16:00\"]}")
        defer { home.scratch.remove() }
        try Self.take(home, "2026-10-08T15:00:00+08:00")
        try Self.call(home, "2026-10-08T16:00:00+08:00", ["run"])
        try Self.call(home, "2026-10-08T14:00:00+08:00", ["run"])
        try Self.call(home, "2026-10-07T14:00:00+08:00", ["submissions", "build"])
        #expect(try Self.files(home).count == 2)
        try home.write(
            "refund_number,payment_id,refund_amount\nKR-2,260921201544530118207,1.00\n", to: "batch.csv")
        // Ready an hour before the cut-off that it missed by the other clock.
        try Self.take(home, "2026-10-08T17:00:00+08:00")
        #expect(try Self.holds(home, "2026-10-08T15:00:00+08:00").last == "cutoff")
        try Self.call(home, "2026-10-08T15:00:00+08:00", ["submissions", "build"])
        try Self.call(home, "2026-10-08T16:00:00+08:00", ["submissions", "build"])
        #expect(try Self.files(home).count == 2)
        try Self.call(home, "2026-10-09T16:00:00+08:00", ["submissions", "build"])
        #expect(try Self.files(home).count == 3)
        try Self.prove(home, "2026-10-09T16:00:01+08:00")
    }

    private static let fiveRefunds = """
        refund_number,payment_id,refund_amount
        A-1,260918113020771450932,10.00
        A-2,260918113020771450932,20.00
        A-3,260918113020771450932,30.00
        A-4,260918113020771450932,15.00
        A-5,260918113020771450932,5.00

        """

    @Test func moreThanAFileHolds() throws {
        let home = try Self.home("  default: {max_rows: 2, max_money: {USD: \"30.00\"}}")
        defer { home.scratch.remove() }
        try home.write(Self.fiveRefunds, to: "batch.csv")
        try Self.take(home, "2026-10-08T09:00:00+08:00")
        let built = try Self.call(home, "2026-10-08T09:01:00+08:00", ["--json", "submissions", "build"])
        let files = try Self.objects(built, "submissions")
        #expect(files.map { $0["count"] as? Int } == [2, 1, 2])
        #expect(files.map { $0["sequence"] as? Int } == [1, 2, 3])
        #expect(files.map { ($0["totals"] as? [String: String])?["USD"] } == ["30.00", "30.00", "20.00"])
        try Self.prove(home, "2026-10-08T09:02:00+08:00")
    }

    @Test func moreThanADayHolds() throws {
        let home = try Self.home("  default: {max_money_day: {USD: \"29.00\"}, timezone: America/New_York}")
        defer { home.scratch.remove() }
        try home.write(Self.fiveRefunds, to: "batch.csv")
        try Self.take(home, "2026-10-08T09:00:00+08:00")
        let now = "2026-10-08T09:01:00+08:00"
        #expect(try Self.holds(home, now) == ["pending", "limit", "limit", "pending", "limit"])
        let plan = try Self.objects(Self.call(home, now, ["--json", "submissions", "plan"]), "plan")
        #expect(plan[2]["leaves_at"] as? String == nil)
        #expect(
            (plan[2]["why"] as? String)?.hasPrefix("never fits: USD 30.00 is more than max_money_day") == true
        )
        // The day is the channel's: it ends at noon here.
        #expect(plan[1]["leaves_at"] as? String == "2026-10-08T12:00:00+08:00")
        let built = try Self.call(home, now, ["--json", "submissions", "build"])
        #expect(built.output.contains("\"notes\":[\"held back (limit): 3, USD 55.00\"]"), "\(built.output)")
        try Self.call(home, "2026-10-08T11:59:59+08:00", ["submissions", "build"])
        #expect(try Self.files(home).count == 1)
        let ran = try Self.call(home, "2026-10-08T12:00:00+08:00", ["--json", "run"])
        #expect(
            ran.output.contains("never fits: USD 30.00 is more than max_money_day USD 29.00"), "\(ran.output)"
        )
        #expect(
            try Self.holds(home, "2026-10-08T12:00:01+08:00") == [
                "submitted", "submitted", "limit", "submitted", "submitted",
            ])
        try Self.prove(home, "2026-10-08T12:00:02+08:00")
    }

    @Test(arguments: [["channels", "default", "channel"], ["accounts", "995378", "account"]])
    func aHalt(_ words: [String]) throws {
        let home = try Self.home("  default: {}")
        defer { home.scratch.remove() }
        try Self.take(home, "2026-10-08T09:00:00+08:00")
        let now = "2026-10-08T10:00:00+08:00"
        let why = ["--by", "Li", "--note", "bank asks"]
        let halted = try Self.call(home, now, ["--json", words[0], "halt", words[1]] + why)
        #expect(
            halted.output
                == "{\"\(words[2])\":\"\(words[1])\",\"halted\":true,\"by\":\"Li\",\"at\":\"\(now)\",\"note\":\"bank asks\"}\n"
        )
        #expect(try Self.holds(home, now) == ["halt", "halt"])
        let plan = try Self.call(home, now, ["submissions", "plan"])
        #expect(
            plan.output.contains("\(words[2]) \(words[1]) was halted by Li on \(now) (bank asks)"),
            "\(plan.text)")
        let ran = try Self.call(home, now, ["--json", "run"])
        #expect(ran.output.contains("\(words[2]) \(words[1]) is halted by Li since \(now): bank asks"))
        try Self.call(home, now, [words[0], "resume", words[1]] + why)
        try Self.call(home, now, ["submissions", "build"])
        #expect(try Self.files(home).count == 2)
        try Self.prove(home, "2026-10-08T10:00:01+08:00")
    }

    /// The channel whose year isn't there stops, at the end; the others go on. A file of the home's brings the year.
    @Test func aYearThatIsNotThere() throws {
        let home = try Self.home(
            "  card: {calendar: cn, cutoffs: [\"16:00\"]}",
            accounts: "accounts: {\"995378\": {terminals: {\"99537802\": {channel: card}}}}\n")
        defer { home.scratch.remove() }
        // The second order's terminal is the card's from now on.
        try home.write(
            """
            payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime
            P-1,995378,99537801,O-1,EUR,289.95,success,2026-12-21 20:15:44
            P-2,995378,99537802,O-2,USD,139.90,success,2026-12-18 11:30:20

            """, to: "new.csv")
        try home.write("refund_number,payment_id,refund_type\nN-1,P-1,full\nN-2,P-2,full\n", to: "batch.csv")
        let now = "2027-01-04T17:00:00+08:00"
        try Self.call(home, now, ["orders", "import", home.scratch.file("new.csv")])
        try Self.take(home, now)
        let built = try Self.call(home, now, ["--json", "submissions", "build"], expecting: 78)
        #expect(built.output.contains("default-000001-EUR.csv"), "\(built.output)")
        #expect(built.output.contains("the calendar cn holds 2025–2026, not 2027"), "\(built.output)")
        #expect(try Self.holds(home, now) == ["submitted", "cutoff"])
        try Self.call(home, now, ["submissions", "plan"], expecting: 78)
        try Self.call(home, now, ["run"], expecting: 78)
        // Nothing else asks for the year.
        for words in [["refunds", "find"], ["batches", "list"], ["verify"], ["reports", "daily"]] {
            try Self.call(home, now, words)
        }
        try FileManager.default.createDirectory(
            atPath: home.scratch.file("home/calendars"), withIntermediateDirectories: true)
        try home.write(
            "name: cn\nsource: a notice\nyears: {2027: {source: a notice, off: [2027-01-05], worked: [2027-01-09]}}\n",
            to: "home/calendars/cn.yaml")
        let plan = try Self.call(home, now, ["submissions", "plan"])
        #expect(
            plan.output.contains(
                "leaves Wed 6 Jan 2027 16:00 CST: cut-off passed on Mon 4 Jan, 5 Jan off"), "\(plan.text)")
        try Self.call(home, "2027-01-06T16:00:00+08:00", ["run"])
        #expect(try Self.holds(home, "2027-01-06T16:00:01+08:00") == ["submitted", "submitted"])
        try Self.prove(home, "2027-01-06T16:00:02+08:00")
    }

    /// Asked after once; an answer closes it, in the same transaction.
    @Test func nobodyAnswers() throws {
        let home = try Self.home(
            "  default: {calendar: target2, overdue_business_days: 2, timezone: Europe/Berlin}")
        defer { home.scratch.remove() }
        try Self.take(home, "2026-10-08T09:00:00+08:00")
        try Self.call(home, "2026-10-08T09:01:00+08:00", ["run"])
        // Friday and Monday have to be over in Berlin.
        try Self.call(home, "2026-10-13T05:59:59+08:00", ["run"])
        #expect(
            try !Self.call(home, "2026-10-13T05:59:59+08:00", ["exceptions", "list"]).output.contains(
                "UNANSWERED"))
        let ran = try Self.call(home, "2026-10-13T06:00:00+08:00", ["--json", "run"])
        #expect(ran.output.ranges(of: "UNANSWERED refund 4170000000001").count == 1, "\(ran.output)")
        #expect(ran.output.contains("is overdue: EUR 50.00, submitted to default 2026-10-08T09:01:00+08:00"))
        try Self.call(home, "2026-10-14T06:00:00+08:00", ["run"])
        func open() throws -> [String?] {
            try Self.objects(
                Self.call(home, "2026-10-14T07:00:00+08:00", ["--json", "exceptions", "list"]), "exceptions"
            ).map { $0["refund_id"] as? String }
        }
        #expect(try open() == ["41700000000011", "41700000000020"])
        try home.write(
            "refund_id,result,refund_amount,refund_currency\n41700000000011,success,50.00,EUR\n41700000000020,pending,,\n",
            to: "result.csv")
        try Self.call(
            home, "2026-10-14T07:00:00+08:00", ["results", "import", home.scratch.file("result.csv")])
        #expect(try open() == ["41700000000020"])
        try home.write("refund_id,result,reason_code\n41700000000020,failed,AC04\n", to: "result.csv")
        try Self.call(
            home, "2026-10-14T08:00:00+08:00", ["results", "import", home.scratch.file("result.csv")])
        #expect(try open() == [])
        try Self.call(home, "2026-11-14T08:00:00+08:00", ["run"])
        #expect(try open() == [])
        try Self.prove(home, "2026-11-14T08:00:01+08:00")
    }
}
