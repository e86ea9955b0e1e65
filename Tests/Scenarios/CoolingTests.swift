import Testing

/// What waits though its batch is approved: while it rests, and where its warning waits for a person.
@Suite("Cooling and warnings")
struct CoolingTests {
    /// Two refunds of one order and amount, the second of them with a warning, and one of another order.
    private static func home(_ settings: String) throws -> TestHome {
        let home = try TestHome(settings: "home_number: 417\nbusy_seconds: 1\ndefaults: {\(settings)}\n")
        try home.write(
            """
            refund_number,payment_id,refund_amount
            KR-1,260921201544530118207,50.00
            KR-2,260921201544530118207,50.00
            KR-3,260918113020771450932,20.00

            """, to: "batch.csv")
        try Self.call(home, "09:00", ["batches", "import", home.batch, "--account", "995378", "--by", "Wei"])
        return home
    }

    @discardableResult
    private static func call(
        _ home: TestHome, _ time: String, _ words: [String], expecting status: Int32 = 0
    ) throws -> Program.Outcome {
        let outcome = try home.refundry.call(
            words, home: home.path, now: "2026-10-08T\(time):00+08:00", in: home.scratch.path)
        #expect(outcome.status == status, "\(words): \(outcome.text)")
        return outcome
    }

    /// Status and hold of the three refunds after a build at that time.
    private static func built(_ home: TestHome, _ time: String) throws -> [String] {
        try call(home, time, ["submissions", "build"])
        return try standing(home, time)
    }

    private static func standing(_ home: TestHome, _ time: String) throws -> [String] {
        try Answer(call(home, time, ["--json", "refunds", "find"]).output).objects("refunds").map {
            $0.text("failure")
                + ($0.text("status") == "pending" ? $0.text("hold") : String($0.text("status").prefix(1)))
        }
    }

    private static func state(_ home: TestHome, _ time: String) throws -> String {
        let listed = try call(home, time, ["--json", "batches", "list"])
        return try Answer(listed.output).objects("batches").map { $0.text("state") }.joined()
    }

    private static func prove(_ home: TestHome) throws {
        try call(home, "18:00", ["verify"])
        try call(home, "18:00", ["replay", "--into", home.scratch.file("twin")])
    }

    @Test func anApprovedBatchRests() throws {
        let home = try Self.home("approval: one, cooling_minutes: 30")
        defer { home.scratch.remove() }
        try Self.call(home, "10:00", ["batches", "approve", "1", "--by", "Mina"])
        #expect(try Self.built(home, "10:29") == ["cooling", "cooling", "cooling"])
        let shown = try Answer(Self.call(home, "10:29", ["--json", "batches", "show", "1"]).output)
        #expect(shown.text("state") == "approved")
        #expect(shown.text("cooling_until") == "2026-10-08T10:30:00+08:00")
        #expect(try Self.built(home, "10:30") == ["s", "s", "s"])
        try Self.call(home, "10:31", ["batches", "decline", "1", "--by", "Mina"], expecting: 65)
        try Self.prove(home)
    }

    @Test func whatRestsCanBeTakenBack() throws {
        let home = try Self.home("approval: one, cooling_minutes: 30")
        defer { home.scratch.remove() }
        try Self.call(home, "10:00", ["batches", "approve", "1", "--by", "Mina"])
        try Self.call(home, "10:15", ["batches", "decline", "1", "--by", "Chen", "--why", "a typo"])
        #expect(try Self.built(home, "11:00") == ["declinedf", "declinedf", "declinedf"])
        try Self.prove(home)
    }

    /// Where nobody approves it rests from its acceptance.
    @Test func aBatchWithoutApprovalRests() throws {
        let home = try Self.home("cooling_minutes: 60")
        defer { home.scratch.remove() }
        #expect(try Self.built(home, "09:59") == ["cooling", "cooling", "cooling"])
        #expect(try Self.built(home, "10:00") == ["s", "s", "s"])
        try Self.prove(home)
    }

    @Test func onlyWarnedRefundsWait() throws {
        let home = try Self.home("review_warnings: true")
        defer { home.scratch.remove() }
        #expect(try Self.state(home, "09:00") == "approval")
        #expect(try Self.built(home, "09:05") == ["s", "approval", "s"])
        try Self.call(home, "09:06", ["batches", "approve", "1", "--by", "Wei"], expecting: 65)
        for named in ["41700000000011", "41700000000020"] {
            try Self.call(
                home, "09:06", ["batches", "approve", "1", "--by", "Mina", "--except", named], expecting: 65)
        }
        try Self.call(home, "09:07", ["batches", "approve", "1", "--by", "Mina"])
        #expect(try Self.state(home, "09:07") == "approved")
        #expect(try Self.built(home, "09:08") == ["s", "s", "s"])
        try Self.call(home, "09:09", ["batches", "approve", "1", "--by", "Mina"], expecting: 65)
        try Self.prove(home)
    }

    @Test func decliningTouchesOnlyWarnedRefunds() throws {
        let home = try Self.home("review_warnings: true")
        defer { home.scratch.remove() }
        let declined = try Self.call(home, "09:01", ["--json", "batches", "decline", "1", "--by", "Mina"])
        #expect(try Answer(declined.output).text("state") == "approved")
        let nothing = try Self.call(
            home, "09:02", ["batches", "decline", "1", "--by", "Mina"], expecting: 65)
        #expect(nothing.errors.contains("the others wait for nobody"), "\(nothing.errors)")
        #expect(try Self.built(home, "09:08") == ["s", "declinedf", "s"])
        try Self.prove(home)
    }

    /// Until it is sealed what was approved can be taken back, and only that.
    @Test func takingBackTouchesOnlyWarnedRefunds() throws {
        let home = try Self.home("review_warnings: true")
        defer { home.scratch.remove() }
        try Self.call(home, "09:01", ["batches", "approve", "1", "--by", "Mina"])
        try Self.call(home, "09:02", ["batches", "decline", "1", "--by", "Chen"])
        #expect(try Self.built(home, "09:08") == ["s", "declinedf", "s"])
        try Self.prove(home)
    }

    /// The others leave; those that were let go rest by themselves, and wait again when their order loses its cover.
    @Test func warnedRefundsRestByThemselves() throws {
        let home = try Self.home("review_warnings: true, cooling_minutes: 30")
        defer { home.scratch.remove() }
        try Self.call(home, "09:10", ["batches", "approve", "1", "--by", "Mina"])
        #expect(try Self.built(home, "09:30") == ["s", "cooling", "s"])
        for (chargeback, holds) in [("250.00", "order"), ("0", "approval")] {
            try home.write(
                """
                payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,chargeback_amount
                260921201544530118207,995378,99537801,KO-2026-184311,EUR,289.95,success,2026-09-21 20:15:44,\(chargeback)

                """, to: "facts-\(chargeback).csv")
            try Self.call(home, "09:35", ["orders", "import", home.scratch.file("facts-\(chargeback).csv")])
            #expect(try Self.standing(home, "09:40") == ["s", holds, "s"])
        }
        try Self.call(home, "09:41", ["batches", "approve", "1", "--by", "Mina"])
        #expect(try Self.built(home, "10:10") == ["s", "cooling", "s"])
        #expect(try Self.built(home, "10:11") == ["s", "s", "s"])
        try Self.prove(home)
    }

    /// Under an approval of the whole batch that one covers the warnings too.
    @Test func theBatchsApprovalCoversWarnings() throws {
        let home = try Self.home("approval: one, review_warnings: true")
        defer { home.scratch.remove() }
        try Self.call(home, "09:10", ["batches", "approve", "1", "--by", "Mina"])
        #expect(try Self.built(home, "09:10") == ["s", "s", "s"])
        try Self.prove(home)
    }
}
