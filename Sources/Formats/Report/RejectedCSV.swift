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
        columns = header.cells.indices.compactMap { index in
            let name = RecordHeader.normalized(header.cells[index])
            guard !NativeLayout.added.contains(name) else { return nil }
            let column = slots[name].map { layout.columns[$0].name }
            return (index, column.map { !Self.keys.contains($0) } ?? true)
        }
    }

    /// What a corrected row is sent again by, and what money goes to: a masked `4012…*…1239` would be taken for another refund number,
    /// or another account.
    private static let keys: Set<String> = [
        "refund_number", "payment_id", "order_number", "terminal", "account",
        "acquirer_reference", "creditor_account", "creditor_agent",
    ]

    package var headerLine: [UInt8] { PeopleCSV.bom + names }

    /// Of a file that wasn't native: what is written here is.
    package var nativeHeaderLines: [UInt8] {
        PeopleCSV.bom + Array("#layout=native".utf8) + PeopleCSV.lineEnd + names
    }

    private var names: [UInt8] {
        var output: [UInt8] = []
        for column in columns {
            let cell = Array(CardNumber.masked(header.cells[column.index]).utf8)
            CSVWriter.append(cell: cell.span, to: &output, guarding: .formulasAndLongNumbers)
            output.append(UInt8(ascii: ","))
        }
        output.append(contentsOf: "line,codes,message,说明".utf8)
        output.append(contentsOf: PeopleCSV.lineEnd)
        return output
    }

    /// Whether a row's cells stand under their own header. What doesn't must not come back as a sound row when the file is sent again
    /// as it is: it keeps a cell beyond the header.
    package enum Shape: Sendable {
        case sound
        /// A cell stood beyond the header: what stood there is written behind the added columns.
        case shifted
        /// XML: a field stood twice or had children, so that its cell holds only a part of it.
        case doubtful
    }

    /// Appends a rejected record. `cellEnds` and `bytes` are those of its chunk.
    package func append(
        line: Int, firstCell: Int, cellCount: Int, cellEnds: [UInt32], bytes: [UInt8], shape: Shape,
        codes: String,
        message: BilingualText, to output: inout [UInt8]
    ) {
        for column in columns {
            if column.index < cellCount {
                append(
                    cell: firstCell + column.index, cellEnds, of: bytes,
                    mayHoldCard: column.mayHoldCard || shape == .shifted, to: &output)
            }
            output.append(UInt8(ascii: ","))
        }
        DecimalText.append(line, to: &output)
        output.append(UInt8(ascii: ","))
        output.append(contentsOf: codes.utf8)
        output.append(UInt8(ascii: ","))
        CSVWriter.append(
            cell: Array(message.english.utf8).span, to: &output, guarding: .formulasAndLongNumbers)
        output.append(UInt8(ascii: ","))
        CSVWriter.append(
            cell: Array(message.chinese.utf8).span, to: &output, guarding: .formulasAndLongNumbers)
        switch shape {
        case .sound: break
        case .doubtful: output.append(contentsOf: ",?".utf8)
        case .shifted:
            for index in header.cells.count..<max(header.cells.count, cellCount) {
                output.append(UInt8(ascii: ","))
                append(cell: firstCell + index, cellEnds, of: bytes, mayHoldCard: true, to: &output)
            }
        }
        output.append(contentsOf: PeopleCSV.lineEnd)
    }

    private func append(
        cell: Int, _ cellEnds: [UInt32], of bytes: [UInt8], mayHoldCard: Bool, to output: inout [UInt8]
    ) {
        let range = ByteRange(cell == 0 ? 0 : Int(cellEnds[cell - 1]), Int(cellEnds[cell]))
        append(range, of: bytes, mayHoldCard: mayHoldCard, to: &output)
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
