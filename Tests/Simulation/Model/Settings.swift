/// What `refundry.yaml` says in a history (`configuration.md`).
struct Settings: Equatable {
    struct Account: Equatable {
        var policy = "accept-good"
        /// Shares in hundredths.
        var toleratedRows = 5
        var toleratedMoney = 5
        /// Persons who must approve.
        var approvals = 0
        /// Whole units by currency, or `*`, above which one more must.
        var above: [String: String] = [:]
        var reviewsWarnings = false
        var coolingMinutes: Int64 = 0
        var demandsCount = false
        var reasons: [String] = []
        /// Currencies in which refunds leave with cover only.
        var funds: Set<String> = []
        var isSmallestFirst = false
        var fundsDays: Int64 = 30
        /// Hours of the day.
        var looks: [Int64] = [8, 12, 17, 22]
        /// The channel of each terminal that names one.
        var terminals: [String: String] = [:]
    }

    struct Channel: Equatable {
        var isXML = false
        /// Instead of the native one.
        var declared: DeclaredLayout?
        var timeZone = "Asia/Shanghai"
        var maxAgeDays: Int64 = 365
        var maxRefunds = 50
        var calendar = "none"
        /// `09:30`, ascending.
        var cutoffs: [String] = []
        /// 0: no limit.
        var maxRows = 0
        /// Minor units by currency.
        var maxMoney: [String: Int64] = [:]
        var maxMoneyDay: [String: Int64] = [:]
        var overdueDays = 10

        var layout: String {
            switch declared {
            case nil: isXML ? "native-xml" : "native-csv"
            case .iso20022: "iso20022, debtor: {name: Ours, account: DE89370400440532013000}"
            case .profile: "{profile: \(DeclaredLayout.profileName)}"
            }
        }

        /// Of its submissions' files.
        var ending: String {
            switch declared {
            case nil: isXML ? "xml" : "csv"
            case .iso20022: "xml"
            case .profile: "txt"
            }
        }
    }

    var homeNumber: Int
    var accounts: [String: Account] = [:]
    var channels: [String: Channel] = ["default": Channel(), "card": Channel()]

    func account(_ name: String) -> Account { accounts[name] ?? Account() }
    func channel(_ name: String) -> Channel { channels[name] ?? Channel() }

    var yaml: String {
        var lines = ["home_number: \(homeNumber)", "encoding: gb18030", "accounts:"]
        for (name, account) in accounts.sorted(by: { $0.key < $1.key }) {
            lines.append("  \"\(name)\":")
            lines.append("    policy: \(account.policy)")
            lines.append(
                "    tolerance: {rows: \(Self.share(account.toleratedRows)), money: \(Self.share(account.toleratedMoney))}"
            )
            lines.append("    approval: \(["none", "one", "two"][account.approvals])")
            let above = account.above.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \"\($0.value)\"" }
            lines.append("    above: {\(above.joined(separator: ", "))}")
            lines.append("    review_warnings: \(account.reviewsWarnings)")
            lines.append("    cooling_minutes: \(account.coolingMinutes)")
            lines.append("    require_count: \(account.demandsCount)")
            lines.append("    reasons: [\(account.reasons.map { "\"\($0)\"" }.joined(separator: ", "))]")
            let funds = account.funds.sorted().map { "\($0): on" }.joined(separator: ", ")
            let looks = account.looks.map { "\"\(Clock.two(Int($0))):00\"" }.joined(separator: ", ")
            lines.append("    funds: {\(funds)}")
            lines.append("    funds_order: \(account.isSmallestFirst ? "smallest_first" : "acceptance")")
            lines.append("    funds_days: \(account.fundsDays)")
            lines.append("    funds_looks: [\(looks)]")
            let terminals = account.terminals.sorted { $0.key < $1.key }
                .map { "\"\($0.key)\": {channel: \($0.value)}" }
            lines.append("    terminals: {\(terminals.joined(separator: ", "))}")
        }
        lines.append("channels:")
        for (name, channel) in channels.sorted(by: { $0.key < $1.key }) {
            lines.append(
                "  \(name): {layout: \(channel.layout), timezone: \(channel.timeZone), "
                    + "max_age_days: \(channel.maxAgeDays), max_refunds: \(channel.maxRefunds), "
                    + "calendar: \(channel.calendar), cutoffs: [\(channel.cutoffs.map { "\"\($0)\"" }.joined(separator: ", "))], "
                    + "max_rows: \(channel.maxRows), max_money: \(Self.money(channel.maxMoney)), "
                    + "max_money_day: \(Self.money(channel.maxMoneyDay)), overdue_business_days: \(channel.overdueDays)}"
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func money(_ limits: [String: Int64]) -> String {
        let parts = limits.sorted { $0.key < $1.key }.map {
            "\($0.key): \"\(Currencies.text($0.value, $0.key))\""
        }
        return "{\(parts.joined(separator: ", "))}"
    }

    private static func share(_ hundredths: Int) -> String { "0.\(Clock.two(hundredths))" }
}
