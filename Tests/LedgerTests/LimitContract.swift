import Bytes
import Ledger
import LedgerSQLite
import Refunds
import Rules
import Testing

/// Cut-offs, limits, halts and what nobody answers.
@Suite struct LimitContract {
    private let story: LedgerStory

    /// One account, batches of refunds of these minor units; each is ready when it was accepted.
    private static func story(_ batches: [[Int]]) throws -> LedgerStory {
        let story = try LedgerStory()
        let count = batches.reduce(0) { $0 + $1.count }
        try story.importOrders((1...count).map { TestOrder(paymentID: "P\($0)", orderNumber: "N\($0)") })
        var place = 0
        for batch in batches {
            let rows = batch.map { amount in
                place += 1
                return TestRequest(
                    number: "R\(place)", paymentID: "P\(place)",
                    amount: Money.text(minor: Int64(amount), exponent: 2))
            }
            try story.importBatch(1, rows)
        }
        return story
    }

    init() throws { story = try LedgerStory.told() }

    private static func sealed(_ story: LedgerStory, _ terms: SealTerms) throws -> [[Int64]] {
        let records = try story.ledger.write { writer, _ in
            guard let group = try writer.waitingGroups(channel: "bank", at: story.at).first else {
                return [SubmissionRecord]()
            }
            let order = SealOrder(
                group: group, layout: "native-csv", timeZone: "Asia/Shanghai", terms: terms
            ) { "bank-\($0).csv" }
            let sealed = try writer.seal([order], at: story.at)
            for record in sealed {
                let totals = try writer.laneTotals(ofSubmission: record.id)
                try story.append(writer, "seal", JournalBodies.seal(record, totals: totals, terms: terms))
            }
            return sealed
        }
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
        return try records.map { record in
            var serials: [Int64] = []
            try story.ledger.read { reader in
                try reader.rows(of: record.id) { chunk in serials += chunk.rows.map(\.serial) }
            }
            return serials
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var amounts: [Int]
        var terms: SealTerms
        var files: [[Int64]]
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(name: "no terms", amounts: [10, 20, 30], terms: SealTerms(), files: [[1, 2, 3]]),
        Case(
            name: "what the layout can't write stays, the first and the last too",
            amounts: [10, 20, 30, 40, 50, 60], terms: SealTerms(unfit: [1, 4, 6]), files: [[2, 3, 5]]),
        Case(
            name: "it takes no room", amounts: [90, 10, 20], terms: SealTerms(room: 30, unfit: [1]),
            files: [[2, 3]]),
        Case(name: "all of it stays", amounts: [10, 20], terms: SealTerms(unfit: [1, 2]), files: []),
        Case(
            name: "rows of a file", amounts: [10, 20, 30, 40, 50], terms: SealTerms(maxRows: 2),
            files: [[1, 2], [3, 4], [5]]),
        Case(
            name: "money of a file, to the cent", amounts: [60, 40, 1, 99, 2],
            terms: SealTerms(maxMoney: 100),
            files: [[1, 2], [3, 4], [5]]),
        Case(
            name: "one that never fits is passed over", amounts: [60, 101, 40],
            terms: SealTerms(maxMoney: 100), files: [[1, 3]]),
        Case(
            name: "a day's room: a smaller later one goes", amounts: [60, 50, 40, 1],
            terms: SealTerms(room: 100), files: [[1, 3]]),
        Case(name: "no room", amounts: [60, 50], terms: SealTerms(room: 0), files: []),
        Case(
            name: "all together", amounts: [60, 50, 200, 40, 30, 30],
            terms: SealTerms(maxRows: 2, maxMoney: 100, room: 185), files: [[1], [2, 4], [5]]),
    ])
    func limits(_ row: Case) throws {
        #expect(try Self.sealed(Self.story([row.amounts]), row.terms) == row.files)
    }

    /// Batches are ready 100 s apart, at 2 000 200, 2 000 300, 2 000 400.
    @Test(
        arguments: [
            (Int64(2_000_200), [[Int64]]()), (2_000_201, [[1, 2]]), (2_000_300, [[1, 2]]),
            (2_000_400, [[1, 2, 3]]),
            (2_000_401, [[1, 2, 3, 4]]),
        ] as [(Int64, [[Int64]])])
    func onlyWhatWasReadyBefore(_ cutoff: Int64, _ files: [[Int64]]) throws {
        let story = try Self.story([[10, 20], [30], [40]])
        let ready = try story.ledger.read { reader in
            try [1, 3, 4].map { try reader.refund($0)?.readyAt.seconds }
        }
        #expect(ready == [2_000_200, 2_000_300, 2_000_400])
        #expect(try Self.sealed(story, SealTerms(readyBefore: Instant(seconds: cutoff))) == files)
    }

    /// A refund that was held and let go is ready from then on.
    @Test func aReleaseIsLate() throws {
        let story = try Self.story([[10, 20, 30]])
        try story.importOrders([TestOrder(paymentID: "P2", orderNumber: "N2", chargeback: 990)])
        try story.importOrders([TestOrder(paymentID: "P2", orderNumber: "N2", chargeback: 0)])
        let released = try #require(try story.ledger.read { try $0.refund(2) }?.readyAt)
        #expect(released.seconds > 2_000_300)
        #expect(try Self.sealed(story, SealTerms(readyBefore: released)) == [[1, 3]])
        let later = Instant(seconds: released.seconds + 1)
        #expect(try Self.sealed(story, SealTerms(readyBefore: later)) == [[2]])
    }

    /// What is halted stays, by channel and by account, and goes when it is resumed.
    @Test(arguments: [HaltSubject(.channel, "bank"), HaltSubject(.account, "A")])
    func haltsKeep(_ subject: HaltSubject) throws {
        let story = try Self.story([[10, 20]])
        try story.set(HaltSubject(.account, "B"), .halt)
        try story.set(subject, .halt)
        #expect(try story.ledger.read { try $0.halts() }.count == 2)
        #expect(try Self.sealed(story, SealTerms()) == [])
        #expect(try Self.sealed(story, SealTerms(maxRows: 1)) == [])
        try story.set(subject, .resume)
        #expect(try Self.sealed(story, SealTerms(maxRows: 1)) == [[1], [2]])
    }

    /// A halt between the seal and the outbox comes too late: the number is given.
    @Test func whatIsSealedGoesItsWay() throws {
        let story = try Self.story([[10, 20]])
        #expect(try Self.sealed(story, SealTerms()) == [[1, 2]])
        try story.set(HaltSubject(.channel, "bank"), .halt)
        try story.stage(1)
        try story.emit(1)
        #expect(try story.ledger.read { try $0.refund(2) }?.status == .submitted)
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
    }

    @Test func sealedMoneyIsOfItsDay() throws {
        let story = try Self.story([[10, 20]])
        _ = try Self.sealed(story, SealTerms(maxRows: 1))
        let usd = try #require(CurrencyCode("USD"))
        let at = try #require(try story.ledger.read { try $0.submission(1) }?.createdAt.seconds)
        func money(_ from: Int64, _ to: Int64) throws -> Int64 {
            try story.ledger.read {
                try $0.sealedMoney(
                    channel: "bank", currency: usd, exponent: 2, from: Instant(seconds: from),
                    to: Instant(seconds: to))
            }
        }
        #expect(try [money(at, at + 1), money(at - 9, at), money(at + 1, at + 9)] == [30, 0, 0])
    }

    /// The lean rows say the same as the full ones.
    @Test func whatWaitsIsTheSameTwice() throws {
        try story.importBatch(2, [TestRequest(number: "W1", paymentID: "Q2")])
        try story.ledger.read { reader in
            var lean: [String] = []
            try reader.waiting {
                lean.append("\($0.serial) \($0.lane) \($0.amount) \($0.hold as Any) \($0.readyAt)")
            }
            var full: [String] = []
            try reader.waitingRefunds(channel: nil) {
                full.append("\($0.serial) \($0.lane) \($0.amount) \($0.hold as Any) \($0.readyAt)")
            }
            var filter = RefundFilter()
            filter.status = .pending
            var all: [String] = []
            try reader.refunds(filter) {
                if $0.submission == nil {
                    all.append("\($0.serial) \($0.lane) \($0.amount) \($0.hold as Any) \($0.readyAt)")
                }
            }
            #expect(lean == full && full == all && all.count > 3)
            var card = 0
            try reader.waitingRefunds(channel: "card") { _ in card += 1 }
            #expect(card == 1)
        }
    }

    /// Once for each refund and submission, whatever became of it.
    @Test func unansweredOpensOnce() throws {
        #expect(try story.openUnanswered("bank") == [])
        #expect(try story.ledger.read { try $0.hasOpenUnanswered() })
        try story.closeUnanswered(4)
        #expect(try !story.ledger.read { try $0.hasOpenUnanswered() })
        #expect(try story.openUnanswered("bank") == [])
        let emitted = try #require(try story.ledger.read { try $0.submission(1) }?.emittedAt)
        let later = Instant(seconds: emitted.seconds + 1)
        let found = try story.ledger.read { reader in
            try [("bank", emitted), ("bank", later), ("card", later), ("nowhere", later)].map {
                try reader.hasOutstanding(channel: $0, submittedBefore: $1)
            }
        }
        #expect(found == [false, true, false, false])
    }
}
