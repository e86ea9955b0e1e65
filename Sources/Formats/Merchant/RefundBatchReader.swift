package import Bytes
package import Refunds

/// Reads a refund batch, native or declared, into requests; on the way it adds up what control totals are checked against and the digest
/// by which the same records are known again.
package final class RefundBatchReader {
    package let file: any RecordReading
    package private(set) var controls = ControlSums()
    private var parser: RequestParser
    private var records = RecordChunk()
    private let stream = SHA256Stream()
    private var scratch: [UInt8] = []
    private var statesCurrency = false
    /// The order-free digest of the records: the sum of their digests (`decisions.md`, FILE_DUPLICATE).
    package private(set) var recordsDigest = Digest()

    /// The native layout's.
    package convenience init(path: String, survey: Survey, limits: ReadingLimits) throws {
        self.init(try RecordFile(path: path, survey: survey, limits: limits, layout: .refundBatch))
    }

    package init(_ file: any RecordReading) {
        self.file = file
        parser = RequestParser(header: file.header)
    }

    /// The texts of an account's reasons without the warning REASON_UNKNOWN; none: all. Set once the account is known, before the first row is read.
    package func expect(reasons: [String]) { parser.reasons = KnownReasons(reasons) }

    /// Whether totals go by currency. XML has no columns: there it is whether any record has stated one.
    package var hasCurrencyColumn: Bool {
        file.header.isXML ? statesCurrency : file.header.has("refund_currency", in: file.layout)
    }

    /// Replaces the chunk by the next rows. False when the end has been reached.
    package func read(into chunk: inout RequestChunk, atMost: Int) throws -> Bool {
        records.removeAll()
        swap(&records.bytes, &chunk.bytes)
        swap(&records.cellEnds, &chunk.cellEnds)
        records.bytes.removeAll(keepingCapacity: true)
        records.cellEnds.removeAll(keepingCapacity: true)
        let goesOn = try file.read(into: &records, atMost: atMost)
        chunk.requests.removeAll(keepingCapacity: true)
        chunk.requests.reserveCapacity(records.records.count)
        for record in records.records {
            let request = parser.parse(record, in: records)
            controls.add(request, in: records.bytes.span)
            addDigest(of: request)
            statesCurrency = statesCurrency || !request.currencyText.isEmpty
            chunk.requests.append(request)
        }
        swap(&records.bytes, &chunk.bytes)
        swap(&records.cellEnds, &chunk.cellEnds)
        return goesOn
    }

    private func addDigest(of request: RefundRequest) {
        scratch.removeAll(keepingCapacity: true)
        append(request.number)
        append(request.paymentID)
        append(request.orderNumber)
        append(request.terminal)
        append(request.typeText)
        append(request.amountText)
        append(request.currencyText)
        append(request.description)
        stream.update(scratch)
        recordsDigest.add(stream.finish())
    }

    /// Appends a field, its line breaks alike, and a NUL, which no field can hold.
    private func append(_ field: ByteRange) {
        let bytes = records.bytes[field.range]
        if bytes.contains(0x0D) {
            var afterReturn = false
            for byte in bytes {
                if byte == 0x0D || !(byte == 0x0A && afterReturn) {
                    scratch.append(byte == 0x0D ? 0x0A : byte)
                }
                afterReturn = byte == 0x0D
            }
        } else {
            scratch.append(contentsOf: bytes)
        }
        scratch.append(0)
    }
}
