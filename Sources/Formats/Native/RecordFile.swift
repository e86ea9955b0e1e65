package import Bytes
import Refunds
package import Rules

/// A native file's records, whether they came as CSV or as XML: header and directives understood, blank lines skipped, every other record
/// counted and handed out.
///
/// Throws `ByteFault` where the bytes can't be read on. What makes the file unfit otherwise stands in `refusal` while the rest is still read: what the
/// bytes show comes first.
package final class RecordFile {
    package let layout: NativeLayout
    package private(set) var header: RecordHeader
    package private(set) var directives = Directives()
    /// FILE_INCOMPLETE, or FILE_UNREADABLE for an encoding that may not be guessed.
    package private(set) var refusal: FileRefusal?
    package private(set) var recordCount = 0
    private let limits: ReadingLimits
    private let survey: Survey
    private var csv: CSVTokenizer?
    private var xml: XMLRecordReader?
    private var headerLine = 0
    private var trailerLine: Int?
    private var seenAsides = 0
    /// What stands where the header should is somebody's data, and not told.
    private var isHeaderless = false
    private var directiveLines = 0

    package init(path: String, survey: Survey, limits: ReadingLimits, layout: NativeLayout) throws {
        self.layout = layout
        self.limits = limits
        self.survey = survey
        header = RecordHeader(xml: layout)
        switch survey.layout {
        case .csv: try openCSV(path)
        case .xml: try openXML(path)
        }
    }

    /// Remarks for a person: an encoding that was guessed, what was ignored.
    package var notes: [BilingualText] {
        var notes: [BilingualText] = []
        if survey.layout == .csv, survey.encoding == .gb18030 {
            notes.append(
                BilingualText(
                    "the file is not UTF-8 and was read as GB18030: check that names look right",
                    "文件不是 UTF-8 编码，已按 GB18030 读取：请检查姓名是否正确"))
        }
        let columns = (isHeaderless ? [] : header.unknown) + (xml?.unknownElements ?? [])
        if !columns.isEmpty {
            let names = columns.joined(separator: ", ")
            notes.append(BilingualText("ignored columns: \(names)", "已忽略的列：\(names)"))
        }
        let keys = directives.unknown + (xml?.unknownAttributes ?? [])
        if !keys.isEmpty {
            let names = keys.joined(separator: ", ")
            notes.append(BilingualText("ignored directives: \(names)", "已忽略的指令：\(names)"))
        }
        return notes.map(\.withoutCardNumbers)
    }

    /// Appends up to `atMost` records. False when the end has been reached.
    package func read(into chunk: inout RecordChunk, atMost: Int) throws -> Bool {
        let first = chunk.records.count
        do {
            let goesOn = try readOn(into: &chunk, atMost: atMost)
            try take(&chunk, from: first)
            return goesOn
        } catch let fault as BrokenOff {
            // What is wrong with the records before it is told instead: the first fault of the file, however its records lie in chunks.
            try take(&chunk, from: first)
            throw fault.cause
        }
    }

    /// The bytes couldn't be read on behind the records that were handed out.
    private struct BrokenOff: Error {
        let cause: any Error
    }

    private func readOn(into chunk: inout RecordChunk, atMost: Int) throws(BrokenOff) -> Bool {
        do {
            if let csv { return try csv.read(into: &chunk, atMost: atMost) }
            if let xml { return try xml.read(into: &chunk, atMost: atMost) }
            return false
        } catch {
            throw BrokenOff(cause: error)
        }
    }

    /// Takes out of the new records what is none, and counts the rest. The XML reader keeps to the limit of records itself.
    private func take(_ chunk: inout RecordChunk, from first: Int) throws {
        if csv != nil { try sift(&chunk, from: first) }
        if let xml {
            takeAsides(xml)
            recordCount += chunk.records.count - first
        }
    }

    // MARK: - CSV

    private func openCSV(_ path: String) throws {
        let scan = try HeadScan(path: path, survey: survey, limits: limits, layout: layout)
        for directive in scan.directives {
            directives.add(directive.key, directive.value, line: directive.line, layout: layout)
        }
        let tokenizer = CSVTokenizer(
            source: try TextSource(path: path, survey: survey, limits: limits), separator: scan.separator,
            limits: limits)
        csv = tokenizer
        directiveLines = scan.directives.count
        headerLine = scan.headerLine
        guard headerLine > 0 else {
            refusal = FileRefusal(
                .incomplete, "the file has no header line: begin it with the column names", "文件没有表头：请在首行写列名")
            return
        }
        var head = RecordChunk()
        let record = try readHeader(tokenizer, Set(scan.directives.map(\.line)), into: &head)
        let cells = (0..<Int(record.cellCount)).map { head.text($0, of: record) }
        (header, refusal) = RecordHeader.read(cells, layout: layout, line: headerLine)
        if scan.known < 2 {
            isHeaderless = true
            refusal = FileRefusal(
                .incomplete, line: headerLine,
                "no header of a \(layout.name) here: the first line must name its columns, as payment_id,refund_number,…",
                "此处没有表头：首行必须是列名")
        }
    }

    /// Reads as far as the header. The scan before it went by any separator, the tokenizer goes by the header's: where quotes
    /// make them see other lines, a record would be lost between them.
    private func readHeader(
        _ tokenizer: CSVTokenizer, _ directiveLines: Set<Int>, into head: inout RecordChunk
    ) throws -> RecordEntry {
        var goesOn = true
        while goesOn {
            head.removeAll()
            goesOn = try tokenizer.read(into: &head, atMost: 1)
            guard let record = head.records.last else { continue }
            if record.line == headerLine { return record }
            let isKnown =
                isBlank(record, in: head) || directiveLines.contains(record.line)
                || directive(record, in: head) != nil
            guard isKnown, record.line < headerLine else { throw Self.twoReadings(line: record.line) }
        }
        throw Self.twoReadings(line: headerLine)
    }

    private static func twoReadings(line: Int) -> ByteFault {
        ByteFault(
            .unreadable, "quotes before the header can be read in two ways: remove them",
            "表头之前的引号有歧义：请删除", line: line)
    }

    /// Takes blank lines and directives out of the new records, and counts the rest.
    private func sift(_ chunk: inout RecordChunk, from first: Int) throws {
        var kept = first
        for index in first..<chunk.records.count {
            let record = chunk.records[index]
            if isBlank(record, in: chunk) { continue }
            if let directive = directive(record, in: chunk) {
                trailerLine = trailerLine ?? record.line
                directiveLines += 1
                if directiveLines > Directives.most { throw Directives.tooMany(line: record.line) }
                directives.add(directive.key, directive.value, line: record.line, layout: layout)
                continue
            }
            if let trailerLine {
                throw ByteFault(
                    .unreadable,
                    "a record stands after the directives that began on line \(trailerLine): move it before them",
                    "第 \(trailerLine) 行起为文件尾部指令，其后不得再有记录：请移到指令之前", line: record.line)
            }
            recordCount += 1
            if recordCount > limits.records { throw limits.tooManyRecords(line: record.line) }
            chunk.records[kept] = record
            kept += 1
        }
        chunk.records.removeSubrange(kept...)
    }

    private func isBlank(_ record: RecordEntry, in chunk: RecordChunk) -> Bool {
        let cells = Int(record.firstCell)..<Int(record.firstCell + record.cellCount)
        for cell in cells {
            let range = chunk.cell(cell)
            if range.isEmpty { continue }
            let bytes = ByteRange(range.lowerBound, range.upperBound)
            if !FieldText.trimmed(chunk.bytes.span, bytes).isEmpty { return false }
        }
        return true
    }

    private func directive(_ record: RecordEntry, in chunk: RecordChunk) -> (key: String, value: String)? {
        let first = chunk.cell(0, of: record)
        let text = FieldText.trimmed(chunk.bytes.span, ByteRange(first.lowerBound, first.upperBound))
        guard !text.isEmpty, chunk.bytes[Int(text.start)] == UInt8(ascii: "#") else { return nil }
        for cell in 1..<max(1, Int(record.cellCount)) {
            let range = chunk.cell(cell, of: record)
            let rest = FieldText.trimmed(chunk.bytes.span, ByteRange(range.lowerBound, range.upperBound))
            guard rest.isEmpty else { return nil }
        }
        return Directives.parse(chunk.bytes.text(text))
    }

    // MARK: - XML

    private func openXML(_ path: String) throws {
        let shape = XMLRecordShape(
            record: layout.record, fields: layout.columns.map(\.name), asides: ["total"])
        let reader = try XMLRecordReader(
            source: try TextSource(path: path, survey: survey, limits: limits), shape: shape, limits: limits)
        let root = try reader.start()
        xml = reader
        if root.name != layout.root {
            refusal = FileRefusal(
                .incomplete, line: root.line,
                "the root element is <\(root.name)>, not <\(layout.root)>: this is no \(layout.name) file",
                "根元素是 <\(root.name)>，不是 <\(layout.root)>：文件类型不符")
        }
        for (name, value) in root.attributes {
            guard Directives.parse("#\(name)=") != nil else { continue }
            let bytes = Array(value.utf8)
            let text = bytes.text(FieldText.plain(bytes.span, ByteRange(0, bytes.count)))
            directives.add(name, text, line: root.line, layout: layout)
        }
    }

    private func takeAsides(_ xml: XMLRecordReader) {
        for aside in xml.asides.dropFirst(seenAsides) {
            let currency = aside.attributes.first { $0.name == "currency" }?.value
            let bytes = Array(aside.text.utf8)
            let text = bytes.text(FieldText.plain(bytes.span, ByteRange(0, bytes.count)))
            directives.add(currency.map { "total.\($0)" } ?? "total", text, line: aside.line, layout: layout)
        }
        seenAsides = xml.asides.count
        if refusal == nil, let name = xml.unknownElements.first(where: { layout.isSuspect($0.lowercased()) })
        {
            refusal = RecordHeader.misspelt(name, layout: layout, line: 1)
        }
    }
}
