import Ledger
import LedgerSQLite
import Refunds
import Testing

/// Which payment a row names: the fast lookup against a slow reading of the rules.
@Suite struct FactsContract {
    let home: LedgerHome

    init() throws {
        home = try LedgerHome()
        try home.ledger.write { writer, _ throws in
            _ = try writer.internAccount("A")
            _ = try writer.internAccount("B")
            _ = try writer.internChannel("bank")
        }
    }

    private func store(_ orders: [TestOrder]) throws {
        _ = try home.ledger.write { writer, _ in try writer.upsert(try OrderChunk(orders)) }
    }

    private func facts(_ rows: [TestRequest]) throws -> ChunkFacts {
        try home.ledger.write { _, lookup in try lookup.facts(for: RequestChunk(rows), account: 1) }
    }

    /// Facts as a test can compare them: the payment's ID where one was found.
    private func answers(_ facts: ChunkFacts) -> [String] {
        facts.matches.map { match in
            if case .found(let place) = match { return facts.bytes.text(facts.orders[place].paymentID) }
            return "\(match)"
        }
    }

    private static func slowAnswer(_ row: TestRequest, _ orders: [TestOrder]) -> String {
        if !row.faults.isDisjoint(with: .unreadable) { return "noKey" }
        let mine = orders.filter { $0.account == 1 }
        let payment = row.faults.contains(.paymentDamaged) ? "" : row.paymentID
        let number = row.faults.contains(.orderNumberDamaged) ? "" : row.orderNumber
        let bearing = mine.filter { $0.orderNumber == number }
        if !payment.isEmpty {
            guard let order = mine.first(where: { $0.paymentID == payment }) else { return "notFound" }
            if number.isEmpty || order.orderNumber == number { return payment }
            return bearing.isEmpty ? "notFound" : "conflict"
        }
        if number.isEmpty { return "noKey" }
        if bearing.isEmpty { return "notFound" }
        if bearing.count == 1 { return bearing[0].paymentID }
        let successful = bearing.filter { $0.status == .success }
        if successful.isEmpty { return "noneSuccessful" }
        return successful.count == 1 ? successful[0].paymentID : "ambiguous"
    }

    @Test func agreesWithTheSlowReading() throws {
        var random = SeededGenerator(seed: .random(in: 0...UInt64.max))
        let long = "2310000000000000000"
        var orders: [TestOrder] = []
        for place in 0..<80 {
            orders.append(
                TestOrder(
                    paymentID: "\(long)\(place)", account: .random(in: 1...2, using: &random),
                    orderNumber: "N\(Int.random(in: 0..<40, using: &random))",
                    status: PaymentStatus.allCases.randomElement(using: &random) ?? .success))
        }
        try store(orders)
        let faults: [RequestFaults] = [
            [], [], [], [], .paymentDamaged, .orderNumberDamaged, .shifted, .headerAgain,
        ]
        for _ in 0..<30 {
            let rows = (0..<60).map { place in
                TestRequest(
                    number: "R\(place)",
                    paymentID: Bool.random(using: &random)
                        ? "\(long)\(Int.random(in: 0..<100, using: &random))" : "",
                    orderNumber: Bool.random(using: &random)
                        ? "N\(Int.random(in: 0..<50, using: &random))" : "",
                    faults: faults.randomElement(using: &random) ?? [])
            }
            let found = try facts(rows)
            #expect(answers(found) == rows.map { Self.slowAnswer($0, orders) })
            let ids = found.orders.map { found.bytes.text($0.paymentID) }
            #expect(ids == ids.sorted() && Set(ids).count == ids.count)
        }
    }

    @Test func factsAreTheOrders() throws {
        try store([
            TestOrder(
                paymentID: "P", orderNumber: "N9", terminal: "T9", currency: "JPY", exponent: 0, amount: 77,
                status: .pending, paidAt: 5, chargeback: 3, elsewhere: 4)
        ])
        let found = try facts([TestRequest(number: "R", orderNumber: "N9")])
        let order = try #require(found.orders.first)
        #expect(found.bytes.text(order.terminal) == "T9" && found.bytes.text(order.orderNumber) == "N9")
        #expect(order.currency.text == "JPY" && order.exponent == 0 && order.amount == 77)
        #expect(order.chargeback == 3 && order.refundedElsewhere == 4 && order.status == .pending)
        #expect(order.paidAt.seconds == 5 && order.channel == 1)
    }

    @Test func anEmptyChunkHasNoFacts() throws {
        let found = try facts([])
        #expect(found.orders.isEmpty && found.matches.isEmpty)
    }

    /// The lookup sees the ledger as it was when the transaction began.
    @Test func theSnapshotStandsStill() throws {
        try store([TestOrder(paymentID: "P")])
        try home.ledger.write { writer, lookup throws in
            _ = try writer.upsert(
                try OrderChunk([TestOrder(paymentID: "P", amount: 5), TestOrder(paymentID: "Q")]))
            let rows = [TestRequest(number: "R", paymentID: "P"), TestRequest(number: "S", paymentID: "Q")]
            let found = try lookup.facts(for: RequestChunk(rows), account: 1)
            #expect(found.orders.map(\.amount) == [1000])
            #expect(found.matches == [.found(0), .notFound])
        }
    }
}
