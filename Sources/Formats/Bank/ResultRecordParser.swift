import Bytes
import Refunds

/// Makes result records of a file's records.
struct ResultRecordParser {
    let cells: RecordCells

    func parse(_ entry: RecordEntry, in chunk: RecordChunk) -> ResultRecord {
        let bytes = chunk.bytes.span
        var record = ResultRecord()
        record.line = entry.line
        record.refundID = FieldText.identifier(bytes, cells.range(0, of: entry, in: chunk))
        record.resultText = plain(in: chunk, 1, entry)
        record.amountText = plain(in: chunk, 2, entry)
        record.currencyText = plain(in: chunk, 3, entry)
        record.queryNumber = FieldText.identifier(bytes, cells.range(4, of: entry, in: chunk))
        record.bankReference = FieldText.identifier(bytes, cells.range(5, of: entry, in: chunk))
        record.reasonCode = plain(in: chunk, 6, entry)
        record.reason = plain(in: chunk, 7, entry)
        record.processedAt = plain(in: chunk, 8, entry)
        record.result = Self.result(bytes, record.resultText)
        record.amount = WrittenAmount(bytes.extracting(record.amountText.range), allowingZero: true)
        record.currency = CurrencyCode(bytes.extracting(record.currencyText.range))
            .flatMap { CurrencyTable.exponent(of: $0) == nil ? nil : $0 }
        record.isSaidOfAll = entry.flags.contains(.saidOfAll)
        record.isDamaged =
            !entry.flags.isDisjoint(with: [.repeatedField, .nestedField, .shifted])
            || cells.isShifted(entry, in: chunk)
            || cells.isHeader(entry, in: chunk)
            || entry.flags.contains(.hasControl) && hasControl(in: chunk, entry)
        record.statesAmount = entry.flags.contains(.statesAmount)
        return record
    }

    private func plain(in chunk: RecordChunk, _ slot: Int, _ entry: RecordEntry) -> ByteRange {
        FieldText.plain(chunk.bytes.span, cells.range(slot, of: entry, in: chunk))
    }

    private func hasControl(in chunk: RecordChunk, _ entry: RecordEntry) -> Bool {
        // A bank's words may hold anything; they are kept as they are and shown escaped.
        (0..<6).contains { FieldText.hasControl(chunk.bytes.span, cells.range($0, of: entry, in: chunk)) }
    }

    private static func result(_ bytes: Span<UInt8>, _ range: ByteRange) -> ResultRecord.Result {
        if range.isEmpty { return .none }
        if FieldText.isWord(bytes, range, "success") { return .success }
        if FieldText.isWord(bytes, range, "failed") { return .failed }
        if FieldText.isWord(bytes, range, "pending") { return .pending }
        return .unknown
    }
}
