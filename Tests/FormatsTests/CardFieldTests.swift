import Formats
import Refunds
import Testing

/// Where a card number rejects a row: in its description, not in what it is found by.
@Suite struct CardFieldTests {
    @Test func onlyDescriptionsAreLookedAt() throws {
        let reading = try BatchReading(
            """
            refund_number,payment_id,refund_amount,refund_description
            R1,P1,5,card 4012 3456 7890 1239
            4012345678901239,4012345678901239,5,none

            """)
        #expect(reading.rows.map(\.faults) == [.cardNumber, []])
    }
}
