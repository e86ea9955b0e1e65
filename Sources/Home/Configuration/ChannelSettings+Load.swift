import Formats
import Refunds
import Yams

extension ChannelSettings {
    private static let known =
        [
            "layout", "profile", "timezone", "calendar", "cutoffs", "max_age_days", "max_refunds",
            "overdue_business_days",
            "late_pending_business_days", "exponents", "max_rows", "max_money", "max_money_day", "fees",
            "query_numbers",
        ] + ISO20022Settings.keys + ["schema"]

    /// Layouts of bank-formats.md that come with later issues.
    private static let laterLayouts = ["worldpay-cnp", "adyen-batch", "nacha"]

    init(
        _ section: SettingNode, homeTimeZone: String, _ calendars: inout CalendarShelf,
        _ profiles: inout ProfileShelf
    ) throws(HomeFailure) {
        self.init(timeZone: homeTimeZone)
        for entry in try section.entries(known: Self.known) {
            let value = entry.value
            switch entry.key {
            case "layout": try readLayout(value, &profiles)
            case "profile": profile = try profiles.profile(value)
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
            case "schema": schema = try value.string()
            // Read below: the decimals of a currency may stand behind them.
            case "max_money", "max_money_day", "fees": break
            default:
                guard ISO20022Settings.keys.contains(entry.key) else { throw value.notLanded() }
            }
        }
        iso20022 = try readISO20022(section)
        try demandProfile(section)
        for entry in try section.entries() {
            switch entry.key {
            case "max_money": maxMoney = try entry.value.money(exponents: exponents)
            case "max_money_day": maxMoneyDay = try entry.value.money(exponents: exponents)
            case "fees": fees = try entry.value.fees(exponents: exponents)
            default: break  // not our enum
            }
        }
    }

    /// `native-csv`, `profile` with the key beside it, `{profile: NAME}` or `"profile: NAME"`.
    private mutating func readLayout(
        _ value: SettingNode, _ profiles: inout ProfileShelf
    ) throws(HomeFailure) {
        guard value.node.scalar != nil else {
            for entry in try value.entries(known: ["profile"]) {
                layout = .profile
                profile = try profiles.profile(entry.value)
            }
            return
        }
        let text = try value.string()
        guard !Self.laterLayouts.contains(text) else { throw value.notLanded() }
        if text.hasPrefix("profile: ") {
            layout = .profile
            profile = try profiles.profile(value.saying(String(text.dropFirst("profile: ".count))))
        } else {
            layout = try value.choice(Layout.self)
        }
    }

    /// A channel sends what its layout writes; a profile beside a native layout reads what comes back.
    private func demandProfile(_ section: SettingNode) throws(HomeFailure) {
        switch layout {
        case .profile:
            guard let profile else { throw section.lacks("profile") }
            if profile.profile.submissions == nil { throw section.noPart(profile, "submissions") }
        case .nativeCSV, .nativeXML, .iso20022:
            if layout == .iso20022, profile != nil { throw section.hasNoUse("profile") }
            if let profile, profile.profile.results == nil { throw section.noPart(profile, "results") }
        }
    }

    /// The settings of ISO 20022 and `schema` have no meaning beside another layout.
    private func readISO20022(_ section: SettingNode) throws(HomeFailure) -> ISO20022Settings? {
        if layout == .iso20022 { return try ISO20022Settings(section) }
        for entry in try section.entries()
        where ISO20022Settings.keys.contains(entry.key) || entry.key == "schema" {
            throw entry.value.ofISO20022()
        }
        return nil
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

extension SettingNode {
    /// The same setting with another text.
    fileprivate func saying(_ text: String) -> SettingNode {
        SettingNode(
            node: Node(text, Tag(.str), .doubleQuoted), file: file, name: name, line: line)
    }

    /// The profile isn't made for what it is named for.
    func noPart(_ profile: ProfileText, _ part: String) -> HomeFailure {
        fail(
            "\(name): the profile \(profile.name) says nothing of \(part); add them to it, or name another",
            "\(name)：配置 \(profile.name) 中没有 \(part)；请补上，或改用其他配置")
    }
}
