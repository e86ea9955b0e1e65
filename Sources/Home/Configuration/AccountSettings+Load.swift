import Formats
import Refunds
import Yams

extension AccountSettings {
    private static let known = [
        "policy", "tolerance", "approval", "above", "review_warnings", "cooling_minutes", "require_count",
        "reasons",
        "funds", "funds_order", "funds_looks", "funds_days", "profile",
    ]

    /// Reads the settings that stand there over those already here, key by key.
    /// - Parameter terminals: the channels that a terminal may name; nil under `defaults`, where no terminal stands.
    mutating func read(
        _ section: SettingNode, terminals channels: Set<String>?, _ profiles: inout ProfileShelf
    ) throws(HomeFailure) {
        let keys = channels == nil ? Self.known : Self.known + ["terminals"]
        for entry in try section.entries(known: keys) {
            let value = entry.value
            switch entry.key {
            case "policy": policy = try value.choice(Policy.self)
            case "tolerance": try readTolerance(value)
            case "approval": approval = try value.choice(Approval.self)
            case "above": above = try Self.amounts(value)
            case "review_warnings": reviewWarnings = try value.boolean()
            case "cooling_minutes": coolingMinutes = try value.integer(0...525_600)
            case "require_count": requireCount = try value.boolean()
            case "reasons": reasons = try value.strings()
            case "funds": try readFunds(value)
            case "funds_order": fundsOrder = try value.choice(FundsOrder.self)
            case "funds_looks": fundsLooks = try Self.looks(value)
            case "funds_days": fundsDays = try value.integer(1...3_650)
            case "profile":
                let named = try profiles.profile(value)
                if named.profile.batches == nil { throw value.noPart(named, "batches") }
                profile = named
            case "terminals": terminalChannels = try Self.terminals(value, channels ?? [])
            default: throw value.notLanded()
            }
        }
    }

    private mutating func readTolerance(_ section: SettingNode) throws(HomeFailure) {
        for entry in try section.entries(known: ["rows", "money"]) {
            let share = try entry.value.share()
            if entry.key == "rows" { toleranceRows = share } else { toleranceMoney = share }
        }
    }

    private static func amounts(_ section: SettingNode) throws(HomeFailure) -> [String: WrittenAmount] {
        var all: [String: WrittenAmount] = [:]
        for entry in try section.entries() {
            // A currency that no refund can have would be a threshold that is never passed.
            let currency = Names.isCurrencyShaped(entry.key) ? CurrencyCode(entry.key) : nil
            guard entry.key == "*" || currency.flatMap(CurrencyTable.exponent) != nil else {
                throw entry.value.noKnownCurrency(entry.key)
            }
            all[entry.key] = try entry.value.amount()
        }
        return all
    }

    private static func terminals(
        _ section: SettingNode, _ channels: Set<String>
    ) throws(HomeFailure) -> [String: String] {
        var all: [String: String] = [:]
        for terminal in try section.entries() {
            guard Names.isAccount(terminal.key) else {
                throw terminal.value.badName("a terminal", "终端", "[A-Za-z0-9_-]", terminal.key)
            }
            for setting in try terminal.value.entries(known: ["channel"]) {
                let name = try setting.value.string()
                guard channels.contains(name) else { throw setting.value.noChannel(name, channels) }
                all[terminal.key] = name
            }
        }
        return all
    }

}

extension SettingNode {
    /// A terminal names a channel that stands nowhere.
    fileprivate func noChannel(_ channel: String, _ known: Set<String>) -> HomeFailure {
        let meant = Nearest.of(channel, in: known.sorted(by: ByteOrder.precedes))
        return fail(
            "\(name): there is no channel \(shown(channel)); "
                + (meant.map { "did you mean \($0)?" } ?? "define it under channels, or use default"),
            "\(name)：没有通道 \(shown(channel))；" + (meant.map { "是否应为 \($0)？" } ?? "请在 channels 下定义，或使用 default")
        )
    }
}
