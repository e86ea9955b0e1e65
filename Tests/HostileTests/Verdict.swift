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
        case iso20022
        /// A bank's answer in CSV, one of fixed width, a merchant's batch: by `DeclaredProfile`.
        case answerCSV, answerFixed, batchCSV

        static let native: [Kind] = [.orders, .batch, .results]
        static let profiles: [Kind] = [.answerCSV, .answerFixed, .batchCSV]

        var layout: NativeLayout {
            switch self {
            case .orders: .orders
            case .batch, .batchCSV: .refundBatch
            case .results, .iso20022, .answerCSV, .answerFixed: .results
            }
        }
    }

    private(set) var refusal: FileRefusal?
    /// The key and the amount of each record, as texts.
    private(set) var rows: [String] = []
    private(set) var lines: [Int] = []
    private(set) var notes: [String] = []
    /// Transactions of a message that are about something else.
    private(set) var others = 0
    /// What the slow reader finds; nil for XML and where there is nothing to compare.
    private(set) var slowLines: [Int]?

    init(_ bytes: [UInt8], _ kind: Kind, limits: ReadingLimits = ReadingLimits()) throws {
        let path = Self.folder + "/" + UUID().uuidString
        defer { _ = unsafe unlink(path) }
        let file = try OutputFile(path: path)
        try file.append(bytes)
        _ = try file.finish(sync: false)
        do {
            let survey = try Survey.survey(
                try InputFile(path: path), declared: DeclaredProfile.of(kind)?.encoding, limits: limits)
            try read(path, survey, kind, limits)
            if survey.layout == .csv, refusal == nil, Kind.native.contains(kind) {
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
            try readResults(try ResultFileReader(path: path, survey: survey, limits: limits))
        case .iso20022: try readMessage(path, survey, limits)
        case .answerCSV, .answerFixed, .batchCSV: try readProfile(path, survey, kind, limits)
        }
    }

    private mutating func readResults(_ reader: ResultFileReader) throws {
        var chunk = ResultRecordChunk()
        try drain(reader.file) { verdict in
            let goesOn = try reader.read(into: &chunk, atMost: 2)
            for row in chunk.records {
                verdict.add(row.line, row.refundID, row.amountText, chunk.bytes, row.resultText)
            }
            return goesOn
        }
        finish(reader.controls, reader.file)
    }

    /// The answer to a submission of two refunds, of 10.01 and 10.02 EUR.
    private mutating func readMessage(_ path: String, _ survey: Survey, _ limits: ReadingLimits) throws {
        let debtor = ISO20022Settings.Debtor(name: "Shop", account: "1", agent: "")
        let file = try ISO20022ResultFile(
            path: path, survey: survey, limits: limits, settings: ISO20022Settings(debtor: debtor),
            homeNumber: 417
        ) { _ in
            var sent = SentRefunds(currency: CurrencyCode(packed: 0x45_55_52), exponent: 2)
            sent.serials = [1, 2]
            sent.amounts = [1_001, 1_002]
            return sent
        }
        try readResults(ResultFileReader(file))
        others = file.others
    }

    private mutating func readProfile(
        _ path: String, _ survey: Survey, _ kind: Kind, _ limits: ReadingLimits
    ) throws {
        guard let profile = DeclaredProfile.of(kind), let reading = profile.results ?? profile.batches else {
            preconditionFailure("no profile for \(kind)")
        }
        let file = try ProfileRecordFile(
            path: path, survey: survey, limits: limits, profile: profile, reading: reading,
            layout: kind.layout)
        guard kind == .batchCSV else { return try readResults(ResultFileReader(file)) }
        let reader = RefundBatchReader(file)
        var chunk = RequestChunk()
        try drain(file) { verdict in
            let goesOn = try reader.read(into: &chunk, atMost: 2)
            for row in chunk.requests { verdict.add(row.line, row.number, row.amountText, chunk.bytes) }
            return goesOn
        }
        finish(reader.controls, file, hasCurrency: reader.hasCurrencyColumn)
    }

    private mutating func add(
        _ line: Int, _ key: ByteRange, _ amount: ByteRange, _ bytes: [UInt8], _ result: ByteRange = .none
    ) {
        rows.append([key, amount, result].map(bytes.text).joined(separator: " "))
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
