import Bytes
import Formats
import Refunds
import Rules
import Testing

@Suite struct AcceptedCSVTests {
    private func order(
        _ payment: String, _ number: String, _ currency: String, _ exponent: Int, in facts: inout ChunkFacts
    ) {
        func append(_ text: String) -> ByteRange {
            let start = facts.bytes.count
            facts.bytes.append(contentsOf: text.utf8)
            return ByteRange(start, facts.bytes.count)
        }
        facts.matches.append(.found(facts.orders.count))
        facts.orders.append(
            OrderFacts(
                paymentID: append(payment), orderNumber: append(number), terminal: append("T1"),
                currency: CurrencyCode(currency) ?? CurrencyCode(packed: 0), exponent: exponent,
                amount: 500_000, chargeback: 0,
                refundedElsewhere: 0, status: .success, paidAt: Instant(seconds: 0), channel: 1))
    }

    /// Reads the rows, judges them, and writes what was accepted.
    private func accepted(_ text: String, _ facts: ChunkFacts, recent: Int64) throws -> String {
        try Files.with(Array(text.utf8)) { path, survey in
            let reader = try RefundBatchReader(path: path, survey: survey, limits: ReadingLimits())
            reader.expect(reasons: ["late"])
            var chunk = RequestChunk()
            _ = try reader.read(into: &chunk, atMost: 100)
            var standing = ChunkStanding()
            standing.orders = facts.orders.map { _ in OrderStanding(held: 0, refunds: 0, last: 0, recent: 0) }
            standing.numberGroups = chunk.requests.indices.map { UInt32($0) }
            standing.numberOwners = chunk.requests.map { _ in 0 }
            standing.recent = [RecentRefund(amount: recent, next: -1)]
            standing.nextSerial = 1
            var decisions: [Decision] = []
            RuleBook(now: Instant(seconds: 0), channels: [:]).judge(
                chunk, facts: facts, standing: &standing, into: &decisions)
            var writer = AcceptedCSV(homeNumber: 417)
            var output = AcceptedCSV.header
            for refund in decisions.compactMap(\.accepted) {
                writer.append(
                    refund, request: chunk.requests[refund.request], in: chunk,
                    order: facts.orders[refund.order], facts: facts,
                    to: &output)
            }
            return String(decoding: output, as: UTF8.self)
        }
    }

    /// `cli.md`: the columns; the formula guard only, long numbers stay as they are.
    @Test func exactBytes() throws {
        var facts = ChunkFacts()
        order("2410081234567890123", "=O,1", "USD", 2, in: &facts)
        order("P2", "O2", "JPY", 0, in: &facts)
        order("P3", "O3", "KWD", 3, in: &facts)
        let text = """
            refund_number,payment_id,refund_amount,refund_description
            @R1,2410081234567890123,12.3,late

            123456789012,P2,007,late
            R3,P3,0.005,other

            """
        #expect(
            try accepted(text, facts, recent: 7)
                == "\u{FEFF}line,refund_id,refund_number,payment_id,order_number,refund_amount,refund_currency,warnings\r\n"
                + "2,41700000000011,'@R1,2410081234567890123,\"'=O,1\",12.30,USD,\r\n"
                + "4,41700000000020,123456789012,P2,O2,7,JPY,POSSIBLE_DUPLICATE\r\n"
                + "5,\(RefundID.text(home: 417, serial: 3)),R3,P3,O3,0.005,KWD,REASON_UNKNOWN\r\n")
    }
}
