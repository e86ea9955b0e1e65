import Testing

@testable import Home

@Suite struct ConfigurationErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let line: Int
        let message: String
        var testDescription: String { message }

        /// The text stands below `home_number`, and so begins on line 2.
        init(_ text: String, _ line: Int, _ message: String) {
            self.text = "home_number: 417\n" + text
            self.line = line
            self.message = message
        }

        init(whole text: String, _ line: Int, _ message: String) {
            self.text = text
            self.line = line
            self.message = message
        }
    }

    private static let soon = "is not available in this version yet: remove the line"

    private func check(_ table: [Case]) throws {
        for row in table {
            let found = try failure {
                try Configuration.parse(
                    Array(row.text.utf8), path: "home/refundry.yaml", calendars: "none")
            }
            #expect(found.kind == .configuration)
            #expect(found.message == "home/refundry.yaml:\(row.line): \(row.message)", "\(row.text)")
            #expect(found.chinese.hasPrefix("home/refundry.yaml:\(row.line)："))
        }
    }

    @Test func keys() throws {
        try check([
            Case("busy_second: 5", 2, "the key 'busy_second' is unknown; did you mean busy_seconds?"),
            Case(
                "defaults:\n  polcy: tolerance", 3,
                "the key 'polcy' under defaults is unknown; did you mean policy?"),
            Case(
                "limits: {bananas: 1}", 2,
                "the key 'bananas' under limits is unknown; remove the line or use one of inflated_bytes, ratio,"
                    + " records, record_bytes, field_bytes, xml_depth, xml_attributes, xml_tag_bytes"),
            Case(
                "accounts:\n  A:\n    terminals: {T: {chanel: x}}", 4,
                "the key 'chanel' under accounts.A.terminals.T is unknown; did you mean channel?"),
            Case(
                "defaults:\n  terminals: {}", 3,
                "the key 'terminals' under defaults is unknown; remove the line or use one of policy, tolerance,"
                    + " approval, above, review_warnings, cooling_minutes, require_count, reasons, funds, funds_order,"
                    + " funds_looks, funds_days, profile"),
            Case(
                "settle_seconds: 5\nsettle_seconds: 6", 2,
                "the key 'settle_seconds' stands twice in the same place; keep one of them"),
            Case(
                "accounts: {\"12\": {}, 12: {}}", 2,
                "the key '12' stands twice in the same place; keep one of them"),
            Case("? [a]\n: 1", 2, "a key must be a plain name; correct it"),
        ])
    }

    @Test func types() throws {
        try check([
            Case(
                "defaults:\n  above: {USD: \"1,000.00\"}", 3,
                "defaults.above.USD must be an amount in quotes, such as \"10000.00\", with a point and at most twelve"
                    + " digits before it; correct the value"),
            Case(
                "defaults:\n  above: {USD: \"0.1234567\"}", 3,
                "defaults.above.USD must be an amount in quotes, such as \"10000.00\", with a point and at most twelve"
                    + " digits before it; correct the value"),
            Case(
                "defaults:\n  above: {usd: \"1.00\"}", 3,
                "'usd' is no currency of ISO 4217; write one, such as USD, or \"*\" for all that are not named"
            ),
            Case(
                "defaults:\n  above: {USB: \"1.00\"}", 3,
                "'USB' is no currency of ISO 4217; write one, such as USD, or \"*\" for all that are not named"
            ),
            Case(
                "defaults:\n  review_warnings: maybe", 3,
                "defaults.review_warnings must be true or false; correct the value"),
            Case(
                "defaults:\n  cooling_minutes: 525601", 3,
                "defaults.cooling_minutes is '525601', outside 0 to 525600; write a number within"),
            Case(
                "settle_seconds: soon", 2,
                "settle_seconds must be a whole number without quotes, such as 0; correct the value"),
            Case(
                "settle_seconds: \"5\"", 2,
                "settle_seconds must be a whole number without quotes, such as 0; correct the value"),
            Case(
                "settle_seconds: 0x10", 2,
                "settle_seconds must be a whole number without quotes, such as 0; correct the value"),
            Case(
                "settle_seconds: [5]", 2,
                "settle_seconds must be a whole number without quotes, such as 0; correct the value"),
            Case("distinct_logins: yes", 2, "distinct_logins must be true or false; correct the value"),
            Case("timezone:", 2, "timezone must be a text; correct the value"),
            Case("limits: 5", 2, "limits must be settings of its own (key: value); correct the value"),
            Case(
                "channels: [card]", 2, "channels must be settings of its own (key: value); correct the value"),
            Case(
                "defaults:\n  reasons: broken", 3,
                "defaults.reasons must be a list, such as [\"one\", \"two\"]; correct the value"),
            Case(
                "defaults:\n  tolerance: {rows: 5%}", 3,
                "defaults.tolerance.rows must be a share from 0 to 1 without quotes, such as 0.05, with at most"
                    + " nine decimals; correct the value"),
            Case(whole: "- 1\n- 2", 1, "the file must hold settings (key: value); correct it"),
        ])
    }

    @Test func values() throws {
        try check([
            Case(
                whole: "busy_seconds: 5\nhome_number: 12", 2,
                "home_number is '12', outside 100 to 999; write a number within"),
            Case(
                whole: "busy_seconds: 5", 1,
                "home_number is missing; write the line `home_number: ` with the three digits that `init` drew"
                    + " (the first three of every refund_id)"),
            Case(
                whole: "# nothing\n", 1,
                "home_number is missing; write the line `home_number: ` with the three digits that `init` drew"
                    + " (the first three of every refund_id)"),
            Case(
                "busy_seconds: 99999999999999999999", 2,
                "busy_seconds is '99999999999999999999', outside 0 to 3600; write a number within"),
            Case(
                "encoding: latin1", 2,
                "encoding is 'latin1', which is none of auto, gb18030; write one of these"),
            Case(
                "defaults: {policy: lenient}", 2,
                "defaults.policy is 'lenient', which is none of accept-good, all-or-nothing, tolerance;"
                    + " write one of these"),
            Case(
                "timezone: Asia/Shangai", 2,
                "timezone: no time zone 'Asia/Shangai' is known; write an IANA name such as Asia/Shanghai"
                    + " (they come with the package tzdata)"),
            Case(
                "timezone: ../../etc/passwd", 2,
                "timezone: no time zone '../../etc/passwd' is known; write an IANA name such as Asia/Shanghai"
                    + " (they come with the package tzdata)"),
            Case(
                "channels:\n  card: {exponents: {clp: 2}}", 3,
                "'clp' is no currency; write the three capital letters of ISO 4217, such as CLP"),
            Case(
                "channels:\n  card: {exponents: {CLP: 7}}", 3,
                "channels.card.exponents.CLP is '7', outside 0 to 4; write a number within"),
            Case(
                "channels:\n  card: {layout: native-cvs}", 3,
                "channels.card.layout is 'native-cvs', which is none of native-csv, native-xml, profile, iso20022; write one of these"
            ),
        ])
    }

    @Test func funds() throws {
        try check([
            Case(
                "defaults: {funds: {usd: on}}", 2,
                "'usd' is no currency; write the three capital letters of ISO 4217, such as USD"),
            Case(
                "accounts:\n  a: {funds: {USD: yes}}", 3,
                "accounts.a.funds.USD is 'yes', which is none of on, off; write one of these"),
            Case(
                "defaults: {funds_order: largest_first}", 2,
                "defaults.funds_order is 'largest_first', which is none of acceptance, smallest_first; write one of these"
            ),
            Case(
                "defaults: {funds_looks: [\"8:00\"]}", 2,
                "defaults.funds_looks: '8:00' is no time of the day, or stands twice; write each once, such as \"08:00\""
            ),
            Case(
                "defaults: {funds_looks: [\"08:00\", \"08:00\"]}", 2,
                "defaults.funds_looks: '08:00' is no time of the day, or stands twice; write each once, such as \"08:00\""
            ),
            Case(
                "defaults: {funds_looks: [\"24:00\"]}", 2,
                "defaults.funds_looks: '24:00' is no time of the day, or stands twice; write each once, such as \"08:00\""
            ),
            Case(
                "defaults: {funds_looks: []}", 2,
                "defaults.funds_looks has no time, so nothing that waits for funds would ever be looked at again; write one"
                    + " at least, such as \"08:00\""),
            Case(
                "defaults: {funds_days: 0}", 2,
                "defaults.funds_days is '0', outside 1 to 3650; write a number within"),
        ])
    }

    @Test func calendarsAndLimits() throws {
        let money = "an amount above zero in quotes, such as"
        try check([
            Case(
                "channels:\n  card: {calendar: us-feb}", 3,
                "channels.card.calendar: there is no calendar 'us-feb'; did you mean us-fed?"),
            Case(
                "channels:\n  card: {calendar: deutschland}", 3,
                "channels.card.calendar: there is no calendar 'deutschland'; write one of none, cn, target2, uk, us-fed, or put"
                    + " your own into none/deutschland.yaml"),
            Case(
                "channels:\n  card: {calendar: ../cn}", 3,
                "'../cn' is no name of a calendar; write 1 to 32 of [a-z0-9_-]"),
            Case(
                "channels:\n  card: {cutoffs: [\"24:00\"]}", 3,
                "channels.card.cutoffs: '24:00' is no time of day; write it like \"16:00\", from 00:00 to 23:59"
            ),
            Case(
                "channels:\n  card: {cutoffs: [\"9:00\"]}", 3,
                "channels.card.cutoffs: '9:00' is no time of day; write it like \"16:00\", from 00:00 to 23:59"
            ),
            Case(
                "channels:\n  card: {cutoffs: [\"16:00\", \"16:00\"]}", 3,
                "channels.card.cutoffs: '16:00' stands there twice; keep one of them"),
            Case(
                "channels:\n  card: {cutoffs: \"16:00\"}", 3,
                "channels.card.cutoffs must be a list, such as [\"one\", \"two\"]; correct the value"),
            Case(
                "channels:\n  card: {max_rows: -1}", 3,
                "channels.card.max_rows must be a whole number without quotes, such as 0; correct the value"),
            Case(
                "channels:\n  card: {max_money: {USD: 100.00}}", 3,
                "channels.card.max_money.USD must be \(money) \"100000.00\", with at most 2 decimals; correct the value"
            ),
            Case(
                "channels:\n  card: {max_money_day: {JPY: \"100.5\"}}", 3,
                "channels.card.max_money_day.JPY must be \(money) \"100000\", with at most 0 decimals; correct the value"
            ),
            Case(
                "channels:\n  card: {max_money: {USD: \"0.00\"}}", 3,
                "channels.card.max_money.USD must be \(money) \"100000.00\", with at most 2 decimals; correct the value"
            ),
            Case(
                "channels:\n  card: {max_money: {usd: \"1.00\"}}", 3,
                "channels.card.max_money.usd: 'usd' is no currency; write an active code of ISO 4217, such as USD"
            ),
            Case(
                "channels:\n  card: {overdue_business_days: 1001}", 3,
                "channels.card.overdue_business_days is '1001', outside 0 to 1000; write a number within"),
        ])
    }

    @Test func names() throws {
        try check([
            Case("channels:\n  Card: {}", 3, "'Card' is no name of a channel; write 1 to 32 of [a-z0-9_-]"),
            Case(
                "accounts:\n  \"a/b\\x1b\": {}", 3,
                "'a/b\\u{1b}' is no name of an account; write 1 to 32 of [A-Za-z0-9_-]"),
            Case(
                "accounts:\n  a:\n    terminals: {\"\": {}}", 4,
                "'' is no name of a terminal; write 1 to 32 of [A-Za-z0-9_-]"),
            Case(
                "channels: {card: {}}\naccounts:\n  a:\n    terminals: {t: {channel: cart}}", 5,
                "accounts.a.terminals.t.channel: there is no channel 'cart'; did you mean card?"),
            Case(
                "accounts:\n  a:\n    terminals: {t: {channel: bank-of-x}}", 4,
                "accounts.a.terminals.t.channel: there is no channel 'bank-of-x'; define it under channels,"
                    + " or use default"),
        ])
    }

    @Test(arguments: [
        "channels: {c: {layout: worldpay-cnp}}",
        "channels: {c: {layout: nacha}}",
    ])
    func notLandedYet(_ text: String) throws {
        let keys = text.replacing("{", with: " ").split(separator: " ").filter { $0.hasSuffix(":") }.map {
            $0.dropLast()
        }
        let found = try failure {
            try Configuration.parse(Array("home_number: 417\n\(text)".utf8), path: "r")
        }
        #expect(found.kind == .configuration)
        #expect(found.message.hasPrefix("r:2: \(keys[0])"))
        #expect(found.message.hasSuffix(Self.soon))
    }

    @Test func noYaml() throws {
        try check([
            Case(
                "limits: {ratio: 5", 3,
                "this is no YAML: did not find expected ',' or '}'; correct the line or the one above it"),
            Case(
                "defaults:\n\tpolicy: x", 3,
                "this is no YAML: found character that cannot start any token; correct the line or the one above it"
            ),
            Case(
                "---\na: b", 2,
                "this is no YAML: but found another document; correct the line or the one above it"),
            Case(
                "reason: \"a\u{1}\"", 2,
                "this is no YAML: control characters are not allowed; correct the line or the one above it"),
            Case("a: 1\rb: 2", 2, "a line ends in neither LF nor CR LF; save the file with one of these"),
        ])
        let bytes = Array("home_number: 417\n# \n".utf8) + [0xD6, 0xD0, 0x0A]
        #expect(
            try failure { try Configuration.parse(bytes, path: "r") }.message
                == "r:3: the text is not UTF-8; save the file as UTF-8")
    }

    @Test(arguments: [
        "a: &x [1]", "a: *x", "a: [*x]", "a: {b: *x}", "- *x", "a: !!str &x b", "? *x : 1", "&x a: 1",
        "a: [1,&x 2]",
    ])
    func references(_ text: String) throws {
        let found = try failure {
            try Configuration.parse(Array("home_number: 417\n# &c *d\n\(text)".utf8), path: "r")
        }
        #expect(
            found.message
                == "r:3: anchors and aliases (&name, *name) are not used here; write the value out"
                + " (a text that begins with & or * needs quotes)")
    }

    /// Each would take hours or all memory if it were composed.
    @Test func bombsAreRefusedUnread() throws {
        var bomb = "home_number: 417\na: &a [x, x, x, x, x, x, x, x, x]\n"
        for (last, name) in zip("abcdefghijk", "bcdefghijkl") {
            bomb +=
                "\(name): &\(name) [" + Array(repeating: "*\(last)", count: 9).joined(separator: ", ") + "]\n"
        }
        #expect(
            try failure { try Configuration.parse(Array(bomb.utf8), path: "r") }.message.hasPrefix(
                "r:2: anchors"))
        for deep in ["[", "{a: ", "- ", "? "] {
            let text = "home_number: 417\nx: " + String(repeating: deep, count: 100_000)
            #expect(
                try failure { try Configuration.parse(Array(text.utf8), path: "r") }.kind == .configuration)
        }
        let large = [UInt8](repeating: 0x20, count: YamlText.maximumBytes + 1)
        #expect(
            try failure { try Configuration.parse(large, path: "r") }.message.contains("larger than 1 MiB"))
    }
}
