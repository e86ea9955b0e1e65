import Bytes
import Refunds

/// Writes submissions as pain.001, customer credit transfer initiations (`bank-formats.md`, iso20022): one payment of as many transactions as there are
/// refunds, executed on the day on which it was sealed.
package struct PaymentInitiation: SubmissionWriting {
    let settings: ISO20022Settings

    package init(_ settings: ISO20022Settings) { self.settings = settings }

    package var fileExtension: String { "xml" }
    package var namesCreditors: Bool { true }

    private var isV03: Bool { settings.message == .v03 }

    // MARK: - Head and end

    package func appendHeader(_ header: SubmissionHeader, to output: inout [UInt8]) {
        let namespace = ISO20022MessageName.standardNamespace(settings.message.rawValue)
        let message = ISO20022Number.message(ofSubmission: header.id, homeNumber: header.homeNumber)
        let total = Money.text(minor: header.amount, exponent: header.exponent)
        let sum = settings.groupControlSum ? "<CtrlSum>\(total)</CtrlSum>" : ""
        let name = name(settings.debtor.name)
        let head = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="\(namespace)">
            <CstmrCdtTrfInitn>
            <GrpHdr><MsgId>\(message)</MsgId><CreDtTm>\(header.created)</CreDtTm><NbOfTxs>\(header.count)</NbOfTxs>\(sum)\
            <InitgPty><Nm>\(name)</Nm></InitgPty></GrpHdr>
            <PmtInf>
            \(payment(header))<NbOfTxs>\(header.count)</NbOfTxs><CtrlSum>\(total)</CtrlSum>\(service(header))\(date(header))
            <Dbtr><Nm>\(name)</Nm></Dbtr><DbtrAcct><Id>\(account(Array(settings.debtor.account.utf8)))</Id></DbtrAcct>\
            <DbtrAgt>\(agent(settings.debtor.agent) ?? notProvided)</DbtrAgt><ChrgBr>\(bearer(header))</ChrgBr>

            """
        output.append(contentsOf: head.utf8)
    }

    private func payment(_ header: SubmissionHeader) -> String {
        let id = ISO20022Number.payment(ofSubmission: header.id, homeNumber: header.homeNumber)
        let booking = settings.batchBooking.map { "<BtchBookg>\($0)</BtchBookg>" } ?? ""
        return "<PmtInfId>\(id)</PmtInfId><PmtMtd>TRF</PmtMtd>\(booking)"
    }

    private func service(_ header: SubmissionHeader) -> String {
        let level = settings.serviceLevel(of: header.currency)
        return level.isEmpty ? "" : "<PmtTpInf><SvcLvl><Cd>\(level)</Cd></SvcLvl></PmtTpInf>"
    }

    private func date(_ header: SubmissionHeader) -> String {
        let day = String(header.created.prefix(10))
        return "<ReqdExctnDt>" + (isV03 ? day : "<Dt>\(day)</Dt>") + "</ReqdExctnDt>"
    }

    private func bearer(_ header: SubmissionHeader) -> String {
        settings.chargeBearer ?? (header.currency == ISO20022Settings.euro ? "SLEV" : "SHAR")
    }

    private func name(_ text: String) -> String {
        var letters: [UInt8] = []
        Transliteration.append(Array(text.utf8).span, settings.charset.letters, .utf8, to: &letters)
        return Self.escaped(letters)
    }

    package func appendTrailer(_ totals: ControlTotals, of header: SubmissionHeader, to output: inout [UInt8])
    {
        Formats.append(word: "</PmtInf>\n</CstmrCdtTrfInitn>\n</Document>\n", to: &output)
    }

    // MARK: - Transactions

    /// That of a message such as `pain.001.001.09`.
    package static func namespace(_ message: String) -> String {
        ISO20022MessageName.standardNamespace(message)
    }

    /// The element that a refund becomes: one line each.
    package static let transaction = "CdtTrfTxInf"

    /// Which of the order's fields an element of a transaction is made of; nil where that isn't one of the creditor's, or several.
    package static func creditorField(of element: String) -> String? {
        switch element {
        case "Nm": "creditor_name"
        case "IBAN": "creditor_account"
        case "BIC", "BICFI", "MmbId": "creditor_agent"
        default: nil
        }
    }

    package func append(
        _ refund: OutgoingRefund, number: Int, of header: SubmissionHeader, in bytes: [UInt8],
        to output: inout [UInt8]
    ) throws(SubmissionFault) {
        let start = output.count
        do throws(SubmissionFault) {
            try appendTransaction(refund, header, bytes.span, to: &output)
        } catch {
            output.removeLast(output.count - start)
            throw error
        }
    }

    private func appendTransaction(
        _ refund: OutgoingRefund, _ header: SubmissionHeader, _ bytes: Span<UInt8>,
        to output: inout [UInt8]
    ) throws(SubmissionFault) {
        let creditor = refund.creditor
        Formats.append(word: "<CdtTrfTxInf><PmtId><EndToEndId>", to: &output)
        RefundID.append(home: header.homeNumber, serial: refund.serial, to: &output)
        Formats.append(word: "</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"", to: &output)
        Formats.append(currency: header.currency, to: &output)
        Formats.append(word: "\">", to: &output)
        Money.append(minor: refund.amount, exponent: header.exponent, to: &output)
        Formats.append(word: "</InstdAmt></Amt>", to: &output)
        try appendAgent(bytes.extracting(creditor.agent.range), to: &output)
        Formats.append(word: "<Cdtr><Nm>", to: &output)
        try appendName(bytes.extracting(creditor.name.range), to: &output)
        Formats.append(word: "</Nm></Cdtr><CdtrAcct><Id>", to: &output)
        try appendAccount(bytes.extracting(creditor.account.range), header, to: &output)
        Formats.append(
            word: "</Id></CdtrAcct><Purp><Cd>REFU</Cd></Purp><RmtInf><Ustrd>", to: &output)
        appendRemark(refund, bytes, to: &output)
        Formats.append(word: "</Ustrd></RmtInf></CdtTrfTxInf>\n", to: &output)
    }

    private func appendName(_ text: Span<UInt8>, to output: inout [UInt8]) throws(SubmissionFault) {
        guard !text.isEmpty else { throw SubmissionFault.missing("creditor_name") }
        let most = settings.nameRoom
        if text.count <= most, Transliteration.isPlain(text, settings.charset.letters) {
            return Self.appendLine(text, to: &output)
        }
        var letters: [UInt8] = []
        guard Transliteration.append(text, settings.charset.letters, .utf8, to: &letters) else {
            throw SubmissionFault(
                "creditor_name",
                "has letters that charset \(settings.charset.rawValue) lacks and nothing stands for",
                "含有字符集 \(settings.charset.rawValue) 没有且无法转写的字符", source: .order)
        }
        guard FieldText.scalars(letters.span, ByteRange(0, letters.count)) <= most else {
            throw SubmissionFault(
                "creditor_name", "is longer than the \(most) characters of the bank's field",
                "超过银行字段的 \(most) 个字符", source: .order)
        }
        Self.appendLine(letters.span, to: &output)
    }

    private func appendAccount(
        _ text: Span<UInt8>, _ header: SubmissionHeader, to output: inout [UInt8]
    ) throws(SubmissionFault) {
        guard !text.isEmpty else { throw SubmissionFault.missing("creditor_account") }
        if let iban = IBAN.canonical(text) {
            Formats.append(word: "<IBAN>", to: &output)
            output.append(contentsOf: iban)
            Formats.append(word: "</IBAN>", to: &output)
            return
        }
        if IBAN.isMeant(text) {
            throw SubmissionFault.noIBAN
        }
        if settings.serviceLevel(of: header.currency) == "SEPA" {
            throw SubmissionFault(
                "creditor_account", "is no IBAN, which a SEPA transfer needs", "不是 IBAN，而 SEPA 转账必须使用 IBAN",
                source: .order)
        }
        guard Self.isAccountNumber(text) else { throw Self.unfit("creditor_account", 34) }
        Formats.append(word: "<Othr><Id>", to: &output)
        XMLText.append(escaped: text, to: &output)
        Formats.append(word: "</Id></Othr>", to: &output)
    }

    private func appendAgent(_ text: Span<UInt8>, to output: inout [UInt8]) throws(SubmissionFault) {
        if text.isEmpty {
            guard settings.missingAgent == .notProvided else { return }
            output.append(contentsOf: "<CdtrAgt>\(notProvided)</CdtrAgt>".utf8)
            return
        }
        Formats.append(word: "<CdtrAgt>", to: &output)
        guard appendAgentID(text, to: &output) else { throw Self.unfit("creditor_agent", 35) }
        Formats.append(word: "</CdtrAgt>", to: &output)
    }

    /// What the creditor finds on their statement: which payment it is, and why it comes back.
    private func appendRemark(
        _ refund: OutgoingRefund, _ bytes: Span<UInt8>, to output: inout [UInt8]
    ) {
        var remark: [UInt8] = []
        remark.reserveCapacity(refund.paymentID.count + 1 + refund.description.count)
        appendPart(bytes.extracting(refund.paymentID.range), to: &remark)
        appendPart(bytes.extracting(refund.description.range), to: &remark)
        var end = 0
        var count = 0
        while end < remark.count {
            if remark[end] & 0xC0 != 0x80 {
                if count == 140 { break }
                count += 1
            }
            end += 1
        }
        Self.appendLine(remark.span.extracting(0..<end), to: &output)
    }

    private func appendPart(_ text: Span<UInt8>, to remark: inout [UInt8]) {
        if text.isEmpty { return }
        if !remark.isEmpty { remark.append(0x20) }
        Transliteration.append(text, settings.charset.letters, .utf8, to: &remark)
    }

    // MARK: - Parts

    /// An account's identification, which stands in `Id`.
    private func account(_ text: [UInt8]) -> String {
        if let iban = IBAN.canonical(text.span) {
            return "<IBAN>\(String(decoding: iban, as: UTF8.self))</IBAN>"
        }
        return "<Othr><Id>\(Self.escaped(text))</Id></Othr>"
    }

    /// A bank by its BIC or its number in a clearing system; nil where the text is neither.
    private func agent(_ text: String) -> String? {
        var output: [UInt8] = []
        guard appendAgentID(Array(text.utf8).span, to: &output) else { return nil }
        return String(decoding: output, as: UTF8.self)
    }

    /// The same appended; false, and nothing appended, where the text is neither.
    func appendAgentID(_ text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        if let bic = BIC.canonical(text) {
            // The older message knows banks by letters alone.
            if isV03, !BIC.isOfLetters(bic) { return false }
            Formats.append(word: isV03 ? "<FinInstnId><BIC>" : "<FinInstnId><BICFI>", to: &output)
            output.append(contentsOf: bic)
            Formats.append(word: isV03 ? "</BIC></FinInstnId>" : "</BICFI></FinInstnId>", to: &output)
            return true
        }
        guard !text.isEmpty, text.count <= 35, Self.isPlain(text), !BIC.isMeant(text) else { return false }
        Formats.append(word: "<FinInstnId><ClrSysMmbId><MmbId>", to: &output)
        Self.appendLine(text, to: &output)
        Formats.append(word: "</MmbId></ClrSysMmbId></FinInstnId>", to: &output)
        return true
    }

    private var notProvided: String { "<FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId>" }

    /// An account of another kind than an IBAN, as `Othr` takes it.
    static func isAccountNumber(_ text: Span<UInt8>) -> Bool { text.count <= 34 && isPlain(text) }

    /// Printable ASCII.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        for index in 0..<text.count where !(0x20...0x7E).contains(text[index]) { return false }
        return true
    }

    private static func escaped(_ text: [UInt8]) -> String {
        var output: [UInt8] = []
        appendLine(text.span, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// One line: what breaks lines is a blank.
    private static func appendLine(_ text: Span<UInt8>, to output: inout [UInt8]) {
        guard text.indices.contains(where: { text[$0] < 0x20 }) else {
            return XMLText.append(escaped: text, to: &output)
        }
        var line: [UInt8] = []
        for index in 0..<text.count { line.append(text[index] < 0x20 ? 0x20 : text[index]) }
        XMLText.append(escaped: line.span, to: &output)
    }

    private static func unfit(_ field: String, _ most: Int) -> SubmissionFault {
        SubmissionFault(
            field, "is nothing that the message can carry: at most \(most) plain characters",
            "无法写入报文：最多 \(most) 个普通字符", source: .order)
    }
}

extension ISO20022Settings {
    static let euro = CurrencyCode(packed: 0x45_55_52)

    /// Empty: not written.
    func serviceLevel(of currency: CurrencyCode) -> String {
        serviceLevel ?? (currency == Self.euro ? "SEPA" : "")
    }
}

extension ISO20022Settings.Charset {
    var letters: ProfileWriting.Charset {
        switch self {
        case .sepa: .sepa
        case .ascii: .ascii
        case .utf8: .any
        }
    }
}
