import Refunds
import Yams

extension ChannelSettings {
    private static let known = [
        "layout", "timezone", "calendar", "cutoffs", "max_age_days", "max_refunds", "overdue_business_days",
        "late_pending_business_days", "exponents", "max_rows", "max_money", "max_money_day", "fees",
        "query_numbers",
    ]

    /// Layouts of bank-formats.md that come with later issues.
    private static let laterLayouts = ["iso20022", "worldpay-cnp", "adyen-batch", "nacha", "profile"]

    init(
        _ section: SettingNode, homeTimeZone: String, _ calendars: inout CalendarShelf
    ) throws(HomeFailure) {
        self.init(timeZone: homeTimeZone)
        for entry in try section.entries(known: Self.known) {
            let value = entry.value
            switch entry.key {
            case "layout": layout = try Self.layout(value)
            case "timezone": timeZone = try value.timeZone()
            case "max_age_days": maxAgeDays = try value.integer(1...36_500)
            case "max_refunds": maxRefunds = try value.integer(1...1_000_000)
            case "exponents": exponents = try Self.exponents(value)
            case "calendar": calendar = try calendars.name(value)
            case "cutoffs": cutoffs = try value.timesOfDay()
            case "overdue_business_days": overdueBusinessDays = try value.integer(0...1_000)
            case "max_rows": maxRows = try value.integer(0...20_000_000)
            case "late_pending_business_days": latePendingBusinessDays = try value.integer(0...1_000)
            case "query_numbers": queryNumbers = try value.boolean()
            // Read below: the decimals of a currency may stand behind them.
            case "max_money", "max_money_day", "fees": break
            default: throw value.notLanded()
            }
        }
        for entry in try section.entries() {
            switch entry.key {
            case "max_money": maxMoney = try entry.value.money(exponents: exponents)
            case "max_money_day": maxMoneyDay = try entry.value.money(exponents: exponents)
            case "fees": fees = try entry.value.fees(exponents: exponents)
            default: break  // not our enum
            }
        }
    }

    private static func layout(_ value: SettingNode) throws(HomeFailure) -> Layout {
        guard value.node.scalar != nil else { throw value.notLanded() }
        let text = try value.string()
        guard !laterLayouts.contains(text) else { throw value.notLanded() }
        return try value.choice(Layout.self)
    }

    private static func exponents(_ section: SettingNode) throws(HomeFailure) -> [String: Int] {
        var all: [String: Int] = [:]
        for entry in try section.entries() {
            guard Names.isCurrencyShaped(entry.key) else { throw entry.value.noCurrency(entry.key) }
            all[entry.key] = try entry.value.integer(0...4)
        }
        return all
    }
}
