import Bytes
import Refunds
package import Rules

/// `rejected.csv`: the rejected records as the file wrote them, under its own header, with what is wrong; the merchant corrects and
/// sends it (`files.md`, rejection file).
package struct RejectedCSV {
    private let header: RecordHeader
    /// By cell of the header: whether it goes out, and whether card numbers are looked for in it.
    private let columns: [(index: Int, mayHoldCard: Bool)]

    package init(header: RecordHeader, layout: NativeLayout) {
        self.header = header
        let slots = layout.slots
        let description = slots["refund_description"]
        columns = header.cells.indices.compactMap { index in
            let name = RecordHeader.normalized(header.cells[index])
            guard !NativeLayout.added.contains(name) else { return nil }
            let slot = slots[name]
            return (index, slot == nil || slot == description)
        }
    }

    package var headerLine: [UInt8] {
        var output = PeopleCSV.bom
        for column in columns {
            let cell = Array(header.cells[column.index].utf8)
            CSVWriter.append(cell: cell.span, to: &output, guarding: .formulasAndLongNumbers)
            output.append(UInt8(ascii: ","))
        }
        output.append(contentsOf: "line,codes,message,说明".utf8)
        output.append(contentsOf: PeopleCSV.lineEnd)
        return output
    }

    /// Appends a rejected record. `cells` and `bytes` are those of its chunk; `isShifted`: its cells don't stand under their own header.
    package func append(
        line: Int, firstCell: Int, cellCount: Int, cellEnds: [UInt32], bytes: [UInt8], isShifted: Bool, codes: String,
        message: BilingualText, to output: inout [UInt8]
    ) {
        for column in columns {
            if column.index < cellCount {
                let cell = firstCell + column.index
                let range = ByteRange(cell == 0 ? 0 : Int(cellEnds[cell - 1]), Int(cellEnds[cell]))
                append(range, of: bytes, mayHoldCard: column.mayHoldCard || isShifted, to: &output)
            }
            output.append(UInt8(ascii: ","))
        }
        DecimalText.append(line, to: &output)
        output.append(UInt8(ascii: ","))
        output.append(contentsOf: codes.utf8)
        output.append(UInt8(ascii: ","))
        CSVWriter.append(cell: Array(message.english.utf8).span, to: &output, guarding: .formulasAndLongNumbers)
        output.append(UInt8(ascii: ","))
        CSVWriter.append(cell: Array(message.chinese.utf8).span, to: &output, guarding: .formulasAndLongNumbers)
        output.append(contentsOf: PeopleCSV.lineEnd)
    }

    private func append(_ range: ByteRange, of bytes: [UInt8], mayHoldCard: Bool, to output: inout [UInt8]) {
        if mayHoldCard, CardNumber.stands(in: bytes.span, range) {
            let masked = CardNumber.masked(bytes, range)
            CSVWriter.append(cell: masked.span, to: &output, guarding: .formulasAndLongNumbers)
        } else {
            CSVWriter.append(
                cell: bytes.span.extracting(range.range), to: &output, guarding: .formulasAndLongNumbers)
        }
    }
}
