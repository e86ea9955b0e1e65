import Foundation
import Testing

@Suite("Channels are tried") struct ChannelCheckTests {
    private func check(_ channel: String, profile: String? = nil) throws -> String {
        let home = try TestHome(settings: "home_number: 417\n")
        defer { home.scratch.remove() }
        if let profile {
            try FileManager.default.createDirectory(
                atPath: home.scratch.file("home/profiles"), withIntermediateDirectories: true)
            try home.write("name: bank\nsource: a test\n" + profile, to: "home/profiles/bank.yaml")
        }
        try home.write("home_number: 417\nchannels:\n  bank: \(channel)\n", to: "home/refundry.yaml")
        return try home.call(["--json", "channels", "check", "bank"], expecting: 0).output
    }

    private static func rows(_ payment: Int, _ account: Int = 34) -> String {
        """
        format: fixed
        submissions:
          row:
            - {field: refund_id, from: 1, length: 14}
            - {field: refund_amount, from: 15, length: 12, align: right}
            - {field: creditor_name, from: 27, length: 5}
            - {field: creditor_account, from: 32, length: \(account)}
            - {field: creditor_agent, from: 70, length: 8}
            - {field: payment_id, from: 80, length: \(payment)}

        """
    }

    @Test("The sample fits the places; what real refunds have no room for is a warning")
    func room() throws {
        let narrow = try check("{layout: profile, profile: bank}", profile: Self.rows(8, 10))
        #expect(narrow.contains("Ann  12345678"), "\(narrow)")
        #expect(narrow.contains("COBADEFF  10081230"), "\(narrow)")
        #expect(narrow.contains("payment_id has room for 8 characters"), "\(narrow)")
        #expect(narrow.contains("creditor_account has room for 10 characters"), "\(narrow)")
        let wide = try check("{layout: profile, profile: bank}", profile: Self.rows(21))
        #expect(wide.contains("P202610081230") && wide.contains("\"warnings\":[]"), "\(wide)")
    }

    @Test("A refund_id that is filled up with zeros is read back as it was written")
    func padded() throws {
        let profile = """
            format: fixed
            amounts: {unit: minor}
            submissions:
              row:
                - {value: D, from: 1, length: 1}
                - {field: refund_id, from: 2, length: 20, align: right, pad: "0"}
                - {field: refund_amount, from: 22, length: 13, align: right, pad: "0"}
            results:
              records: {row: D}
              fields:
                refund_id: {from: 2, length: 20}
                refund_amount: {from: 22, length: 13}
                refund_currency: {value: USD}
                result: {from: 35, length: 2, values: {"00": success, "99": failed}}

            """
        let told = try check("{layout: profile, profile: bank}", profile: profile)
        #expect(told.contains("D0000004179999999997"), "\(told)")
        #expect(told.contains("\"ok\":true,\"steps\""), "\(told)")
    }

    private static let debtor = "debtor: {name: Shop, account: DE89370400440532013000, agent: COBADEFFXXX}"

    @Test(
        "The sample's currency is one that the settings name",
        arguments: [
            ("{layout: iso20022, \(debtor)}", "Ccy=\\\"EUR\\\""),
            ("{layout: iso20022, \(debtor), max_money: {SEK: \"1.00\", CHF: \"1.00\"}}", "Ccy=\\\"CHF\\\""),
            ("{layout: native-csv, max_money_day: {JPY: \"1000\"}}", "JPY"),
            ("{layout: native-csv, fees: [{on: success, currency: GBP, fixed: \"0.10\"}]}", "GBP"),
            ("{layout: native-csv, exponents: {CLP: 2}}", "CLP"), ("{layout: native-csv}", "USD"),
        ])
    func currency(_ channel: String, _ text: String) throws {
        let told = try check(channel)
        #expect(told.contains(text), "\(told)")
    }

    @Test("A profile's own currency goes before limits") func ownCurrency() throws {
        let profile = """
            format: csv
            submissions:
              row: [refund_id, refund_amount, refund_currency]
            results:
              fields: {refund_id: 1, query_number: 2, refund_amount: 3, refund_currency: {value: PLN}}

            """
        let told = try check(
            "{layout: profile, profile: bank, max_money: {USD: \"1.00\"}}", profile: profile)
        #expect(told.contains(",12.30,PLN"), "\(told)")
    }
}
