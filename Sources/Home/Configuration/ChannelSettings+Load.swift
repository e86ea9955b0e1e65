import Yams

extension ChannelSettings {
    private static let known = [
        "layout", "timezone", "calendar", "cutoffs", "max_age_days", "max_refunds", "overdue_business_days",
        "late_pending_business_days", "exponents", "max_rows", "max_money", "max_money_day", "fees",
        "query_numbers",
    ]

    /// Layouts of bank-formats.md that come with later issues.
    private static let laterLayouts = ["iso20022", "worldpay-cnp", "adyen-batch", "nacha", "profile"]

    init(_ section: SettingNode, homeTimeZone: String) throws(HomeFailure) {
        self.init(timeZone: homeTimeZone)
        for entry in try section.entries(known: Self.known) {
            let value = entry.value
            switch entry.key {
            case "layout": layout = try Self.layout(value)
            case "timezone": timeZone = try value.timeZone()
            case "max_age_days": maxAgeDays = try value.integer(1...36_500)
            case "max_refunds": maxRefunds = try value.integer(1...1_000_000)
            case "exponents": exponents = try Self.exponents(value)
            default: try Self.checkNotLanded(entry.key, value)
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

    private static func checkNotLanded(_ key: String, _ value: SettingNode) throws(HomeFailure) {
        switch key {
        case "calendar": try value.mustBe("none")
        case "overdue_business_days": try value.mustBe("10")
        case "late_pending_business_days": try value.mustBe("1")
        case "max_rows": try value.mustBe("0")
        case "query_numbers": try value.mustBe("false")
        case "cutoffs", "max_money", "max_money_day", "fees": try value.mustBeEmpty()
        default: throw value.notLanded()
        }
    }
}
