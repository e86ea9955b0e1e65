import Foundation
import Testing

/// Exceptions, resolved by two people: the effect is shown first, checked at the confirming, and proved.
@Suite("Resolved by two people")
struct ResolveTests {
    private static let refund = "41700000000011"
    private static let payment = "260921201544530118207"

    private static func sentHome(settings: String = "home_number: 417\n") throws -> TestHome {
        let home = try TestHome(settings: settings)
        try home.importBatch(expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        return home
    }

    /// The bank says these, each in a file of its own.
    private static func answer(_ home: TestHome, _ records: [String]) throws {
        for record in records {
            let name = "answer-\(UUID().uuidString).csv"
            try home.write(
                "refund_id,result,refund_amount,refund_currency,query_number,reason_code,reason\n\(refund),\(record)\n",
                to: name)
            try home.call(["results", "import", home.scratch.file(name)], expecting: 0)
        }
    }

    private static func resolve(
        _ home: TestHome, _ action: String, by name: String, exception: Int = 1,
        expecting status: Int32 = 0, _ told: String = ""
    ) throws {
        try home.call(
            [
                "exceptions", "resolve", "\(exception)", "--by", name, "--action", action, "--note",
                "asked the bank",
            ], expecting: status, told)
        try home.call(["verify"], expecting: 0)
    }

    private static func twice(_ home: TestHome, _ action: String, exception: Int = 1) throws {
        try resolve(home, action, by: "Wei", exception: exception)
        try resolve(home, action, by: "Mina", exception: exception)
    }

    private static func expect(_ home: TestHome, _ words: [String], refund: String = refund) throws {
        let shown = try home.call(["--json", "refunds", "show", refund], expecting: 0)
        for word in words { #expect(shown.output.contains(word), "\(word): \(shown.output)") }
    }

    private static func expect(refundable: String, _ home: TestHome) throws {
        let order = try home.call(["--json", "orders", "show", "--payment", payment], expecting: 0)
        #expect(order.output.contains("\"refundable\":\"\(refundable)\""), "\(order.output)")
    }

    private static func holds(_ home: TestHome) throws {
        let report = try home.call(["--json", "reports", "daily"], expecting: 0)
        #expect(report.output.contains("\"ties\":true"), "\(report.output)")
        try home.call(["verify"], expecting: 0)
        try home.call(["replay", "--into", home.scratch.file("rebuilt-\(UUID().uuidString)")], expecting: 0)
    }

    // MARK: - Orders without cover

    private static func charge(_ home: TestHome, _ amount: String, told: String = "") throws {
        try home.write(
            """
            payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,chargeback_amount
            \(payment),995378,99537801,KO-2026-184311,EUR,289.95,success,2026-09-21 20:15:44,\(amount)

            """, to: "charged.csv")
        let answer = try home.call(["orders", "import", home.scratch.file("charged.csv")], expecting: 0)
        #expect(told.isEmpty || answer.output.contains(told), "\(answer.output)")
    }

    private static func open(_ home: TestHome) throws -> String {
        try home.call(["--json", "exceptions", "list"], expecting: 0).output
    }

    /// What is under way can still be kept back; what is paid can't, and two people say so. Only what is worse, or under way, is asked again.
    @Test func anOrderWithoutCoverIsDismissedOnceNothingIsUnderWay() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try Self.charge(home, "250.00", told: "doesn't cover its refunds any more: 1 waits")
        try Self.resolve(
            home, "dismiss", by: "Wei", expecting: 65, "pending \(Self.refund): cancel or decline")
        try Self.charge(home, "0.00")
        try home.call(["submissions", "build"], expecting: 0)
        try Self.charge(home, "250.00", told: "1 is with the bank")
        try Self.resolve(
            home, "dismiss", by: "Wei", exception: 2, expecting: 65,
            "submitted \(Self.refund): wait for the bank's answer, or void the submission")
        try Self.answer(home, ["success,50.00,EUR,QN-1,,"])
        try Self.resolve(home, "apply", by: "Wei", exception: 2, expecting: 65, "only by dismiss")
        try Self.twice(home, "dismiss", exception: 2)
        #expect(try !Self.open(home).contains("ORDER_OVERDRAWN"))
        try Self.charge(home, "250.00")
        try Self.charge(home, "245.00")
        #expect(try !Self.open(home).contains("ORDER_OVERDRAWN"))
        try Self.charge(home, "255.00", told: "they are paid, nothing of it waits")
        #expect(try Self.open(home).contains("ORDER_OVERDRAWN"))
        try Self.resolve(home, "dismiss", by: "Wei", exception: 3)
        try Self.charge(home, "0.00")
        #expect(try !Self.open(home).contains("ORDER_OVERDRAWN"))
        try home.write(
            "refund_number,payment_id,refund_amount\nKR-1009-1,\(Self.payment),10.00\n", to: "batch.csv")
        try home.importBatch(expecting: 0)
        try Self.charge(home, "250.00", told: "1 waits")
        #expect(try Self.open(home).contains("ORDER_OVERDRAWN"))
        try home.call(["submissions", "build"], expecting: 0, "Nothing leaves now")
        try Self.holds(home)
    }

    /// Looked at again when it is confirmed.
    @Test func whatIsUnderWayByThenStopsTheConfirming() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try Self.answer(home, ["success,50.00,EUR,QN-1,,"])
        try Self.charge(home, "250.00")
        try Self.resolve(home, "dismiss", by: "Wei")
        try Self.charge(home, "230.00")
        try home.write(
            "refund_number,payment_id,refund_amount\nKR-1009-1,\(Self.payment),5.00\n", to: "batch.csv")
        try home.importBatch(expecting: 0)
        try Self.charge(home, "250.00")
        try Self.resolve(home, "dismiss", by: "Mina", exception: 1, expecting: 65, "has closed by itself")
        try Self.resolve(home, "dismiss", by: "Mina", exception: 2, expecting: 65, "cancel or decline")
        try Self.holds(home)
    }

    // MARK: - The table of effects

    @Test func successAfterFailureIsAppliedAndUsesTheAmountAgain() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try Self.answer(home, ["failed,,,,AC04,closed", "success,50.00,EUR,QN-1,,"])
        try Self.expect(refundable: "289.95", home)
        let shown = try home.call(["exceptions", "show", "1"], expecting: 0)
        for word in ["failed (bank) → succeeded", "held 0.00 → 50.00", "funds -50.00 EUR", "not now"] {
            #expect(shown.output.contains(word), "\(word): \(shown.output)")
        }
        try Self.resolve(home, "reverse", by: "Wei", expecting: 65, "only by apply or dismiss")
        try Self.resolve(home, "apply", by: "Wei")
        let done = try home.call(
            ["exceptions", "resolve", "1", "--by", "Mina", "--action", "apply"], expecting: 0)
        for word in ["failed (bank) → succeeded", "refundable 289.95 → 239.95"] {
            #expect(done.output.contains(word), "\(word): \(done.output)")
        }
        try Self.expect(
            home,
            [
                "\"status\":\"succeeded\"", "\"failure\":null", "\"query_number\":\"QN-1\"",
                "\"event\":\"reapplied\",\"by\":\"Mina\"", "\"note\":\"exception 1: query number QN-1\"",
            ])
        try Self.expect(refundable: "239.95", home)
        let report = try home.call(["--json", "reports", "daily"], expecting: 0)
        #expect(report.output.contains("reapplied = refunds_reapplied"), "\(report.output)")
        try Self.resolve(home, "apply", by: "Li", expecting: 65, "exception 1 is resolved: Mina confirmed")
        try Self.holds(home)
    }

    @Test func failureAfterSuccessIsReversedAndReleases() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try Self.answer(home, ["success,50.00,EUR,QN-1,,", "failed,,,,AC04,account closed"])
        try Self.resolve(home, "apply", by: "Wei", expecting: 65, "only by reverse or dismiss")
        try Self.twice(home, "reverse")
        try Self.expect(
            home,
            [
                "\"status\":\"failed\"", "\"failure\":\"reversed\"", "\"reason_code\":\"AC04\"",
                "\"event\":\"reversed\"",
            ])
        try Self.expect(refundable: "289.95", home)
        // And paid after all, once more.
        try Self.answer(home, ["success,50.00,EUR,QN-1,AC,again"])
        try Self.twice(home, "apply", exception: 2)
        try Self.expect(home, ["\"status\":\"succeeded\"", "\"failure\":null"])
        try Self.holds(home)
    }

    @Test(arguments: [("60.00", "229.95"), ("40.00", "239.95")])
    func theOrderIsUsedByTheGreaterAmount(_ paid: String, _ refundable: String) throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try Self.answer(home, ["success,\(paid),EUR,,,"])
        let effects = try home.call(["--json", "exceptions", "show", "1"], expecting: 0)
        for word in [
            "\"action\":\"apply\",\"allowed\":true", "\"bank_amount\":\"\(paid)\"",
            "\"refundable\":\"239.95\",\"refundable_after\":\"\(refundable)\"},\"funds\":{\"currency\":\"EUR\",\"change\":\"0.00\"}",
        ] { #expect(effects.output.contains(word), "\(word): \(effects.output)") }
        try Self.twice(home, "apply")
        try Self.expect(
            home,
            [
                "\"status\":\"succeeded\"", "\"refund_amount\":\"50.00\"", "\"bank_amount\":\"\(paid)\"",
                "\"event\":\"succeeded\",\"by\":\"Mina\"",
            ])
        try Self.expect(refundable: refundable, home)
        // The bank says it once more: it is known.
        try Self.answer(home, ["success,\(paid),EUR,,,more"])
        let open = try home.call(["--json", "exceptions", "list"], expecting: 0)
        #expect(open.output.contains("\"exceptions\":[]"), "\(open.output)")
        // A failure after it releases all that was used.
        try Self.answer(home, ["failed,,,,AC01,"])
        try Self.twice(home, "reverse", exception: 2)
        try Self.expect(refundable: "289.95", home)
        try Self.holds(home)
    }

    @Test func anotherAmountIsReversed() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try Self.answer(home, ["success,49.00,EUR,,,"])
        try Self.twice(home, "reverse")
        try Self.expect(
            home,
            ["\"status\":\"failed\"", "\"failure\":\"bank\"", "\"note\":\"exception 1: asked the bank\""])
        try Self.expect(refundable: "289.95", home)
        try Self.holds(home)
    }

    @Test func anotherQueryNumberReplacesTheKnownOne() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try Self.answer(home, ["success,50.00,EUR,QN-1,,", "success,50.00,EUR,QN-2,,"])
        let shown = try home.call(["exceptions", "show", "1"], expecting: 0)
        #expect(shown.output.contains("query number QN-1 → QN-2, both are kept"), "\(shown.output)")
        try Self.twice(home, "apply")
        try Self.expect(home, ["\"status\":\"succeeded\"", "\"query_number\":\"QN-2\""])
        try Self.expect(refundable: "239.95", home)
        let found = try home.call(["--json", "refunds", "find", "--query-number", "QN-2"], expecting: 0)
        #expect(found.output.contains(Self.refund), "\(found.output)")
        try Self.holds(home)
    }

    /// A success for a refund that never left holds it; dismissed, it may leave, unless another open one holds it too.
    @Test func dismissingLiftsTheHoldThatItSet() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try Self.answer(home, ["success,50.00,EUR,,,", "success,50.00,EUR,QN-9,,"])
        try Self.expect(home, ["\"status\":\"pending\",\"hold\":\"order\""])
        try Self.twice(home, "dismiss")
        try Self.expect(home, ["\"status\":\"pending\",\"hold\":\"order\""])
        let shown = try home.call(["exceptions", "show", "2"], expecting: 0)
        #expect(shown.output.contains("held no more as perhaps paid by hand"), "\(shown.output)")
        try Self.twice(home, "dismiss", exception: 2)
        try Self.expect(home, ["\"status\":\"pending\",\"hold\":null"])
        try home.call(["submissions", "build"], expecting: 0)
        try Self.expect(home, ["\"status\":\"submitted\""])
        try Self.holds(home)
    }

    /// Who doesn't want a refund to leave cancels it first (details 24).
    @Test func aCancelledOneIsDismissedAndStaysCancelled() throws {
        let home = try TestHome()
        defer { home.scratch.remove() }
        try home.importBatch(expecting: 0)
        try Self.answer(home, ["success,50.00,EUR,,,"])
        try Self.resolve(home, "dismiss", by: "Wei")
        try home.call(["refunds", "cancel", Self.refund, "--by", "Wei"], expecting: 0)
        try Self.resolve(home, "dismiss", by: "Mina")
        try Self.expect(home, ["\"status\":\"failed\"", "\"failure\":\"cancelled\""])
        try Self.holds(home)
    }

    /// Opened by hand here, as `run` opens it for an overdue refund.
    @Test(arguments: [("apply", "succeeded", "239.95"), ("reverse", "failed", "289.95")])
    func anUnansweredOneIsResolvedEitherWay(_ action: String, _ status: String, _ refundable: String) throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try home.sqlite(
            """
            INSERT INTO exceptions (code, refund_id, payment_id, ours, theirs, state, opened_at)
            VALUES ('UNANSWERED', '\(Self.refund)', '\(Self.payment)', '{"status":"submitted","submission":"1"}', '{}', 'open', 1791421200)
            """)
        for name in ["Wei", "Mina"] {
            try home.call(
                [
                    "exceptions", "resolve", "1", "--by", name, "--action", action, "--note",
                    "asked the bank",
                ], expecting: 0)
        }
        try Self.expect(home, ["\"status\":\"\(status)\""])
        if status == "failed" {
            try Self.expect(home, ["\"failure\":\"bank\"", "\"note\":\"exception 1: asked the bank\""])
        }
        try Self.expect(refundable: refundable, home)
        // The bank answers after all: what it says is known, or contradicts.
        try Self.answer(home, ["success,50.00,EUR,QN-1,,"])
        let open = try home.call(["--json", "exceptions", "list"], expecting: 0)
        #expect(open.output.contains("CONTRADICTION") == (status == "failed"), "\(open.output)")
    }

    // MARK: - What is refused

    /// Four people at once: at most one proposal and one confirmation come of it, whoever is first.
    @Test func concurrentProposalsComeOutRight() async throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try Self.answer(home, ["success,49.00,EUR,,,"])
        let calls = [("Wei", "apply"), ("Mina", "apply"), ("Li", "reverse"), ("Chen", "dismiss")]
        let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
            for (name, action) in calls {
                group.addTask {
                    try home.call(
                        ["exceptions", "resolve", "1", "--by", name, "--action", action, "--note", "x"]
                    ).status
                }
            }
            return try await group.reduce(into: [Int32]()) { $0.append($1) }
        }
        #expect(statuses.allSatisfy { [0, 65].contains($0) }, "\(statuses)")
        #expect((1...2).contains(statuses.count { $0 == 0 }), "\(statuses)")
        try Self.holds(home)
    }

    /// Invariant 1, at the moment of confirming, with the figures.
    @Test func whatIsNotLeftCannotBeUsedAgain() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try Self.answer(home, ["failed,,,,AC04,closed", "success,50.00,EUR,,,"])
        try Self.resolve(home, "apply", by: "Wei")
        try home.call(
            [
                "refunds", "create", "--account", "995378", "--payment", Self.payment, "--number", "N-2",
                "--amount", "260.00", "--by", "Wei", "--yes",
            ], expecting: 0)
        try Self.resolve(
            home, "apply", by: "Mina", expecting: 65,
            "50.00 more of order \(Self.payment), but only 29.95 are left: paid EUR 289.95, held by refunds 260.00"
        )
        try Self.expect(home, ["\"status\":\"failed\"", "\"failure\":\"bank\""])
        try home.call(["refunds", "cancel", "41700000000038", "--by", "Wei"], expecting: 0)
        try Self.resolve(home, "apply", by: "Mina")
        try Self.expect(home, ["\"status\":\"succeeded\""])
        try Self.holds(home)
    }

    /// Of two exceptions about the same thing the first that is confirmed leaves nothing to the other.
    @Test func aRefundThatHasMovedIsLeftAlone() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try Self.answer(
            home,
            ["failed,,,,AC04,closed", "success,50.00,EUR,QN-1,,", "success,50.00,EUR,QN-2,,"])
        try Self.resolve(home, "apply", by: "Wei")
        try Self.resolve(home, "apply", by: "Wei", exception: 2)
        try Self.resolve(home, "apply", by: "Mina")
        try Self.resolve(
            home, "apply", by: "Mina", exception: 2, expecting: 65, "was failed when it was opened")
        try Self.resolve(home, "dismiss", by: "Mina", exception: 2, expecting: 65, "--withdraw")
        try home.call(
            ["exceptions", "resolve", "2", "--by", "Mina", "--withdraw", "--note", "moot"], expecting: 0)
        try Self.twice(home, "dismiss", exception: 2)
        try Self.expect(home, ["\"query_number\":\"QN-1\""])
        try Self.holds(home)
    }

    @Test func theSamePersonCannotConfirm() throws {
        let home = try Self.sentHome(settings: "home_number: 417\ndistinct_logins: true\n")
        defer { home.scratch.remove() }
        try Self.answer(home, ["success,49.00,EUR,,,"])
        try Self.resolve(home, "apply", by: "Wei")
        try Self.resolve(home, "apply", by: "  wEI ", expecting: 65, "somebody else must")
        try Self.resolve(home, "apply", by: "Mina", expecting: 65, "distinct_logins")
        try Self.resolve(
            home, "dismiss", by: "Mina", expecting: 65, "Wei has proposed apply (asked the bank)")
        try Self.expect(home, ["\"status\":\"submitted\""])
        try Self.holds(home)
    }

    @Test func theStoryIsTold() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        try Self.answer(home, ["success,49.00,EUR,,,"])
        try home.call(["exceptions", "assign", "1", "--to", "Li Na", "--by", "Wei"], expecting: 0)
        try home.call(["exceptions", "comment", "1", "--note", "mail sent to the bank"], expecting: 0)
        try Self.resolve(home, "apply", by: "Wei")
        let words = ["--json", "exceptions", "list", "--by-money", "--assigned-to"]
        let none = try home.call(words + ["Wei"], expecting: 0)
        #expect(none.output.contains("\"exceptions\":[]"), "\(none.output)")
        let list = try home.call(words + ["li  na"], expecting: 0)
        for word in [
            "\"assigned_to\":\"Li Na\"", "\"age_days\":0", "\"amount\":\"49.00\"", "\"state\":\"proposed\"",
            "\"proposed\":{\"action\":\"apply\",\"by\":\"Wei\",\"note\":\"asked the bank\"}",
        ] { #expect(list.output.contains(word), "\(word): \(list.output)") }
        try Self.resolve(home, "apply", by: "Mina")
        let shown = try home.call(["exceptions", "show", "1"], expecting: 0)
        for word in ["mail sent to the bank", "Li Na", "propose", "confirm", "Mina"] {
            #expect(shown.output.contains(word), "\(word): \(shown.output)")
        }
        try home.call(
            ["exceptions", "assign", "1", "--to", "Li Na", "--by", "Wei"], expecting: 65, "is resolved")
        try Self.holds(home)
    }
}
