import Refunds
import Yams

extension SettingNode {
    /// An amount of money as a person writes it, in quotes or without; 0 is one.
    func amount() throws(HomeFailure) -> WrittenAmount {
        let text = try string()
        guard let amount = WrittenAmount(Array(text.utf8).span, allowingZero: true),
            amount.decimals <= WrittenAmount.mostDecimals
        else {
            throw wrongType(
                "an amount in quotes, such as \"10000.00\", with a point and at most twelve digits before it",
                "金额（加引号），例如 \"10000.00\"，用小数点，小数点前最多十二位")
        }
        return amount
    }

    func noKnownCurrency(_ key: String) -> HomeFailure {
        fail(
            "\(shown(key)) is no currency of ISO 4217; write one, such as USD, or \"*\" for all that are not named",
            "\(shown(key)) 不是 ISO 4217 币种；请写币种代码，例如 USD，或以 \"*\" 表示其他所有币种")
    }

    func noCurrency(_ key: String) -> HomeFailure {
        fail(
            "\(shown(key)) is no currency; write the three capital letters of ISO 4217, such as CLP",
            "\(shown(key)) 不是币种；请写 ISO 4217 的三个大写字母，例如 CLP")
    }

    /// Amounts by currency: `{USD: "100000.00"}`, in quotes, so that no decimal is lost on the way.
    /// - Parameter exponents: where the channel's decimals differ from ISO 4217.
    func money(exponents: [String: Int]) throws(HomeFailure) -> [CurrencyCode: WrittenAmount] {
        var all: [CurrencyCode: WrittenAmount] = [:]
        for entry in try entries() {
            guard let currency = CurrencyCode(entry.key), currency.text == entry.key,
                let exponent = exponents[entry.key] ?? CurrencyTable.exponent(of: currency)
            else { throw entry.value.noCurrencyOfMoney(entry.key) }
            all[currency] = try entry.value.amount(exponent: exponent)
        }
        return all
    }

    private func amount(exponent: Int) throws(HomeFailure) -> WrittenAmount {
        let bytes = Array((node.scalar?.string ?? "").utf8)
        guard let style = node.scalar?.style, style == .doubleQuoted || style == .singleQuoted,
            let amount = WrittenAmount(bytes.span), amount.minorUnits(exponent: exponent) != nil
        else {
            let example = Money.text(minor: 100_000 * powersOfTen[exponent], exponent: exponent)
            throw wrongType(
                "an amount above zero in quotes, such as \"\(example)\", with at most \(exponent) decimals",
                "加引号的正数金额，例如 \"\(example)\"，最多 \(exponent) 位小数")
        }
        return amount
    }

    private func noCurrencyOfMoney(_ key: String) -> HomeFailure {
        fail(
            "\(name): \(shown(key)) is no currency; write an active code of ISO 4217, such as USD",
            "\(name)：\(shown(key)) 不是币种；请写现行的 ISO 4217 代码，例如 USD")
    }

    /// A list of times such as `["16:00"]`: seconds since midnight, ascending.
    func timesOfDay() throws(HomeFailure) -> [Int] {
        if isEmpty { return [] }
        var times: [Int] = []
        for text in try strings() {
            let bytes = Array(text.utf8)
            guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"), let hour = Int(text.prefix(2)),
                let minute = Int(text.suffix(2)), bytes[0].digit != nil, bytes[3].digit != nil,
                (0...23).contains(hour), (0...59).contains(minute)
            else {
                throw fail(
                    "\(name): \(shown(text)) is no time of day; write it like \"16:00\", from 00:00 to 23:59",
                    "\(name)：\(shown(text)) 不是时刻；请写成 \"16:00\"，范围 00:00 至 23:59")
            }
            let time = hour * 3_600 + minute * 60
            guard !times.contains(time) else {
                throw fail(
                    "\(name): \(shown(text)) stands there twice; keep one of them",
                    "\(name)：\(shown(text)) 出现两次；请只保留一个")
            }
            times.append(time)
        }
        return times.sorted()
    }
}
