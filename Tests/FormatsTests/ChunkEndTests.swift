import Bytes
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

    /// Two faults in one file: the first is told, whether one chunk holds both places or several.
    @Test(arguments: [1, 2, 1_000])
    func theFirstFaultIsTold(atMost: Int) throws {
        let text =
            "refund_number,payment_id,refund_amount\nR1,P1,1.00\n#count=1\nR2,P2,2.00\nR3,\"P3\"x,3.00\n"
        let found = try fault { _ = try BatchReading(text, atMost: atMost) }
        #expect(
            found?.line == 4 && found?.message.contains("after the directives") == true,
            "\(String(describing: found))")
    }
}
