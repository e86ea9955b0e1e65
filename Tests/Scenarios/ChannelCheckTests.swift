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

    private static func own(_ cells: String, form: String = "format: csv") -> String {
        """
        \(form)
        submissions:
          header: [\(cells)]
          row: [refund_id, refund_amount]

        """
    }

    @Test(
        "How far a file's own numbers go is a warning, where channels may come further",
        arguments: [
            ("{field: count, max: 1}", "count has room for 1 digit: at most 9 refunds a file"),
            ("{field: count, max: 6}", nil), ("count", nil),
            ("{field: count, max: 3}, {field: count, max: 7}", "at most 999 refunds a file"),
            ("{field: total, max: 7}", "total has room for 7 characters: at most USD 9999.99 a file"),
            ("{field: total, max: 8}", "total has room for 8 characters: at most USD 99999.99 a file"),
            ("{field: total, max: 12}", nil),
            (
                "{field: sequence, max: 2}",
                "sequence has room for 2 digits: it ends with file 99 of the channel"
            ),
            ("{field: sequence, max: 5}", nil),
            (
                "{field: submission_id, max: 4}",
                "submission_id has room for 4 digits: it ends with file 9999 of the home"
            ),
        ])
    func reach(_ cells: String, _ warning: String?) throws {
        let told = try check("{layout: profile, profile: bank}", profile: Self.own(cells))
        if let warning {
            #expect(told.contains(warning), "\(told)")
        } else {
            #expect(told.contains("\"warnings\":[]"), "\(told)")
        }
    }

    @Test("What limits keep from happening is no warning; minor units, signs and hashes are counted")
    func reachOfOthers() throws {
        let count = try check(
            "{layout: profile, profile: bank, max_rows: 99}", profile: Self.own("{field: count, max: 2}"))
        #expect(count.contains("\"warnings\":[]"), "\(count)")
        let limit = "max_money: {USD: \"99999.99\"}"
        let total = try check(
            "{layout: profile, profile: bank, \(limit)}", profile: Self.own("{field: total, max: 8}"))
        #expect(total.contains("\"warnings\":[]"), "\(total)")
        let minor = try check(
            "{layout: profile, profile: bank}",
            profile: Self.own(
                "{field: total, max: 8}", form: "format: csv\namounts: {unit: minor, sign: minus}"))
        #expect(minor.contains("total has room for 8 characters: at most USD 99999.99 a file"), "\(minor)")
        let hash = Self.own("{value: H}") + "  trailer: [{value: T}, {field: hash_total, max: 12}]\n"
        let told = try check("{layout: profile, profile: bank}", profile: hash)
        #expect(told.contains("hash_total has room for 12 digits: at most 1000 refunds a file"), "\(told)")
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
