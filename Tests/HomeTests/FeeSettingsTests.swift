import Refunds
import Rules
import Testing

@testable import Home

/// `fees` of a channel: a contract as it is written, and what is wrong with one.
@Suite struct FeeSettingsTests {
    private static func fees(_ lines: String, rest: String = "") throws -> [FeeTerm] {
        let text = "home_number: 417\nchannels:\n  c: {\(rest)fees: \(lines)}"
        let configuration = try Configuration.parse(Array(text.utf8), path: "r")
        return try #require(configuration.channel(named: "c")).fees
    }

    @Test func aContract() throws {
        let fees = try Self.fees(
            """
            [{on: submission, currency: USD, fixed: "0.30", share: "0.015"},
                {on: success, currency: "*", share: 0.02, from: 2026-10-01}, {on: success, currency: JPY, fixed: "0"}]
            """)
        #expect(fees.map(\.event) == [.submission, .success, .success])
        #expect(fees.map { $0.currency?.text } == ["USD", nil, "JPY"])
        #expect(fees.map { $0.from?.text } == [nil, "2026-10-01", nil])
        #expect(fees.map { $0.fixed?.minorUnits(exponent: 2) } == [30, nil, 0])
        #expect(
            fees.map(\.share) == [
                Share(numerator: 15, denominator: 1000), Share(numerator: 2, denominator: 100), nil,
            ])
    }

    @Test func noContract() throws {
        #expect(try Self.fees("[]").isEmpty)
        #expect(try Self.fees("").isEmpty)
    }

    /// Its fees may have the decimals that the channel gives a currency, wherever these stand.
    @Test func decimalsOfTheChannel() throws {
        let line = #"[{on: success, currency: CLP, fixed: "0.25"}]"#
        #expect(try Self.fees(line, rest: "exponents: {CLP: 2}, ").count == 1)
        #expect(throws: HomeFailure.self) { try Self.fees(line) }
    }

    @Test(
        arguments: [
            ("5", "must be a list of lines"), ("[5]", "must be a list of lines"),
            ("[{per: 1}]", "the key 'per' under channels.c.fees is unknown"),
            (#"[{currency: USD, fixed: "1"}]"#, "doesn't say what is charged for"),
            (#"[{on: approval, currency: USD, fixed: "1"}]"#, "none of submission, success"),
            (#"[{on: success, fixed: "1"}]"#, "a line has no currency"),
            (#"[{on: success, currency: usd, fixed: "1"}]"#, "'usd' is no currency of ISO 4217"),
            ("[{on: success, currency: USD}]", "a line charges nothing"),
            (#"[{on: success, currency: "*", fixed: "1"}]"#, "a fixed sum is one of a currency"),
            (#"[{on: success, currency: USD, fixed: 0.30}]"#, "must be an amount in quotes"),
            (#"[{on: success, currency: USD, fixed: "0.301"}]"#, "at most the 2 decimals of USD"),
            (#"[{on: success, currency: JPY, fixed: "0.5"}]"#, "at most the 0 decimals of JPY"),
            (#"[{on: success, currency: USD, fixed: "-1"}]"#, "must be an amount in quotes"),
            (#"[{on: success, currency: USD, share: "1.5%"}]"#, "must be a share from 0 to 1"),
            (#"[{on: success, currency: USD, share: "1.01"}]"#, "must be a share from 0 to 1"),
            ("[{on: success, currency: USD, share: 0.1, from: 2026-02-30}]", "must be a day"),
            (
                "[{on: success, currency: USD, share: 0.1}, {on: success, currency: USD, share: 0.2}]",
                "two lines are on: success, currency: USD, and from the same day"
            ),
        ])
    func mistakes(_ lines: String, _ told: String) throws {
        let found = try failure { try Self.fees(lines) }
        #expect(found.kind == .configuration)
        #expect(found.message.hasPrefix("r:3: "), "\(found.message)")
        #expect(found.message.contains(told), "\(found.message)")
        #expect(found.chinese.contains(/\p{Script=Han}/))
    }

    /// Each line of a contract is named by its own place.
    @Test func linesOfAContract() throws {
        let text = """
            home_number: 417
            channels:
              c:
                fees:
                  - {on: success, currency: USD, share: 0.1}
                  - {on: success, share: 0.1}
            """
        let found = try failure { try Configuration.parse(Array(text.utf8), path: "r") }
        #expect(found.message.hasPrefix("r:6: channels.c.fees: a line has no currency"), "\(found.message)")
    }
}
