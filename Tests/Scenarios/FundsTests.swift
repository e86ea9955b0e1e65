import Foundation
import Testing

/// Refunds that leave with cover only: who waits, when it is looked at again, and what becomes of those for whom nothing comes.
@Suite("Funds")
struct FundsTests {
    /// A home whose account needs cover in dollars, with four refunds of 60, 70, 20 and 30 dollars and one of 5 euros to come.
    private struct Funded {
        let scratch: ScratchFolder
        let refundry: Program
        var home: String { scratch.file("home") }

        init(_ settings: String = "funds: {USD: on}") throws {
            scratch = try ScratchFolder()
            refundry = try Program()
            try call("2026-10-08T08:00:00", "init")
            try write("home_number: 417\naccounts:\n  \"995378\": {\(settings)}\n", to: "home/refundry.yaml")
            let head =
                "payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime\n"
            let orders = (1...5).map {
                "P\($0),995378,99537801,O\($0),\($0 == 5 ? "EUR" : "USD"),100.00,success,2026-09-21 20:15:44\n"
            }
            try write(head + orders.joined(), to: "orders.csv")
            try write(
                """
                refund_number,payment_id,refund_amount
                R1,P1,60.00
                R2,P2,70.00
                R3,P3,20.00
                R4,P4,30.00
                R5,P5,5.00

                """, to: "batch.csv")
            try call("2026-10-08T08:00:00", "orders", "import", scratch.file("orders.csv"))
            try call("2026-10-08T08:10:00", "run")
        }

        func write(_ text: String, to name: String) throws {
            try Data(text.utf8).write(to: URL(filePath: scratch.file(name)))
        }

        @discardableResult
        func call(_ time: String, _ words: String..., expecting status: Int32 = 0) throws -> String {
            let outcome = try refundry.call(words, home: home, now: time + "+08:00", in: scratch.path)
            #expect(outcome.status == status, "\(words): \(outcome.text)")
            return outcome.text
        }

        func balance(_ amount: String, asOf: String, at time: String) throws {
            try write("account,currency,balance,as_of\n995378,USD,\(amount),\(asOf)\n", to: "balance.csv")
            try call(time, "funds", "import", scratch.file("balance.csv"), "--by", "Chen Jing")
        }

        func batch(at time: String) throws -> String {
            try call(time, "--json", "batches", "import", scratch.file("batch.csv"), "--account", "995378")
        }

        func id(_ number: String) throws -> String {
            let found = try call("2026-10-08T08:00:00", "--json", "refunds", "find", "--number", number)
            return try String(#require(found.firstMatch(of: /"refund_id":"([0-9]+)"/)?.1))
        }

        /// The holds, or what became of the refunds, by number.
        func holds(at time: String) throws -> [String] {
            let text = try call(time, "--json", "refunds", "find")
            struct Found: Decodable {
                struct Refund: Decodable {
                    var refund_number: String
                    var status: String
                    var hold: String?
                    var failure: String?
                }
                var refunds: [Refund]
            }
            return try JSONDecoder().decode(Found.self, from: Data(text.utf8)).refunds.map {
                $0.failure ?? $0.hold ?? ($0.status == "pending" ? "-" : $0.status)
            }
        }

        func funds(at time: String) throws -> [String: String] {
            let text = try call(time, "--json", "funds", "show", "--account", "995378")
            struct Shown: Decodable {
                struct Funds: Decodable {
                    var currency, left, returned, reserved, available, uncovered, missing: String
                    var balance: String?
                    var next_look: String?
                    var waiting: Int
                    var days_left: Int?
                }
                var funds: [Funds]
            }
            guard let dollars = try JSONDecoder().decode(Shown.self, from: Data(text.utf8)).funds.first else {
                return [:]
            }
            return [
                "balance": dollars.balance ?? "", "left": dollars.left, "returned": dollars.returned,
                "reserved": dollars.reserved, "available": dollars.available, "missing": dollars.missing,
                "uncovered": dollars.uncovered, "waiting": "\(dollars.waiting)",
                "look": dollars.next_look ?? "",
                "days": dollars.days_left.map { "\($0)" } ?? "",
            ]
        }

        /// The ledger proves itself and can be played again.
        func holds(at time: String, twin: String) throws {
            try call(time, "verify")
            try call(time, "replay", "--into", scratch.file(twin))
        }
    }

    @Test func whatFitsLeavesAndTheRestIsLookedAtAgain() throws {
        let home = try Funded()
        defer { home.scratch.remove() }
        try home.balance("100.00", asOf: "2026-10-08 08:30:00", at: "2026-10-08T09:00:00")
        let preview = try home.call(
            "2026-10-08T09:04:00", "batches", "check", home.scratch.file("batch.csv"), "--account", "995378")
        #expect(preview.contains("USD 100.00 is available, 80.00 would be missing"), "\(preview)")
        let answer = try home.batch(at: "2026-10-08T09:05:00")
        #expect(answer.contains("2 accepted refunds wait for funds: USD 100.00"), "\(answer)")
        #expect(try home.holds(at: "2026-10-08T09:06:00") == ["-", "funds", "-", "funds", "-"])
        var funds = try home.funds(at: "2026-10-08T09:06:00")
        #expect(funds["reserved"] == "80.00" && funds["available"] == "20.00" && funds["missing"] == "80.00")
        #expect(funds["look"] == "2026-10-08T12:00:00+08:00" && funds["days"] == "30", "\(funds)")
        try home.call("2026-10-08T09:10:00", "submissions", "build")
        #expect(
            try home.holds(at: "2026-10-08T09:11:00")
                == ["submitted", "funds", "submitted", "funds", "submitted"])
        // What left before the new balance's moment is in it already.
        try home.balance("95.00", asOf: "2026-10-08 09:30:00", at: "2026-10-08T09:40:00")
        try home.call("2026-10-08T11:59:59", "run")
        #expect(try home.holds(at: "2026-10-08T11:59:59")[1] == "funds")
        // From noon on it is due: the next pass makes it.
        for time in ["11:59:59", "12:00:00", "12:00:30"] {
            #expect(
                try home.funds(at: "2026-10-08T\(time)")["look"] == "2026-10-08T12:00:00+08:00", "\(time)")
        }
        let run = try home.call("2026-10-08T12:00:00", "--json", "run")
        #expect(run.contains("\"look\":\"2026-10-08T12:00:00+08:00\",\"covered\":1"), "\(run)")
        #expect(try home.holds(at: "2026-10-08T12:01:00")[1...3] == ["submitted", "submitted", "funds"])
        funds = try home.funds(at: "2026-10-08T12:01:00")
        #expect(funds["left"] == "70.00" && funds["available"] == "25.00" && funds["missing"] == "5.00")
        try home.holds(at: "2026-10-08T12:02:00", twin: "twin")
    }

    /// Exactly 30 days are still within; a second more are not. Looks that were missed are not made up.
    @Test func whatFindsNothingFails() throws {
        let home = try Funded()
        defer { home.scratch.remove() }
        _ = try home.batch(at: "2026-10-08T09:05:00")
        #expect(try home.holds(at: "2026-10-08T09:06:00") == ["funds", "funds", "funds", "funds", "-"])
        #expect(try home.funds(at: "2026-10-08T09:06:00")["missing"] == "180.00")
        try home.call("2026-11-07T09:05:00", "run")
        #expect(try home.holds(at: "2026-11-07T09:05:00")[0] == "funds")
        let run = try home.call("2026-11-07T09:05:01", "--json", "run")
        #expect(run.contains("4 refunds of account 995378 found no cover within 30 days"), "\(run)")
        let short = "insufficient_funds"
        #expect(try home.holds(at: "2026-11-07T09:06:00") == [short, short, short, short, "submitted"])
        let order = try home.call("2026-11-07T09:06:00", "--json", "orders", "show", "--payment", "P1")
        #expect(order.contains("\"refundable\":\"100.00\""), "\(order)")
        try home.call(
            "2026-11-07T09:06:00", "refunds", "cancel", home.id("R1"), "--by", "Chen Jing", expecting: 65)
        let daily = try home.call("2026-11-07T09:07:00", "--json", "reports", "daily")
        #expect(daily.contains("\"ties\":true"), "\(daily)")
        #expect(try home.funds(at: "2026-11-07T09:07:00")["waiting"] == "0")
        try home.holds(at: "2026-11-07T09:08:00", twin: "twin")
    }

    /// Money that came between two looks is found before anything fails.
    @Test func theLastLookComesBeforeTheEnd() throws {
        let home = try Funded("funds: {USD: on}, funds_order: smallest_first, funds_days: 2")
        defer { home.scratch.remove() }
        _ = try home.batch(at: "2026-10-08T09:05:00")
        try home.call("2026-10-10T08:00:00", "run")
        try home.balance("119.99", asOf: "2026-10-10 08:30:00", at: "2026-10-10T09:05:01")
        try home.call("2026-10-10T09:05:02", "run")
        let short = "insufficient_funds"
        #expect(
            try home.holds(at: "2026-10-10T09:06:00")
                == ["submitted", short, "submitted", "submitted", "submitted"])
        try home.holds(at: "2026-10-10T09:08:00", twin: "twin")
    }

    /// What is taken back gives its cover back, and what the bank wouldn't pay comes back to the account.
    @Test func coverComesBack() throws {
        let home = try Funded()
        defer { home.scratch.remove() }
        try home.balance("100.00", asOf: "2026-10-08 08:30:00", at: "2026-10-08T09:00:00")
        _ = try home.batch(at: "2026-10-08T09:05:00")
        try home.call("2026-10-08T09:06:00", "refunds", "cancel", home.id("R1"), "--by", "Chen Jing")
        try home.call("2026-10-08T09:06:00", "refunds", "cancel", home.id("R4"), "--by", "Chen Jing")
        var funds = try home.funds(at: "2026-10-08T09:07:00")
        #expect(funds["available"] == "80.00" && funds["uncovered"] == "70.00", "\(funds)")
        try home.call("2026-10-08T12:00:00", "run")
        #expect(try home.holds(at: "2026-10-08T12:01:00")[1] == "submitted")
        try home.write(
            "refund_id,result,reason_code,reason\n\(home.id("R2")),failed,AC04,closed\n", to: "result.csv")
        try home.call("2026-10-08T13:00:00", "results", "import", home.scratch.file("result.csv"))
        funds = try home.funds(at: "2026-10-08T13:01:00")
        #expect(funds["left"] == "90.00" && funds["returned"] == "70.00" && funds["available"] == "80.00")
        try home.holds(at: "2026-10-08T13:02:00", twin: "twin")
    }

    /// A balance that falls takes cover back, the last given first; what has none waits, is told, and is looked at again.
    @Test func aBalanceThatFallsTakesCoverBack() throws {
        let home = try Funded()
        defer { home.scratch.remove() }
        try home.write(
            "home_number: 417\naccounts: {\"995378\": {funds: {USD: on}}}\nchannels: {default: {cutoffs: [\"16:00\"]}}\n",
            to: "home/refundry.yaml")
        try home.balance("80.00", asOf: "2026-10-08 08:00:00", at: "2026-10-08T08:30:00")
        try home.write("refund_number,payment_id,refund_amount\nR1,P1,60.00\nR3,P3,20.00\n", to: "batch.csv")
        _ = try home.batch(at: "2026-10-08T09:05:00")
        #expect(try home.holds(at: "2026-10-08T09:06:00") == ["cutoff", "cutoff"])
        try home.write("account,currency,balance,as_of\n995378,USD,10.00,2026-10-08 12:00\n", to: "low.csv")
        let told = try home.call(
            "2026-10-08T12:01:00", "--json", "funds", "import", home.scratch.file("low.csv"))
        #expect(told.contains("2 refunds of account 995378 lost cover"), "\(told)")
        #expect(told.contains("\"uncovered\":[{\"account\":\"995378\",\"refunds\":2"), "\(told)")
        #expect(told.contains("\"lost_cover\":2"), "\(told)")
        let shown = try home.call("2026-10-08T12:02:00", "funds", "show")
        #expect(shown.contains("2 of them had it before"), "\(shown)")
        #expect(try home.holds(at: "2026-10-08T12:02:00") == ["funds", "funds"])
        try home.call("2026-10-08T16:00:00", "run")
        #expect(try home.holds(at: "2026-10-08T16:01:00") == ["funds", "funds"])
        var funds = try home.funds(at: "2026-10-08T16:01:00")
        #expect(funds["missing"] == "70.00" && funds["available"] == "10.00" && funds["days"] == "30")
        try home.balance("75.00", asOf: "2026-10-08 16:30:00", at: "2026-10-08T16:31:00")
        try home.call("2026-10-08T17:00:00", "run")
        #expect(try home.holds(at: "2026-10-08T17:01:00") == ["cutoff", "funds"])
        let life = try home.call("2026-10-08T17:01:00", "--json", "refunds", "show", home.id("R1"))
        #expect(life.contains("\"cover_lost\"") && life.contains("\"covered\""), "\(life)")
        // From acceptance, as before.
        let run = try home.call("2026-11-07T09:05:01", "--json", "run")
        #expect(run.contains("1 refund of account 995378 found no cover within 30 days"), "\(run)")
        funds = try home.funds(at: "2026-11-07T09:06:00")
        #expect(funds["waiting"] == "0")
        try home.holds(at: "2026-11-07T09:07:00", twin: "twin")
    }

    /// What waits while the control is switched on leaves with cover only; nothing leaves over what there is.
    @Test func theControlIsSwitchedOnWhileRefundsWait() throws {
        let home = try Funded("approval: none")
        defer { home.scratch.remove() }
        try home.balance("100.00", asOf: "2026-10-08 08:30:00", at: "2026-10-08T09:00:00")
        _ = try home.batch(at: "2026-10-08T09:05:00")
        try home.write(
            "home_number: 417\naccounts: {\"995378\": {funds: {USD: on}}}\n", to: "home/refundry.yaml")
        let run = try home.call("2026-10-08T09:10:00", "--json", "run")
        #expect(run.contains("3 refunds of account 995378 lost cover"), "\(run)")
        #expect(
            try home.holds(at: "2026-10-08T09:11:00")
                == ["submitted", "funds", "submitted", "funds", "submitted"])
        let funds = try home.funds(at: "2026-10-08T09:11:00")
        #expect(funds["available"] == "20.00" && funds["missing"] == "80.00", "\(funds)")
        let built = try home.call("2026-10-08T09:12:00", "--json", "submissions", "build")
        #expect(!built.contains("lost cover"), "\(built)")
        try home.holds(at: "2026-10-08T09:13:00", twin: "twin")
    }

    /// A file that an older ledger has forgotten left when it says: a balance that was counted since knows of it, and days are counted from then.
    @Test func whatIsAdoptedLeftWhenItsFileSays() throws {
        let home = try Funded()
        defer { home.scratch.remove() }
        try home.write(
            "home_number: 417\naccounts: {\"995378\": {funds: {USD: on}}}\nchannels: {default: {overdue_business_days: 0}}\n",
            to: "home/refundry.yaml")
        try home.balance("100.00", asOf: "2026-10-08 08:30:00", at: "2026-10-08T09:00:00")
        try home.write("refund_number,payment_id,refund_amount\nR1,P1,60.00\n", to: "batch.csv")
        _ = try home.batch(at: "2026-10-08T09:05:00")
        let old = home.scratch.file("old.sqlite")
        try FileManager.default.copyItem(atPath: "\(home.home)/ledger.sqlite", toPath: old)
        try home.call("2026-10-08T09:06:00", "submissions", "build")
        let name = "default-000001-USD.csv"
        try FileManager.default.moveItem(
            atPath: "\(home.home)/outbox/default/\(name)", toPath: home.scratch.file("sent.csv"))
        for suffix in ["", "-wal", "-shm"] {
            let path = "\(home.home)/ledger.sqlite\(suffix)"
            guard FileManager.default.fileExists(atPath: path) else { continue }
            try FileManager.default.removeItem(atPath: path)
        }
        try FileManager.default.copyItem(atPath: old, toPath: "\(home.home)/ledger.sqlite")
        // The older ledger believes that it waits still: its cover is gone, but so is it.
        try home.balance("40.00", asOf: "2026-10-08 12:00:00", at: "2026-10-08T12:05:00")
        #expect(try home.holds(at: "2026-10-08T12:05:00") == ["funds"])
        try home.call(
            "2026-10-09T12:06:00", "submissions", "adopt", home.scratch.file("sent.csv"), "--by", "Ann",
            "--note", "restored")
        let funds = try home.funds(at: "2026-10-09T12:07:00")
        #expect(
            funds["available"] == "40.00" && funds["left"] == "0.00" && funds["missing"] == "0.00", "\(funds)"
        )
        let run = try home.call("2026-10-09T12:08:00", "--json", "run")
        #expect(run.contains("UNANSWERED"), "\(run)")
        for day in ["2026-10-08", "2026-10-09"] {
            let daily = try home.call("2026-10-09T12:09:00", "--json", "reports", "daily", "--date", day)
            #expect(daily.contains("\"ties\":true"), "\(daily)")
        }
        try home.balance("30.00", asOf: "2026-10-08 13:00:00", at: "2026-10-09T12:10:00")
        #expect(try home.funds(at: "2026-10-09T12:11:00")["available"] == "30.00")
        try home.holds(at: "2026-10-09T12:12:00", twin: "twin")
    }

    /// Switching the control on is for what waits too; switching it off lets go what waits, at the next look.
    @Test func switchedOnAndOff() throws {
        let home = try Funded("approval: none")
        defer { home.scratch.remove() }
        _ = try home.batch(at: "2026-10-08T09:05:00")
        try home.write("home_number: 417\ndefaults: {funds: {USD: on}}\n", to: "home/refundry.yaml")
        #expect(try home.holds(at: "2026-10-08T09:06:00") == ["-", "-", "-", "-", "-"])
        try home.write(
            "refund_number,payment_id,refund_amount\nR6,P1,10.00\n", to: "batch.csv")
        _ = try home.batch(at: "2026-10-08T09:10:00")
        #expect(try home.holds(at: "2026-10-08T09:11:00").last == "funds")
        try home.call("2026-10-08T09:20:00", "run")
        #expect(
            try home.holds(at: "2026-10-08T09:20:00")
                == ["funds", "funds", "funds", "funds", "submitted", "funds"])
        try home.write("home_number: 417\n", to: "home/refundry.yaml")
        #expect(try home.call("2026-10-08T09:21:00", "funds", "show").contains("The control is off"))
        try home.call("2026-10-08T11:00:00", "run")
        #expect(try home.holds(at: "2026-10-08T11:01:00").last == "funds")
        try home.call("2026-10-08T12:00:00", "run")
        #expect(try home.holds(at: "2026-10-08T12:01:00").last == "submitted")
        try home.holds(at: "2026-10-08T12:02:00", twin: "twin")
    }

    /// The moments of the looks are of the home's zone: one that a jump of the clock leaves out comes after it, one that stands
    /// twice is the first.
    @Test(arguments: [
        ("2027-03-28T08:00:00", "2027-03-28T03:30:00+02:00"),
        ("2027-03-28T09:30:00", "2027-03-29T02:30:00+02:00"),
        ("2026-10-25T08:00:00", "2026-10-25T02:30:00+02:00"),
        ("2026-10-25T08:30:00", "2026-10-26T02:30:00+01:00"),
    ])
    func looksGoByTheHomesClock(_ now: String, _ next: String) throws {
        let home = try Funded()
        defer { home.scratch.remove() }
        try home.write(
            "home_number: 417\ntimezone: Europe/Berlin\naccounts:\n  \"995378\": {funds: {USD: on}, funds_looks: [\"02:30\"]}\n",
            to: "home/refundry.yaml")
        #expect(try home.funds(at: now)["look"] == next)
    }

    /// The same file again changes nothing, plain, compressed or not; nor does one that says the same of the same moment.
    @Test func aBalanceTwice() throws {
        let home = try Funded()
        defer { home.scratch.remove() }
        try home.balance("100.00", asOf: "2026-10-08 08:30:00", at: "2026-10-08T09:00:00")
        let again = try home.call(
            "2026-10-08T09:01:00", "--json", "funds", "import", home.scratch.file("balance.csv"))
        #expect(again.contains("\"status\":\"already known\""), "\(again)")
        try home.write(
            """
            <funds count="1"><balance><account>995378</account><currency>usd</currency><balance>100</balance>
            <as_of>2026-10-08T00:30:00Z</as_of></balance></funds>
            """, to: "balance.xml")
        try home.call("2026-10-08T09:02:00", "funds", "import", home.scratch.file("balance.xml"))
        try home.write(
            "账户号,币种,余额,截至时间\n995378,USD,0,2026-10-08 08:45\n", to: "chinese.csv")
        try home.call("2026-10-08T09:03:00", "funds", "import", home.scratch.file("chinese.csv"))
        #expect(try home.funds(at: "2026-10-08T09:04:00")["balance"] == "0.00")
        try home.holds(at: "2026-10-08T09:05:00", twin: "twin")
    }
}
