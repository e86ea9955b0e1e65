import Ledger
import Refunds
import Rules
import Testing

@testable import LedgerSQLite

@Suite struct ResultContract {
    private let story: LedgerStory

    init() throws { story = try LedgerStory.told() }

    @Test func answeredRefundsStandAsAsked() throws {
        let found = try story.ledger.read { try $0.answered([7, 2, 99, 1, 3, 2, 8, 4]) }
        #expect(found.map { $0?.serial } == [7, 2, nil, 1, 3, 2, 8, 4])
        #expect(
            found.map { $0?.status } == [
                .pending, .succeeded, nil, .succeeded, .failed, .succeeded, .pending, .submitted,
            ])
        #expect(found.map { $0?.queryNumber } == ["", "ARN2", nil, "ARN1", "", "ARN2", "", ""])
        #expect(found.map { $0?.isEmitted } == [false, true, nil, true, true, true, false, true])
        #expect(found.map { $0?.isAcknowledged } == [false, false, nil, true, false, false, false, true])
        #expect(found[4]?.failure == .bank && found[0]?.currency.text == "EUR" && found[0]?.channel == 2)
    }

    @Test func whatFailsReleases() throws {
        #expect(try story.ledger.read { try $0.order(paymentID: "P2", account: nil)?.held } == 100)
        // Refund 3 was refused by the bank; refund 14 is of the same order.
        #expect(try story.ledger.read { try $0.order(paymentID: "P3", account: nil)?.held } == 100)
    }

    @Test(arguments: [
        (Int64(1), AnswerEffect.paid), (2, .acknowledged), (3, .paid), (3, .queryNumber), (4, .queryNumber),
        (7, .paid), (8, .refused),
    ])
    func noEdgeIsMadeUp(_ serial: Int64, _ effect: AnswerEffect) throws {
        #expect(throws: Failure.self) {
            try story.importResults([LedgerStory.Answer(serial: serial, effect: effect)])
        }
        #expect(try story.ledger.read { try $0.audit() }.flatMap(\.faults) == [])
    }

    @Test func exceptionsKeepBothSidesAsGiven() throws {
        try story.ledger.read { reader in
            let all = try reader.exceptions(openOnly: false)
            #expect(all.map(\.id) == [1, 2, 3, 4, 5, 6, 7])
            #expect(try reader.exceptions(openOnly: true).map(\.id) == [1, 3, 4, 5, 6])
            #expect(all.map(\.state) == ["open", "resolved", "open", "open", "open", "open", "resolved"])
            let last = try #require(try reader.exception(5))
            #expect(last.code == .notSubmitted && last.fileName == "f12.csv" && last.line == 60)
            #expect(last.ours == [.init("status", "pending"), .init("note", nil)])
            #expect(last.theirs == [.init("result", "suc\"cess\n")])
            #expect(try reader.exception(9) == nil)
        }
    }

    @Test func countsAreKept() throws {
        let counts = try story.ledger.read { try $0.resultCounts(ofFile: 12) }
        #expect(counts?.records == 8 && counts?.applied == 4 && counts?.exceptions == 3)
        #expect(try story.ledger.read { try $0.resultCounts(ofFile: 1) }?.records == nil)
    }

    /// The order of places is by serial, then as they came: as a plain sort has it.
    @Test func serialsAreSortedAsByAPlainSort() {
        var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
        for _ in 0..<50 {
            let serials = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                Int64.random(in: 1...9_999_999_999, using: &generator) % 40 + 9_999_999_950
            }
            let plain = serials.indices.sorted { (serials[$0], $0) < (serials[$1], $1) }
            #expect(SerialOrder.of(serials.count) { serials[$0] } == plain)
        }
    }
}
