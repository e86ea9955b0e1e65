import Ledger
import LedgerSQLite
import Refunds
import Rules
import Testing

/// Approvals, what makes them void, and what rests, at the ledger itself.
@Suite struct ReviewContract {
    private let story: LedgerStory

    init() throws {
        story = try LedgerStory()
        try story.importOrders((1...4).map { TestOrder(paymentID: "P\($0)", orderNumber: "N\($0)") })
    }

    private func rows(_ name: String, _ orders: Int...) -> [TestRequest] {
        orders.enumerated().map { TestRequest(number: "\(name)\($0)", paymentID: "P\($1)") }
    }

    private func batch(_ id: Int) throws -> BatchRecord {
        try #require(try story.ledger.read { try $0.batch(id) })
    }

    /// How many refunds a build at this moment would take.
    private func waiting(_ at: Int64) throws -> Int {
        try story.ledger.read { reader in
            try reader.waitingGroups(channel: nil, at: Instant(seconds: at)).map(\.count).reduce(0, +)
        }
    }

    private func takeCover(of order: Int) throws {
        try story.importOrders([TestOrder(paymentID: "P\(order)", orderNumber: "N\(order)", chargeback: 950)])
    }

    private func prove() throws {
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
    }

    @Test func approvalsBecomeVoidTogetherAndMayBeGivenAgain() throws {
        try story.importBatch(1, rows("a", 1, 2), approvals: 2)
        for name in ["bob", "carl"] { try story.approve(1, by: name) }
        #expect(try batch(1).state == .approved && batch(1).approvalsMissing == 0)
        try takeCover(of: 1)
        let voided = try batch(1)
        #expect(voided.state == .approval && voided.approvalsMissing == 2 && voided.approvals.isEmpty)
        #expect(
            voided.voided.map(\.approval.by) == ["bob", "carl"] && voided.voided.map(\.void.id) == [1, 1])
        #expect(voided.voided.first?.void.refund == 1 && voided.voided.first?.void.refunds == 1)
        #expect(voided.readyAt == voided.acceptedAt)
        try story.approve(1, by: "carl")
        // What has no cover any more loses none.
        try takeCover(of: 1)
        #expect(try batch(1).approvals.map(\.by) == ["carl"] && batch(1).state == .approval)
        try takeCover(of: 2)
        #expect(try batch(1).approvals.isEmpty && batch(1).voided.map(\.void.id) == [1, 1, 2])
        try prove()
    }

    @Test func onePersonApprovesOnce() throws {
        try story.importBatch(1, rows("a", 1), approvals: 2)
        try story.approve(1, by: "bob")
        #expect(throws: Failure.self) { try story.approve(1, by: "bob") }
        #expect(throws: Failure.self) { try story.approve(9, by: "bob") }
        try prove()
    }

    /// Nothing is void where nobody approved, and where what lost its cover stood under no approval.
    @Test func onlyWhatWasApprovedBecomesVoid() throws {
        try story.importBatch(1, rows("a", 1), approvals: 1)
        try story.importBatch(1, rows("b", 2, 2, 3), reviewsWarnings: true)
        try story.approve(2, by: "bob")
        try takeCover(of: 1)
        try takeCover(of: 3)
        #expect(try batch(1).voided.isEmpty && batch(2).voided.isEmpty)
        #expect(try batch(2).state == .approved)
        try takeCover(of: 2)
        #expect(try batch(2).voided.count == 1 && batch(2).state == .approval)
        try prove()
    }

    /// Whatever changes in what was shown: held as perhaps paid by hand, held no more, covered again. What is held otherwise all the same is shown as before.
    @Test func everyChangeOfWhatWasShownVoids() throws {
        try story.importBatch(1, rows("a", 1), approvals: 1)
        func void(_ cause: ApprovalVoidCause) throws -> Int {
            try story.ledger.write { writer, _ in
                let voids = try writer.voidApprovals(
                    cause, of: [1], file: nil, by: "os:tester", at: self.story.at)
                if !voids.isEmpty {
                    try self.story.append(writer, "approval_void", JournalBodies.approvalVoids(voids))
                }
                return voids.count
            }
        }
        try story.approve(1, by: "bob")
        #expect(try void(.paidByHand) == 0 && void(.uncovered) == 0)
        #expect(try void(.covered) == 1 && void(.notPaidByHand) == 0)
        try story.approve(1, by: "bob")
        try takeCover(of: 1)
        try story.approve(1, by: "bob")
        #expect(try void(.paidByHand) == 0 && void(.covered) == 0 && void(.notPaidByHand) == 0)
        #expect(try batch(1).voided.map(\.void.cause) == [.covered, .uncovered])
        try prove()
    }

    @Test func whatRestsIsNotTaken() throws {
        try story.importBatch(1, rows("a", 1), approvals: 1, cooling: 10)
        try story.importBatch(1, rows("b", 2), cooling: 20)
        try story.importBatch(1, rows("c", 3, 3, 4, 3), reviewsWarnings: true, cooling: 30)
        let accepted = try (1...3).map { try batch($0).acceptedAt.seconds }
        let approved = story.now
        try story.approve(1, by: "bob")
        let released = story.now
        try story.approve(3, by: "bob")
        let ends = [approved + 600, accepted[1] + 1200, accepted[2] + 1800, released + 1800]
        for (end, before, after) in zip(ends, zip([0, 1, 2, 4], [1, 2, 4, 6])).map({ ($0, $1.0, $1.1) }) {
            #expect(try waiting(end - 1) == before && waiting(end) == after, "\(end)")
        }
        let rests = try story.ledger.read { reader in
            try (1...6).map { try reader.refund($0)?.coolingUntil?.seconds }
        }
        #expect(rests == [ends[0], ends[1], ends[2], ends[3], ends[2], ends[3]])
        try prove()
    }

    @Test func aPartIsDeclined() throws {
        try story.importBatch(1, rows("a", 1, 2, 3), approvals: 1)
        try story.importBatch(1, rows("b", 1, 4), reviewsWarnings: true)
        try story.decline(1, .named([2]))
        try story.decline(1, .named([3]))
        try story.decline(2, .warned)
        #expect(try (1...2).map { try batch($0).state } == [.approval, .approved])
        let failures = try story.ledger.read { reader in try (1...5).map { try reader.refund($0)?.failure } }
        #expect(failures == [nil, .declined, .declined, .declined, nil])
        try story.decline(1)
        #expect(try batch(1).state == .declined)
        try prove()
    }

    /// Two declines that nothing tells apart but what they declined.
    @Test func declinesOfOneMomentAreProvedTogether() throws {
        try story.importBatch(1, rows("a", 1, 2, 3), approvals: 1)
        for serial: Int64 in [1, 3] {
            try story.decline(1, .named([serial]))
            story.now -= 100
        }
        try prove()
    }
}
