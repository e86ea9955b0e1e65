import Refunds
import Yams

/// Whether a control is on, as YAML writes it.
private enum Control: String, CaseIterable {
    case on
    case off
}

extension AccountSettings {
    /// `{USD: on}`; `off` takes back what `defaults` say.
    mutating func readFunds(_ section: SettingNode) throws(HomeFailure) {
        for entry in try section.entries() {
            guard let currency = CurrencyCode(entry.key), currency.text == entry.key,
                CurrencyTable.exponent(of: currency) != nil
            else { throw entry.value.noFundsCurrency(entry.key) }
            switch try entry.value.choice(Control.self) {
            case .on: funds.insert(currency)
            case .off: funds.remove(currency)
            }
        }
    }

    /// `["08:00", "12:00"]` as minutes since midnight, in order.
    static func looks(_ value: SettingNode) throws(HomeFailure) -> [Int] {
        var minutes: Set<Int> = []
        for text in try value.strings() {
            guard let minute = minute(text), minutes.insert(minute).inserted else { throw value.noTime(text) }
        }
        guard !minutes.isEmpty else { throw value.noLook() }
        return minutes.sorted()
    }

    private static func minute(_ text: String) -> Int? {
        let digits = Array(text.utf8)
        guard digits.count == 5, digits[2] == UInt8(ascii: ":") else { return nil }
        let parts = [digits[0], digits[1], digits[3], digits[4]].compactMap(\.digit)
        guard parts.count == 4, parts[0] * 10 + parts[1] < 24, parts[2] < 6 else { return nil }
        return Int((parts[0] * 10 + parts[1]) * 60 + parts[2] * 10 + parts[3])
    }
}

extension SettingNode {
    fileprivate func noFundsCurrency(_ key: String) -> HomeFailure {
        fail(
            "\(shown(key)) is no currency; write the three capital letters of ISO 4217, such as USD",
            "\(shown(key)) 不是币种；请写 ISO 4217 的三个大写字母，例如 USD")
    }

    fileprivate func noTime(_ text: String) -> HomeFailure {
        fail(
            "\(name): \(shown(text)) is no time of the day, or stands twice; write each once, such as \"08:00\"",
            "\(name)：\(shown(text)) 不是有效时刻或重复；每个时刻只写一次，例如 \"08:00\"")
    }

    fileprivate func noLook() -> HomeFailure {
        fail(
            "\(name) has no time, so nothing that waits for funds would ever be looked at again; write one at least, such as \"08:00\"",
            "\(name) 没有时刻，等待余额的退款将不会再被检查；请至少写一个，例如 \"08:00\"")
    }
}
