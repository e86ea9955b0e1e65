import Bytes
import Formats
import Foundation
import Refunds
import Rules
import Testing

@testable import Home

/// What a profile makes of a file's bytes.
struct ProfileReading {
    var results: [String] = []
    var requests: [String] = []
    var refusal: FileRefusal?
    var notes: [String] = []

    static func profile(_ name: String) throws -> Profile {
        try #require(try ProfileShelf(folder: nil).load(name)).profile
    }

    static func profile(text: String) throws -> Profile {
        try ProfileShelf.parse(Array(text.utf8), file: "p.yaml", name: "p", isOwn: true).profile
    }

    /// - Parameter atMost: records read at once.
    init(_ bytes: [UInt8], _ profile: Profile, atMost: Int = 100) throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("f", "")
        try Data(bytes).write(to: URL(filePath: path))
        let survey = try Survey.survey(try InputFile(path: path), declared: profile.encoding)
        func file(_ reading: Formats.ProfileReading, _ layout: NativeLayout) throws -> ProfileRecordFile {
            try ProfileRecordFile(
                path: path, survey: survey, limits: ReadingLimits(), profile: profile, reading: reading,
                layout: layout)
        }
        if let reading = profile.results {
            let reader = ResultFileReader(try file(reading, .results))
            var chunk = ResultRecordChunk()
            var goesOn = true
            while goesOn {
                goesOn = try reader.read(into: &chunk, atMost: atMost)
                results += chunk.records.map { Self.text($0, in: chunk) }
            }
            (refusal, notes) = (reader.file.refusal, reader.file.notes.map(\.english))
        }
        if let reading = profile.batches {
            let reader = RefundBatchReader(try file(reading, .refundBatch))
            var chunk = RequestChunk()
            var goesOn = true
            while goesOn {
                goesOn = try reader.read(into: &chunk, atMost: atMost)
                requests += chunk.requests.map { row in
                    let texts = [
                        row.number, row.paymentID, row.amountText, row.currencyText, row.description,
                    ]
                    return texts.map { chunk.bytes.text($0) }.joined(separator: "|")
                        + (row.faults.isEmpty ? "" : " \(row.faults.rawValue)")
                }
            }
            (refusal, notes) = (reader.file.refusal, reader.file.notes.map(\.english))
        }
    }

    private static func text(_ record: ResultRecord, in chunk: ResultRecordChunk) -> String {
        let texts = [
            record.refundID, record.resultText, record.amountText, record.currencyText, record.queryNumber,
            record.bankReference, record.reason, record.processedAt,
        ]
        return "\(record.line) " + texts.map { chunk.bytes.text($0) }.joined(separator: "|")
            + (record.isDamaged ? " damaged" : "")
    }
}
