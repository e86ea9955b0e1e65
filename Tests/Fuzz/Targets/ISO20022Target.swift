import Bytes
import Formats
import Refunds
import Rules

/// pain.002, camt.054 and camt.053: the same records in any blocks and however many are asked for at once, every transaction of the file accounted for, or
/// a refusal with its words.
enum ISO20022Target {
    private static let file = FuzzFile()
    private static let home = 417
    private static let limits = ReadingLimits(
        inflatedBytes: 1 << 16, records: 40, fieldBytes: 200, xmlDepth: 16, xmlAttributes: 8,
        xmlTagBytes: 512)

    private struct Reading: Equatable {
        var rows: [String] = []
        var whole: [String] = []
        var fault: String?
        var isRefused = false
    }

    /// What the first byte says: how the channel is set up, what was sent, and in what blocks the file is read a second time.
    private struct Mode {
        let settings: ISO20022Settings
        let sent: SentRefunds?
        let blockSize: Int

        init(_ byte: UInt8) {
            var settings = ISO20022Settings(
                debtor: ISO20022Settings.Debtor(name: "Shop", account: "1", agent: ""))
            settings.unlisted = byte & 1 == 0 ? .pending : .success
            settings.statements = byte & 2 != 0
            settings.paidStatuses = byte & 4 == 0 ? nil : [.settled, .credited]
            self.settings = settings
            let count = [0, 1, 3, nil][Int(byte >> 3 & 3)] as Int64?
            sent = count.map { count in
                var sent = SentRefunds(currency: CurrencyCode(packed: 0x45_55_52), exponent: 2)
                if count > 0 {
                    sent.serials = Array(1...count)
                    sent.amounts = sent.serials.map { 1_000 + $0 }
                }
                return sent
            }
            blockSize = [1, 2, 7, 31, 64, 100, 511, 4_095][Int(byte >> 5)]
        }
    }

    static func run(_ input: [UInt8]) throws {
        guard let first = input.first else { return }
        guard case .success(let survey) = try file.survey(Array(input.dropFirst()), limits),
            survey.layout == .xml
        else { return }
        let mode = Mode(first)
        let many = try reading(survey, mode, atMost: 1_000)
        let one = try reading(survey, mode, atMost: 1)
        // What came before a fault is handed out or not, as it lies in the chunks.
        if many.fault != nil || one.fault != nil {
            try hold(many.fault == one.fault, "\(many) and, one at a time, \(one)")
        } else {
            try hold(many == one, "\(many) and, one at a time, \(one)")
        }
        let pieces = try reading(survey, mode, atMost: 2, blockSize: mode.blockSize)
        if many.fault != nil || pieces.fault != nil {
            // Which of two faults is met first goes by the pieces.
            return try hold(many.fault != nil && pieces.fault != nil, "\(many) and, in pieces, \(pieces)")
        }
        try hold(many == pieces, "\(many) and, in pieces, \(pieces)")
    }

    private static func reading(
        _ survey: Survey, _ mode: Mode, atMost: Int, blockSize: Int = TextSource.usualBlock
    ) throws -> Reading {
        var found = Reading()
        do {
            let records = try ISO20022ResultFile(
                path: file.path, survey: survey, limits: limits, settings: mode.settings, homeNumber: home,
                blockSize: blockSize
            ) { _ in mode.sent }
            let reader = ResultFileReader(records)
            var chunk = ResultRecordChunk()
            var goesOn = true
            while goesOn {
                goesOn = try reader.read(into: &chunk, atMost: atMost)
                for row in chunk.records { found.rows.append(text(row, chunk.bytes)) }
            }
            try check(records, &found)
            if !found.isRefused { try account(for: records, found.rows.count, survey, mode) }
        } catch let fault as ByteFault {
            try FuzzFile.check(fault)
            found.fault = "\(fault)"
        }
        return found
    }

    private static func text(_ row: ResultRecord, _ bytes: [UInt8]) -> String {
        let texts = [
            row.refundID, row.resultText, row.amountText, row.currencyText, row.bankReference, row.reasonCode,
            row.reason, row.processedAt,
        ]
        return "\(row.line) \(row.result) \(texts.map(bytes.text)) \(row.isDamaged)"
    }

    private static func check(_ records: ISO20022ResultFile, _ found: inout Reading) throws {
        try hold(
            records.recordCount == found.rows.count,
            "\(records.recordCount) records read, \(found.rows.count) given")
        try hold(records.recordCount <= limits.records, "\(records.recordCount) records pass the limit")
        if let refusal = records.refusal {
            try FuzzFile.check(refusal)
            found.isRefused = true
            found.whole.append(refusal.text.english)
        }
        found.whole.append(records.directives.text("submission_id") ?? "")
        found.whole.append("\(records.others)")
        for note in records.notes {
            try hold(note.chinese.unicodeScalars.contains { $0.value >= 0x4E00 }, "\(note)")
            found.whole.append(note.english)
        }
    }

    /// Every transaction is a record, or one of those that are said to be somebody else's.
    private static func account(
        for records: ISO20022ResultFile, _ rows: Int, _ survey: Survey, _ mode: Mode
    ) throws {
        let count = try TransactionCount(file.path, survey, limits)
        let told = rows + records.others - count.barren
        let unlisted = count.hasReport ? mode.sent.map { max(1, $0.serials.count) } ?? 1 : 0
        try hold(
            (count.transactions...count.transactions + unlisted).contains(told),
            "\(count) in the file, \(rows) records and \(records.others) others")
    }
}
