import Bytes
import Formats
import Refunds
import Rules

/// A message of ISO 20022 read to its end.
struct MessageReading {
    /// `LINE ID RESULT AMOUNT CURRENCY REFERENCE CODE "REASON" TIME`, `-` for what is empty.
    var rows: [String] = []
    /// Lines of returns whose amount counts.
    var returns: [Int] = []
    /// Lines of records that contradict themselves.
    var damaged: [Int] = []
    var refusal: FileRefusal?
    var notes: [String] = []
    var submission: String?
    /// How often the submission's refunds were asked for.
    var asked = 0

    static let home = 417

    init(
        _ text: String, _ settings: ISO20022Settings = .plain, sent: SentRefunds? = nil, atMost: Int = 1_000,
        limits: ReadingLimits = ReadingLimits()
    ) throws {
        try self.init(Array(text.utf8), settings, sent: sent, atMost: atMost, limits: limits)
    }

    init(
        _ bytes: [UInt8], _ settings: ISO20022Settings = .plain, sent: SentRefunds? = nil,
        atMost: Int = 1_000, limits: ReadingLimits = ReadingLimits()
    ) throws {
        var asked = 0
        var rows: [String] = []
        var returns: [Int] = []
        var damaged: [Int] = []
        let file = try Files.with(bytes) { path, survey in
            let file = try ISO20022ResultFile(
                path: path, survey: survey, limits: limits, settings: settings, homeNumber: Self.home
            ) { _ in
                asked += 1
                return sent
            }
            let reader = ResultFileReader(file)
            var chunk = ResultRecordChunk()
            var goesOn = true
            while goesOn {
                goesOn = try reader.read(into: &chunk, atMost: atMost)
                rows += chunk.records.map { Self.row($0, chunk.bytes) }
                damaged += chunk.records.filter(\.isDamaged).map(\.line)
                returns += chunk.records.filter(\.statesAmount).map(\.line)
            }
            return file
        }
        self.rows = rows
        self.returns = returns
        self.damaged = damaged
        self.asked = asked
        refusal = file.refusal
        notes = file.notes.map(\.english)
        submission = file.directives.text("submission_id")
        precondition(file.recordCount == rows.count, "every record is counted")
    }

    private static func row(_ record: ResultRecord, _ bytes: [UInt8]) -> String {
        func text(_ range: ByteRange) -> String { range.isEmpty ? "-" : bytes.text(range) }
        let texts = [
            text(record.refundID), text(record.resultText), text(record.amountText),
            text(record.currencyText), text(record.bankReference), text(record.reasonCode),
            "\"\(bytes.text(record.reason))\"", text(record.processedAt),
        ]
        return "\(record.line) " + texts.joined(separator: " ") + (record.isDamaged ? " damaged" : "")
    }

    /// The rows' first three words: id and result without the line.
    var results: [String] {
        rows.map { row in
            let words = row.split(separator: " ")
            return "\(words[1].suffix(4)) \(words[2])"
        }
    }
}

extension ISO20022Settings {
    static let plain = ISO20022Settings(debtor: Debtor(name: "Shop", account: "1", agent: ""))

    func with(_ change: (inout ISO20022Settings) -> Void) -> ISO20022Settings {
        var settings = self
        change(&settings)
        return settings
    }
}

extension SentRefunds {
    /// Serials from 1, in euro; 10.01, 10.02 …
    static func euros(_ count: Int64) -> SentRefunds {
        var sent = SentRefunds(currency: CurrencyCode(packed: 0x45_55_52), exponent: 2)
        if count > 0 {
            sent.serials = Array(1...count)
            sent.amounts = sent.serials.map { 1_000 + $0 }
        }
        return sent
    }
}

/// The refund_id of a serial in the tests' home.
func refundID(_ serial: Int64) -> String { RefundID.text(home: MessageReading.home, serial: serial) }
