package import Bytes
import Refunds
package import Rules

/// A file in a declared layout, read as the native layout's records: the same fields, amounts with a point, our words for results. Rows keep their lines;
/// what the profile doesn't name is left out.
package final class ProfileRecordFile: RecordReading {
    package let layout: NativeLayout
    package let header: RecordHeader
    package private(set) var directives = Directives()
    package private(set) var refusal: FileRefusal?
    package private(set) var recordCount = 0
    private let limits: ReadingLimits
    private let profile: Profile
    private let reading: ProfileReading
    private let tokenizer: CSVTokenizer
    private var raw = RecordChunk()
    private var columns: ProfileColumns
    private var trailerColumns: ProfileColumns
    private var translation: ProfileTranslation
    private var sums: ProfileSums
    private var state = State()
    private var shortLine: Int?
    /// Rows that the profile leaves out as being about something else.
    private var leftOut = 0

    private struct State {
        var isFirst = true
        var hasHeader = false
        var hasTrailer = false
        /// The next line is the trailer.
        var awaitsTrailer = false
        var isDone = false
        /// Of the last record.
        var line = 1
    }

    /// What a record is.
    private enum Kind { case aside, header, row, trailer, trailerNames, unknown }

    /// - Parameters:
    ///   - exponents: decimals of currencies where the channel differs from ISO 4217.
    ///   - blockSize: how many bytes are read at once; it changes nothing else.
    package init(
        path: String, survey: Survey, limits: ReadingLimits, profile: Profile, reading: ProfileReading,
        layout: NativeLayout, exponents: [String: Int] = [:], blockSize: Int = TextSource.usualBlock
    ) throws {
        self.layout = layout
        self.limits = limits
        self.profile = profile
        self.reading = reading
        header = RecordHeader(xml: layout)
        columns = ProfileColumns(prefix: profile.prefix)
        trailerColumns = ProfileColumns(prefix: profile.prefix)
        translation = ProfileTranslation(profile, reading, exponents)
        sums = ProfileSums(reading.controls)
        let (separator, isQuoting): (UInt8, Bool) =
            switch profile.form {
            case .csv(let separator, let isQuoting): (separator, isQuoting)
            case .fixed: (0, false)
            }
        tokenizer = CSVTokenizer(
            source: try TextSource(path: path, survey: survey, limits: limits, blockSize: blockSize),
            separator: separator, quoting: isQuoting, limits: limits)
    }

    package var declaresEnd: Bool { state.hasTrailer }

    package var notes: [BilingualText] {
        var notes: [BilingualText] = []
        if let line = shortLine {
            notes.append(
                BilingualText(
                    "line \(line) is shorter than profile \(profile.name) says, perhaps others too: read as if blanks followed",
                    "第 \(line) 行（或更多行）短于配置 \(profile.name) 的长度：已按末尾补空格读取"))
        }
        if leftOut > 0 {
            let rows = leftOut == 1 ? "1 row was" : "\(leftOut) rows were"
            notes.append(
                BilingualText(
                    "\(rows) left out: profile \(profile.name) takes only those of its kind (only)",
                    "已略过 \(leftOut) 行：配置 \(profile.name) 只读取其指定种类的行（only）"))
        }
        if !ignored.isEmpty {
            let names = ignored.joined(separator: ", ")
            notes.append(BilingualText("ignored columns: \(names)", "已忽略的列：\(names)"))
        }
        return notes.map(\.withoutCardNumbers)
    }

    /// The names of columns that nothing in the profile knows; none where it finds all of its fields by number.
    private var ignored: [String] {
        let read = reading.fields.compactMap { $0?.place } + (reading.only.map { [$0.place] } ?? [])
        let isNaming = read.contains { if case .named = $0 { true } else { false } }
        guard isNaming, let names = columns.names else { return [] }
        var known = Set<Int>()
        // Where rows are marked, the first column is their mark.
        if reading.marks.row != nil { known.insert(0) }
        for place in read + reading.unused {
            if case .cell(let index) = columns.resolved(place) { known.insert(index) }
        }
        return names.enumerated().filter { !$0.element.isEmpty && !known.contains($0.offset) }
            .map(\.element)
    }

    package func read(into chunk: inout RecordChunk, atMost: Int) throws -> Bool {
        raw.removeAll()
        var fault: (any Error)?
        var goesOn = false
        do { goesOn = try tokenizer.read(into: &raw, atMost: atMost) } catch { fault = error }
        // What is wrong with the records before a fault is told instead of it, however the records lie in chunks.
        for record in raw.records { try take(record, into: &chunk) }
        if let fault { throw fault }
        if !goesOn { finish() }
        return goesOn
    }

    // MARK: - Records

    private func take(_ record: RecordEntry, into chunk: inout RecordChunk) throws {
        if isBlank(record) { return }
        state.line = record.line
        switch kind(of: record) {
        case .aside: return
        case .unknown:
            return refuse(
                ProfileRefusals.unknown(raw.bytes.text(start(of: record)), record.line, profile.name))
        case .header:
            demandNoTrailer(record.line)
            state.hasHeader = true
            read(record, isTrailer: false, columns)
        case .trailerNames:
            demandNoTrailer(record.line)
            demandHeader(record.line)
            _ = trailerColumns.name(by: record, in: raw)
            state.awaitsTrailer = true
        case .trailer:
            demandNoTrailer(record.line)
            demandHeader(record.line)
            state.awaitsTrailer = false
            state.hasTrailer = true
            read(record, isTrailer: true, reading.marks.trailerNames == nil ? columns : trailerColumns)
        case .row:
            demandHeader(record.line)
            try takeRow(record, into: &chunk)
        }
    }

    /// It is the last: what it says is compared with all that stands before it.
    private func demandNoTrailer(_ line: Int) {
        if state.hasTrailer { refuse(ProfileRefusals.behindTrailer(line, profile.name)) }
    }

    /// It stands before all others.
    private func demandHeader(_ line: Int) {
        guard !state.hasHeader, let mark = reading.marks.header else { return }
        refuse(ProfileRefusals.noHeader(mark, line, profile.name))
    }

    private func kind(of record: RecordEntry) -> Kind {
        if state.awaitsTrailer { return .trailer }
        if begins(record, with: profile.comment) { return .aside }
        if reading.names == .first, columns.names == nil {
            name(by: record)
            return .aside
        }
        let marks = reading.marks
        if let mark = marks.header, isMarked(record, mark) { return .header }
        if let mark = marks.trailerNames, isMarked(record, mark) { return .trailerNames }
        if let mark = marks.trailer, isMarked(record, mark) { return .trailer }
        guard let mark = marks.row else { return .row }
        return isMarked(record, mark) ? .row : .unknown
    }

    private func takeRow(_ record: RecordEntry, into chunk: inout RecordChunk) throws {
        if reading.names == .row, columns.names == nil { return name(by: record) }
        if state.hasTrailer { return refuse(ProfileRefusals.behindTrailer(record.line, profile.name)) }
        let start = translation.begin(chunk)
        translation.append(record, raw, columns, to: &chunk)
        let bytes = raw.bytes
        sums.add(
            amount: translation.plainAmount.span,
            field: { translation.field($0, of: record, raw, columns) }, in: bytes.span)
        if let only = reading.only, !isSame(columns.range(only.place, of: record, in: raw), only.value) {
            leftOut += 1
            return translation.takeBack(start, from: &chunk)
        }
        recordCount += 1
        if recordCount > limits.records { throw limits.tooManyRecords(line: record.line) }
        let flags = flags(of: record)
        if flags.contains(.shifted) {
            // Sent back as it is, the row must not pass for a sound one.
            chunk.bytes.append(UInt8(ascii: "?"))
            chunk.cellEnds.append(UInt32(chunk.bytes.count))
        }
        chunk.records.append(
            RecordEntry(
                firstCell: UInt32(start.cells), cellCount: UInt32(chunk.cellEnds.count - start.cells),
                line: record.line, flags: flags))
    }

    private func name(by record: RecordEntry) {
        if translation.holdsValues(record, raw, columns) {
            refuse(ProfileRefusals.rowForNames(record.line, profile.name))
        }
        if let name = columns.name(by: record, in: raw) {
            refuse(ProfileRefusals.twice(name, record.line))
        }
        translation.resolve(columns)
        let places = reading.fields.compactMap { $0?.place } + (reading.only.map { [$0.place] } ?? [])
        let missing = places.filter { !columns.has($0) }.compactMap { place -> String? in
            if case .named(let name) = place { name } else { nil }
        }
        if !missing.isEmpty { refuse(ProfileRefusals.missing(missing, record.line, profile.name)) }
    }

    /// Reads what a header or trailer says.
    private func read(_ record: RecordEntry, isTrailer: Bool, _ columns: ProfileColumns) {
        for (place, control) in reading.controls.enumerated() where control.isInTrailer == isTrailer {
            guard columns.has(control.place) else {
                refuse(ProfileRefusals.noControl(control.place, record.line, profile.name))
                continue
            }
            let range = columns.range(control.place, of: record, in: raw)
            var plain: [UInt8] = []
            switch control.kind {
            case .directive(let key):
                directives.add(key, raw.bytes.text(range), line: record.line, layout: layout)
                continue
            case .total:
                let said = Array(raw.bytes[range.range])
                if !profile.amounts.appendPlain(said.span, to: &plain) { plain = said }
            case .count, .hash: plain = Array(raw.bytes[range.range])
            }
            sums.state(place, String(decoding: plain, as: UTF8.self), line: record.line)
        }
    }

    private func finish() {
        guard !state.isDone else { return }
        state.isDone = true
        if reading.names != .none, columns.names == nil, recordCount > 0 || reading.names == .first {
            refuse(ProfileRefusals.noNames(state.line, profile.name))
        }
        demandHeader(state.line)
        if reading.hasTrailer, !state.hasTrailer {
            refuse(ProfileRefusals.noTrailer(state.line, profile.name))
        }
        if let mismatch = sums.mismatch(profile: profile.name) { refuse(mismatch) }
        // What a merchant must declare is declared here; it was checked just now.
        for (place, control) in reading.controls.enumerated() where control.kind == .count {
            guard refusal == nil, reading.only == nil, let said = sums.text(place) else { continue }
            directives.add("count", String(recordCount), line: said.line, layout: layout)
        }
    }

    private func refuse(_ refusal: FileRefusal) { self.refusal = self.refusal ?? refusal }

    // MARK: - What stands in a record

    private func isBlank(_ record: RecordEntry) -> Bool {
        let cells =
            raw.cell(0, of: record).lowerBound..<raw.cell(Int(record.cellCount) - 1, of: record).upperBound
        let bytes = raw.bytes
        return FieldText.trimmed(bytes.span, ByteRange(cells.lowerBound, cells.upperBound)).isEmpty
    }

    private func begins(_ record: RecordEntry, with text: [UInt8]) -> Bool {
        !text.isEmpty && raw.bytes[raw.cell(0, of: record)].starts(with: text)
    }

    /// CSV: the first cell is the mark. Fixed width: the line begins with it.
    private func isMarked(_ record: RecordEntry, _ mark: [UInt8]) -> Bool {
        if case .fixed = profile.form { return begins(record, with: mark) }
        return isSame(start(of: record), mark)
    }

    private func start(of record: RecordEntry) -> ByteRange {
        let range = raw.cell(0, of: record)
        return columns.stripped(raw, ByteRange(range.lowerBound, range.upperBound))
    }

    private func isSame(_ range: ByteRange, _ text: [UInt8]) -> Bool {
        raw.bytes[range.range].elementsEqual(text)
    }

    /// Too long a record isn't the one that the profile describes: nothing of it may count.
    private func flags(of record: RecordEntry) -> RecordFlags {
        let last = Int(record.cellCount) - 1
        switch profile.form {
        case .csv:
            guard let names = columns.names, last >= names.count else { return record.flags }
            for cell in names.count...last where !raw.cell(cell, of: record).isEmpty {
                return record.flags.union(.shifted)
            }
            return record.flags
        case .fixed(let width):
            guard let width else { return record.flags }
            let line = raw.cell(0, of: record)
            let bytes = raw.bytes
            if FieldText.scalars(bytes.span, ByteRange(line.lowerBound, line.upperBound)) < width {
                shortLine = shortLine ?? record.line
            }
            let rest = ProfileColumns.rest(of: line, after: width, in: raw.bytes)
            return rest.isEmpty ? record.flags : record.flags.union(.shifted)
        }
    }
}
