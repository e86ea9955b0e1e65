import Formats
import Testing

@testable import Home

@Suite struct ISO20022SettingsTests {
    private func settings(_ lines: String) throws -> ISO20022Settings? {
        let text = "home_number: 417\nchannels:\n  sepa: {layout: iso20022, \(lines)}\n"
        return try Configuration.parse(Array(text.utf8), path: "r").channels["sepa"]?.iso20022
    }

    private static let debtor = "debtor: {name: Ours, account: DE89370400440532013000, agent: COBADEFFXXX}"

    @Test func defaults() throws {
        let found = try settings(Self.debtor)
        var expected = ISO20022Settings(
            debtor: .init(name: "Ours", account: "DE89370400440532013000", agent: "COBADEFFXXX"))
        #expect(found == expected)
        #expect(found?.paid == [.credited])
        expected.statements = true
        #expect(try settings(Self.debtor + ", statements: true") == expected)
        #expect(expected.paid == [])
    }

    @Test(
        "A debtor whose name can't be written is refused where refundry.yaml is read, not where the journal is",
        arguments: [
            ("name: 王", "sepa", false), ("name: 王", "ascii", false), ("name: 王", "utf-8", true),
            ("name: Müller & Söhne", "sepa", true), ("name: Жук", "sepa", false),
        ])
    func debtorsLetters(_ name: String, _ charset: String, _ isTaken: Bool) throws {
        let folder = try TemporaryFolder()
        let debtor = "debtor: {\(name), account: DE89370400440532013000}"
        let path = try folder.file(
            "refundry.yaml",
            "home_number: 417\nchannels:\n  sepa:\n    layout: iso20022\n    charset: \(charset)\n    \(debtor)\n"
        )
        if isTaken {
            #expect(try Configuration.load(from: path).channels["sepa"]?.iso20022 != nil)
        } else {
            let found = try failure { try Configuration.load(from: path) }
            let shown =
                "refundry.yaml:6: channels.sepa.debtor.name: '\(name.dropFirst(6))' has letters that charset"
            #expect(found.kind == .configuration && found.message.contains(shown), "\(found.message)")
        }
        #expect(try settings("\(debtor), charset: \(charset)") != nil)
    }

    struct Debtor: Sendable, CustomTestStringConvertible {
        let lines: String
        /// The message behind `channels.sepa.debtor.`; nil: it is taken.
        let fault: String?
        var testDescription: String { lines }
    }

    private static func debtor(
        name: String = "Ours", account: String = "DE89370400440532013000", agent: String? = nil,
        also more: String = "", _ fault: String?
    ) -> Debtor {
        let agent = agent.map { ", agent: \"\($0)\"" } ?? ""
        return Debtor(
            lines: "debtor: {name: \"\(name)\", account: \"\(account)\"\(agent)}\(more)", fault: fault)
    }

    private static let older = ", message: pain.001.001.03"
    private static let utf8 = ", charset: utf-8"

    static let debtors: [Debtor] = [
        debtor(account: String(repeating: "1", count: 34), nil),
        debtor(account: "12 & 34/5-6", nil),
        debtor(account: "de89 3704 0044 0532 0130 00", nil),
        debtor(account: String(repeating: "1", count: 35), "account is nothing that the message can carry"),
        debtor(account: "１２３４", "account is nothing that the message can carry"),
        debtor(account: "12\\u00E4", "account is nothing that the message can carry"),
        debtor(account: "  ", "account is blank"),
        debtor(account: "12\\uFFFE3", "account has the character U+FFFE,"),
        debtor(name: "   ", "name is blank"),
        debtor(name: "\\u00A0\\u3000", also: utf8, "name is blank"),
        debtor(name: "a\\u0007b", also: utf8, "name has the character U+0007,"),
        debtor(name: "a\\nb", "name has the character U+000A,"),
        debtor(name: "a\\x7Fb", also: utf8, "name has the character U+007F,"),
        debtor(name: "a\\u0085b", also: utf8, "name has the character U+0085,"),
        debtor(name: "a\\u2028b", also: utf8, "name has the character U+2028,"),
        debtor(name: "a\\uFFFFb", also: utf8, "name has the character U+FFFF,"),
        debtor(name: "a\\uFEFFb", also: utf8, "name has the character U+FEFF,"),
        debtor(name: "a\\U0001FFFEb", also: utf8, "name has the character U+1FFFE,"),
        debtor(name: "a\\U0001F600b", also: utf8, nil),
        debtor(name: String(repeating: "ß", count: 35), nil),
        debtor(
            name: String(repeating: "ß", count: 36),
            "name has 72 characters in the letters of charset sepa, the message has room for 70"),
        debtor(name: String(repeating: "a", count: 71), "name has 71 characters"),
        debtor(name: String(repeating: "ß", count: 70), also: ", charset: ascii", nil),
        debtor(name: String(repeating: "ß", count: 71), also: ", charset: ascii", "name has 142 characters"),
        debtor(name: String(repeating: "王", count: 140), also: utf8, nil),
        debtor(
            name: String(repeating: "王", count: 141), also: utf8, "name must be a text of 1 to 140 characters"
        ),
        debtor(agent: "C0BADEFFXXX", nil), debtor(agent: "cobadeff", also: older, nil),
        debtor(agent: "121000248", also: older, nil),
        debtor(
            agent: "C0BADEFFXXX", also: older,
            "agent: 'C0BADEFFXXX' is a BIC that pain.001.001.03 has no place for"),
        debtor(
            agent: "COBADE0F", also: older, "agent: 'COBADE0F' is a BIC that pain.001.001.03 has no place for"
        ),
        debtor(agent: "银行", "agent is nothing that the message can carry"),
        debtor(agent: " ", "agent is blank"), debtor(agent: "12\\t3", "agent has the character U+0009,"),
    ]

    @Test("A debtor that a message can't carry is refused where refundry.yaml is read", arguments: debtors)
    func carried(_ debtor: Debtor) throws {
        let folder = try TemporaryFolder()
        let path = try folder.file(
            "refundry.yaml",
            "home_number: 417\nchannels:\n  sepa: {layout: iso20022, \(debtor.lines)}\n")
        guard let fault = debtor.fault else {
            let found = try Configuration.load(from: path)
            let settings = try #require(found.channels["sepa"]?.iso20022)
            #expect(try ISO20022Settings(kept: settings.text) == settings)
            return
        }
        let found = try failure { try Configuration.load(from: path) }
        #expect(found.kind == .configuration)
        let shown = "refundry.yaml:3: channels.sepa.debtor.\(fault)"
        #expect(found.message.contains(shown), "\(found.message)")
    }

    /// Whatever characters a text has: a text that an earlier version took must be read too, or its home stands still.
    @Test("What the ledger keeps of a debtor is read back, whatever it is") func keptTexts() throws {
        let odd = Array(
            "&*#:'\"\\{}[],-?!|>%@` aZ0éß王\u{FEFF}\u{FFFE}\u{FFFF}\u{2028}\u{85}\u{7}\t\n\r\u{7F}\u{1F600}"
                .unicodeScalars)
        let seed = UInt64.random(in: 1...UInt64.max)
        var random = Steps(state: seed)
        func text(_ most: Int) -> String {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 1...most, using: &random) {
                let any = Unicode.Scalar(UInt32.random(in: 1...0x10FFFF, using: &random))
                if let scalar = Bool.random(using: &random) ? any : odd.randomElement(using: &random) {
                    text.append(scalar)
                }
            }
            // No setting begins with a byte order mark: the reader of YAML takes it off.
            let kept = text.drop { $0 == "\u{FEFF}" }
            return kept.isEmpty ? "-" : String(kept)
        }
        for _ in 0..<2_000 {
            let debtor = ISO20022Settings.Debtor(name: text(70), account: "1", agent: "")
            let settings = ISO20022Settings(debtor: debtor)
            #expect(
                try ISO20022Settings(kept: settings.text) == settings,
                "seed \(seed): \(debtor.name.debugDescription)")
        }
    }

    @Test("Settings that are taken are read back from the journal; those that it couldn't keep are refused")
    func keptSettings() throws {
        for (name, isTaken) in [
            ("A & B", true), ("A \\x26 B", true), ("A\\x26B", true), ("A \\x26B", false), ("\\x2AB", true),
            ("-\\x2AB", false), ("A \\x26", false), ("# A: B", true), ("a\\u2028\\u0085\\uFEFF\\n# b", true),
        ] {
            let text =
                "home_number: 417\nchannels:\n  sepa: {layout: iso20022, debtor: {name: \"\(name)\", account: \"1\"}}\n"
            guard isTaken else {
                let found = try failure { try Configuration.parse(Array(text.utf8), path: "r") }
                #expect(found.message.hasPrefix("r:3: a text has & or * behind a blank or sign"), "\(name)")
                continue
            }
            let read = try Configuration.parse(Array(text.utf8), path: "r")
            let again = try Configuration.parse(Array(try read.settingsText().utf8), path: "r")
            #expect(again.channels == read.channels, "\(name)")
        }
    }

    /// What the ledger keeps gives the same bytes: every setting that decides them comes back.
    @Test func whatTheLedgerKeepsIsRead() throws {
        let lines = """
            message: pain.001.001.03, missing_agent: NOTPROVIDED, group_control_sum: false, charset: utf-8, \
            service_level: "", charge_bearer: DEBT, batch_booking: false, \
            debtor: {name: "O'Neil: \\"退款\\" #1", account: "12345678"}
            """
        let found = try #require(try settings(lines))
        #expect(found.serviceLevel == "" && found.batchBooking == false && found.message == .v03)
        #expect(try ISO20022Settings(kept: found.text) == found)
        let answers = try #require(
            try settings(Self.debtor + ", unlisted: success, paid_statuses: [ACSC, ACCC]"))
        #expect(answers.paid == [.settled, .credited] && answers.unlisted == .success)
        #expect(answers.text == (try settings(Self.debtor))?.text)
    }

    @Test(arguments: [
        ("message: pain.001.001.09", "channels.sepa lacks debtor: {name: …, account: …, agent: …}; add it"),
        ("debtor: {account: \"1\"}", "channels.sepa.debtor lacks name; add it"),
        ("debtor: {name: Ours}", "channels.sepa.debtor lacks account; add it"),
        (
            "debtor: {name: Ours, account: DE88370400440532013000}",
            "channels.sepa.debtor.account is no IBAN: its check digits are wrong; correct it"
        ),
        (
            "debtor: {name: Ours, account: \"1\", agent: BANKOFX}",
            "channels.sepa.debtor.agent is no BIC of 8 or 11 characters; correct it"
        ),
        (
            debtor + ", message: pain.001.001.02",
            "channels.sepa.message is 'pain.001.001.02', which is none of pain.001.001.03, pain.001.001.09, pain.001.001.11; "
                + "write one of these"
        ),
        (
            debtor + ", paid_statuses: [ACSP]",
            "channels.sepa.paid_statuses is 'ACSP', which is none of ACSC, ACCC; write one of these"
        ),
        (
            debtor + ", service_level: sepa",
            "channels.sepa.service_level must be a code of at most 4 capitals and digits, or \"\"; correct the value"
        ),
        (
            debtor + ", profile: mercadopago",
            "channels.sepa.profile has no use beside layout: iso20022; remove the line"
        ),
    ])
    func mistakes(_ lines: String, _ message: String) {
        let found = #expect(throws: HomeFailure.self) { try settings(lines) }
        #expect(found?.message.hasSuffix(message) == true, "\(found?.message ?? "")")
    }

    @Test(arguments: ["charset: sepa", "schema: schemas"])
    func besideAnotherLayout(_ line: String) {
        let text = "home_number: 417\nchannels:\n  card: {\(line)}\n"
        let found = #expect(throws: HomeFailure.self) {
            try Configuration.parse(Array(text.utf8), path: "r")
        }
        #expect(
            found?.message.hasSuffix(
                "has a meaning beside layout: iso20022 alone; remove the line, or choose that layout") == true
        )
    }
}
