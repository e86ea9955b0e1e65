/// How a sheet is written into bytes. None of it may change what is decided.
struct Envelope: Equatable {
    enum Layout: String {
        case csv, xml
        /// pain.002 where the file names a submission, else camt.054; the bank's profile.
        case message, profile

        static let native = [csv, xml]
        var isNative: Bool { Self.native.contains(self) }
    }
    enum Encoding: String, CaseIterable { case utf8, utf8Mark, utf16Little, utf16Big, gb18030 }
    enum Compression: String, CaseIterable { case plain, gzip, members }

    var layout = Layout.csv
    var encoding = Encoding.utf8
    var compression = Compression.plain
    var separator = ","
    var lineEnd = "\n"
    var isChinese = false
    var isShouted = false
    var quotesAll = false
    /// A blank line before the header and after every second row.
    var hasBlankLines = false
    var leavesOutEmptyEnds = false
    /// A last line that doesn't end: a file in a drop folder is not whole then.
    var lacksLastLineEnd = false
    /// Messages name their submission by it.
    var homeNumber = 0

    /// What goes over the wire, what it inflates to, and on which line each record starts.
    struct Written {
        var bytes: [UInt8]
        var inflated: [UInt8]
        var lines: [Int]
    }

    func write(_ sheet: Sheet) -> Written {
        var text =
            switch layout {
            case .csv: CSVText(envelope: self).text(sheet)
            case .xml: XMLSheetText(envelope: self).text(sheet)
            case .message: MessageText(homeNumber: homeNumber).text(sheet)
            case .profile: ProfileText(sheet: sheet).text
            }
        if lacksLastLineEnd, text.text.hasSuffix(lineEnd) { text.text.removeLast(1) }
        let inflated = TextForm.encode(text.text, encoding)
        return Written(bytes: compressed(inflated), inflated: inflated, lines: text.lines)
    }

    private func compressed(_ bytes: [UInt8]) -> [UInt8] {
        switch compression {
        case .plain: return bytes
        case .gzip: return GzipMaking.member(bytes)
        case .members:
            let third = bytes.count / 3
            let parts = [bytes[..<third], bytes[third..<(2 * third)], bytes[(2 * third)...]]
            return parts.flatMap { GzipMaking.member(Array($0)) }
        }
    }

    /// One that a channel of this layout reads.
    static func drawn(for layout: DeclaredLayout, _ homeNumber: Int, _ chance: inout Chance) -> Envelope {
        var envelope = Envelope()
        envelope.layout = layout == .iso20022 ? .message : .profile
        envelope.compression = chance.once(in: 2) ? .plain : chance.pick(Compression.allCases)
        envelope.homeNumber = homeNumber
        return envelope
    }

    /// Any that can carry the sheet.
    static func drawn(for sheet: Sheet, _ chance: inout Chance) -> Envelope {
        var envelope = Envelope()
        envelope.layout = sheet.needsCSV || chance.once(in: 2) ? .csv : .xml
        envelope.encoding = chance.once(in: 3) ? .utf8 : chance.pick(Encoding.allCases)
        envelope.compression = chance.once(in: 2) ? .plain : chance.pick(Compression.allCases)
        envelope.separator = chance.pick([",", ",", ";", "\t"])
        envelope.lineEnd = chance.pick(["\n", "\r\n"])
        envelope.isChinese = chance.once(in: 4)
        envelope.isShouted = chance.once(in: 6)
        envelope.quotesAll = chance.once(in: 4)
        envelope.hasBlankLines = chance.once(in: 4)
        envelope.leavesOutEmptyEnds = chance.once(in: 3)
        return envelope
    }

    /// `xml utf16Big gzip`.
    var told: String { "\(layout.rawValue) \(encoding.rawValue) \(compression.rawValue)" }
}

extension Sheet {
    /// Whether XML can't say it: rows shifted by a cell, a header again, columns twice or missing, characters that XML excludes.
    var needsCSV: Bool {
        let isOdd = rows.contains { row in
            row.beyond != nil || row.isHeader
                || row.cells.contains { cell in
                    cell.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }
                }
        }
        let isPlain = columns.allSatisfy {
            $0.utf8.allSatisfy { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a) || $0 == 0x5f }
        }
        let keys = directives.map(\.key)
        // XML has no columns: a total is over all rows there when none of them states a currency.
        let statesNone = rows.allSatisfy { Cell.plain(text("refund_currency", $0)).isEmpty }
        let hasTotal = keys.contains { $0.hasPrefix("total.") }
        return hasTotal && statesNone && columns.contains("refund_currency") || isOdd || !isPlain
            || Set(columns).count < columns.count || Set(keys).count < keys.count
            || !Model.isComplete(self) || keys.contains("total")
    }
}
