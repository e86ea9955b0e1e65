import Ledger
import LedgerSQLite
import Refunds
import Rules
import Testing

/// What two people resolve, and submissions that are made void: only what may be, and all of it kept.
@Suite struct ExceptionContract {
    private let story: LedgerStory

    init() throws { story = try LedgerStory.told() }

    private func expectUnchanged() throws {
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
    }

    /// 1 and 2 have succeeded, 3 was refused, 4 is with the bank, 5 was cancelled, 7 and 8 wait.
    @Test(arguments: [
        (Int64(1), AnswerEffect.reapplied), (1, .resolvedPaid), (1, .resolvedRefused), (3, .reversed),
        (3, .resolvedRefused), (3, .resolvedPaid), (4, .reversed), (4, .reapplied), (5, .reapplied),
        (5, .amended), (7, .resolvedPaid), (7, .reversed), (7, .amended), (4, .paid), (1, .queryNumber),
    ])
    func noEdgeIsMadeUp(_ serial: Int64, _ effect: AnswerEffect) throws {
        let id = try story.openException(.contradiction, serial)
        try story.step(id, .propose, action: "apply")
        #expect(throws: Failure.self) {
            try story.step(id, .confirm, action: "apply", effect: (serial, effect, nil))
        }
        try expectUnchanged()
    }

    /// The order is of 10.00, and refunds 1 and 4 of it hold 2.00.
    @Test func anOrderIsNeverUsedBeyondItsAmount() throws {
        let id = try story.openException(.amountDiffers, 4)
        try story.step(id, .propose, action: "apply")
        #expect(throws: Failure.self) {
            try story.step(id, .confirm, action: "apply", effect: (4, .resolvedPaid, 901))
        }
        try expectUnchanged()
        try story.step(id, .confirm, action: "apply", effect: (4, .resolvedPaid, 900))
        #expect(try story.ledger.read { try $0.order(paymentID: "P1", account: nil)?.held } == 1000)
        #expect(try story.ledger.read { try $0.refund(4)?.paid } == 900)
        try expectUnchanged()
    }

    @Test func whatIsResolvedIsTheRefundsNewestWord() throws {
        try story.resolveAll()
        let refunds = try story.ledger.read { reader in
            try [Int64(1), 2, 3, 4, 6].map { try reader.refund($0) }
        }
        #expect(refunds.map { $0?.status } == [.failed, .succeeded, .succeeded, .succeeded, .failed])
        #expect(refunds.map { $0?.failure } == [.reversed, nil, nil, nil, .bank])
        #expect(refunds.map { $0?.paid } == [nil, nil, nil, 130, nil])
        #expect(refunds.allSatisfy { $0?.queryNumber.hasPrefix("Q") == true })
        #expect(refunds[0]?.reason.hasPrefix("words") == true && refunds[2]?.reason == "")
        let events = try story.ledger.read { try $0.events(of: 1) }
        #expect(events.last?.event == "reversed" && events.last?.by == "bob")
        #expect(events.last?.note?.english.hasPrefix("exception ") == true && events.last?.file == nil)
        #expect(try story.ledger.read { try $0.refund(8)?.orderHold } == false)
    }

    /// Exception 3 is open, 2 has closed by itself.
    @Test func stepsComeInTheirOrder() throws {
        #expect(throws: Failure.self) { try story.step(3, .confirm, action: "dismiss") }
        #expect(throws: Failure.self) { try story.step(3, .withdraw) }
        try story.step(3, .propose, action: "dismiss")
        #expect(throws: Failure.self) { try story.step(3, .propose, action: "dismiss") }
        try story.step(3, .confirm, by: "bob", action: "dismiss")
        #expect(throws: Failure.self) { try story.step(3, .propose, action: "dismiss") }
        #expect(throws: Failure.self) { try story.step(2, .propose, action: "dismiss") }
        let kinds = try story.ledger.read { try $0.steps(ofException: 3) }.map(\.kind)
        #expect(kinds == [.propose, .confirm])
        #expect(try story.ledger.read { try $0.exceptionSteps(openOnly: true) }.isEmpty)
        try expectUnchanged()
    }

    /// 1 has answers, 2 is only staged, 3 sealed.
    @Test(arguments: [1, 2, 3, 9])
    func notEverySubmissionCanBeMadeVoid(_ id: Int) throws {
        #expect(throws: Failure.self) { try story.void(id, .confirm) }
        try expectUnchanged()
    }

    @Test func aVoidSubmissionKeepsItsRows() throws {
        try story.emit(2)
        func serials() throws -> [Int64] {
            var serials: [Int64] = []
            try story.ledger.read { try $0.rows(of: 2) { serials += $0.rows.map(\.serial) } }
            return serials
        }
        #expect(try serials() == [7])
        try story.set(HaltSubject(.account, "B"), .resume)
        try story.void(2, .propose)
        try story.void(2, .confirm, by: "bob")
        #expect(try serials() == [7])
        try story.ledger.read { reader in
            #expect(try reader.submission(2)?.state == .void)
            let refund = try reader.refund(7)
            #expect(refund?.status == .pending && refund?.submission == nil && refund?.submittedAt == nil)
            #expect(try reader.lastEmitted().map(\.id) == [1, 2])
            #expect(try reader.waitingGroups(channel: "card", at: story.at).map(\.count) == [1])
            #expect(
                try reader.events(of: 7).suffix(3).map(\.event) == ["submitted", "void_proposed", "void"])
        }
        #expect(throws: Failure.self) { try story.void(2, .confirm) }
        #expect(try story.seal("card") == 4)
        #expect(try story.ledger.read { try $0.submission(4)?.sequence } == 2)
        try expectUnchanged()
    }
}
