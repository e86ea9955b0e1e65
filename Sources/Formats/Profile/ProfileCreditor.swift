import Bytes
import Refunds

/// Where the money goes, as a profile's file says it: a name in the bank's letters, an account and a bank's number whole (`bank-formats.md`, what every layout keeps).
struct ProfileCreditor {
    private let profile: Profile
    private let writing: ProfileWriting

    init(_ profile: Profile, _ writing: ProfileWriting) {
        self.profile = profile
        self.writing = writing
    }

    func append(
        _ content: ProfileWriting.Content, of refund: OutgoingRefund, in bytes: [UInt8],
        to value: inout [UInt8]
    ) throws(SubmissionFault) {
        switch content {
        case .creditorName: try appendName(bytes.span.extracting(refund.creditor.name.range), to: &value)
        case .creditorAccount:
            try appendAccount(bytes.span.extracting(refund.creditor.account.range), to: &value)
        case .creditorAgent:
            // Many banks know it by the account.
            let text = bytes.span.extracting(refund.creditor.agent.range)
            if !text.isEmpty { try appendNumber(text, "creditor_agent", to: &value) }
        case .refundID, .paymentID, .orderNumber, .terminal, .orderAmount, .orderDatetime, .refundType,
            .refundAmount,
            .refundCurrency, .refundDescription, .rowNumber, .submissionID, .channel, .sequence, .created,
            .count, .total, .hashTotal:
            break
        }
    }

    private func appendName(_ text: Span<UInt8>, to value: inout [UInt8]) throws(SubmissionFault) {
        guard !text.isEmpty else { throw SubmissionFault.missing("creditor_name") }
        guard Transliteration.append(text, writing.charset, profile.encoding, to: &value) else {
            throw SubmissionFault(
                "creditor_name", "has letters that profile \(profile.name) lacks and nothing stands for",
                "含有配置 \(profile.name) 没有且无法转写的字符", source: .order)
        }
    }

    private func appendAccount(_ text: Span<UInt8>, to value: inout [UInt8]) throws(SubmissionFault) {
        guard !text.isEmpty else { throw SubmissionFault.missing("creditor_account") }
        if let iban = IBAN.canonical(text) {
            value.append(contentsOf: iban)
            return
        }
        if IBAN.isMeant(text) {
            throw SubmissionFault.noIBAN
        }
        try appendNumber(text, "creditor_account", to: &value)
    }

    private func appendNumber(
        _ text: Span<UInt8>, _ field: String, to value: inout [UInt8]
    ) throws(SubmissionFault) {
        for index in 0..<text.count {
            guard (0x20...0x7E).contains(text[index]) else {
                throw SubmissionFault(
                    field, "has characters that are neither letters, digits nor signs", "含有字母、数字和符号以外的字符",
                    source: .order)
            }
            value.append(text[index])
        }
    }
}
