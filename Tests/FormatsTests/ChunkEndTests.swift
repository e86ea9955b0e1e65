import Testing

/// Chunks as large as those of an import: what stands at the end of one is no less a record than any other.
@Suite struct ChunkEndTests {
    @Test(arguments: [4_095, 4_096, 4_097])
    func noRowIsLost(atMost: Int) throws {
        let count = 9_000
        let rows = (1...count).map { "R\($0),P\($0),\($0).00\n" }.joined()
        let reading = try BatchReading("refund_number,payment_id,refund_amount\n" + rows, atMost: atMost)
        #expect(reading.recordCount == count)
        #expect(reading.rows.map(\.number) == (1...count).map { "R\($0)" })
        #expect(reading.rows.map(\.line) == (1...count).map { $0 + 1 })
    }
}
