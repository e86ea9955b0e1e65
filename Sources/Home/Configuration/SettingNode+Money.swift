import Refunds

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
}
