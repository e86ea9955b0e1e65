package import Bytes
package import Refunds

/// A record of a bank result file, read but not compared with anything. Texts are pieces of the chunk's bytes.
package struct ResultRecord: Sendable {
    package enum Result: Sendable { case none, success, failed, pending, unknown }

    package var line = 0
    package var refundID = ByteRange.none
    package var result = Result.none
    package var resultText = ByteRange.none
    package var amountText = ByteRange.none
    /// Nil when it can't be read.
    package var amount: WrittenAmount?
    package var currencyText = ByteRange.none
    /// Nil when it is no active currency.
    package var currency: CurrencyCode?
    package var queryNumber = ByteRange.none
    package var bankReference = ByteRange.none
    package var reasonCode = ByteRange.none
    package var reason = ByteRange.none
    package var processedAt = ByteRange.none
    /// A cell beyond the header, the header again, a field twice or with children, a control character.
    package var isDamaged = false
    /// It has no place of its own in the file: the file says the same of many at once.
    package var isSaidOfAll = false
    /// A return of an account report: how much came back must be compared as well.
    package var statesAmount = false
}

/// Result records read together.
package struct ResultRecordChunk: Sendable {
    package var bytes: [UInt8] = []
    package var records: [ResultRecord] = []

    package init() {}
}

/// Reads a bank result: in the native layout, CSV or XML, or in whatever its records are made of.
package final class ResultFileReader {
    package let file: any RecordReading
    /// Count of all records, totals over success records.
    package private(set) var controls = ControlSums()
    private let parser: ResultRecordParser
    private var chunk = RecordChunk()

    /// The native layout's.
    package convenience init(path: String, survey: Survey, limits: ReadingLimits) throws {
        self.init(try RecordFile(path: path, survey: survey, limits: limits, layout: .results))
    }

    package init(_ file: any RecordReading) {
        self.file = file
        parser = ResultRecordParser(cells: RecordCells(header: file.header))
    }

    /// Replaces the chunk by the next records. False when the end has been reached.
    package func read(into output: inout ResultRecordChunk, atMost: Int) throws -> Bool {
        chunk.removeAll()
        let goesOn = try file.read(into: &chunk, atMost: atMost)
        output.records.removeAll(keepingCapacity: true)
        for entry in chunk.records {
            var record = parser.parse(entry, in: chunk)
            let isPaid = record.result == .success
            controls.add(
                amount: isPaid ? record.amountText : .none, currency: isPaid ? record.currencyText : .none,
                in: chunk.bytes.span)
            hideCardNumbers(in: &record)
            output.records.append(record)
        }
        swap(&chunk.bytes, &output.bytes)
        return goesOn
    }

    /// In the bank's words, and in what stands where a word, an amount or a time should. Numbers that something is found by stay.
    private func hideCardNumbers(in record: inout ResultRecord) {
        chunk.bytes.hideCardNumbers(in: &record.reason)
        chunk.bytes.hideCardNumbers(in: &record.reasonCode)
        chunk.bytes.hideCardNumbers(in: &record.processedAt)
        chunk.bytes.hideCardNumbers(in: &record.resultText)
        chunk.bytes.hideCardNumbers(in: &record.amountText)
        chunk.bytes.hideCardNumbers(in: &record.currencyText)
    }
}
