import Bytes
import Formats
import Foundation
import FuzzTargets
import Refunds
import Rules

/// What a file is taken for by the readers alone: its records, or the refusal of the whole.
struct Verdict {
    enum Kind: CaseIterable, Sendable {
        case orders, batch, results

        var layout: NativeLayout {
            switch self {
            case .orders: .orders
            case .batch: .refundBatch
            case .results: .results
            }
        }
    }

    private(set) var refusal: FileRefusal?
    /// The key and the amount of each record, as texts.
    private(set) var rows: [String] = []
    private(set) var lines: [Int] = []
    private(set) var notes: [String] = []
    /// What the slow reader finds; nil for XML and where there is nothing to compare.
    private(set) var slowLines: [Int]?

    init(_ bytes: [UInt8], _ kind: Kind, limits: ReadingLimits = ReadingLimits()) throws {
        let path = Self.folder + "/" + UUID().uuidString
        defer { _ = unsafe unlink(path) }
        let file = try OutputFile(path: path)
        try file.append(bytes)
        _ = try file.finish(sync: false)
        do {
            let survey = try Survey.survey(try InputFile(path: path), limits: limits)
            try read(path, survey, kind, limits)
            if survey.layout == .csv, refusal == nil {
                slowLines = try SlowRecords(path, survey, kind.layout)?.lines
            }
        } catch let fault as ByteFault {
            refusal = FileRefusal(fault)
        }
    }

    private static let folder: String = {
        let path = NSTemporaryDirectory() + "refundry-hostile-" + UUID().uuidString
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            fatalError("no folder for the tests: \(error)")
        }
        return path
    }()

    private mutating func read(_ path: String, _ survey: Survey, _ kind: Kind, _ limits: ReadingLimits) throws
    {
        switch kind {
        case .orders:
            let reader = try OrderFileReader(path: path, survey: survey, limits: limits, allowsGB18030: true)
            var chunk = OrderFieldsChunk()
            try drain(reader.file) { verdict in
                let goesOn = try reader.read(into: &chunk, atMost: 2)
                for row in chunk.rows {
                    verdict.add(row.line, row.paymentID, row.orderNumber, chunk.bytes)
                }
                return goesOn
            }
            finish(reader.controls, reader.file)
        case .batch:
            let reader = try RefundBatchReader(path: path, survey: survey, limits: limits)
            var chunk = RequestChunk()
            try drain(reader.file) { verdict in
                let goesOn = try reader.read(into: &chunk, atMost: 2)
                for row in chunk.requests { verdict.add(row.line, row.number, row.amountText, chunk.bytes) }
                return goesOn
            }
            finish(reader.controls, reader.file, hasCurrency: reader.hasCurrencyColumn)
        case .results:
            let reader = try ResultFileReader(path: path, survey: survey, limits: limits)
            var chunk = ResultRecordChunk()
            try drain(reader.file) { verdict in
                let goesOn = try reader.read(into: &chunk, atMost: 2)
                for row in chunk.records { verdict.add(row.line, row.refundID, row.amountText, chunk.bytes) }
                return goesOn
            }
            finish(reader.controls, reader.file)
        }
    }

    private mutating func add(_ line: Int, _ key: ByteRange, _ amount: ByteRange, _ bytes: [UInt8]) {
        rows.append(bytes.text(key) + " " + bytes.text(amount))
        lines.append(line)
    }

    private mutating func drain(_ file: any RecordReading, _ read: (inout Verdict) throws -> Bool) throws {
        while try read(&self) {}
        refusal = file.refusal
        notes = file.notes.map(\.english)
    }

    private mutating func finish(_ controls: ControlSums, _ file: any RecordReading, hasCurrency: Bool = true)
    {
        refusal = refusal ?? controls.mismatch(file.directives, hasCurrencyColumn: hasCurrency)
    }
}
