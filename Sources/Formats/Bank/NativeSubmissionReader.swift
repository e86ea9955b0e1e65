package import Bytes
package import Refunds

/// Reads a native submission file back, as far as its bytes can be made again from it and the ledger: its head, and which refunds it holds.
package struct NativeSubmissionReader {
    package let id: Int
    package let channel: String
    package let sequence: Int
    package let created: Instant
    package let currency: CurrencyCode
    package let layout: BankLayout
    /// By place in the file; 0 where a refund_id is none of this home.
    package let serials: [Int64]

    /// Nil when the file is no native submission. Throws a `ByteFault` where it can't be read at all.
    package init?(path: String, survey: Survey, limits: ReadingLimits, homeNumber: Int) throws {
        let file = try RecordFile(path: path, survey: survey, limits: limits, layout: .submission)
        guard file.refusal == nil else { return nil }
        let cells = RecordCells(header: file.header)
        var serials: [Int64] = []
        var chunk = RecordChunk()
        var goesOn = true
        while goesOn {
            chunk.removeAll()
            goesOn = try file.read(into: &chunk, atMost: 8_192)
            let bytes = chunk.bytes.span
            for entry in chunk.records {
                let text = FieldText.plain(bytes, cells.range(0, of: entry, in: chunk))
                serials.append(RefundID.serial(of: bytes.extracting(text.range), home: homeNumber) ?? 0)
            }
        }
        guard let id = Self.number(file, "submission_id"), let sequence = Self.number(file, "sequence"),
            let channel = file.directives.text("channel"),
            let created = Self.created(file),
            let currency = file.directives.text("currency").flatMap(CurrencyCode.init)
        else { return nil }
        self.id = id
        self.channel = channel
        self.sequence = sequence
        self.created = created
        self.currency = currency
        self.serials = serials
        layout =
            switch survey.layout {
            case .csv: .nativeCSV
            case .xml: .nativeXML
            }
    }

    private static func number(_ file: RecordFile, _ key: String) -> Int? {
        file.directives.text(key).flatMap { text in
            text.utf8.allSatisfy { $0.digit != nil } ? Int(text) : nil
        }
    }

    private static func created(_ file: RecordFile) -> Instant? {
        guard let text = file.directives.text("created"), let time = WrittenTime(Array(text.utf8).span),
            let offset = time.offset
        else { return nil }
        return Instant(seconds: time.localSeconds - Int64(offset))
    }
}
