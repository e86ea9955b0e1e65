import Ledger
import LedgerSQLite
import Refunds
import Testing

@Suite struct RefundContract {
    private let story: LedgerStory

    init() throws { story = try LedgerStory.told() }

    private func find(_ change: (inout RefundFilter) -> Void) throws -> [Int64] {
        var filter = RefundFilter()
        change(&filter)
        return try story.ledger.read { reader in
            var serials: [Int64] = []
            try reader.refunds(filter) { serials.append($0.serial) }
            return serials
        }
    }

    @Test func refundsAreFound() throws {
        #expect(try find { _ in } == Array(1...14))
        #expect(try find { $0.number = "R1" } == [1, 7])
        #expect(
            try find {
                $0.number = "R1"
                $0.account = "B"
            } == [7])
        #expect(try find { $0.number = "none" } == [])
        #expect(try find { $0.account = "nobody" } == [])
        #expect(try find { $0.paymentID = "P1" } == [1, 4])
        #expect(try find { $0.orderNumber = "N3" } == [3, 14])
        #expect(try find { $0.account = "B" } == [7])
        #expect(try find { $0.status = .succeeded } == [1, 2])
        #expect(try find { $0.status = .failed } == [3, 5, 10, 11])
        #expect(try find { $0.queryNumber = "ARN2" } == [2])
        #expect(try find { $0.batch = 3 } == [8, 9])
        #expect(try find { $0.batch = 99 } == [])
        #expect(try find { $0.submission = 1 } == [1, 2, 3, 4, 6])
        #expect(
            try find {
                $0.submission = 1
                $0.paymentID = "P1"
                $0.status = .succeeded
            } == [1])
    }

    /// The quick ways find what a look at every refund finds.
    @Test func filtersAgreeWithALookAtAll() throws {
        let all = try story.ledger.read { reader in
            var all: [RefundRecord] = []
            try reader.refunds(RefundFilter()) { all.append($0) }
            return all
        }
        for refund in all {
            #expect(
                try find { $0.paymentID = refund.paymentID }
                    == all.serials { $0.paymentID == refund.paymentID })
            #expect(
                try find { $0.orderNumber = refund.orderNumber }
                    == all.serials { $0.orderNumber == refund.orderNumber })
            #expect(try find { $0.number = refund.number } == all.serials { $0.number == refund.number })
            #expect(try find { $0.batch = refund.batch } == all.serials { $0.batch == refund.batch })
            #expect(try find { $0.status = refund.status } == all.serials { $0.status == refund.status })
            #expect(
                try find { $0.submission = refund.submission }
                    == all.serials { refund.submission == nil || $0.submission == refund.submission })
        }
    }

    @Test func aRefundHasItsWholeLife() throws {
        let refunds = try story.ledger.read { reader in try (1...14).map { try reader.refund($0) } }
        let paid = try #require(refunds[0])
        #expect(paid.status == .succeeded && paid.queryNumber == "ARN1" && paid.bankReference == "ref 2")
        #expect(paid.orderNumber == "N1" && paid.lane.channel == "bank" && paid.amount == 100)
        #expect(paid.submission == 1 && paid.submittedAt != nil && paid.finishedAt != nil)
        #expect(refunds[1]?.queryNumber == "ARN2" && refunds[1]?.bankReference == "ref 0")
        let refused = try #require(refunds[2])
        #expect(refused.failure == .bank && refused.reason == "no account" && refused.reasonCode == "X1")
        #expect(refunds[3]?.status == .submitted && refunds[3]?.finishedAt == nil)
        #expect(refunds[4]?.failure == .cancelled && refunds[4]?.finishedAt != nil)
        #expect(
            refunds[6]?.status == .pending && refunds[6]?.submission == 2 && refunds[6]?.submittedAt == nil)
        #expect(refunds[7]?.hold == .order && refunds[8]?.hold == .approval && refunds[13]?.hold == nil)
        #expect(refunds[9]?.failure == .declined)
        #expect(refunds[12]?.hold == .order && refunds[11]?.hold == nil)
        #expect(try story.ledger.read { try $0.refund(15) } == nil)
    }

    @Test func eventsComeInTheirOrder() throws {
        func events(_ serial: Int64) throws -> [String] {
            try story.ledger.read { try $0.events(of: serial) }.map(\.event)
        }
        #expect(
            try events(1) == [
                "accepted", "sealed", "submitted", "redelivered", "acknowledged", "succeeded",
            ])
        #expect(
            try events(2) == ["accepted", "sealed", "submitted", "redelivered", "succeeded", "query_number"])
        #expect(try events(3) == ["accepted", "sealed", "submitted", "redelivered", "failed"])
        #expect(try events(5) == ["accepted", "cancelled"])
        #expect(try events(7) == ["accepted", "approved", "sealed"])
        #expect(try events(10) == ["accepted", "declined"])
        #expect(try events(99) == [])
        let sent = try story.ledger.read { try $0.events(of: 6) }
        #expect(sent[0].line == 8 && sent[0].file == "f3.csv" && sent[0].by == "ann")
        #expect(sent[2].line == 5 && sent[2].file == "bank-1.csv")
    }

    @Test func onlyWhatWaitsIsClosed() throws {
        let refused =
            try [Int64](1...4).map { try story.cancel($0) } + [7, 12, 5, 10, 99].map { try story.cancel($0) }
        #expect(refused.allSatisfy { !$0 })
        #expect(try story.ledger.read { try $0.order(paymentID: "P9", account: nil)?.held } == 100)
        #expect(try story.cancel(13))
        #expect(try story.ledger.read { try $0.order(paymentID: "P9", account: nil)?.held } == 0)
        try story.decline(3)
        #expect(try story.ledger.read { try $0.batch(3)?.state } == .declined)
        #expect(try story.ledger.read { try $0.order(paymentID: "P6", account: nil)?.held } == 0)
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
    }

    @Test func aRefundIsHeldOnce() throws {
        try story.ledger.write { writer, _ in
            let isNew = try writer.holdPaidByHand(8)
            #expect(!isNew)
            // What is sealed goes its way.
            let isHeld = try writer.holdPaidByHand(12)
            #expect(!isHeld)
            #expect(throws: (any Error).self) { try writer.holdPaidByHand(1) }
        }
    }
}

extension [RefundRecord] {
    fileprivate func serials(_ condition: (RefundRecord) -> Bool) -> [Int64] {
        filter(condition).map(\.serial)
    }
}
