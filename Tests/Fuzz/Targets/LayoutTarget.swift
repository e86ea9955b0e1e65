import Bytes
import Formats
import Refunds
import Rules

/// The native layouts, CSV and XML: the same rows however many are asked for at once, none lost between the bytes and
/// what is handed out, or a refusal with its words.
enum LayoutTarget {
    // One for each, so that they can run beside one another.
    private static let ordersFile = FuzzFile()
    private static let batchFile = FuzzFile()
    private static let resultsFile = FuzzFile()
    static let limits = ReadingLimits(
        inflatedBytes: 1 << 20, records: 500, recordBytes: 4096, fieldBytes: 512, xmlDepth: 8,
        xmlAttributes: 16,
        xmlTagBytes: 1024)

    /// What a reading comes to: a line a row, and what it says of the whole.
    struct Reading: Equatable {
        var rows: [String] = []
        var lines: [Int] = []
        var whole: [String] = []
        /// The first in the file, however its records lie in chunks.
        var fault: String?
        var isRefused = false
    }

    static func orders(_ input: [UInt8]) throws {
        let file = ordersFile
        try run(input, file, layout: .orders) { survey, atMost, reading in
            let reader = try OrderFileReader(
                path: file.path, survey: survey, limits: limits, allowsGB18030: true)
            var chunk = OrderFieldsChunk()
            try drain(reader.file, &reading) { reading in
                let isMore = try reader.read(into: &chunk, atMost: atMost)
                for row in chunk.rows {
                    let texts = [row.paymentID, row.account, row.orderNumber, row.creditorName].map(
                        chunk.bytes.text)
                    reading.rows.append("\(texts) \(String(describing: row.amount)) \(row.faults == nil)")
                    reading.lines.append(row.line)
                }
                return isMore
            }
            reading.whole.append("\(reader.controls.count)")
            let mismatch = reader.controls.mismatch(reader.file.directives, hasCurrencyColumn: true)
            reading.whole.append(mismatch?.text.english ?? "")
        }
    }

    static func refundBatch(_ input: [UInt8]) throws {
        let file = batchFile
        try run(input, file, layout: .refundBatch) { survey, atMost, reading in
            let reader = try RefundBatchReader(path: file.path, survey: survey, limits: limits)
            var chunk = RequestChunk()
            try drain(reader.file, &reading) { reading in
                let isMore = try reader.read(into: &chunk, atMost: atMost)
                for row in chunk.requests {
                    let texts = [row.number, row.paymentID, row.amountText, row.description].map(
                        chunk.bytes.text)
                    reading.rows.append("\(texts) \(row.amount) \(row.currency) \(row.faults.rawValue)")
                    reading.lines.append(row.line)
                    _ = CardNumber.masked(chunk.bytes, row.description)
                }
                return isMore
            }
            let mismatch = reader.controls.mismatch(
                reader.file.directives, hasCurrencyColumn: reader.hasCurrencyColumn)
            reading.whole += [
                "\(reader.controls.count)", mismatch?.text.english ?? "", reader.recordsDigest.hex,
            ]
        }
    }

    static func results(_ input: [UInt8]) throws {
        let file = resultsFile
        try run(input, file, layout: .results) { survey, atMost, reading in
            let reader = try ResultFileReader(path: file.path, survey: survey, limits: limits)
            var chunk = ResultRecordChunk()
            try drain(reader.file, &reading) { reading in
                let isMore = try reader.read(into: &chunk, atMost: atMost)
                for row in chunk.records {
                    let texts = [row.refundID, row.resultText, row.amountText, row.reason].map(
                        chunk.bytes.text)
                    reading.rows.append(
                        "\(texts) \(row.result) \(String(describing: row.amount)) \(row.isDamaged)")
                    reading.lines.append(row.line)
                    _ = RefundID.serial(of: chunk.bytes.span.extracting(row.refundID.range), home: 417)
                }
                return isMore
            }
            let mismatch = reader.controls.mismatch(reader.file.directives, hasCurrencyColumn: true)
            reading.whole += ["\(reader.controls.count)", mismatch?.text.english ?? ""]
        }
    }

    private static func drain(
        _ file: any RecordReading, _ reading: inout Reading, _ read: (inout Reading) throws -> Bool
    ) throws {
        while try read(&reading) {}
        try hold(
            file.recordCount == reading.rows.count,
            "\(file.recordCount) records read, \(reading.rows.count) given")
        if let refusal = file.refusal {
            try hold(refusal.text.chinese.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(refusal)")
            reading.whole.append(refusal.text.english)
            reading.isRefused = true
        }
        reading.whole += file.notes.map(\.english)
    }

    private static func run(
        _ input: [UInt8], _ file: FuzzFile, layout: NativeLayout,
        _ read: (Survey, Int, inout Reading) throws -> Void
    ) throws {
        guard case .success(let survey) = try file.survey(input, limits) else { return }
        let many = try reading(survey, 1000, read)
        let one = try reading(survey, 1, read)
        // What came before a fault is handed out or not, as it lies in the chunks.
        if many.fault != nil || one.fault != nil {
            try hold(many.fault == one.fault, "\(many) and, one at a time, \(one)")
            return
        }
        try hold(many == one, "\(many) and, one at a time, \(one)")
        if survey.layout == .csv, !many.isRefused, let slow = try SlowRecords(file.path, survey, layout) {
            try slow.compare(with: many)
        }
    }

    private static func reading(
        _ survey: Survey, _ atMost: Int, _ read: (Survey, Int, inout Reading) throws -> Void
    ) throws -> Reading {
        var reading = Reading()
        do {
            try read(survey, atMost, &reading)
        } catch let fault as ByteFault {
            try FuzzFile.check(fault)
            reading.fault = "\(fault)"
        }
        return reading
    }
}
