import Bytes
import Refunds

/// What of a debtor no message can carry. The same is demanded of a creditor, whose refund waits; a debtor's fault would be in every file.
package enum DebtorFault: Sendable, Equatable {
    package enum Field: String, Sendable { case name, account, agent }

    /// A character that no message holds, or that nobody sees.
    case character(Field, Unicode.Scalar)
    case blank(Field)
    /// The name has letters that the charset lacks and nothing stands for.
    case letters
    /// The name, in the letters of the charset, is longer than the message's field.
    case length(written: Int, most: Int)
    /// Neither an IBAN nor up to 34 plain characters.
    case account
    /// Neither a BIC nor up to 35 plain characters.
    case agent
    /// A BIC that the older message has no place for.
    case olderAgent

    package var field: Field {
        switch self {
        case .character(let field, _), .blank(let field): field
        case .letters, .length: .name
        case .account: .account
        case .agent, .olderAgent: .agent
        }
    }
}

extension PaymentInitiation {
    /// The first thing that is wrong with the debtor; nil where every file can name them.
    package var debtorFault: DebtorFault? {
        let debtor = settings.debtor
        let texts: [(DebtorFault.Field, String)] = [
            (.name, debtor.name), (.account, debtor.account), (.agent, debtor.agent),
        ]
        for (field, text) in texts where !(field == .agent && text.isEmpty) {
            if let odd = text.unicodeScalars.first(where: Self.isOdd) { return .character(field, odd) }
            if text.unicodeScalars.allSatisfy(\.properties.isWhitespace) { return .blank(field) }
        }
        return nameFault(Array(debtor.name.utf8)) ?? accountFault(Array(debtor.account.utf8))
            ?? agentFault(Array(debtor.agent.utf8))
    }

    /// Control characters, ends of lines, byte order marks, and what Unicode has for no character.
    private static func isOdd(_ scalar: Unicode.Scalar) -> Bool {
        let categories: [Unicode.GeneralCategory] = [.control, .lineSeparator, .paragraphSeparator]
        return scalar == "\u{FEFF}" || scalar.properties.isNoncharacterCodePoint
            || categories.contains(scalar.properties.generalCategory)
    }

    private func nameFault(_ name: [UInt8]) -> DebtorFault? {
        var letters: [UInt8] = []
        guard Transliteration.append(name.span, settings.charset.letters, .utf8, to: &letters) else {
            return .letters
        }
        let written = FieldText.scalars(letters.span, ByteRange(0, letters.count))
        return written > settings.nameRoom ? .length(written: written, most: settings.nameRoom) : nil
    }

    private func accountFault(_ account: [UInt8]) -> DebtorFault? {
        if let iban = IBAN.canonical(account.span) { return IBAN.hasLength(iban) ? nil : .account }
        return IBAN.isMeant(account.span) || !Self.isAccountNumber(account.span) ? .account : nil
    }

    private func agentFault(_ agent: [UInt8]) -> DebtorFault? {
        var written: [UInt8] = []
        if agent.isEmpty || appendAgentID(agent.span, to: &written) { return nil }
        return BIC.canonical(agent.span) == nil ? .agent : .olderAgent
    }
}

extension ISO20022Settings {
    /// Most characters of a name: SEPA takes half of what the message has room for.
    var nameRoom: Int { charset == .sepa ? 70 : 140 }
}
