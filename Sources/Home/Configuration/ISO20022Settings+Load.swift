import Bytes
package import Formats
import Refunds
import Yams

extension ISO20022Settings {
    /// The keys of a channel that only this layout has.
    static let keys = [
        "message", "debtor", "missing_agent", "group_control_sum", "charset", "service_level",
        "charge_bearer",
        "batch_booking", "unlisted", "statements", "paid_statuses",
    ]

    /// Of a channel's section; what else stands there is not looked at.
    init(_ section: SettingNode) throws(HomeFailure) {
        let entries = try section.entries()
        guard let debtor = entries.first(where: { $0.key == "debtor" }) else {
            throw section.lacks("debtor: {name: …, account: …, agent: …}")
        }
        self.init(debtor: try Self.debtor(debtor.value))
        for entry in entries where Self.keys.contains(entry.key) {
            let value = entry.value
            switch entry.key {
            case "message": message = try value.choice(Message.self)
            case "missing_agent": missingAgent = try value.choice(MissingAgent.self)
            case "group_control_sum": groupControlSum = try value.boolean()
            case "charset": charset = try value.choice(Charset.self)
            case "service_level": serviceLevel = try value.code(upTo: 4)
            case "charge_bearer": chargeBearer = try value.choice(ChargeBearer.self).rawValue
            case "batch_booking": batchBooking = try value.boolean()
            case "unlisted": unlisted = try value.choice(Unlisted.self)
            case "statements": statements = try value.boolean()
            case "paid_statuses": paidStatuses = try value.choices(PaidStatus.self)
            default: break  // not our enum; debtor was read
            }
        }
    }

    private enum ChargeBearer: String, CaseIterable { case SLEV, SHAR, DEBT, CRED }

    private static func debtor(_ section: SettingNode) throws(HomeFailure) -> Debtor {
        var texts: [String: String] = [:]
        for entry in try section.entries(known: ["name", "account", "agent"]) {
            let text = try entry.value.string()
            let most = entry.key == "name" ? 140 : entry.key == "account" ? 34 : 35
            // The journal may hold an account of 35: an earlier version took it.
            guard !text.isEmpty, text.unicodeScalars.count <= max(most, 35) else {
                throw entry.value.wrongType("a text of 1 to \(most) characters", "1 至 \(most) 个字符的文本")
            }
            try entry.value.demandSound(text, entry.key)
            texts[entry.key] = text
        }
        guard let name = texts["name"] else { throw section.lacks("name") }
        guard let account = texts["account"] else { throw section.lacks("account") }
        return Debtor(name: name, account: account, agent: texts["agent"] ?? "")
    }

    /// What decides a file's bytes, as YAML that `init(kept:)` reads: what the ledger keeps with a submission.
    package var text: String {
        func quoted(_ text: String) -> String { JSON.string(text).text }
        var lines = [
            "message: \(message.rawValue)",
            "debtor: {name: \(quoted(debtor.name)), account: \(quoted(debtor.account))"
                + (debtor.agent.isEmpty ? "" : ", agent: \(quoted(debtor.agent))") + "}",
            "missing_agent: \(missingAgent.rawValue)", "group_control_sum: \(groupControlSum)",
            "charset: \(charset.rawValue)",
        ]
        if let serviceLevel { lines.append("service_level: \(quoted(serviceLevel))") }
        if let chargeBearer { lines.append("charge_bearer: \(chargeBearer)") }
        if let batchBooking { lines.append("batch_booking: \(batchBooking)") }
        return lines.map { $0 + "\n" }.joined()
    }

    /// Of a text that an earlier version may have kept. Throws a failure of kind configuration where it can't be read.
    package init(kept text: String) throws(HomeFailure) {
        let file = "the ledger's settings of ISO 20022"
        guard let node = try YamlText.root(Self.readable(text), file: file) else {
            throw SettingNode.failure(file: file, line: 1, "nothing stands there", "内容为空")
        }
        try self.init(SettingNode(node: node, file: file, name: "", line: 1))
    }
}

extension ISO20022Settings {
    /// What YAML doesn't take as it stands, or `YamlText` refuses in what people write, as an escape: all of it stands in quotes there, for `text` puts it so.
    private static func readable(_ text: String) -> [UInt8] {
        var readable: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&", "*": readable += "\\x\(String(scalar.value, radix: 16))".utf8
            case "\u{FEFF}", "\u{FFFE}", "\u{FFFF}": readable += "\\u\(String(scalar.value, radix: 16))".utf8
            default: readable += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        return readable
    }
}

extension SettingNode {
    /// A code of letters and digits; empty: none.
    fileprivate func code(upTo most: Int) throws(HomeFailure) -> String {
        guard let text = node.scalar?.string, text.utf8.count <= most,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
        else {
            throw wrongType(
                "a code of at most \(most) capitals and digits, or \"\"", "最多 \(most) 个大写字母或数字的代码，或 \"\"")
        }
        return text
    }

    fileprivate func choices<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type
    ) throws(HomeFailure) -> [Choice] where Choice.RawValue == String {
        var chosen: [Choice] = []
        for text in try node.sequence?.isEmpty == true ? [] : strings() {
            guard let choice = Choice(rawValue: text) else {
                throw noChoice(text, Choice.allCases.map(\.rawValue))
            }
            chosen.append(choice)
        }
        return chosen
    }

    /// An IBAN's check digits and a BIC's shape.
    fileprivate func demandSound(_ text: String, _ key: String) throws(HomeFailure) {
        let bytes = Array(text.utf8)
        if key == "account", IBAN.isMeant(bytes.span), IBAN.canonical(bytes.span) == nil {
            throw fail(
                "\(name) is no IBAN: its check digits are wrong; correct it", "\(name) 不是有效的 IBAN：校验位不符；请更正")
        }
        if key == "agent", BIC.canonical(bytes.span) == nil, BIC.isMeant(bytes.span) {
            throw fail(
                "\(name) is no BIC of 8 or 11 characters; correct it", "\(name) 不是 8 或 11 位的 BIC；请更正")
        }
    }

    func ofISO20022() -> HomeFailure {
        fail(
            "\(name) has a meaning beside layout: iso20022 alone; remove the line, or choose that layout",
            "\(name) 仅在 layout: iso20022 时有效；请删除该行，或改用该格式")
    }

    func hasNoUse(_ key: String) -> HomeFailure {
        fail(
            "\(name).\(key) has no use beside layout: iso20022; remove the line",
            "\(name).\(key) 在 layout: iso20022 时无用；请删除该行")
    }
}
