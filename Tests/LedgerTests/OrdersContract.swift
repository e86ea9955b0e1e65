import Bytes
import GRDB
import Ledger
import LedgerSQLite
import Refunds
import Rules
import Testing

@Suite struct OrdersContract {
    let home: LedgerHome

    init() throws {
        home = try LedgerHome()
        try home.ledger.write { writer, _ throws in
            #expect(try writer.internAccount("A") == 1)
            #expect(try writer.internAccount("B") == 2)
            #expect(try writer.internAccount("A") == 1)
            #expect(try writer.internChannel("bank") == 1)
            #expect(try writer.internChannel("other") == 2)
        }
    }

    @discardableResult
    private func upsert(_ orders: TestOrder...) throws -> (outcomes: [OrderOutcome], covers: [CoverChange]) {
        try home.ledger.write { writer, _ throws in
            let answer = try writer.upsert(try OrderChunk(orders))
            return (answer.outcomes, answer.coverChanges)
        }
    }

    private func order(_ paymentID: String) throws -> OrderRecord? {
        try home.ledger.read { try $0.order(paymentID: paymentID, account: nil) }
    }

    /// Makes one accepted refund of so many minor units.
    private func refund(_ paymentID: String, _ amount: String, number: String = "R1") throws {
        try home.ledger.write { writer, lookup throws in
            let batch = try writer.openBatch(account: 1, accountName: "A", at: Instant(seconds: 2_000_000))
            let chunk = RequestChunk([TestRequest(number: number, paymentID: paymentID, amount: amount)])
            let decisions = try decide(chunk, by: writer, lookup, batch)
            #expect(decisions[0].accepted != nil)
            try closeBatch(batch, writer)
        }
    }

    @Test func lastRowOfAFileWins() throws {
        let answer = try upsert(
            TestOrder(paymentID: "P2"), TestOrder(paymentID: "P1", chargeback: 5),
            TestOrder(paymentID: "P2", chargeback: 7), TestOrder(paymentID: "P2", chargeback: 7))
        #expect(answer.outcomes == [.inserted, .inserted, .updated, .unchanged])
        #expect(try order("P2")?.chargeback == 7)
    }

    @Test func anAccountHasAnOrder() throws {
        func isKnown(_ name: String) throws -> Bool {
            try home.ledger.read { try $0.account(named: name) != nil }
        }
        #expect(try !isKnown("A"))
        try upsert(TestOrder(paymentID: "P"))
        // A row of another account may not change the order: its account is named, and has none.
        try upsert(TestOrder(paymentID: "P", account: 2))
        #expect(try isKnown("A") && !isKnown("B") && !isKnown("C"))
    }

    @Test func whatARowLeavesOutStays() throws {
        try upsert(TestOrder(paymentID: "P", channel: 2, chargeback: 5, elsewhere: 6, method: "visa"))
        let same = TestOrder(paymentID: "P", channel: 1, namesChannel: false)
        #expect(try upsert(same).outcomes == [.unchanged])
        let found = try #require(try order("P"))
        #expect(found.chargeback == 5 && found.refundedElsewhere == 6)
        #expect(found.paymentMethod == "visa" && found.channel == "other" && found.account == "A")
    }

    @Test func anAccountNeverChanges() throws {
        try upsert(TestOrder(paymentID: "P"))
        #expect(
            try upsert(TestOrder(paymentID: "P", account: 2)).outcomes
                == [.changed(column: "account", stored: "A", written: "B")])
    }

    static let facts: [(String, TestOrder, String, String)] = [
        ("order_number", TestOrder(paymentID: "P", orderNumber: "N2"), "N1", "N2"),
        ("terminal", TestOrder(paymentID: "P", terminal: "T2"), "T1", "T2"),
        ("channel", TestOrder(paymentID: "P", channel: 2), "bank", "other"),
        ("order_currency", TestOrder(paymentID: "P", currency: "EUR"), "USD", "EUR"),
        ("order_amount", TestOrder(paymentID: "P", amount: 1001), "10.00", "10.01"),
        ("order_amount", TestOrder(paymentID: "P", exponent: 3, amount: 10_001), "10.00", "10.001"),
        (
            "payment_datetime", TestOrder(paymentID: "P", paidAt: 1_000_001), "1970-01-12T13:46:40+00:00",
            "1970-01-12T13:46:41+00:00"
        ),
    ]

    @Test(arguments: facts.indices) func factsStandOnceThereIsARefund(_ index: Int) throws {
        let (column, row, stored, written) = Self.facts[index]
        try upsert(TestOrder(paymentID: "P"))
        var again = row
        again.paymentID = "Q"
        try upsert(TestOrder(paymentID: "Q"))
        #expect(try upsert(again).outcomes == [.updated])
        try refund("P", "1.00")
        let before = try home.ledger.write { writer, _ in try writer.ordersDigest() }
        var worse = row
        worse.chargeback = 3
        #expect(
            try upsert(worse).outcomes == [.changed(column: column, stored: stored, written: written)])
        #expect(try order("P")?.chargeback == 0)
        let after = try home.ledger.write { writer, _ in try writer.ordersDigest() }
        #expect(after == before)
    }

    @Test func otherDecimalsAreTheSameAmountUnderARefund() throws {
        try upsert(TestOrder(paymentID: "P"))
        try refund("P", "1.00")
        let finer = TestOrder(paymentID: "P", exponent: 3, amount: 10_000, chargeback: 120)
        #expect(try upsert(finer).outcomes == [.updated])
        #expect(try order("P")?.amount.exponent == 2)
        #expect(try order("P")?.chargeback == 12)
        let tooFine = TestOrder(paymentID: "P", exponent: 3, amount: 10_000, chargeback: 121)
        #expect(
            try upsert(tooFine).outcomes
                == [.changed(column: "chargeback_amount", stored: "0.12", written: "0.121")])
    }

    @Test func coverIsLostAndFound() throws {
        try upsert(TestOrder(paymentID: "P"))
        #expect(try upsert(TestOrder(paymentID: "P", status: .failed)).covers.isEmpty)
        try upsert(TestOrder(paymentID: "P"))
        try refund("P", "8.00")
        #expect(try upsert(TestOrder(paymentID: "P", chargeback: 200)).covers.isEmpty)
        let lost = try upsert(
            TestOrder(paymentID: "P", chargeback: 201), TestOrder(paymentID: "P", status: .failed),
            TestOrder(paymentID: "P", status: .failed))
        #expect(lost.covers.map(\.isCovered) == [false, false])
        #expect(lost.covers.map(\.line) == [2, 3])
        #expect(try home.ledger.write { writer, _ in try writer.hold(true, order: "P") } == [1])
        let found = try upsert(TestOrder(paymentID: "P", chargeback: 0))
        #expect(found.covers.map(\.isCovered) == [true])
        #expect(try home.ledger.write { writer, _ in try writer.hold(false, order: "P") } == [1])
        #expect(try home.ledger.write { writer, _ in try writer.hold(false, order: "P") } == [])
    }

    @Test func aNewNumberIsFoundInstead() throws {
        try upsert(TestOrder(paymentID: "P"), TestOrder(paymentID: "Q"))
        try upsert(TestOrder(paymentID: "P", orderNumber: "N2"))
        try home.ledger.read { reader throws in
            #expect(try reader.payments(orderNumber: "N1", account: 1).map(\.paymentID) == ["Q"])
            #expect(try reader.payments(orderNumber: "N2", account: 1).map(\.paymentID) == ["P"])
        }
    }

    @Test func paymentsOfANumberBelongToTheirAccount() throws {
        try upsert(
            TestOrder(paymentID: "P2"), TestOrder(paymentID: "P1"), TestOrder(paymentID: "P3", account: 2))
        try home.ledger.read { reader throws in
            #expect(try reader.payments(orderNumber: "N1", account: 1).map(\.paymentID) == ["P1", "P2"])
            #expect(try reader.order(paymentID: "P3", account: 1) == nil)
            #expect(try reader.order(paymentID: "P3", account: 2)?.account == "B")
            #expect(try reader.account(named: "B") == 2)
            #expect(try reader.account(named: "C") == nil)
        }
    }

    /// The digest that `upsert` keeps up is that of the rows as they stand.
    @Test func digestOfAllOrdersIsTheSumOfTheirs() throws {
        var random = SeededGenerator(seed: .random(in: 0...UInt64.max))
        for _ in 0..<30 {
            let orders = (0..<40).map { _ in
                TestOrder(
                    paymentID: "P\(Int.random(in: 0..<60, using: &random))",
                    orderNumber: "N\(Int.random(in: 0..<3, using: &random))",
                    amount: .random(in: 0..<3, using: &random),
                    chargeback: Bool.random(using: &random) ? .random(in: 0..<3, using: &random) : nil,
                    method: Bool.random(using: &random) ? "m\(Int.random(in: 0..<3, using: &random))" : nil)
            }
            let kept = try home.ledger.write { writer, _ throws in
                _ = try writer.upsert(try OrderChunk(orders))
                return try writer.ordersDigest()
            }
            #expect(try kept == slowDigest())
        }
    }

    /// The sum of all rows' digests, made the long way, each with its checksum looked at.
    private func slowDigest() throws -> Digest {
        var sum = Digest()
        let queue = try DatabaseQueue(path: home.path)
        for row in try queue.read({ try Row.fetchAll($0, sql: "SELECT * FROM orders") }) {
            var form: [UInt8] = []
            for value in row.databaseValues.prefix(17) {
                if let text = String.fromDatabaseValue(value) {
                    form += bytes(UInt64(text.utf8.count)).prefix(4) + Array(text.utf8)
                } else if let number = Int64.fromDatabaseValue(value) {
                    form += bytes(UInt64(bitPattern: number))
                }
            }
            let digest = Digest.of(form.span)
            let leading = digest.bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            // No file is told here.
            #expect(row["checksum"] == Int64(leading >> 1))
            sum.add(digest)
        }
        return sum
    }

    private func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
    }
}

/// Closes a batch with what it accepted.
func closeBatch(
    _ batch: OpenBatch, _ writer: any BatchWriter, digest: Digest = Digest(), number: String? = nil,
    rejected: Int = 0, approvals: Int = 0
) throws {
    var file = FileRecord(
        kind: .refunds, name: "b\(batch.id).csv", digest: digest, inflatedDigest: digest, size: 10,
        origin: "drop/refunds/A/b\(batch.id).csv", modified: 7, takenAt: batch.acceptedAt, by: "os:t")
    file.account = batch.accountName
    file.id = try writer.record(file)
    var record = BatchRecord(
        id: batch.id, file: file, account: batch.accountName, acceptedAt: batch.acceptedAt, by: "os:t",
        osUser: "t")
    let (totals, decisions) = try writer.accepted(in: batch)
    record.totals = totals
    record.decisionsDigest = decisions
    record.accepted = totals.reduce(0) { $0 + $1.count }
    record.rejected = rejected
    record.records = record.accepted + rejected
    record.batchNumber = number
    record.recordsDigest = digest
    record.firstSerial = batch.firstSerial
    record.approvalsNeeded = approvals
    record.reports = ["rejected.csv": digest, "accepted.csv": digest]
    try writer.close(record)
}
