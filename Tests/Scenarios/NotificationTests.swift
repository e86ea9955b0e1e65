import Foundation
import Testing

/// What merchants must be told: given out once by number, and the same bytes by number for ever.
@Suite("Notifications")
struct NotificationTests {
    private static func number(_ home: TestHome, _ number: Int, _ format: String) throws -> String {
        try home.call(
            ["reports", "notifications", "--number", "\(number)", "--format", format], expecting: 0
        ).output
    }

    @Test func aNumberIsTheSameWhateverComesLater() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        let empty = try home.call(["--json", "reports", "notifications", "--next"], expecting: 0)
        #expect(empty.output.hasPrefix("{\"number\":null,"), "\(empty.output)")
        #expect(empty.output.contains("\"notifications\":[]"), "\(empty.output)")
        try home.importBatch(expecting: 0)
        let out = home.scratch.file("notices.csv")
        try home.call(["reports", "notifications", "--next", "--format", "csv", "--out", out], expecting: 0)
        let csv = String(decoding: try Data(contentsOf: URL(filePath: out)), as: UTF8.self)
        let json = try Self.number(home, 1, "json")
        #expect(csv.contains(",260921201544530118207".replacing(",", with: ",'")), "\(csv)")
        #expect(json.contains("\"notice_type\":\"partialRefund\",\"push_status\":null"), "\(json)")
        try home.call(["reports", "notifications", "--next"], expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        try home.write(
            """
            refund_id,result,refund_amount,refund_currency,reason_code,reason
            41700000000011,success,50.00,EUR,,
            41700000000020,failed,,,AC04,account closed

            """, to: "result.csv")
        try home.call(["results", "import", home.scratch.file("result.csv")], expecting: 0)
        // The home moves.
        try home.write(
            "home_number: 417\ntimezone: America/New_York\n", to: "home/refundry.yaml")
        let second = try home.call(["--json", "reports", "notifications", "--next"], expecting: 0).output
        #expect(second.contains("\"push_status\":\"1\",\"push_details\":null"), "\(second)")
        #expect(second.contains("\"push_status\":\"0\",\"push_details\":\"bank AC04 account closed\""))
        #expect(second.contains("\"changed_at\":\"2026-10-07T21:00:00-04:00\""), "\(second)")
        #expect(try Self.number(home, 1, "csv") == csv)
        #expect(try Self.number(home, 1, "json") == json)
        #expect(try Self.number(home, 2, "json") == second)
        try home.call(["verify"], expecting: 0)
        try home.call(["replay", "--into", home.scratch.file("twin")], expecting: 0)
        let twin = try home.refundry.call(
            ["reports", "notifications", "--number", "1", "--format", "csv"],
            home: home.scratch.file("twin"), now: "2027-10-08T09:00:00+08:00", in: home.scratch.path)
        #expect(twin.output == csv, "\(twin.text)")
    }

    /// A note is for those who keep the books; merchants hear the bank's words alone.
    @Test func aResolutionsNoteIsNotTold() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.send()
        try home.answer("41700000000011,success,49.00,EUR", in: "less.csv")
        for name in ["Wei", "Mina"] {
            try home.call(
                [
                    "exceptions", "resolve", "1", "--action", "reverse", "--note", "Kim will sue", "--by",
                    name,
                ],
                expecting: 0)
        }
        let told = try home.call(["--json", "reports", "notifications", "--next"], expecting: 0).output
        #expect(told.contains("\"push_status\":\"0\",\"push_details\":\"bank\""), "\(told)")
        #expect(!told.contains("Kim"), "\(told)")
        #expect(
            try home.call(["refunds", "show", "41700000000011"], expecting: 0).output.contains("Kim will sue")
        )
    }

    @Test func oneMerchantsPart() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.write(
            """
            payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime
            P-1,77,7701,O-1,EUR,5.00,success,2026-09-21 20:15:44

            """, to: "more.csv")
        try home.call(["orders", "import", home.scratch.file("more.csv")], expecting: 0)
        try home.importBatch(expecting: 0)
        try home.call(
            ["refunds", "create", "--account", "77", "--payment", "P-1", "--number", "N-1", "--yes"],
            expecting: 0)
        try home.call(["reports", "notifications", "--next"], expecting: 0)
        let part = try home.call(
            ["--json", "reports", "notifications", "--number", "1", "--account", "77"], expecting: 0
        ).output
        #expect(part.ranges(of: "\"push_id\"").count == 1, "\(part)")
        #expect(part.contains("\"refund_number\":\"N-1\",\"notice_type\":\"refund\""), "\(part)")
        #expect(try Self.number(home, 1, "json").ranges(of: "\"push_id\"").count == 3)
    }

    /// What can't be written then is asked for again by its number, and never under another one.
    @Test func whatWasLostOnTheWayIsHadByNumber() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        let nowhere = home.scratch.file("nowhere/notices.csv")
        // What can't be written is told before a number is given out.
        for place in [nowhere, home.path] {
            try home.call(
                ["reports", "notifications", "--next", "--format", "csv", "--out", place], expecting: 73,
                place)
        }
        let words = "reports notifications --next --format csv"
        let script = "\"$1\" --home \"$2\" --now \(TestHome.now) \(words) > /dev/full; echo \"exit $?\""
        let outcome = try Program.run("/bin/sh", ["-c", script, "sh", home.refundry.path, home.path])
        #expect(!outcome.output.contains("exit 0"), "\(outcome.text)")
        #expect(outcome.errors.contains("reports notifications --number 1 --format csv"), "\(outcome.text)")
        #expect(outcome.errors.contains(/\p{Script=Han}/), "\(outcome.text)")
        #expect(try Self.number(home, 1, "csv").contains("KR-1008-00202"))
        let next = try home.call(["--json", "reports", "notifications", "--next"], expecting: 0)
        #expect(next.output.hasPrefix("{\"number\":null,"), "\(next.output)")
    }

    /// Several at once, while changes come: each change is in exactly one number.
    @Test func manyAtOnce() throws {
        let home = try TestHome(settings: "home_number: 417\nbusy_seconds: 60\n")
        defer { home.scratch.remove() }
        let script = """
            import subprocess, sys
            program, home, folder = sys.argv[1:]
            def start(words, out):
                return subprocess.Popen([program, "--home", home] + words, stdout=open(f"{folder}/{out}", "wb"))
            give = ["reports", "notifications", "--next", "--format", "json"]
            create = ["refunds", "create", "--account", "995378", "--payment", "260918113020771450932", "--yes"]
            started = []
            for i in range(1, 7):
                started.append(start(give, f"given-{i}.json"))
                started.append(start(create + ["--number", f"N-{i}", "--amount", f"1.0{i}"], "created"))
            ended = [process.wait() for process in started]
            sys.exit(any(ended) or start(give, "given-7.json").wait())
            """
        let played = try Program.python(script, [home.refundry.path, home.path, home.scratch.path])
        #expect(played.status == 0, "\(played.text)")
        let given = try (1...7).map {
            String(
                decoding: try Data(contentsOf: URL(filePath: home.scratch.file("given-\($0).json"))),
                as: UTF8.self)
        }
        #expect(given.allSatisfy { $0.hasPrefix("{\"number\":") }, "\(given)")
        for number in 1...6 {
            let told = given.map { $0.ranges(of: "\"refund_number\":\"N-\(number)\"").count }
            #expect(told.reduce(0, +) == 1, "N-\(number): \(told)")
        }
        let numbers = given.compactMap { $0.firstMatch(of: /^{"number":(\d+),/).flatMap { Int($0.1) } }
        #expect(numbers.sorted() == Array(1...max(1, numbers.count)), "\(numbers)")
        try home.call(["verify"], expecting: 0)
    }
}
