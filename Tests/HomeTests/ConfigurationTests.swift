import Refunds
import Testing

@testable import Home

@Suite struct ConfigurationTests {
    private func parse(_ text: String) throws -> Configuration {
        try Configuration.parse(Array(text.utf8), path: "refundry.yaml")
    }

    @Test func homeNumberAloneGivesEveryDefault() throws {
        let configuration = try parse("home_number: 417\n")
        var expected = Configuration(homeNumber: 417)
        expected.text = Array("home_number: 417\n".utf8)
        #expect(configuration == expected)
        #expect(configuration.channel(named: "default")?.layout == .nativeCSV)
        #expect(configuration.limits.inflatedBytes == 2_147_483_648)
        #expect(configuration.settings(forAccount: "any").policy == .acceptGood)
    }

    @Test func templateIsTheDefaults() throws {
        let template = Configuration.template(homeNumber: 417)
        var expected = Configuration(homeNumber: 417)
        expected.text = Array(template.utf8)
        #expect(try parse(template) == expected)
        let uncommented = template.split(separator: "\n").filter { !$0.hasPrefix("#") }
        #expect(uncommented.count == 1)
    }

    @Test func uncommentedTemplateParsesToDefaultsAndTheExamples() throws {
        let lines = Configuration.template(homeNumber: 417).split(
            separator: "\n", omittingEmptySubsequences: false)
        let text = lines.map { $0.hasPrefix("# ") ? String($0.dropFirst(2)) : String($0) }.joined(
            separator: "\n")
        let configuration = try parse(text)
        var expected = Configuration(homeNumber: 417)
        expected.text = Array(text.utf8)
        expected.channels["card"] = ChannelSettings(timeZone: "Asia/Shanghai")
        var account = AccountSettings()
        account.approval = .one
        account.terminalChannels = ["99537801": "card"]
        expected.accounts = ["995378": account]
        #expect(configuration == expected)
    }

    @Test func accountsInheritKeyByKey() throws {
        let configuration = try parse(
            """
            home_number: 417
            defaults: {policy: tolerance, tolerance: {rows: 0.1}, approval: one, reasons: [broken, "late & lost"]}
            accounts:
              "0012": {tolerance: {money: 0.125}, approval: none, require_count: true}
              "13":
              "14": {terminals: {"7": {channel: card}, "8": {}}}
            channels:
              card: {layout: native-xml, timezone: Europe/Berlin, exponents: {CLP: 2}, max_age_days: 30, max_refunds: 1}
            """)
        let first = configuration.settings(forAccount: "0012")
        #expect(first.policy == .tolerance)
        #expect(first.toleranceRows == Share(numerator: 1, denominator: 10))
        #expect(first.toleranceMoney == Share(numerator: 125, denominator: 1000))
        #expect(first.approval == .none)
        #expect(first.requireCount)
        #expect(first.reasons == ["broken", "late & lost"])
        #expect(configuration.settings(forAccount: "13") == configuration.defaults)
        #expect(configuration.settings(forAccount: "unlisted") == configuration.defaults)
        #expect(configuration.channel(forAccount: "14", terminal: "7") == "card")
        #expect(configuration.channel(forAccount: "14", terminal: "8") == "default")
        #expect(configuration.channel(forAccount: "unlisted", terminal: "7") == "default")
        #expect(configuration.channel(named: "card")?.layout == .nativeXML)
        #expect(configuration.channel(named: "card")?.exponents == ["CLP": 2])
        #expect(configuration.channel(named: "card")?.timeZone == "Europe/Berlin")
        #expect(configuration.channel(named: "default")?.timeZone == "Asia/Shanghai")
        #expect(configuration.channel(named: "none") == nil)
    }

    @Test func review() throws {
        let configuration = try parse(
            """
            home_number: 417
            defaults: {approval: two, above: {USD: "10000.00", "*": 5000, JPY: "0"}, review_warnings: true}
            accounts: {"1": {approval: none, above: {}, cooling_minutes: 90}}
            """)
        let amounts = configuration.defaults.above.mapValues(\.millionths)
        #expect(amounts == ["USD": 10_000_000_000, "*": 5_000_000_000, "JPY": 0])
        #expect(configuration.defaults.approval == .two && configuration.defaults.reviewWarnings)
        #expect(configuration.defaults.coolingMinutes == 0)
        let own = configuration.settings(forAccount: "1")
        #expect(own.approval == .none && own.above.isEmpty && own.reviewWarnings && own.coolingMinutes == 90)
    }

    @Test func generalSettings() throws {
        let configuration = try parse(
            """
            home_number: 100\r
            timezone: America/New_York\r
            settle_seconds: 0\r
            busy_seconds: 60\r
            encoding: gb18030\r
            distinct_logins: true\r
            language: both\r
            limits: {records: 5, ratio: 300}\r
            """)
        #expect(configuration.timeZone == "America/New_York")
        #expect(configuration.channel(named: "default")?.timeZone == "America/New_York")
        #expect(configuration.settleSeconds == 0)
        #expect(configuration.busySeconds == 60)
        #expect(configuration.encoding == .gb18030)
        #expect(configuration.distinctLogins)
        #expect(configuration.limits.records == 5)
        #expect(configuration.limits.ratio == 300)
        #expect(configuration.limits.xmlDepth == 16)
    }

    @Test(
        arguments: [
            ("0", 0, 1), ("1", 1, 1), ("0.05", 5, 100), ("1.000", 1000, 1000),
            ("0.123456789", 123_456_789, 1_000_000_000),
        ] as [(String, Int64, Int64)])
    func shares(_ text: String, _ numerator: Int64, _ denominator: Int64) {
        #expect(Share(text) == Share(numerator: numerator, denominator: denominator))
    }

    @Test(arguments: [
        "", ".5", "0.", "1.01", "2", "5e-2", "0,05", "-0.1", "+0", " 0", "0.1234567890", "00.5", "0.5.0", "０",
    ])
    func noShares(_ text: String) {
        #expect(Share(text) == nil)
    }

    /// As many as fit: what each account costs must not grow with the number of channels.
    @Test func thousandsOfAccountsAndChannels() throws {
        let channels = (0..<8_000).map { "  c\($0): {}\n" }.joined()
        let accounts = (0..<8_000).map { "  a\($0): {terminals: {\"1\": {channel: c\($0)}}}\n" }.joined()
        let configuration = try parse("home_number: 417\nchannels:\n\(channels)accounts:\n\(accounts)")
        #expect(configuration.accounts.count == 8_000)
        #expect(configuration.accounts["a7999"]?.terminalChannels == ["1": "c7999"])
        #expect(configuration.channels.count == 8_001)
    }

    @Test func missingFile() throws {
        let folder = try TemporaryFolder()
        let found = try failure { try Configuration.load(from: "\(folder.path)/refundry.yaml") }
        #expect(found.kind == .configuration)
        #expect(found.exitStatus == 78)
        #expect(found.message.contains("/refundry.yaml: the file is not there; put it back"))
    }

    @Test func loadKeepsTheBytes() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("refundry.yaml", "home_number: 999 # kept\n")
        #expect(try Configuration.load(from: path).text == Array("home_number: 999 # kept\n".utf8))
    }

    /// Funds are put together currency by currency, like the shares of a tolerance.
    @Test func fundsOfAccounts() throws {
        let text = """
            home_number: 417
            defaults: {funds: {USD: on, EUR: on}, funds_looks: ["22:00", "07:30"]}
            accounts:
              a: {funds: {EUR: off, JPY: "on"}, funds_order: smallest_first, funds_days: 7}
            """
        let configuration = try Configuration.parse(Array(text.utf8), path: "r")
        func currencies(_ settings: AccountSettings) -> [String] { settings.funds.map(\.text).sorted() }
        let mine = configuration.settings(forAccount: "a")
        #expect(currencies(mine) == ["JPY", "USD"])
        #expect(mine.fundsOrder == .smallestFirst && mine.fundsDays == 7 && mine.fundsLooks == [450, 1320])
        let others = configuration.settings(forAccount: "b")
        #expect(currencies(others) == ["EUR", "USD"])
        #expect(others.fundsOrder == .acceptance && others.fundsDays == 30)
        #expect(AccountSettings().funds.isEmpty && AccountSettings().fundsLooks == [480, 720, 1020, 1320])
    }
}
