import Bytes
import Refunds

/// Turns a record of a declared layout into the cells of the native one. No text is made of a field.
struct ProfileTranslation {
    private let amounts: Profile.Amounts
    private let dates: DatePattern?
    private var fields: [ProfileField?]
    private let exponents: [String: Int]
    private let kinds: [Kind]
    /// The last row's amount, as it can be added up; empty where it has none.
    private(set) var plainAmount: [UInt8] = []

    private enum Kind { case plain, amount, date, word }

    init(_ profile: Profile, _ reading: ProfileReading, _ exponents: [String: Int]) {
        amounts = profile.amounts
        dates = profile.dates
        fields = reading.fields
        self.exponents = exponents
        let columns =
            reading.fields.count == NativeLayout.results.columns.count
            ? NativeLayout.results.columns : NativeLayout.refundBatch.columns
        kinds = columns.map { column in
            switch column.name {
            case "refund_amount": .amount
            case "processed_at": .date
            case "result", "refund_type": .word
            default: .plain  // not our enum
            }
        }
        amountSlot = kinds.firstIndex(of: .amount) ?? 0
        idSlot = columns.firstIndex { $0.name == "refund_id" }
        currencySlot = columns.firstIndex { $0.name == "refund_currency" } ?? 0
    }

    private let amountSlot: Int
    private let currencySlot: Int
    private let idSlot: Int?

    /// The columns are known.
    mutating func resolve(_ columns: ProfileColumns) {
        fields = fields.map { field in
            field.map { ProfileField(columns.resolved($0.place), words: $0.words) }
        }
    }

    /// Whether a record has values where a line of names has names, in the columns that are found by number.
    func holdsValues(_ record: RecordEntry, _ raw: RecordChunk, _ columns: ProfileColumns) -> Bool {
        for (slot, field) in fields.enumerated() {
            guard let field, case .cell = field.place else { continue }
            let range = columns.range(field.place, of: record, in: raw)
            let text = slot == idSlot ? Self.withoutPadding(range, raw) : range
            if !text.isEmpty, isValue(raw.bytes[text.range], slot, field) { return true }
        }
        return false
    }

    /// What no column is called.
    private func isValue(_ text: ArraySlice<UInt8>, _ slot: Int, _ field: ProfileField) -> Bool {
        var scratch: [UInt8] = []
        return switch kinds[slot] {
        case .plain: slot == idSlot && text.count == RefundID.length && text.allSatisfy { $0.digit != nil }
        case .amount: amounts.appendPlain(Array(text).span, to: &scratch)
        case .date: dates?.appendISO(Array(text).span, to: &scratch) ?? false
        case .word: field.words.contains { text.elementsEqual($0.theirs) }
        }
    }

    func begin(_ chunk: RecordChunk) -> (bytes: Int, cells: Int) {
        (chunk.bytes.count, chunk.cellEnds.count)
    }

    /// Takes the cells behind that place away again.
    func takeBack(_ start: (bytes: Int, cells: Int), from chunk: inout RecordChunk) {
        chunk.bytes.removeLast(chunk.bytes.count - start.bytes)
        chunk.cellEnds.removeLast(chunk.cellEnds.count - start.cells)
    }

    func field(
        _ slot: Int, of record: RecordEntry, _ raw: RecordChunk, _ columns: ProfileColumns
    ) -> ByteRange {
        fields[slot].map { columns.range($0.place, of: record, in: raw) } ?? .none
    }

    mutating func append(
        _ record: RecordEntry, _ raw: RecordChunk, _ columns: ProfileColumns, to chunk: inout RecordChunk
    ) {
        plainAmount.removeAll(keepingCapacity: true)
        for (slot, field) in fields.enumerated() {
            if let field { append(slot, field, record, raw, columns, to: &chunk.bytes) }
            chunk.cellEnds.append(UInt32(chunk.bytes.count))
        }
    }

    private mutating func append(
        _ slot: Int, _ field: ProfileField, _ record: RecordEntry, _ raw: RecordChunk,
        _ columns: ProfileColumns, to output: inout [UInt8]
    ) {
        if case .constant(let value) = field.place { return output.append(contentsOf: value) }
        let range = columns.range(field.place, of: record, in: raw)
        let found = raw.bytes[range.range]
        let text = slot == idSlot ? raw.bytes[Self.withoutPadding(range, raw).range] : found
        if !field.words.isEmpty {
            if let word = field.words.first(where: { found.elementsEqual($0.theirs) }) {
                return output.append(contentsOf: word.ours)
            }
            // A word of theirs that happens to be one of ours has no meaning here: it must not get ours.
            if !text.isEmpty, kinds[slot] == .word || kinds[slot] == .plain {
                if kinds[slot] == .word { output.append(UInt8(ascii: "?")) }
                return output.append(contentsOf: text)
            }
        }
        guard !text.isEmpty else { return }
        switch kinds[slot] {
        case .plain, .word: output.append(contentsOf: text)
        case .date:
            let isRead = dates?.appendISO(raw.bytes.span.extracting(range.range), to: &output) ?? false
            if !isRead { output.append(contentsOf: text) }
        case .amount: appendAmount(range, record, raw, columns, to: &output)
        }
    }

    /// A refund_id without the zeros that banks fill numbers up with: none begins with one (`RefundID`).
    private static func withoutPadding(_ range: ByteRange, _ raw: RecordChunk) -> ByteRange {
        let bytes = raw.bytes.span
        let number = FieldText.identifier(bytes, range)
        guard number.count > RefundID.length, number.range.allSatisfy({ bytes[$0].digit != nil }) else {
            return range
        }
        let zeros = number.range.dropLast(RefundID.length).prefix { bytes[$0] == UInt8(ascii: "0") }
        return zeros.isEmpty ? range : ByteRange(zeros.upperBound, Int(number.end))
    }

    /// What can't be read as the profile says is no amount, whatever it may look like.
    private mutating func appendAmount(
        _ range: ByteRange, _ record: RecordEntry, _ raw: RecordChunk, _ columns: ProfileColumns,
        to output: inout [UInt8]
    ) {
        let start = output.count
        guard amounts.appendPlain(raw.bytes.span.extracting(range.range), to: &output) else {
            let text = raw.bytes[range.range]
            // What would be an amount in our own notation must not pass for one.
            if text.allSatisfy({ $0.digit != nil || $0 == UInt8(ascii: ".") }) {
                output.append(UInt8(ascii: "?"))
            }
            return output.append(contentsOf: text)
        }
        plainAmount.append(contentsOf: output[start...])
        guard amounts.isMinor else { return }
        guard let exponent = exponent(record, raw, columns) else {
            return output.insert(UInt8(ascii: "?"), at: start)
        }
        Profile.Amounts.scale(from: start, exponent: exponent, in: &output)
    }

    private func exponent(
        _ record: RecordEntry, _ raw: RecordChunk, _ columns: ProfileColumns
    ) -> Int? {
        guard let field = fields[currencySlot] else { return nil }
        guard let code = CurrencyCode(text(of: field, record, raw, columns)) else { return nil }
        return exponents[code.text] ?? CurrencyTable.exponent(of: code)
    }

    private func text(
        of field: ProfileField, _ record: RecordEntry, _ raw: RecordChunk, _ columns: ProfileColumns
    ) -> String {
        if case .constant(let value) = field.place { return String(decoding: value, as: UTF8.self) }
        let theirs = raw.bytes[columns.range(field.place, of: record, in: raw).range]
        let word = field.words.first { theirs.elementsEqual($0.theirs) }
        return String(decoding: word?.ours[...] ?? theirs, as: UTF8.self)
    }
}
