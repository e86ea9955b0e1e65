import Ledger
import LedgerSQLite
import Refunds
import Rules
import Testing

@Suite struct NotificationContract {
    private func prove(_ story: LedgerStory) throws {
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
    }

    @Test func nothingIsNewInAnEmptyLedger() throws {
        let story = try LedgerStory()
        #expect(try story.notify() == nil)
        #expect(try story.ledger.read { try $0.lastNotification() } == nil)
        try story.importOrders([TestOrder(paymentID: "P1", orderNumber: "N1")])
        #expect(try story.notify() == nil)
        try prove(story)
    }

    /// Each change is in one number, in the order in which it happened, whatever happens later.
    @Test func eachChangeIsToldOnce() throws {
        let story = try LedgerStory()
        try story.importOrders((1...4).map { TestOrder(paymentID: "P\($0)", orderNumber: "N\($0)") })
        try story.importBatch(
            1, (1...4).map { TestRequest(number: "R\($0)", paymentID: "P\($0)", amount: "1.00") })
        let first = try #require(try story.notify())
        #expect(try story.notify() == nil)
        #expect(try story.cancel(4))
        let id = try #require(try story.seal("bank"))
        try story.stage(id)
        // Sealed and staged, it is pending still.
        let second = try #require(try story.notify())
        try story.emit(id)
        try story.importResults([
            .init(serial: 2, effect: .acknowledged), .init(serial: 1, effect: .paid),
            .init(serial: 2, effect: .paid, query: "Q2"),
            .init(serial: 3, effect: .refused, reason: "closed"),
            .init(serial: 1, effect: .queryNumber, query: "Q1"),
        ])
        let third = try #require(try story.notify())
        try story.resolve(try story.openException(.contradiction, 3), "apply", effect: (3, .reapplied, nil))
        try story.resolve(try story.openException(.contradiction, 1), "reverse", effect: (1, .reversed, nil))
        try story.resolve(try story.openException(.contradiction, 2), "apply", effect: (2, .amended, nil))
        try story.resolve(try story.openException(.refundUnknown, 2), "dismiss")
        let fourth = try #require(try story.notify())
        let expected = [
            ["1 accepted", "2 accepted", "3 accepted", "4 accepted"],
            ["4 closed(Refunds.RefundFailure.cancelled)"],
            [
                "1 submitted", "2 submitted", "3 submitted", "1 answered(Refunds.AnswerEffect.paid)",
                "2 answered(Refunds.AnswerEffect.paid) Q2",
                "3 answered(Refunds.AnswerEffect.refused) closed",
                "1 answered(Refunds.AnswerEffect.queryNumber) Q1",
            ],
            [
                "3 answered(Refunds.AnswerEffect.reapplied) Q2 words 2",
                "1 answered(Refunds.AnswerEffect.reversed) Q4 words 4",
                "2 answered(Refunds.AnswerEffect.amended) Q6 words 6",
            ],
        ]
        let given = [first, second, third, fourth]
        #expect(try given.map(story.told) == expected)
        #expect(given.map(\.number) == [1, 2, 3, 4])
        #expect(given.map(\.changes) == expected.map(\.count))
        let kept = try story.ledger.read { reader in try given.map { try reader.notification($0.number) } }
        #expect(kept == given)
        #expect(try story.ledger.read { try $0.notification(5) } == nil)
        try prove(story)
    }

    /// What came back from a void submission left, came back and leaves again, each told when it happened.
    @Test func aVoidSubmissionIsToldOnceMore() throws {
        let story = try LedgerStory()
        try story.importOrders((1...2).map { TestOrder(paymentID: "P\($0)", orderNumber: "N\($0)") })
        try story.importBatch(
            1, (1...2).map { TestRequest(number: "R\($0)", paymentID: "P\($0)", amount: "1.00") })
        for round in 1...2 {
            let id = try #require(try story.seal("bank"))
            try story.stage(id)
            try story.emit(id)
            let sent = try #require(try story.notify())
            let before = try story.told(sent)
            #expect(before.suffix(2) == ["1 submitted", "2 submitted"], "\(round)")
            try story.void(id, .propose)
            #expect(try story.notify() == nil)
            try story.void(id, .confirm, by: "bob")
            let back = try #require(try story.notify())
            #expect(try story.told(back) == ["1 madeVoid", "2 madeVoid"])
            #expect(try story.told(sent) == before)
        }
        try prove(story)
    }

    /// Two declines that nothing tells apart but what they declined: each is told when it happened.
    @Test func declinesOfOneMomentAreTold() throws {
        let story = try LedgerStory()
        try story.importOrders((1...2).map { TestOrder(paymentID: "P\($0)", orderNumber: "N\($0)") })
        let rows = [("R1", "P1"), ("R2", "P1"), ("R3", "P2")].map {
            TestRequest(number: $0.0, paymentID: $0.1, amount: "1.00")
        }
        try story.importBatch(1, rows, reviewsWarnings: true)
        _ = try story.notify()
        try story.decline(1, .warned)
        story.now -= 100
        let first = try #require(try story.notify())
        story.now -= 100
        let before = try story.told(first)
        try story.decline(1)
        let second = try #require(try story.notify())
        #expect(before == ["2 closed(Refunds.RefundFailure.declined) no"])
        #expect(try story.told(first) == before)
        #expect(
            try story.told(second) == [1, 3].map { "\($0) closed(Refunds.RefundFailure.declined) no" })
        try prove(story)
    }

    /// A whole life in two numbers, told again after all of it.
    @Test func whatWasToldStaysAsItWasTold() throws {
        let story = try LedgerStory.toldInFull()
        #expect(try story.notify() == nil)
        let told = try (1...2).map { number in
            let record = try story.ledger.read { try $0.notification(number) }
            return try story.told(try #require(record))
        }
        #expect(told.map(\.count).reduce(0, +) > 40)
        try prove(story)
    }
}
