import Bytes
import FuzzTargets
import Testing

@Suite struct CSVTwinTests {
    /// xorshift64*: the same inputs for the same seed, everywhere.
    struct Chance: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return state &* 2_685_821_657_736_338_717
        }
    }

    private func outcome(_ text: String, separator: UInt8, blockSize: Int, atMost: Int) throws
        -> SlowCSV.Outcome
    {
        do {
            let records = try readCSV(
                Array(text.utf8), separator: separator, blockSize: blockSize, atMost: atMost)
            return .records(
                records.map { SlowCSV.Record(line: $0.line, cells: $0.cells.map { Array($0.utf8) }) })
        } catch let fault as ByteFault {
            #expect(fault.kind == .unreadable)
            return .unreadable(fault.line ?? 0)
        }
    }

    @Test(arguments: [(0x5eed, ","), (0xfeed, "\t")] as [(UInt64, Unicode.Scalar)])
    func agreesWithTheSlowOne(seed: UInt64, separator: Unicode.Scalar) throws {
        var chance = Chance(state: seed)
        // Quotes often stand at the begin and end of cells, or nearly every input would be unreadable.
        let parts = ["a", "é", " ", "\r", "\n", "\r\n", "\"", ",", ",\"", "\",", "\"\"", "\"\n", "\t"]
        var readable = 0
        for number in 0..<12_000 {
            let length = Int.random(in: 1...20, using: &chance)
            let text = (0..<length).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &chance)]
                    .replacing(",", with: String(separator))
            }.joined()
            let blockSize = Int.random(in: 1...12, using: &chance)
            let atMost = Int.random(in: 1...4, using: &chance)
            let slow = SlowCSV.read(Array(text.utf8), separator: UInt8(ascii: separator))
            let fast = try outcome(
                text, separator: UInt8(ascii: separator), blockSize: blockSize, atMost: atMost)
            if case .records = slow { readable += 1 }
            #expect(
                fast == slow,
                "seed \(seed), input \(number) \(text.debugDescription), blocks of \(blockSize), \(atMost) at once"
            )
            if fast != slow { return }
        }
        // Both answers must have been asked for.
        #expect(readable > 3_000 && readable < 11_000, "\(readable) readable of 12000, seed \(seed)")
    }
}
