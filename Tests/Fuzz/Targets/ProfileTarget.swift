import Bytes
import Formats
import Home
import Refunds
import Rules

/// A file in a declared layout: the first byte says which of some profiles, the rest is read by it. Read in one chunk or record by record it must come out the
/// same; every record is accounted for, and every refusal says what is wrong in both languages.
enum ProfileTarget {
    private static let file = FuzzFile()
    private static let limits = ReadingLimits(
        inflatedBytes: 1 << 16, records: 50, recordBytes: 2_000, fieldBytes: 200)

    private static let own = [
        """
        name: p
        source: fuzzing
        format: csv
        separator: ";"
        comment: "*"
        prefix: "`"
        dates: dd.MM.yyyy
        amounts: {mark: ",", sign: either}
        results:
          names: row
          records: {header: H, row: D, trailer: T}
          only: {column: kind, is: R}
          fields:
            refund_id: id
            result: {column: state, values: {"0": success, "1": failed}}
            refund_amount: amount
            processed_at: 7
          trailer: {count: 2, total: 3, hash: {column: 4, of: refund_id, digits: 3}}
        """,
        """
        name: p
        source: fuzzing
        format: fixed
        width: 30
        encoding: windows-1252
        amounts: {unit: minor, sign: trailing}
        results:
          records: {trailer: "99"}
          fields:
            reason: {from: 3, length: 4}
            refund_id: {from: 7, length: 4}
            refund_amount: {from: 11, length: 9}
            refund_currency: {from: 20, length: 3}
            result: {from: 23, length: 1, values: {S: success}}
          trailer: {count: {from: 3, length: 4}}
        """,
    ]

    private static let profiles: [Profile] = {
        do {
            let own = try own.map {
                try ProfileShelf.parse(Array($0.utf8), file: "p", name: "p", isOwn: true)
            }
            let shelf = ProfileShelf(folder: nil)
            let shipped = try ["mercadopago", "wechat-batch"].compactMap { try shelf.load($0) }
            return (own + shipped).map(\.profile)
        } catch {
            preconditionFailure("a profile of the fuzz target: \(error)")
        }
    }()

    private struct Reading: Equatable {
        var rows: [String] = []
        var refusal: String?
        var fault: String?
    }

    static func run(_ input: [UInt8]) throws {
        guard let first = input.first else { return }
        let profile = profiles[Int(first) % profiles.count]
        guard let reading = profile.results else { return }
        file.hold(Array(input.dropFirst()))
        let survey: Survey
        do {
            survey = try Survey.survey(
                try InputFile(path: file.path), declared: profile.encoding, limits: limits)
        } catch let fault as ByteFault {
            return try FuzzFile.check(fault)
        }
        let many = try read(survey, profile, reading, atMost: 1_000)
        let one = try read(survey, profile, reading, atMost: 1)
        if many.fault != nil || one.fault != nil {
            return try hold(many.fault == one.fault, "\(many) and, one at a time, \(one)")
        }
        try hold(many == one, "\(many) and, one at a time, \(one)")
    }

    private static func read(
        _ survey: Survey, _ profile: Profile, _ reading: ProfileReading, atMost: Int
    ) throws -> Reading {
        var found = Reading()
        let records = try ProfileRecordFile(
            path: file.path, survey: survey, limits: limits, profile: profile, reading: reading,
            layout: .results)
        let reader = ResultFileReader(records)
        var chunk = ResultRecordChunk()
        do {
            var goesOn = true
            while goesOn {
                goesOn = try reader.read(into: &chunk, atMost: atMost)
                for row in chunk.records {
                    let texts = [row.refundID, row.resultText, row.amountText, row.processedAt]
                    found.rows.append("\(row.line) \(texts.map(chunk.bytes.text)) \(row.isDamaged)")
                }
            }
        } catch let fault as ByteFault {
            try FuzzFile.check(fault)
            found.fault = "\(fault)"
            return found
        }
        try hold(
            records.recordCount == found.rows.count,
            "\(records.recordCount) records read, \(found.rows.count) given")
        if let refusal = records.refusal {
            try hold(refusal.text.chinese.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(refusal)")
            found.refusal = refusal.text.english
        }
        for note in records.notes { try hold(!note.chinese.isEmpty, "\(note)") }
        return found
    }
}
