import Bytes
import Formats
import Refunds
import Rules

/// A refund batch read to its end, as texts.
struct BatchReading {
    struct Row: Equatable {
        var line: Int
        /// number, payment, order number, terminal, type, amount, currency, description.
        var fields: [String]
        var faults: RequestFaults

        var number: String { fields[0] }
        var payment: String { fields[1] }
        var orderNumber: String { fields[2] }
        var terminal: String { fields[3] }
        var type: String { fields[4] }
        var amount: String { fields[5] }
        var currency: String { fields[6] }
        var description: String { fields[7] }
    }

    var rows: [Row] = []
    var requests: [RefundRequest] = []
    var refusal: FileRefusal?
    var notes: [String] = []
    var directives: Directives
    var digest: Digest
    var mismatch: FileRefusal?
    var recordCount: Int
    /// All rows as a rejection file with one code.
    var rejected: [UInt8]

    init(_ bytes: [UInt8], atMost: Int = 3, reasons: [String] = []) throws {
        self = try Files.with(bytes) { path, survey in
            try BatchReading(path, survey, atMost: atMost, reasons: reasons)
        }
    }

    init(_ text: String, atMost: Int = 3, reasons: [String] = []) throws {
        try self.init(Array(text.utf8), atMost: atMost, reasons: reasons)
    }

    private init(_ path: String, _ survey: Survey, atMost: Int, reasons: [String]) throws {
        let reader = try RefundBatchReader(path: path, survey: survey, limits: ReadingLimits())
        reader.expect(reasons: reasons)
        let report = RejectedCSV(header: reader.file.header, layout: .refundBatch)
        rejected = report.headerLine
        var chunk = RequestChunk()
        var goesOn = true
        while goesOn {
            goesOn = try reader.read(into: &chunk, atMost: atMost)
            for request in chunk.requests {
                rows.append(Row(request, in: chunk.bytes))
                requests.append(request)
                report.append(
                    line: request.line, firstCell: Int(request.firstCell), cellCount: Int(request.cellCount),
                    cellEnds: chunk.cellEnds, bytes: chunk.bytes,
                    shape: request.faults.contains(.shifted) ? .shifted : .sound,
                    codes: "FIELD_INVALID", message: BilingualText("wrong", "错误"), to: &rejected)
            }
        }
        refusal = reader.file.refusal
        notes = reader.file.notes.map(\.english)
        directives = reader.file.directives
        digest = reader.recordsDigest
        mismatch = reader.controls.mismatch(directives, hasCurrencyColumn: reader.hasCurrencyColumn)
        recordCount = reader.file.recordCount
    }
}

extension BatchReading.Row {
    init(_ request: RefundRequest, in bytes: [UInt8]) {
        line = request.line
        fields = [
            request.number, request.paymentID, request.orderNumber, request.terminal, request.typeText,
            request.amountText,
            request.currencyText, request.description,
        ].map(bytes.text)
        faults = request.faults
    }
}

/// The fault that `body` throws; nil when it throws none.
func fault(_ body: () throws -> Void) throws -> ByteFault? {
    do {
        try body()
        return nil
    } catch let fault as ByteFault {
        return fault
    }
}
