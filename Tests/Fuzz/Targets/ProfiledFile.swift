import Bytes
import Formats
import Refunds
import Rules

extension FuzzFile {
    private static let limits = ReadingLimits(
        inflatedBytes: 1 << 16, records: 50, recordBytes: 2_000, fieldBytes: 200)

    private struct Reading: Equatable {
        var rows: [String] = []
        var whole: [String] = []
        var fault: String?
    }

    /// Reads the bytes as a profile describes them. In one chunk, record by record and in other blocks they must come out the same; every record is
    /// accounted for, and every refusal says what is wrong, where, and what to do.
    func read(_ bytes: [UInt8], by profile: Profile, blockSize: Int) throws {
        hold(bytes)
        let survey: Survey
        do {
            survey = try Survey.survey(
                try InputFile(path: path), declared: profile.encoding, limits: Self.limits)
        } catch let fault as ByteFault {
            return try FuzzFile.check(fault)
        }
        guard survey.layout == .csv else { return }
        for (reading, isBatch) in [(profile.results, false), (profile.batches, true)] {
            guard let reading else { continue }
            let file = { [path] (blockSize: Int) in
                try ProfileRecordFile(
                    path: path, survey: survey, limits: Self.limits, profile: profile, reading: reading,
                    layout: isBatch ? .refundBatch : .results, blockSize: blockSize)
            }
            try compare(isBatch, file, blockSize)
        }
    }

    private func compare(
        _ isBatch: Bool, _ file: (Int) throws -> ProfileRecordFile, _ blockSize: Int
    ) throws {
        let many = try Self.read(try file(TextSource.usualBlock), isBatch, atMost: 1_000)
        let one = try Self.read(try file(TextSource.usualBlock), isBatch, atMost: 1)
        if many.fault != nil || one.fault != nil {
            try FuzzTargets.hold(many.fault == one.fault, "\(many) and, one at a time, \(one)")
        } else {
            try FuzzTargets.hold(many == one, "\(many) and, one at a time, \(one)")
        }
        let pieces = try Self.read(try file(blockSize), isBatch, atMost: 2)
        if many.fault != nil || pieces.fault != nil {
            try FuzzTargets.hold(
                many.fault != nil && pieces.fault != nil, "\(many) and, in pieces, \(pieces)")
        } else {
            try FuzzTargets.hold(many == pieces, "\(many) and, in pieces, \(pieces)")
        }
    }

    private static func read(
        _ records: ProfileRecordFile, _ isBatch: Bool, atMost: Int
    ) throws -> Reading {
        var found = Reading()
        do {
            if isBatch {
                try rows(RefundBatchReader(records), &found, atMost)
            } else {
                try rows(ResultFileReader(records), &found, atMost)
            }
        } catch let fault as ByteFault {
            try FuzzFile.check(fault)
            found.fault = "\(fault)"
            return found
        }
        try FuzzTargets.hold(
            records.recordCount == found.rows.count,
            "\(records.recordCount) records read, \(found.rows.count) given")
        if let refusal = records.refusal {
            try FuzzFile.check(refusal)
            found.whole.append(refusal.text.english)
        }
        for note in records.notes {
            try FuzzTargets.hold(note.chinese.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(note)")
            found.whole.append(note.english)
        }
        return found
    }

    private static func rows(_ reader: ResultFileReader, _ found: inout Reading, _ atMost: Int) throws {
        var chunk = ResultRecordChunk()
        var goesOn = true
        while goesOn {
            goesOn = try reader.read(into: &chunk, atMost: atMost)
            for row in chunk.records {
                let texts = [
                    row.refundID, row.resultText, row.amountText, row.currencyText, row.queryNumber,
                    row.reason, row.processedAt,
                ]
                let id = Array(chunk.bytes.text(row.refundID).utf8)
                let isPadded =
                    id.count > RefundID.length && id[0] == 0x30 && id.allSatisfy { $0.digit != nil }
                try FuzzTargets.hold(!isPadded, "\(chunk.bytes.text(row.refundID)) is filled up with zeros")
                found.rows.append("\(row.line) \(texts.map(chunk.bytes.text)) \(row.isDamaged)")
            }
        }
    }

    private static func rows(_ reader: RefundBatchReader, _ found: inout Reading, _ atMost: Int) throws {
        var chunk = RequestChunk()
        var goesOn = true
        while goesOn {
            goesOn = try reader.read(into: &chunk, atMost: atMost)
            for row in chunk.requests {
                let texts = [
                    row.number, row.paymentID, row.amountText, row.currencyText, row.description,
                ]
                found.rows.append("\(row.line) \(texts.map(chunk.bytes.text)) \(row.faults.rawValue)")
            }
        }
        let mismatch = reader.controls.mismatch(
            reader.file.directives, hasCurrencyColumn: reader.hasCurrencyColumn)
        found.whole.append(mismatch?.text.english ?? "")
        found.whole.append(reader.recordsDigest.hex)
    }
}
