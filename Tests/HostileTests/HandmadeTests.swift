import Bytes
import FuzzTargets
import Rules
import Testing

/// Files made to do harm, or made wrong by the programs that people use: the code, and where.
@Suite("Handmade files")
struct HandmadeTests {
    @Test(arguments: HandmadeFile.all)
    func refused(_ file: HandmadeFile) throws {
        for kind in file.kinds {
            let verdict = try Verdict(file.bytes, kind, limits: file.limits)
            #expect(
                verdict.refusal?.code.rawValue == file.code,
                "\(file.name): \(verdict.refusal?.text.english ?? "taken")")
            #expect(verdict.refusal?.lacks == nil, "\(file.name): \(verdict.refusal?.lacks ?? "")")
            #expect(
                verdict.refusal?.text.english.contains(file.words) == true,
                "\(file.name): \(verdict.refusal?.text.english ?? "taken")")
        }
    }

    /// The scan for the header goes by any separator, the records by the header's: what a quote hides from one of them is
    /// never lost between the two.
    @Test func aHeaderHiddenInAQuote() throws {
        let text = """
            #a=b;"
            refund_number,payment_id,refund_amount
            KR-1,260921,50.00
            #c=";
            refund_number,payment_id,refund_amount
            KR-2,260922,7.50

            """
        let verdict = try Verdict(Array(text.utf8), .batch)
        #expect(verdict.refusal?.code == .unreadable)
        #expect(
            verdict.refusal?.text.english.contains("line 2") == true, "\(verdict.refusal?.text.english ?? "")"
        )
    }

    /// Rows of separators have no text, but each of their cells takes room.
    @Test func rowsOfNothingFillAChunk() throws {
        let row = Array(repeating: UInt8(ascii: ","), count: 60_000) + [0x0A]
        let bytes = Array((0..<40).map { _ in row }.joined())
        let file = try Written(bytes)
        let source = try TextSource(path: file.path, survey: file.survey)
        let tokenizer = CSVTokenizer(source: source, separator: UInt8(ascii: ","))
        var chunk = RecordChunk()
        var records = 0
        var most = 0
        var goesOn = true
        while goesOn {
            chunk.removeAll()
            goesOn = try tokenizer.read(into: &chunk, atMost: 1000)
            records += chunk.records.count
            most = max(most, chunk.cellEnds.count)
        }
        #expect(records == 40)
        #expect(most < 1_200_000, "\(most) cells at once")
    }
}
