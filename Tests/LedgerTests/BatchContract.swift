import Bytes
import Ledger
import LedgerSQLite
import Refunds
import Rules
import Testing

@Suite struct BatchContract {
    let home: LedgerHome

    init() throws {
        home = try LedgerHome()
        try home.ledger.write { writer, _ throws in
            _ = try writer.internAccount("A")
            _ = try writer.internChannel("bank")
            let orders = (0..<9).map { TestOrder(paymentID: "P\($0)", orderNumber: "N\($0)") }
            _ = try writer.upsert(try OrderChunk(orders))
        }
    }

    private func take(
        _ chunks: [[TestRequest]], at: Int64 = 2_000_000, digest: Digest = Digest(), number: String? = nil,
        approvals: Int = 0
    ) throws -> [[Decision]] {
        try home.ledger.write { writer, lookup throws in
            let batch = try writer.openBatch(account: 1, accountName: "A", at: Instant(seconds: at))
            let decisions = try chunks.map {
                try decide(RequestChunk($0), by: writer, lookup, batch, now: at)
            }
            let rejected = decisions.joined().count { $0.accepted == nil }
            try closeBatch(
                batch, writer, digest: digest, number: number, rejected: rejected, approvals: approvals)
            return decisions
        }
    }

    private func held(_ paymentID: String) throws -> Int64? {
        try home.ledger.read { try $0.order(paymentID: paymentID, account: 1)?.held }
    }

    private func codes(_ decisions: [[Decision]]) -> [String] { decisions.joined().map(\.rejections.text) }

    @Test func rowsOfOneOrderMeetAcrossChunksAndBatches() throws {
        let first = try take([
            [TestRequest(number: "R1", paymentID: "P1", amount: "6.00")],
            [
                TestRequest(number: "R2", paymentID: "P1", amount: "5.00"),
                TestRequest(number: "R1", paymentID: "P2"), TestRequest(number: "R3", paymentID: "P1"),
            ],
        ])
        #expect(codes(first) == ["", "EXCEEDS_REFUNDABLE", "REFUND_NUMBER_USED", ""])
        let second = try take([
            [
                TestRequest(number: "R3", paymentID: "P2"),
                TestRequest(number: "R4", paymentID: "P1", amount: "3.00"),
                TestRequest(number: "R5", paymentID: "P1"),
            ]
        ])
        #expect(codes(second) == ["REFUND_NUMBER_USED", "", "NOTHING_REFUNDABLE"])
        #expect(try held("P1") == 1000)
        try home.ledger.read { reader throws in
            let batch = try #require(try reader.batch(2))
            #expect(batch.firstSerial == 3 && batch.accepted == 1 && batch.rejected == 2)
            #expect(batch.totals.map(\.amount) == [300] && batch.totals[0].lane.account == "A")
            #expect(batch.file.name == "b2.csv" && batch.file.account == "A" && batch.state == .approved)
            #expect(Set(batch.reports.keys) == ["accepted.csv", "rejected.csv"])
        }
    }

    @Test func recentRefundsWarn() throws {
        let week: Int64 = 7 * 24 * 3600
        _ = try take([[TestRequest(number: "R1", paymentID: "P1")]], at: 3_000_000)
        let inTime = try take([[TestRequest(number: "R2", paymentID: "P1")]], at: 3_000_000 + week)
        #expect(inTime[0][0].accepted?.warnings.text == "POSSIBLE_DUPLICATE")
        let late = try take([[TestRequest(number: "R3", paymentID: "P1")]], at: 3_000_001 + 2 * week)
        #expect(late[0][0].accepted?.warnings.text == "")
        let inFile = try take(
            [
                [TestRequest(number: "R4", paymentID: "P2")], [TestRequest(number: "R5", paymentID: "P2")],
            ], at: 3_000_000)
        #expect(inFile[1][0].accepted?.warnings.text == "POSSIBLE_DUPLICATE")
    }

    @Test func acceptsAreUndoneAndMadeAgain() throws {
        let rows = [TestRequest(number: "R1", paymentID: "P1"), TestRequest(number: "R2", paymentID: "P2")]
        try home.ledger.write { writer, lookup throws in
            let batch = try writer.openBatch(account: 1, accountName: "A", at: Instant(seconds: 2_000_000))
            try decide(RequestChunk(rows), by: writer, lookup, batch)
            #expect(try writer.accepted(in: batch).totals.map(\.count) == [2])
            try writer.rollBackAccepts(of: batch)
            #expect(try writer.accepted(in: batch).totals.isEmpty)
            let again = try decide(RequestChunk([rows[1]]), by: writer, lookup, batch)
            #expect(again[0].accepted?.serial == 1)
            try writer.rollBackAccepts(of: batch)
            try closeBatch(batch, writer, rejected: 2)
        }
        #expect(try held("P1") == 0)
        try home.ledger.read { reader throws in
            #expect(try reader.batch(1)?.state == .done)
            #expect(try reader.earlierBatch(recordsDigest: Digest(), account: "A") == nil)
        }
        #expect(try take([rows])[0].map { $0.accepted?.serial } == [1, 2])
    }

    @Test func aTransactionThatFailsLeavesNoGap() throws {
        #expect(throws: TestFault.self) {
            try home.ledger.write { writer, lookup throws in
                let batch = try writer.openBatch(
                    account: 1, accountName: "A", at: Instant(seconds: 2_000_000))
                let chunk = RequestChunk([TestRequest(number: "R1", paymentID: "P1")])
                try decide(chunk, by: writer, lookup, batch)
                throw TestFault.stop
            }
        }
        #expect(try take([[TestRequest(number: "R1", paymentID: "P1")]])[0][0].accepted?.serial == 1)
        #expect(try home.ledger.read { try $0.batch(1)?.accepted } == 1)
    }

    @Test func aPreviewDecidesAlikeAndKeepsNothing() throws {
        let chunks = [
            [
                TestRequest(number: "R1", paymentID: "P1", amount: "6.00"),
                TestRequest(number: "R2", paymentID: "P2"),
            ],
            [
                TestRequest(number: "R1", paymentID: "P3"),
                TestRequest(number: "R3", paymentID: "P1", amount: "5.00"),
                TestRequest(number: "R4", paymentID: "P2"),
            ],
        ]
        _ = try take([[TestRequest(number: "R0", paymentID: "P1", amount: "1.00")]])
        func preview() throws -> [[Decision]] {
            try home.ledger.preview { decider, lookup in
                let batch = OpenBatch(
                    id: 0, account: 1, accountName: "A", acceptedAt: Instant(seconds: 2_000_000),
                    firstSerial: 2)
                try decide(RequestChunk(chunks[0]), by: decider, lookup, batch)
                try decider.rollBackAccepts(of: batch)
                let decisions = try chunks.map { try decide(RequestChunk($0), by: decider, lookup, batch) }
                let earlier = try #require(try decider.earlierRefund(2))
                #expect(earlier.line == 2 && earlier.batch == 0 && earlier.status == .pending)
                #expect(try decider.earlierRefund(1)?.file == "b1.csv")
                return decisions
            }
        }
        let seen = try preview()
        #expect(codes(seen) == ["", "", "REFUND_NUMBER_USED", "EXCEEDS_REFUNDABLE", ""])
        #expect(seen[1][2].accepted?.warnings.text == "POSSIBLE_DUPLICATE")
        #expect(try codes(preview()) == codes(seen))
        #expect(try held("P1") == 100)
        let kept = try take(chunks)
        #expect(codes(kept) == codes(seen))
        #expect(kept.joined().map { $0.accepted?.serial } == seen.joined().map { $0.accepted?.serial })
    }

    @Test func repetitionsAreFound() throws {
        let digest = Digest.of(Array("a".utf8).span)
        _ = try take([[TestRequest(number: "R1", paymentID: "P1")]], digest: digest, number: "B1")
        let empty = Digest.of(Array("b".utf8).span)
        _ = try take([[TestRequest(number: "R1", paymentID: "P1")]], digest: empty, number: "B2")
        try home.ledger.read { reader throws in
            for account in [nil, "A"] {
                let earlier = try reader.earlierBatch(
                    digest: Digest(), inflatedDigest: digest, account: account)
                #expect(earlier?.batch == 1 && earlier?.name == "b1.csv")
            }
            #expect(try reader.earlierBatch(digest: digest, inflatedDigest: digest, account: "B") == nil)
            #expect(try reader.earlierBatch(digest: empty, inflatedDigest: empty, account: nil) == nil)
            #expect(try reader.earlierBatch(recordsDigest: digest, account: "A")?.batch == 1)
            #expect(try reader.earlierBatch(number: "B1", account: "A")?.batch == 1)
            #expect(try reader.earlierBatch(number: "B2", account: "A") == nil)
            #expect(try reader.earlierFile(kind: .refunds, digest: digest, channel: nil)?.name == "b1.csv")
            #expect(try reader.earlierFile(kind: .orders, digest: digest, channel: nil) == nil)
            #expect(
                try reader.takenDrops(origin: "drop/refunds/A/b1.csv", size: 10, modified: 7).count == 1)
            #expect(
                try reader.takenDrops(origin: "drop/refunds/A/b1.csv", size: 10, modified: 8).isEmpty)
        }
    }

    @Test func refusedFilesStandAmongBatches() throws {
        _ = try take([[TestRequest(number: "R1", paymentID: "P1")]])
        try home.ledger.write { writer, _ throws in
            var file = FileRecord(
                kind: .refunds, name: "bad.csv", digest: Digest(), inflatedDigest: Digest(), size: 1,
                origin: nil, modified: 0, takenAt: Instant(seconds: 2_000_000), by: "os:t")
            file.refusal = .empty
            file.refusalText = BilingualText("empty", "空")
            file.account = "A"
            #expect(try writer.record(file) == 2)
        }
        _ = try take([[TestRequest(number: "R2", paymentID: "P2")]])
        try home.ledger.read { reader throws in
            let batches = try reader.batches()
            #expect(batches.map(\.id) == [1, 0, 2])
            #expect(batches.map(\.state) == [.approved, .refused, .approved])
            let start = Instant(seconds: 2_000_000)
            let files = try reader.files(takenFrom: start, to: Instant(seconds: 2_000_001))
            #expect(files.map(\.id) == [1, 2, 3] && files[1].refusalText?.chinese == "空")
            #expect(try reader.files(takenFrom: Instant(seconds: 0), to: start).isEmpty)
        }
    }

    @Test func approvalsAreCounted() throws {
        _ = try take([[TestRequest(number: "R1", paymentID: "P1")]], approvals: 2)
        func approve(_ name: String) throws -> BatchRecord? {
            try home.ledger.write { writer, _ throws in
                let at = Instant(seconds: 2_000_100)
                _ = try writer.approve(batch: 1, Approval(by: name, osUser: "u", at: at, digest: "d"))
                return try writer.batch(1)
            }
        }
        #expect(try home.ledger.read { try $0.batch(1)?.state } == .approval)
        #expect(try approve("Ann")?.state == .approval)
        let approved = try approve("Bob")
        #expect(approved?.state == .approved && approved?.approvals.map(\.by) == ["Ann", "Bob"])
        #expect(throws: Failure.self) { try approve("Cid") }
    }

    /// The ledger refuses what the program should never ask for: here a chargeback that came after the row was judged.
    @Test(arguments: [false, true]) func moreThanIsRefundableIsNeverHeld(hasRefund: Bool) throws {
        if hasRefund { _ = try take([[TestRequest(number: "R0", paymentID: "P1")]]) }
        for chargeback: Int64 in [301, 300] {
            let isFit = chargeback == 300 && !hasRefund
            let now = Instant(seconds: 2_000_000)
            func attempt() throws {
                try home.ledger.write { writer, lookup throws in
                    let batch = try writer.openBatch(account: 1, accountName: "A", at: now)
                    let chunk = RequestChunk([TestRequest(number: "R1", paymentID: "P1", amount: "7.00")])
                    var facts = try lookup.facts(for: chunk, account: 1)
                    var standing = try writer.standing(for: chunk, facts: facts, account: 1, now: now)
                    var decisions: [Decision] = []
                    RuleBook(now: now, channels: [:])
                        .judge(chunk, facts: facts, standing: &standing, into: &decisions)
                    #expect(decisions[0].accepted != nil)
                    facts.orders[0].chargeback = chargeback
                    try writer.accept(decisions, of: chunk, facts: facts, batch: batch)
                    try closeBatch(batch, writer)
                }
            }
            if isFit { try attempt() } else { #expect(throws: Failure.self) { try attempt() } }
        }
        #expect(try held("P1") == (hasRefund ? 100 : 700))
    }

    @Test func aSerialIsTakenOnce() throws {
        #expect(throws: Failure.self) {
            try home.ledger.write { writer, lookup throws in
                let batch = try writer.openBatch(
                    account: 1, accountName: "A", at: Instant(seconds: 2_000_000))
                let chunk = RequestChunk([TestRequest(number: "R1", paymentID: "P1")])
                let decisions = try decide(chunk, by: writer, lookup, batch)
                let facts = try lookup.facts(for: chunk, account: 1)
                try writer.accept(decisions, of: chunk, facts: facts, batch: batch)
            }
        }
    }

    /// Random files against a reckoning in memory: what orders hold is what was accepted, never more than their amount.
    @Test func holdingsAreWhatWasAccepted() throws {
        var random = SeededGenerator(seed: .random(in: 0...UInt64.max))
        var left: [String: Int64] = [:]
        var used: Set<String> = []
        for _ in 0..<12 {
            let chunks = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                (0..<Int.random(in: 0...12, using: &random)).map { _ in
                    TestRequest(
                        number: "R\(Int.random(in: 0..<120, using: &random))",
                        paymentID: "P\(Int.random(in: 0..<9, using: &random))",
                        amount: "\(Int.random(in: 1...5, using: &random)).00")
                }
            }
            let expected = chunks.joined().map { row in
                let amount = Int64(row.amount.dropLast(3)).map { $0 * 100 } ?? 0
                let rest = left[row.paymentID] ?? 1000
                guard amount <= rest, !used.contains(row.number) else { return false }
                left[row.paymentID] = rest - amount
                used.insert(row.number)
                return true
            }
            #expect(try take(chunks).joined().map { $0.accepted != nil } == expected)
        }
        for (paymentID, rest) in left { #expect(try held(paymentID) == 1000 - rest) }
    }
}
