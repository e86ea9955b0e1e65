import Foundation
import Synchronization
import Testing

/// Who approves what, and what becomes of an approval when what was approved changes.
@Suite("Review")
struct ReviewTests {
    private static let first = "41700000000011"
    private static let second = "41700000000020"
    private static let orderOfFirst = "260921201544530118207"

    private static func home(_ settings: String) throws -> TestHome {
        let home = try TestHome(settings: "home_number: 417\nbusy_seconds: 1\ndefaults: {\(settings)}\n")
        let words = ["batches", "import", home.batch, "--account", "995378", "--by", "Wei"]
        try home.call(words, expecting: 0)
        return home
    }

    /// Proved from the ground up, and rebuilt.
    private static func prove(_ home: TestHome, _ place: String = "twin") throws {
        try home.call(["verify"], expecting: 0)
        try home.call(["replay", "--into", home.scratch.file(place)], expecting: 0)
    }

    @discardableResult
    private static func approve(
        _ home: TestHome, by name: String, _ more: [String] = [], expecting status: Int32 = 0,
        _ told: String = ""
    ) throws -> Answer {
        let words = ["batches", "approve", "1", "--by", name] + more
        guard status == 0 else {
            try home.call(words, expecting: status, told)
            return try Answer("")
        }
        return try Answer(home.call(["--json"] + words, expecting: 0).output)
    }

    private static func show(_ home: TestHome) throws -> Answer {
        try Answer(home.call(["--json", "batches", "show", "1"], expecting: 0).output)
    }

    private static func hold(_ home: TestHome, _ refund: String) throws -> String {
        try Answer(home.call(["--json", "refunds", "show", refund], expecting: 0).output).text("hold")
    }

    /// How many refunds of the batch have left.
    private static func sent(_ home: TestHome) throws -> Int {
        try home.call(["submissions", "build"], expecting: 0)
        let found = try home.call(["--json", "refunds", "find", "--status", "submitted"], expecting: 0)
        return found.output.ranges(of: "\"refund_id\"").count
    }

    private static func chargeback(_ amount: String, _ home: TestHome) throws {
        let name = "facts-\(amount).csv"
        try home.write(facts(amount), to: name)
        try home.call(["orders", "import", home.scratch.file(name)], expecting: 0)
    }

    private static func facts(_ chargeback: String) -> String {
        """
        payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,chargeback_amount
        \(orderOfFirst),995378,99537801,KO-2026-184311,EUR,289.95,success,2026-09-21 20:15:44,\(chargeback)

        """
    }

    @Test func twoPersonsButTheMaker() throws {
        let home = try Self.home("approval: two")
        defer { home.scratch.remove() }
        let partly = try Self.approve(home, by: "Mina")
        #expect(partly.text("state") == "approval" && partly.number("approvals_missing") == 1)
        for name in ["mina", "MINA "] {
            try Self.approve(home, by: name, expecting: 65, "has approved batch 1 already")
        }
        try Self.approve(home, by: "wei", expecting: 65, "brought batch 1 in")
        #expect(try Self.sent(home) == 0)
        #expect(try Self.hold(home, Self.first) == "approval")
        let whole = try Self.approve(home, by: "Chen")
        #expect(whole.text("state") == "approved" && whole.number("approvals_missing") == 0)
        #expect(whole.objects("approvals").map { $0.text("by") } == ["Mina", "Chen"])
        try Self.approve(home, by: "Lu", expecting: 65, "batch 1 is approved")
        #expect(try Self.sent(home) == 2)
        try Self.prove(home)
    }

    /// One person however they write themselves.
    @Test(arguments: [
        ["İnci", "inci", "INCI", "ınci"], ["Strauß", "STRAUSS", " strauss"], ["Li  Na", "li na "],
    ])
    func spellingsOfOnePerson(_ names: [String]) throws {
        let home = try Self.home("approval: two")
        defer { home.scratch.remove() }
        try Self.approve(home, by: names[0])
        for name in names.dropFirst() {
            try Self.approve(home, by: name, expecting: 65, "has approved batch 1 already")
        }
    }

    /// A refund's life ends with its end, whoever approves the rest of its batch later.
    @Test func approvalsBehindTheEndAreNotItsLife() throws {
        let home = try Self.home("approval: two")
        defer { home.scratch.remove() }
        try Self.approve(home, by: "Mina")
        try home.call(
            ["--now", "2026-10-08T09:10:00", "refunds", "cancel", Self.first, "--by", "Wei"], expecting: 0)
        try home.call(
            ["--now", "2026-10-08T09:20:00", "batches", "approve", "1", "--by", "Chen"], expecting: 0)
        let shown = try home.call(["--json", "refunds", "show", Self.first], expecting: 0)
        #expect(
            try Answer(shown.output).objects("events").map { $0.text("event") } == [
                "paid", "order", "accepted", "approved", "cancelled",
            ], "\(shown.output)")
    }

    /// The batch holds EUR 50.00 and USD 20.00. Exactly the amount is not above it.
    @Test(arguments: [
        ("above: {USD: \"20.00\"}", 0), ("above: {USD: \"19.99\"}", 1), ("above: {JPY: \"1\"}", 0),
        ("above: {\"*\": \"50\"}", 0), ("above: {\"*\": \"49.999\"}", 1),
        ("above: {\"*\": \"1\", EUR: \"100\", USD: \"20\"}", 0), ("approval: one, above: {USD: \"0\"}", 2),
        ("approval: two, above: {EUR: \"49.99\"}", 3),
    ])
    func oneMoreAboveAnAmount(_ settings: String, _ needed: Int) throws {
        let home = try Self.home(settings)
        defer { home.scratch.remove() }
        #expect(try Self.show(home).number("approvals_missing") == needed)
        for name in ["Mina", "Chen", "Lu"].prefix(needed) { try Self.approve(home, by: name) }
        #expect(try Self.sent(home) == 2)
        try home.call(["verify"], expecting: 0)
    }

    @Test func factsThatChangeMakeApprovalsVoid() throws {
        let home = try Self.home("approval: one")
        defer { home.scratch.remove() }
        let digest = try Self.show(home).text("digest")
        try Self.approve(home, by: "Mina")
        try Self.chargeback("289.00", home)
        let shown = try Self.show(home)
        #expect(shown.text("state") == "approval" && shown.objects("approvals").isEmpty)
        let voided = try #require(shown.objects("voided").first)
        #expect(voided.text("by") == "Mina" && voided.text("at") == TestHome.now)
        #expect(voided.text("why").contains(Self.first) && voided.text("why").contains("facts-289.00.csv"))
        #expect(shown.texts("held") == [Self.first])
        #expect(try Self.hold(home, Self.first) == "order")
        #expect(try Self.hold(home, Self.second) == "approval")
        #expect(try Self.sent(home) == 0)
        try Self.approve(home, by: "Mina", ["--digest", digest], expecting: 65, "has changed since")
        try Self.approve(home, by: "Mina", ["--digest", shown.text("digest")])
        #expect(try Self.sent(home) == 1)
        // Whoever approved saw it held back.
        try Self.chargeback("0", home)
        let again = try Self.show(home)
        #expect(again.text("state") == "approval" && again.objects("voided").count == 2)
        #expect(again.objects("voided").last?.text("why").contains("covers it again") == true)
        #expect(try Self.sent(home) == 1)
        try Self.approve(home, by: "Mina", ["--digest", shown.text("digest")], expecting: 65, "has changed")
        try Self.approve(home, by: "Mina", ["--digest", again.text("digest")])
        #expect(try Self.sent(home) == 2)
        let life = try home.call(["--json", "refunds", "show", Self.first], expecting: 0)
        let events = try Answer(life.output).objects("events").map { $0.text("event") }
        #expect(
            events.prefix(6) == ["paid", "order", "accepted", "approved", "approval_void", "approved"],
            "\(life.output)")
        try Self.prove(home)
    }

    /// Ann approves what was shown as held; Bob's word doesn't let it go with hers.
    @Test func whatIsHeldNoMoreIsApprovedAnew() throws {
        let home = try Self.home("approval: two")
        defer { home.scratch.remove() }
        try Self.chargeback("289.00", home)
        try Self.approve(home, by: "Ann")
        try home.write(Self.facts("0"), to: "facts-0.csv")
        let told = try home.call(["orders", "import", home.scratch.file("facts-0.csv")], expecting: 0)
        #expect(
            told.output.contains("batch 1 waits for approval again: an order of it covers its refunds again"))
        let shown = try Self.show(home)
        #expect(shown.number("approvals_missing") == 2 && shown.objects("voided").count == 1)
        try Self.approve(home, by: "Bob")
        #expect(try Self.sent(home) == 0)
        try Self.approve(home, by: "Ann")
        #expect(try Self.sent(home) == 2)
        try Self.prove(home)
    }

    private static func success(_ home: TestHome) throws -> String {
        try home.write(
            "refund_id,result,refund_amount,refund_currency\n\(first),success,50.00,EUR\n", to: "paid.csv")
        return try home.call(["results", "import", home.scratch.file("paid.csv")], expecting: 0).output
    }

    private static func dismiss(_ home: TestHome) throws {
        for name in ["Lu", "Wei"] {
            try home.call(
                [
                    "exceptions", "resolve", "1", "--action", "dismiss", "--note", "not ours", "--by", name,
                ], expecting: 0)
        }
    }

    /// It may have been paid by hand: who approved it didn't know, and who approves it held doesn't let it go.
    @Test func whatMayBePaidByHandIsApprovedAnew() throws {
        let home = try Self.home("approval: two")
        defer { home.scratch.remove() }
        for name in ["Ann", "Bob"] { try Self.approve(home, by: name) }
        let told = try Self.success(home)
        #expect(told.contains("a refund of it may have been paid by hand"), "\(told)")
        var shown = try Self.show(home)
        #expect(shown.text("state") == "approval" && shown.objects("voided").count == 2)
        #expect(shown.objects("voided").last?.text("why").contains("paid by hand after paid.csv") == true)
        for name in ["Ann", "Bob"] { try Self.approve(home, by: name) }
        #expect(try Self.sent(home) == 1)
        try Self.dismiss(home)
        shown = try Self.show(home)
        #expect(shown.objects("voided").last?.text("why").contains("is not held any more") == true)
        #expect(try Self.sent(home) == 1)
        for name in ["Ann", "Bob"] { try Self.approve(home, by: name) }
        #expect(try Self.sent(home) == 2)
        try Self.prove(home)
    }

    /// Where nobody approves, nothing but the hold comes of it.
    @Test func withoutApprovalASuccessOnlyHolds() throws {
        let home = try Self.home("approval: none")
        defer { home.scratch.remove() }
        #expect(try !Self.success(home).contains("approval"))
        #expect(try Self.show(home).text("state") == "approved")
        #expect(try Self.sent(home) == 1)
        try Self.dismiss(home)
        #expect(try Self.show(home).objects("voided").isEmpty && Self.sent(home) == 2)
        try Self.prove(home)
    }

    /// What is sealed goes its way; what is left of the batch waits again.
    @Test func whatIsSealedStaysSealed() throws {
        let home = try Self.home("approval: two")
        defer { home.scratch.remove() }
        for name in ["Mina", "Chen"] { try Self.approve(home, by: name) }
        try Self.chargeback("289.00", home)
        for name in ["Chen", "Mina"] { try Self.approve(home, by: name) }
        #expect(try Self.sent(home) == 1)
        try Self.chargeback("0", home)
        try Self.chargeback("280.00", home)
        let shown = try Self.show(home)
        #expect(shown.number("approvals_missing") == 2 && shown.objects("voided").count == 4)
        let left = try home.call(["--json", "refunds", "show", Self.second], expecting: 0)
        #expect(try Answer(left.output).text("status") == "submitted")
        try Self.approve(home, by: "Lu", ["--except", Self.second], expecting: 65, "is submitted")
        try Self.chargeback("100.00", home)
        for name in ["Lu", "Chen"] { try Self.approve(home, by: name) }
        #expect(try Self.sent(home) == 2)
        try Self.prove(home)
    }

    /// A cancel or a decline of some only takes refunds out.
    @Test func whatIsTakenOutVoidsNothing() throws {
        let home = try Self.home("approval: two")
        defer { home.scratch.remove() }
        let digest = try Self.show(home).text("digest")
        try Self.approve(home, by: "Mina")
        try home.call(["refunds", "cancel", Self.second, "--by", "Wei"], expecting: 0)
        let whole = try Self.approve(home, by: "Chen", ["--digest", digest])
        #expect(whole.text("state") == "approved" && whole.objects("voided").isEmpty)
        #expect(try Self.sent(home) == 1)
        try Self.prove(home)
    }

    @Test func approvedInPart() throws {
        let home = try Self.home("approval: two")
        defer { home.scratch.remove() }
        for (named, told) in [
            ([Self.first, Self.second], "--except names every refund"),
            (["41700000000097"], "there is no refund"),
            ([Self.first, "41700000000012"], "there is no refund"),
        ] {
            try Self.approve(home, by: "Mina", ["--except"] + named, expecting: 65, told)
        }
        #expect(try Self.show(home).objects("approvals").isEmpty)
        try Self.approve(home, by: "Mina", ["--except", Self.second, Self.second, "--why", "twice"])
        let declined = try Answer(home.call(["--json", "refunds", "show", Self.second], expecting: 0).output)
        #expect(declined.text("failure") == "declined" && declined.text("reason") == "twice")
        try Self.approve(home, by: "Chen", ["--except", Self.second], expecting: 65, "is failed")
        try Self.approve(home, by: "Chen")
        #expect(try Self.sent(home) == 1)
        try Self.prove(home)
    }

    /// Approvals and cancels in any order: the writer's lock lets one after the other.
    @Test func whatIsOverIsNotApproved() throws {
        let home = try Self.home("approval: one")
        defer { home.scratch.remove() }
        for refund in [Self.first, Self.second] {
            try home.call(["refunds", "cancel", refund, "--by", "Wei"], expecting: 0)
        }
        try Self.approve(home, by: "Mina", expecting: 65, "batch 1 is done")
        try home.call(["verify"], expecting: 0)
    }

    /// Ten persons at once, each in a process of its own: two approvals count, whoever gave them.
    @Test func approvalsAtOnce() throws {
        let home = try Self.home("approval: two")
        defer { home.scratch.remove() }
        let statuses = Mutex<[Int32]>([])
        DispatchQueue.concurrentPerform(iterations: 10) { place in
            do {
                let words = ["batches", "approve", "1", "--by", "Reviewer \(place % 5)"]
                let outcome = try home.call(words)
                statuses.withLock { $0.append(outcome.status) }
            } catch { Issue.record(error) }
        }
        let given = statuses.withLock { $0.filter { $0 == 0 }.count }
        let others = statuses.withLock { $0.filter { ![0, 65, 75].contains($0) } }
        #expect(given == 2 && others == [], "\(statuses.withLock { $0 })")
        #expect(try Self.show(home).text("state") == "approved")
        try Self.prove(home)
    }

    /// A dropped order file says what it did to approvals, before anything is built.
    @Test func runTellsWhatWaitsAgain() throws {
        let home = try Self.home("approval: one")
        defer { home.scratch.remove() }
        try Self.approve(home, by: "Mina")
        try home.write(Self.facts("289.00"), to: "home/drop/orders/facts.csv")
        try home.write("", to: "home/drop/orders/facts.csv.done")
        let ran = try Answer(home.call(["--json", "run"], expecting: 0).output)
        let attention = ran.texts("attention")
        #expect(attention.contains { $0.hasPrefix("batch 1 waits for approval again") }, "\(attention)")
        #expect(ran.objects("submissions").isEmpty)
        try Self.prove(home)
    }

    @Test func theMakersLoginIsNoOther() throws {
        let home = try Self.home("approval: one")
        defer { home.scratch.remove() }
        try home.write(
            "home_number: 417\ndistinct_logins: true\ndefaults: {approval: one}\n", to: "home/refundry.yaml")
        try Self.approve(home, by: "Mina", expecting: 65, "distinct_logins")
    }
}
