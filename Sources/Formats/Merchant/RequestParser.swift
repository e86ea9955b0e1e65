import Bytes
import Refunds

/// Makes requests of records: finds the fields, trims them, and notes what is wrong with each.
struct RequestParser {
    private let cells: RecordCells
    /// Reasons without a warning; none: all.
    var reasons = KnownReasons()

    init(header: RecordHeader) {
        cells = RecordCells(header: header)
    }

    func parse(_ record: RecordEntry, in chunk: RecordChunk) -> RefundRequest {
        let bytes = chunk.bytes.span
        var request = RefundRequest()
        request.line = record.line
        request.firstCell = record.firstCell
        request.cellCount = record.cellCount
        request.number = FieldText.identifier(bytes, cells.range(0, of: record, in: chunk))
        request.paymentID = FieldText.identifier(bytes, cells.range(1, of: record, in: chunk))
        request.orderNumber = FieldText.identifier(bytes, cells.range(2, of: record, in: chunk))
        request.terminal = FieldText.identifier(bytes, cells.range(3, of: record, in: chunk))
        request.typeText = FieldText.plain(bytes, cells.range(4, of: record, in: chunk))
        request.amountText = FieldText.plain(bytes, cells.range(5, of: record, in: chunk))
        request.currencyText = FieldText.plain(bytes, cells.range(6, of: record, in: chunk))
        request.description = FieldText.plain(bytes, cells.range(7, of: record, in: chunk))
        readValues(&request, bytes)
        request.faults = faults(of: request, record, chunk)
        return request
    }

    private func readValues(_ request: inout RefundRequest, _ bytes: Span<UInt8>) {
        request.type = Self.type(bytes, request.typeText)
        if !request.amountText.isEmpty {
            let written = WrittenAmount(bytes.extracting(request.amountText.range))
            request.amount = written.map { .written($0) } ?? .invalid
        }
        if !request.currencyText.isEmpty {
            request.currency = .unknown
            if let code = CurrencyCode(bytes.extracting(request.currencyText.range)),
                let exponent = CurrencyTable.exponent(of: code)
            {
                request.currency = .known(code, exponent: exponent)
            }
        }
    }

    private static func type(_ bytes: Span<UInt8>, _ range: ByteRange) -> AskedType {
        if range.isEmpty { return .none }
        if FieldText.isWord(bytes, range, "full") || FieldText.isWord(bytes, range, "1") { return .full }
        if FieldText.isWord(bytes, range, "partial") || FieldText.isWord(bytes, range, "2") {
            return .partial
        }
        return .unknown
    }

    private func faults(of request: RefundRequest, _ record: RecordEntry, _ chunk: RecordChunk)
        -> RequestFaults
    {
        let bytes = chunk.bytes.span
        if record.flags.contains(.shifted) || cells.isShifted(record, in: chunk) { return .shifted }
        if cells.isHeader(record, in: chunk) { return .headerAgain }
        var faults: RequestFaults = []
        if FieldText.isDamaged(bytes, request.number) {
            faults.insert(.numberDamaged)
        } else if request.number.count > 64 || !FieldText.consists(bytes, request.number, of: .refundNumber) {
            faults.insert(.numberInvalid)
        }
        if FieldText.isDamaged(bytes, request.paymentID) {
            faults.insert(.paymentDamaged)
        } else if request.paymentID.count > 50 || !FieldText.consists(bytes, request.paymentID, of: .name) {
            faults.insert(.paymentInvalid)
        }
        if FieldText.isDamaged(bytes, request.orderNumber) {
            faults.insert(.orderNumberDamaged)
        } else if FieldText.scalars(bytes, request.orderNumber) > 50 {
            faults.insert(.orderNumberInvalid)
        }
        if FieldText.isDamaged(bytes, request.terminal) {
            faults.insert(.terminalDamaged)
        } else if request.terminal.count > 32 || !FieldText.consists(bytes, request.terminal, of: .name) {
            faults.insert(.terminalInvalid)
        }
        if request.type == .unknown { faults.insert(.typeUnknown) }
        faults.formUnion(descriptionFaults(request, chunk))
        if record.flags.contains(.hasControl), hasControl(record, chunk) { faults.insert(.control) }
        if record.flags.contains(.repeatedField) { faults.insert(.repeatedField) }
        if record.flags.contains(.nestedField) { faults.insert(.nestedField) }
        return faults
    }

    private func descriptionFaults(_ request: RefundRequest, _ chunk: RecordChunk) -> RequestFaults {
        var faults: RequestFaults = []
        let bytes = chunk.bytes.span
        if FieldText.scalars(bytes, request.description) > 255 { faults.insert(.descriptionInvalid) }
        if CardNumber.stands(in: bytes, request.description) { faults.insert(.cardNumber) }
        if !reasons.isEmpty, !request.description.isEmpty,
            !reasons.hold(request.description, of: chunk.bytes)
        {
            faults.insert(.reasonUnknown)
        }
        return faults
    }

    /// A control character in one of the layout's fields.
    private func hasControl(_ record: RecordEntry, _ chunk: RecordChunk) -> Bool {
        cells.slots.contains {
            FieldText.hasControl(chunk.bytes.span, cells.range($0, of: record, in: chunk))
        }
    }
}
