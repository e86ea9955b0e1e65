import GRDB
import Ledger
import LedgerSQLite
import Refunds
import Testing

@Suite struct TieOutContract {
    private let story: LedgerStory

    init() throws { story = try LedgerStory.told() }

    private func expectTies(_ figures: [LaneFigures]) {
        for lane in figures {
            #expect(
                lane.accepted
                    == sum([lane.cancelled, lane.declined, lane.waiting, lane.sent]), "\(lane.lane)")
            #expect(
                lane.sent == sum([lane.succeeded, lane.failedByBank, lane.reversed, lane.outstanding]),
                "\(lane.lane)")
        }
    }

    private func sum(
        _ figures: [LaneFigures.Figure], less: [LaneFigures.Figure] = []
    ) -> LaneFigures.Figure {
        var sum = LaneFigures.Figure()
        for figure in figures { sum.add(figure.count, figure.amount) }
        for figure in less { sum.add(-figure.count, -figure.amount) }
        return sum
    }

    @Test func cohortsTieOut() throws {
        let all = try story.ledger.read {
            try $0.cohort(from: Instant(seconds: 0), to: Instant(seconds: .max))
        }
        #expect(all.map(\.lane.account) == ["A", "B"])
        expectTies(all)
        #expect(all[0].accepted.count == 13 && all[0].sent.count == 5 && all[0].succeeded.count == 2)
        #expect(all[0].cancelled.count == 1 && all[0].declined.count == 2 && all[0].waiting.count == 5)
        // Every pair of moments is a cohort of its own.
        for start in stride(from: Int64(2_000_000), to: story.now, by: 300) {
            let some = try story.ledger.read {
                try $0.cohort(from: Instant(seconds: start), to: Instant(seconds: start + 400))
            }
            expectTies(some)
        }
    }

    /// The sides come from different records: a refund that is worth less than was accepted shows.
    @Test func aChangedRefundShows() throws {
        func waiting() throws -> [LaneFigures] {
            try story.ledger.read { try $0.cohort(from: Instant(seconds: 0), to: Instant(seconds: .max)) }
        }
        let before = try waiting()
        let queue = try DatabaseQueue(path: story.home.path)
        try queue.write { database in
            for trigger in try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            {
                try database.execute(sql: "DROP TRIGGER \(trigger)")
            }
            try database.execute(
                sql: """
                    UPDATE refunds SET amount = amount - 1 WHERE refund IN
                        (SELECT refund FROM refund_states WHERE status = 0 AND submission IS NULL LIMIT 1)
                    """)
        }
        let after = try waiting()
        #expect(after.map(\.accepted) == before.map(\.accepted))
        #expect(after.map(\.waiting) != before.map(\.waiting))
    }

    /// A submission that took refunds of two cohorts is divided between them.
    @Test func aSubmissionOfTwoCohortsIsDivided() throws {
        let start = story.now
        try story.importBatch(1, [TestRequest(number: "U1", paymentID: "P2")])
        let middle = story.now
        try story.importBatch(1, [TestRequest(number: "U2", paymentID: "P4")])
        let id = try #require(try story.seal("bank"))
        try story.stage(id)
        try story.emit(id)
        for (from, to) in [(start, middle), (middle, story.now)] {
            let figures = try story.ledger.read {
                try $0.cohort(from: Instant(seconds: from), to: Instant(seconds: to))
            }
            expectTies(figures)
            #expect(figures.map(\.sent.count) == [1])
        }
    }

    @Test(arguments: [Int64(100), 300, 700, 5000])
    func flowsTieOutAndFollowOnOneAnother(_ length: Int64) throws {
        let before = try flows(of: story, length)
        #expect(before.values.map(\.waiting.count).sorted() == [1, 5])
    }

    /// With exceptions resolved every way, and a submission made void.
    @Test(arguments: [Int64(100), 300, 700, 9000])
    func flowsTieOutWhateverPeopleDid(_ length: Int64) throws {
        let whole = try LedgerStory.toldWhole()
        _ = try flows(of: whole, length)
        for start in stride(from: Int64(2_000_000), to: whole.now, by: 300) {
            expectTies(
                try whole.ledger.read {
                    try $0.cohort(from: Instant(seconds: start), to: Instant(seconds: start + 400))
                })
        }
        let all = try whole.ledger.read {
            try $0.flow(from: Instant(seconds: 0), to: Instant(seconds: .max))
        }
        #expect(all[0].madeVoid.count == 3 && all[0].reversed.count == 3 && all[0].reapplied.count == 1)
        let cohort = try whole.ledger.read {
            try $0.cohort(from: Instant(seconds: 0), to: Instant(seconds: .max))
        }
        // 1 was reversed, 3 paid after all and reversed with 17, 6 resolved as refused.
        #expect(cohort[0].reversed.count == 3 && cohort[0].failedByBank.count == 1)
        expectTies(cohort)
    }

    /// Checks every period of this length, and answers the figures of the last one.
    private func flows(of story: LedgerStory, _ length: Int64) throws -> [Lane: LaneFigures] {
        var before: [Lane: LaneFigures] = [:]
        for start in stride(from: Int64(1_999_900), to: story.now + length, by: Int(length)) {
            let figures = try story.ledger.read {
                try $0.flow(from: Instant(seconds: start), to: Instant(seconds: start + length))
            }
            for lane in figures {
                #expect(
                    sum(
                        [lane.waitingAtStart, lane.accepted, lane.madeVoid],
                        less: [lane.cancelled, lane.declined, lane.sent])
                        == lane.waiting)
                #expect(
                    sum(
                        [lane.outstandingAtStart, lane.sent],
                        less: [lane.madeVoid, lane.succeeded, lane.failedByBank])
                        == lane.outstanding)
                #expect(lane.reversed == lane.refundsReversed && lane.reapplied == lane.refundsReapplied)
                #expect(lane.waitingAtStart == before[lane.lane]?.waiting ?? LaneFigures.Figure())
                #expect(lane.outstandingAtStart == before[lane.lane]?.outstanding ?? LaneFigures.Figure())
            }
            before = Dictionary(uniqueKeysWithValues: figures.map { ($0.lane, $0) })
        }
        return before
    }

    @Test func theArchiveHoldsWhatWasTakenAndSent() throws {
        var names: [String] = []
        try story.ledger.read { try $0.archivedDigests { names.append($1) } }
        #expect(names.count == 14 && !names.contains("f2.csv"))
        #expect(names.suffix(2) == ["bank-1.csv", "card-1.csv"])
    }
}
