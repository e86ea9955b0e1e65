import Bytes
import Refunds

/// What was read of one transaction, entry or status so far: texts by field, in storage that is used again.
struct ISO20022Texts {
    enum Field: Int, CaseIterable {
        case id, status, amount, currency, instructed, instructedCurrency, mark, reversal, subFamily,
            reference, code, info, date
    }

    private(set) var bytes: [UInt8] = []
    private var ranges = InlineArray<13, ByteRange>(repeating: .none)
    var line = 0

    mutating func begin(line: Int) {
        self.line = line
        bytes.removeAll(keepingCapacity: true)
        ranges = InlineArray(repeating: .none)
    }

    subscript(field: Field) -> ByteRange { ranges[field.rawValue] }
    func has(_ field: Field) -> Bool { !ranges[field.rawValue].isEmpty }
    func text(_ field: Field) -> String { bytes.text(ranges[field.rawValue]) }

    /// Whether both say the same, letter by letter.
    func hasSame(_ field: Field, as other: ISO20022Texts) -> Bool {
        let (mine, theirs) = (
            bytes.span.extracting(self[field].range), other.bytes.span.extracting(other[field].range)
        )
        guard mine.count == theirs.count else { return false }
        for index in 0..<mine.count where mine[index] != theirs[index] { return false }
        return true
    }

    /// A code, in the letters that it is written in.
    func isWord(_ field: Field, _ word: StaticString) -> Bool {
        Self.isWord(bytes.span.extracting(self[field].range), word)
    }

    static func isWord(_ text: Span<UInt8>, _ word: StaticString) -> Bool {
        guard text.count == word.utf8CodeUnitCount else { return false }
        for index in 0..<text.count where unsafe text[index] != word.utf8Start[index] { return false }
        return true
    }

    /// Keeps the text without the blanks around it; the first one stays.
    mutating func set(_ field: Field, _ text: Span<UInt8>) {
        guard !has(field) else { return }
        let start = bytes.count
        Formats.append(text.extracting(Self.trimmed(text).range), to: &bytes)
        ranges[field.rawValue] = ByteRange(start, bytes.count)
    }

    /// The same with a text of others.
    mutating func set(_ field: Field, _ other: ISO20022Texts, _ theirs: Field) {
        set(field, other.bytes.span.extracting(other[theirs].range))
    }

    /// Puts a text of others in place of what is there.
    mutating func replace(_ field: Field, _ other: ISO20022Texts, _ theirs: Field) {
        ranges[field.rawValue] = .none
        set(field, other, theirs)
    }

    /// An element's text without the blanks around it.
    static func plain(_ text: Span<UInt8>) -> String {
        let plain = text.extracting(trimmed(text).range)
        var bytes: [UInt8] = []
        Formats.append(plain, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    static func trimmed(_ text: Span<UInt8>) -> ByteRange {
        FieldText.trimmed(text, FieldText.withoutLineBreaks(text, ByteRange(0, text.count)))
    }

    /// What was instructed stands for what moved where nothing else is told, or where it moved in another currency. Doing it twice does nothing more.
    mutating func preferInstructed() {
        guard has(.instructed) else { return }
        let (moved, asked) = (self[.currency], self[.instructedCurrency])
        if has(.amount), bytes[moved.range] == bytes[asked.range] { return }
        ranges[Field.amount.rawValue] = self[.instructed]
        ranges[Field.currency.rawValue] = asked
    }

    /// Pieces of one text: joined without anything between, as they were cut.
    mutating func join(_ field: Field, _ piece: Span<UInt8>) {
        if piece.isEmpty { return }
        let earlier = ranges[field.rawValue]
        // Something else came between: what was there is moved to the end.
        let start = bytes.count
        if !earlier.isEmpty, Int(earlier.end) != bytes.count {
            bytes.append(contentsOf: bytes[earlier.range])
        }
        let first = earlier.isEmpty ? start : Int(earlier.end) == start ? Int(earlier.start) : start
        Formats.append(piece, to: &bytes)
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
        _ texts: ISO20022Texts, _ outer: ISO20022Texts?, result: Result, flags: RecordFlags = [],
        to chunk: inout RecordChunk
    ) {
        let first = chunk.cellEnds.count
        let start = chunk.bytes.count
        func cell(_ field: ISO20022Texts.Field, inherited: Bool = false) {
            if texts.has(field) || !inherited {
                Formats.append(texts.bytes.span.extracting(texts[field].range), to: &chunk.bytes)
            } else if let outer {
                Formats.append(outer.bytes.span.extracting(outer[field].range), to: &chunk.bytes)
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
        ISO20022Decimal.append(
            texts.bytes.span.extracting(texts[.amount].range), to: &chunk.bytes)
        end()
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
                flags: isControlled ? flags.union(.hasControl) : flags))
    }
}

func append(_ text: Span<UInt8>, to output: inout [UInt8]) {
    unsafe text.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
}
