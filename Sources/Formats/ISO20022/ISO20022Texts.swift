import Bytes
import Refunds

/// What was read of one transaction, entry or status so far: texts by field, in storage that is used again.
struct ISO20022Texts {
    enum Field: Int, CaseIterable {
        case id, status, amount, currency, instructed, instructedCurrency, mark, reversal, subFamily,
            reference, code, info, date
    }

    private(set) var bytes: [UInt8] = []
    private var ranges = [ByteRange](repeating: .none, count: Field.allCases.count)
    var line = 0

    mutating func begin(line: Int) {
        self.line = line
        bytes.removeAll(keepingCapacity: true)
        for field in ranges.indices { ranges[field] = .none }
    }

    subscript(field: Field) -> ByteRange { ranges[field.rawValue] }
    func has(_ field: Field) -> Bool { !ranges[field.rawValue].isEmpty }
    func text(_ field: Field) -> String { bytes.text(ranges[field.rawValue]) }

    /// A code, in the letters that it is written in.
    func isWord(_ field: Field, _ word: StaticString) -> Bool {
        let text = bytes[self[field].range]
        return text.count == word.utf8CodeUnitCount
            && zip(text, 0..<text.count).allSatisfy { unsafe $0 == word.utf8Start[$1] }
    }

    /// Keeps the text without the blanks around it; the first one stays.
    mutating func set(_ field: Field, _ text: ArraySlice<UInt8>) {
        guard !has(field) else { return }
        let start = bytes.count
        bytes.append(contentsOf: text)
        ranges[field.rawValue] = Self.trimmed(bytes, ByteRange(start, bytes.count))
    }

    /// An element's text without the blanks around it.
    static func plain(_ text: ArraySlice<UInt8>) -> String {
        let bytes = Array(text)
        return bytes.text(trimmed(bytes, ByteRange(0, bytes.count)))
    }

    private static func trimmed(_ bytes: [UInt8], _ range: ByteRange) -> ByteRange {
        FieldText.trimmed(bytes.span, FieldText.withoutLineBreaks(bytes.span, range))
    }

    /// What was instructed stands for what moved where nothing else is told, or where it moved in another currency.
    mutating func preferInstructed() {
        guard has(.instructed) else { return }
        let (moved, asked) = (self[.currency], self[.instructedCurrency])
        if has(.amount), bytes[moved.range] == bytes[asked.range] { return }
        ranges[Field.amount.rawValue] = self[.instructed]
        ranges[Field.currency.rawValue] = asked
    }

    /// Pieces of one text: joined without anything between, as they were cut.
    mutating func join(_ field: Field, _ piece: ArraySlice<UInt8>) {
        let earlier = ranges[field.rawValue]
        // Something else came between: what was there is moved to the end.
        let start = bytes.count
        if !earlier.isEmpty, Int(earlier.end) != bytes.count {
            bytes.append(contentsOf: bytes[earlier.range])
        }
        let first = earlier.isEmpty ? start : Int(earlier.end) == start ? Int(earlier.start) : start
        bytes.append(contentsOf: piece)
        ranges[field.rawValue] = ByteRange(first, bytes.count)
    }
}

/// A record of the native results layout, as cells.
struct ISO20022Cells {
    enum Result {
        case success, failed, pending
        /// What can't be decided is said as it stands: somebody must look at it.
        case said([UInt8])
    }

    /// Appends one record; texts are those of `texts`, and of `outer` where these lack them.
    static func append(
        _ texts: ISO20022Texts, _ outer: ISO20022Texts?, result: Result, to chunk: inout RecordChunk
    ) {
        let first = chunk.cellEnds.count
        let start = chunk.bytes.count
        func cell(_ field: ISO20022Texts.Field, inherited: Bool = false) {
            if texts.has(field) || !inherited {
                chunk.bytes.append(contentsOf: texts.bytes[texts[field].range])
            } else if let outer {
                chunk.bytes.append(contentsOf: outer.bytes[outer[field].range])
            }
            end()
        }
        func end() { chunk.cellEnds.append(UInt32(chunk.bytes.count)) }
        cell(.id)
        switch result {
        case .success: Formats.append(word: "success", to: &chunk.bytes)
        case .failed: Formats.append(word: "failed", to: &chunk.bytes)
        case .pending: Formats.append(word: "pending", to: &chunk.bytes)
        case .said(let text): chunk.bytes.append(contentsOf: text)
        }
        end()
        appendAmount(texts, to: &chunk)
        cell(.currency)
        end()  // no query number: the bank's reference is none
        cell(.reference, inherited: true)
        cell(.code, inherited: true)
        cell(.info, inherited: !texts.has(.code))
        cell(.date, inherited: true)
        let isControlled = FieldText.hasControl(
            chunk.bytes.span, ByteRange(start, chunk.bytes.count))
        chunk.records.append(
            RecordEntry(
                firstCell: UInt32(first), cellCount: UInt32(chunk.cellEnds.count - first), line: texts.line,
                flags: isControlled ? .hasControl : []))
    }

    /// Without the zeros at its end that a bank may write: 25.00000 is 25.
    private static func appendAmount(_ texts: ISO20022Texts, to chunk: inout RecordChunk) {
        var amount = texts.bytes[texts[.amount].range]
        if amount.contains(UInt8(ascii: ".")) {
            while amount.last == UInt8(ascii: "0") { amount.removeLast() }
            if amount.last == UInt8(ascii: ".") { amount.removeLast() }
        }
        chunk.bytes.append(contentsOf: amount)
        chunk.cellEnds.append(UInt32(chunk.bytes.count))
    }
}
