package import Bytes
import Refunds

/// Writes submissions as a profile declares them. Identifiers and amounts are written whole or not at all; remarks are put into the bank's letters, and cut
/// where its field ends (details 29).
package struct ProfileSubmission: SubmissionWriting {
    private let profile: Profile
    private let writing: ProfileWriting

    /// Nil for a profile that writes none.
    package init?(_ profile: Profile) {
        guard let writing = profile.submissions else { return nil }
        self.profile = profile
        self.writing = writing
    }

    package var fileExtension: String { writing.fileExtension }
    package var encoding: TextEncoding { profile.encoding }
    package var namesOrders: Bool { writing.row.contains { $0.value == .content(.orderNumber) } }
    package var namesCreditors: Bool {
        writing.row.contains { cell in
            if case .content(let content) = cell.value { content.isOfCreditor } else { false }
        }
    }

    package func appendHeader(_ header: SubmissionHeader, to output: inout [UInt8]) throws(SubmissionFault) {
        if !writing.header.isEmpty { try append(writing.header, Source(header), to: &output) }
        guard writing.hasNames else { return }
        for (place, cell) in writing.row.enumerated() {
            if place > 0 { output.append(separator) }
            // `max` is of the values.
            var whole = cell
            whole.most = nil
            try appendCSV(Array(cell.name.utf8), whole, to: &output)
        }
        endLine(&output)
    }

    package func append(
        _ refund: OutgoingRefund, number: Int, of header: SubmissionHeader, in bytes: [UInt8],
        to output: inout [UInt8]
    ) throws(SubmissionFault) {
        try append(writing.row, Source(header, refund, number, bytes), to: &output)
    }

    package func appendTrailer(
        _ totals: ControlTotals, of header: SubmissionHeader, to output: inout [UInt8]
    ) throws(SubmissionFault) {
        if !writing.trailer.isEmpty { try append(writing.trailer, Source(header, totals), to: &output) }
    }

    /// Whether there is room for what a file says of itself, and for the numbers of its rows.
    package func demandRoom(for header: SubmissionHeader) throws(SubmissionFault) {
        let totals = ControlTotals(atMost: header.count, amount: header.amount)
        var source = Source(header, totals)
        source.number = header.count
        try demandRoom(writing.header, "header", source)
        try demandRoom(writing.trailer, "trailer", source)
        try demandRoom(writing.row, "row", source)
        var output: [UInt8] = []
        try appendHeader(header, to: &output)
        try appendTrailer(totals, of: header, to: &output)
    }

    /// The fault says which cell of the profile it is.
    private func demandRoom(
        _ cells: [ProfileWriting.Cell], _ key: String, _ source: Source
    ) throws(SubmissionFault) {
        let own: [ProfileWriting.Content] = [.rowNumber, .submissionID, .sequence, .channel]
        for (place, cell) in cells.enumerated()
        where key != "row" || own.contains(where: { cell.value == .content($0) }) {
            var value: [UInt8] = []
            do throws(SubmissionFault) {
                try append(cell, source, to: &value)
                _ = try fitted(value, cell, cell.piece?.length ?? cell.most)
            } catch {
                throw SubmissionFault(
                    "submissions.\(key)[\(place + 1)] (\(cell.name))", error.english, error.chinese,
                    source: error.source)
            }
        }
    }

    /// What a record is made of.
    private struct Source {
        var header: SubmissionHeader
        var refund: OutgoingRefund?
        var number = 0
        var bytes: [UInt8] = []
        var totals: ControlTotals?

        init(_ header: SubmissionHeader, _ totals: ControlTotals? = nil) {
            self.header = header
            self.totals = totals
        }

        init(_ header: SubmissionHeader, _ refund: OutgoingRefund, _ number: Int, _ bytes: [UInt8]) {
            self.header = header
            self.refund = refund
            self.number = number
            self.bytes = bytes
        }
    }

    // MARK: - Records

    private func append(
        _ cells: [ProfileWriting.Cell], _ source: Source, to output: inout [UInt8]
    ) throws(SubmissionFault) {
        let start = output.count
        do throws(SubmissionFault) {
            var column = 0
            for (place, cell) in cells.enumerated() {
                var value: [UInt8] = []
                try append(cell, source, to: &value)
                if let piece = cell.piece {
                    for _ in column..<piece.from { output.append(0x20) }
                    try appendFixed(value, cell, piece.length, to: &output)
                    column = piece.from + piece.length
                } else {
                    if place > 0 { output.append(separator) }
                    try appendCSV(value, cell, to: &output)
                }
            }
            if case .fixed(let width?) = profile.form {
                for _ in column..<max(column, width) { output.append(0x20) }
            }
        } catch {
            output.removeLast(output.count - start)
            throw error
        }
        endLine(&output)
    }

    private var separator: UInt8 {
        switch profile.form {
        case .csv(let separator, _): separator
        case .fixed: 0
        }
    }

    private func endLine(_ output: inout [UInt8]) {
        if writing.isCRLF { output.append(0x0D) }
        output.append(0x0A)
    }

    private func appendCSV(
        _ value: [UInt8], _ cell: ProfileWriting.Cell, to output: inout [UInt8]
    ) throws(SubmissionFault) {
        guard case .csv(let separator, let isQuoting) = profile.form else { return }
        let text = try fitted(value, cell, cell.most)
        if isQuoting {
            CSVWriter.append(cell: text.span, to: &output, separator: separator)
        } else if text.contains(where: { $0 == separator || $0 == 0x0A || $0 == 0x0D }) {
            throw SubmissionFault(
                cell.shown, "holds the separator or a line break, which profile \(profile.name) can't quote",
                "含有分隔符或换行，配置 \(profile.name) 不能加引号")
        } else {
            output.append(contentsOf: text)
        }
    }

    private func appendFixed(
        _ value: [UInt8], _ cell: ProfileWriting.Cell, _ length: Int, to output: inout [UInt8]
    ) throws(SubmissionFault) {
        let text = try fitted(value, cell, length)
        let missing = length - FieldText.scalars(text.span, ByteRange(0, text.count))
        if cell.isRight { for _ in 0..<missing { output.append(cell.pad) } }
        output.append(contentsOf: text)
        if !cell.isRight { for _ in 0..<missing { output.append(cell.pad) } }
    }

    /// No longer than the field: a remark is cut, anything else refused.
    private func fitted(
        _ value: [UInt8], _ cell: ProfileWriting.Cell, _ most: Int?
    ) throws(SubmissionFault) -> [UInt8] {
        guard let most, FieldText.scalars(value.span, ByteRange(0, value.count)) > most else { return value }
        guard cell.value == .content(.refundDescription) else {
            var source = SubmissionFault.Source.layout
            if case .content(let content) = cell.value, content.isOfCreditor { source = .order }
            throw SubmissionFault(
                cell.shown, "has \(value.count) characters, profile \(profile.name) has room for \(most)",
                "有 \(value.count) 个字符，配置 \(profile.name) 只容纳 \(most) 个", source: source)
        }
        var end = 0
        var count = 0
        while end < value.count {
            if value[end] & 0xC0 != 0x80 {
                if count == most { break }
                count += 1
            }
            end += 1
        }
        return Array(value[..<end])
    }

    // MARK: - Values

    private func append(
        _ cell: ProfileWriting.Cell, _ source: Source, to value: inout [UInt8]
    ) throws(SubmissionFault) {
        switch cell.value {
        case .constant(let text): value.append(contentsOf: text)
        case .content(let content) where content.isOfCreditor:
            if let refund = source.refund {
                try ProfileCreditor(profile, writing).append(
                    content, of: refund, in: source.bytes, to: &value)
            }
        case .content(.orderNumber):
            if let refund = source.refund {
                try appendOrderNumber(
                    source.bytes.span.extracting(refund.orderNumber.range), cell, to: &value)
            }
        case .content(let content):
            append(content, cell, source, to: &value)
            if let word = cell.words.first(where: { $0.ours == value }) { value = word.theirs }
        }
    }

    private func append(
        _ content: ProfileWriting.Content, _ cell: ProfileWriting.Cell, _ source: Source,
        to value: inout [UInt8]
    ) {
        let header = source.header
        switch content {
        case .submissionID: Money.append(UInt64(header.id), width: 1, to: &value)
        case .channel: value.append(contentsOf: header.channel.utf8)
        case .sequence: Money.append(UInt64(header.sequence), width: 1, to: &value)
        case .created: append(header.createdAt, offset: header.offset, cell, to: &value)
        case .refundCurrency: Formats.append(currency: header.currency, to: &value)
        case .count: Money.append(UInt64(source.totals?.count ?? header.count), width: 1, to: &value)
        case .total:
            profile.amounts.append(
                source.totals?.amount ?? header.amount, exponent: header.exponent, to: &value)
        case .hashTotal: Money.append(UInt64(source.totals?.hashTotal ?? 0), width: 1, to: &value)
        case .rowNumber: Money.append(UInt64(source.number), width: 1, to: &value)
        case .refundID, .paymentID, .terminal, .orderAmount, .orderDatetime, .refundType, .refundAmount,
            .refundDescription:
            if let refund = source.refund { append(content, cell, refund, source, to: &value) }
        // ProfileCreditor's.
        case .creditorName, .creditorAccount, .creditorAgent: break
        // Written before this is asked.
        case .orderNumber: break
        }
    }

    private func append(
        _ content: ProfileWriting.Content, _ cell: ProfileWriting.Cell, _ refund: OutgoingRefund,
        _ source: Source, to value: inout [UInt8]
    ) {
        let header = source.header
        switch content {
        case .refundID: RefundID.append(home: header.homeNumber, serial: refund.serial, to: &value)
        case .paymentID: value.append(contentsOf: source.bytes[refund.paymentID.range])
        case .terminal: value.append(contentsOf: source.bytes[refund.terminal.range])
        case .orderAmount:
            profile.amounts.append(refund.orderAmount, exponent: header.exponent, to: &value)
        case .refundAmount: profile.amounts.append(refund.amount, exponent: header.exponent, to: &value)
        case .orderDatetime: append(refund.orderTime, offset: refund.offset, cell, to: &value)
        case .refundType:
            Formats.append(word: refund.amount == refund.orderAmount ? "full" : "partial", to: &value)
        case .refundDescription:
            appendRemark(source.bytes.span.extracting(refund.description.range), to: &value)
        case .submissionID, .channel, .sequence, .created, .refundCurrency, .count, .total, .hashTotal,
            .rowNumber, .creditorName, .creditorAccount, .creditorAgent, .orderNumber:
            break
        }
    }

    /// The merchant's number whole: an identifier is never put into other letters.
    private func appendOrderNumber(
        _ text: Span<UInt8>, _ cell: ProfileWriting.Cell, to value: inout [UInt8]
    ) throws(SubmissionFault) {
        var number: [UInt8] = []
        Formats.append(text, to: &number)
        let isHeld =
            switch writing.charset {
            case .any: profile.encoding.holds(number) && !number.contains { $0 < 0x20 }
            case .ascii, .sepa: Transliteration.isPlain(text, writing.charset)
            }
        guard isHeld else {
            throw SubmissionFault(
                cell.shown,
                "has letters that profile \(profile.name) lacks, and a number is never written in others",
                "含有配置 \(profile.name) 没有的字符，而编号不作转写", source: .order)
        }
        value.append(contentsOf: number)
    }

    private func append(
        _ moment: Instant, offset: Int, _ cell: ProfileWriting.Cell, to value: inout [UInt8]
    ) {
        if let pattern = cell.dates ?? profile.dates {
            pattern.append(moment, offset: offset, to: &value)
        } else {
            moment.append(offset: offset, to: &value)
        }
    }

    /// In the letters that the profile's charset and encoding have.
    private func appendRemark(_ text: Span<UInt8>, to value: inout [UInt8]) {
        let start = value.count
        Transliteration.append(text, writing.charset, profile.encoding, to: &value)
        // A line of fixed width is one line.
        guard case .fixed = profile.form else { return }
        for index in start..<value.count where value[index] < 0x20 { value[index] = 0x20 }
    }
}
