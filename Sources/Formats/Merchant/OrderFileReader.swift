package import Bytes
package import Refunds
package import Rules

/// An order row as the file writes it, its fields read but not compared with anything. Texts are pieces of the chunk's bytes.
package struct OrderFields: Sendable {
    package var line = 0
    package var paymentID = ByteRange.none
    package var account = ByteRange.none
    package var terminal = ByteRange.none
    package var orderNumber = ByteRange.none
    package var currency: CurrencyCode?
    /// Decimals of the currency by ISO 4217.
    package var exponent = 0
    package var amount: WrittenAmount?
    package var status: PaymentStatus?
    package var paidAt: WrittenTime?
    package var channel = ByteRange.none
    package var paymentMethod = ByteRange.none
    package var chargeback: WrittenAmount?
    package var refundedElsewhere: WrittenAmount?
    package var acquirerReference = ByteRange.none
    package var creditorName = ByteRange.none
    package var creditorAccount = ByteRange.none
    package var creditorAgent = ByteRange.none
    /// Nil when nothing is wrong with it.
    package var faults: OrderRowFaults?
    package var firstCell: UInt32 = 0
    package var cellCount: UInt32 = 0
}

/// Order rows read together.
package struct OrderFieldsChunk: Sendable {
    package var bytes: [UInt8] = []
    package var cellEnds: [UInt32] = []
    package var rows: [OrderFields] = []

    package init() {}
}

/// Reads an order file, CSV or XML.
package final class OrderFileReader {
    package let file: RecordFile
    /// The declared count is checked against this.
    package private(set) var controls = ControlSums()
    private let parser: OrderRowParser
    private var records = RecordChunk()
    private let mayGuessEncoding: Bool
    private let survey: Survey

    /// `allowsGB18030`: whether names of creditors may be read in an encoding that was guessed.
    package init(path: String, survey: Survey, limits: ReadingLimits, allowsGB18030: Bool) throws {
        file = try RecordFile(path: path, survey: survey, limits: limits, layout: .orders)
        parser = OrderRowParser(cells: RecordCells(header: file.header), columns: file.layout.columns)
        mayGuessEncoding = allowsGB18030
        self.survey = survey
    }

    /// FILE_UNREADABLE where creditor names would be read by a guess (`files.md`, encodings).
    package var encodingRefusal: FileRefusal? {
        guard survey.layout == .csv, survey.encoding == .gb18030, !mayGuessEncoding else { return nil }
        let names = ["creditor_name", "creditor_account", "creditor_agent"]
        guard names.contains(where: { file.header.has($0, in: file.layout) }) else { return nil }
        return FileRefusal(
            .unreadable,
            "the file has creditor columns and is not UTF-8; names must not be guessed: save it as UTF-8, or set "
                + "encoding: gb18030 in refundry.yaml",
            "文件含收款人列且不是 UTF-8 编码，不能猜测姓名：请另存为 UTF-8，或在 refundry.yaml 设置 encoding: gb18030")
    }

    /// Replaces the chunk by the next rows. False when the end has been reached.
    package func read(into chunk: inout OrderFieldsChunk, atMost: Int) throws -> Bool {
        records.removeAll()
        let goesOn = try file.read(into: &records, atMost: atMost)
        chunk.rows.removeAll(keepingCapacity: true)
        chunk.rows.reserveCapacity(records.records.count)
        for record in records.records {
            controls.add(amount: .none, currency: .none, in: records.bytes.span)
            var fields = parser.parse(record, in: records)
            records.bytes.hideCardNumbers(in: &fields.paymentMethod)
            chunk.rows.append(fields)
        }
        swap(&records.bytes, &chunk.bytes)
        swap(&records.cellEnds, &chunk.cellEnds)
        return goesOn
    }
}
