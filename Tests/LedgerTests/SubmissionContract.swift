import Bytes
import Ledger
import LedgerSQLite
import Refunds
import Rules
import Testing

@Suite struct SubmissionContract {
    private let story: LedgerStory

    init() throws { story = try LedgerStory.told() }

    @Test func submissionsHaveTheirFacts() throws {
        try story.ledger.read { reader in
            #expect(try reader.submissions().map(\.id) == [1, 2, 3])
            #expect(try reader.submissions().map(\.state) == [.emitted, .staged, .sealed])
            #expect(try reader.unfinishedSubmissions().map(\.id) == [2, 3])
            let first = try #require(try reader.submission(1))
            #expect(first.channel == "bank" && first.sequence == 1 && first.name == "bank-1.csv")
            #expect(first.count == 5 && first.amount == 500 && first.hashTotal == 77)
            #expect(first.timeZone == "Asia/Shanghai" && first.emittedAt != nil)
            #expect(try reader.submission(3)?.digest == nil)
            #expect(try reader.submission(9) == nil)
            #expect(try reader.lastSequence(ofChannel: "bank") == 2)
            #expect(try reader.lastSequence(ofChannel: "card") == 1)
            #expect(try reader.lastSequence(ofChannel: "none") == 0)
            #expect(try reader.laneTotals(ofSubmission: 2).map(\.lane.currency.text) == ["EUR"])
            #expect(try [1, 2].map { try reader.redeliveries(of: $0) } == [1, 0])
        }
    }

    @Test func rowsComeBySerial() throws {
        var serials: [Int64] = []
        var texts: [String] = []
        try story.ledger.read { reader in
            try reader.rows(of: 1) { chunk in
                serials += chunk.rows.map(\.serial)
                texts += chunk.rows.map {
                    "\(chunk.bytes.text($0.paymentID)) \(chunk.bytes.text($0.terminal)) \(chunk.bytes.text($0.description)) \($0.amount)/\($0.orderAmount)"
                }
            }
            try reader.rows(of: 9) { _ in Issue.record("there is no submission 9") }
        }
        #expect(serials == [1, 2, 3, 4, 6])
        #expect(texts[4] == "P5 T1 changed mind 100/1000")
    }

    /// Nothing waits but what is pending, unsealed, unheld and approved.
    @Test func onlyWhatMayLeaveWaits() throws {
        #expect(try story.ledger.read { try $0.waitingGroups(channel: nil, at: story.at) }.isEmpty)
        try story.approve(3, by: "carl")
        let groups = try story.ledger.read { try $0.waitingGroups(channel: nil, at: story.at) }
        // Refund 8 may have been paid by hand.
        #expect(groups.map(\.count) == [1] && groups.map(\.channel) == ["bank"])
        #expect(try story.ledger.read { try $0.waitingGroups(channel: "card", at: story.at) }.isEmpty)
        #expect(try story.seal("bank") == 4)
        #expect(try story.ledger.read { try $0.submission(4)?.sequence } == 3)
        #expect(try story.seal("bank") == nil)
        for id in [2, 3, 4] {
            if id > 2 { try story.stage(id) }
            try story.emit(id)
        }
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
        #expect(try story.ledger.read { try $0.unfinishedSubmissions() }.isEmpty)
    }

    @Test func stepsComeInTheirOrder() throws {
        #expect(throws: Failure.self) { try story.emit(3) }
        #expect(throws: Failure.self) { try story.stage(2) }
        #expect(throws: Failure.self) { try story.emit(1) }
        #expect(throws: Failure.self) {
            try story.ledger.write { writer, _ in
                try writer.stage(3, count: 1, amount: 1, hashTotal: 0, digest: Digest(), size: 1)
            }
        }
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
    }
}
