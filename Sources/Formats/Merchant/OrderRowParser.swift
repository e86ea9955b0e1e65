import Bytes
import Refunds
import Rules

/// Makes order fields of records: finds them, trims them, and notes what is wrong with each.
struct OrderRowParser {
    let cells: RecordCells
    let columns: [NativeColumn]

    func parse(_ record: RecordEntry, in chunk: RecordChunk) -> OrderFields {
        var fields = OrderFields()
        fields.line = record.line
        fields.firstCell = record.firstCell
        fields.cellCount = record.cellCount
        var faults = OrderRowFaults()
        faults.shifted = cells.isShifted(record, in: chunk)
        faults.headerAgain = !faults.shifted && cells.isHeader(record, in: chunk)
        if faults.isEmpty {
            readTexts(in: chunk, record, &fields, &faults)
            readValues(in: chunk, record, &fields, &faults)
            if !record.flags.isEmpty { checkFlags(in: chunk, record, &faults) }
        }
        if !faults.isEmpty { fields.faults = faults }
        return fields
    }

    private func readTexts(
        in chunk: RecordChunk, _ record: RecordEntry, _ fields: inout OrderFields,
        _ faults: inout OrderRowFaults
    ) {
        fields.paymentID = identifier(in: chunk, 0, record, &faults, most: 50, of: .name)
        fields.account = identifier(in: chunk, 1, record, &faults, most: 32, of: .name)
        fields.terminal = identifier(in: chunk, 2, record, &faults, most: 32, of: .name)
        fields.orderNumber = identifier(in: chunk, 3, record, &faults, most: 50, of: nil)
        fields.channel = plain(in: chunk, 8, record)
        fields.paymentMethod = plain(in: chunk, 9, record)
        fields.acquirerReference = identifier(in: chunk, 12, record, &faults, most: 64, of: nil)
        fields.creditorName = plain(in: chunk, 13, record)
        fields.creditorAccount = identifier(in: chunk, 14, record, &faults, most: 255, of: nil)
        fields.creditorAgent = identifier(in: chunk, 15, record, &faults, most: 255, of: nil)
        checkCreditor(in: chunk, fields, &faults)
    }

    /// An IBAN's check digits and a BIC's shape; other account and routing numbers are the bank's to know (`bank-formats.md`, iso20022).
    private func checkCreditor(
        in chunk: RecordChunk, _ fields: OrderFields, _ faults: inout OrderRowFaults
    ) {
        let bytes = chunk.bytes.span
        let account = bytes.extracting(fields.creditorAccount.range)
        if IBAN.isMeant(account), !(IBAN.canonical(account).map(IBAN.hasLength) ?? false) {
            faults.add(.fieldInvalid, columns[14].name, "")
        }
        let agent = bytes.extracting(fields.creditorAgent.range)
        if BIC.isMeant(agent), BIC.canonical(agent) == nil {
            faults.add(.fieldInvalid, columns[15].name, "")
        }
    }

    private func readValues(
        in chunk: RecordChunk, _ record: RecordEntry, _ fields: inout OrderFields,
        _ faults: inout OrderRowFaults
    ) {
        let bytes = chunk.bytes.span
        let currency = required(in: chunk, 4, record, &faults)
        if !currency.isEmpty {
            fields.currency = CurrencyCode(bytes.extracting(currency.range))
            let exponent = fields.currency.flatMap(CurrencyTable.exponent(of:))
            fields.exponent = exponent ?? 0
            if exponent == nil { faults.add(.currencyUnknown, columns[4].name, text(in: chunk, currency)) }
        }
        fields.amount = amount(in: chunk, 5, record, &faults, zero: false)
        let status = required(in: chunk, 6, record, &faults)
        if !status.isEmpty {
            fields.status = Self.status(bytes, status)
            if fields.status == nil { faults.add(.fieldInvalid, columns[6].name, text(in: chunk, status)) }
        }
        let time = required(in: chunk, 7, record, &faults)
        if !time.isEmpty {
            fields.paidAt = WrittenTime(bytes.extracting(time.range))
            if fields.paidAt == nil { faults.add(.fieldInvalid, columns[7].name, text(in: chunk, time)) }
        }
        fields.chargeback = amount(in: chunk, 10, record, &faults, zero: true)
        fields.refundedElsewhere = amount(in: chunk, 11, record, &faults, zero: true)
    }

    private static func status(_ bytes: Span<UInt8>, _ range: ByteRange) -> PaymentStatus? {
        if FieldText.isWord(bytes, range, "success") || FieldText.isWord(bytes, range, "1") {
            return .success
        }
        if FieldText.isWord(bytes, range, "failed") || FieldText.isWord(bytes, range, "0") { return .failed }
        if FieldText.isWord(bytes, range, "pending") || FieldText.isWord(bytes, range, "-1") {
            return .pending
        }
        return nil
    }

    private func plain(in chunk: RecordChunk, _ slot: Int, _ record: RecordEntry) -> ByteRange {
        FieldText.plain(chunk.bytes.span, cells.range(slot, of: record, in: chunk))
    }

    private func required(
        in chunk: RecordChunk, _ slot: Int, _ record: RecordEntry, _ faults: inout OrderRowFaults
    ) -> ByteRange {
        let range = plain(in: chunk, slot, record)
        if range.isEmpty { faults.add(.fieldMissing, columns[slot].name, "") }
        return range
    }

    private func amount(
        in chunk: RecordChunk, _ slot: Int, _ record: RecordEntry, _ faults: inout OrderRowFaults, zero: Bool
    ) -> WrittenAmount? {
        let column = columns[slot]
        let range =
            column.isRequired ? required(in: chunk, slot, record, &faults) : plain(in: chunk, slot, record)
        guard !range.isEmpty else { return nil }
        let amount = WrittenAmount(chunk.bytes.span.extracting(range.range), allowingZero: zero)
        if amount == nil { faults.add(.amountInvalid, column.name, text(in: chunk, range)) }
        return amount
    }

    private func identifier(
        in chunk: RecordChunk, _ slot: Int, _ record: RecordEntry, _ faults: inout OrderRowFaults, most: Int,
        of table: CharacterTable?
    ) -> ByteRange {
        let bytes = chunk.bytes.span
        let column = columns[slot]
        let range = FieldText.identifier(bytes, cells.range(slot, of: record, in: chunk))
        if range.isEmpty {
            if column.isRequired { faults.add(.fieldMissing, column.name, "") }
        } else if FieldText.isDamaged(bytes, range) {
            faults.add(.identifierDamaged, column.name, shown(in: chunk, range, of: column))
        } else if FieldText.scalars(bytes, range) > most
            || table.map({ !FieldText.consists(bytes, range, of: $0) }) ?? false
        {
            faults.add(.fieldInvalid, column.name, shown(in: chunk, range, of: column))
        }
        return range
    }

    /// Where money goes is nobody's business who reads a message: the row has it.
    private func shown(in chunk: RecordChunk, _ range: ByteRange, of column: NativeColumn) -> String {
        column.name.hasPrefix("creditor_") ? "" : text(in: chunk, range)
    }

    private func text(in chunk: RecordChunk, _ range: ByteRange) -> String { chunk.bytes.text(range) }

    private func checkFlags(in chunk: RecordChunk, _ record: RecordEntry, _ faults: inout OrderRowFaults) {
        if record.flags.contains(.hasControl) {
            for (slot, column) in columns.enumerated() {
                let range = cells.range(slot, of: record, in: chunk)
                if FieldText.hasControl(chunk.bytes.span, range) {
                    faults.add(.fieldInvalid, column.name, "")
                }
            }
        }
        if record.flags.contains(.repeatedField) {
            faults.add(.fieldInvalid, "a field that stands twice", "")
        }
        if record.flags.contains(.nestedField) {
            faults.add(.fieldInvalid, "a field with elements inside it", "")
        }
    }
}
