/// Funds are counted in ten-thousandths of their currency: as fine as any currency is, and as any channel's `exponents` may make it, so that the refunds of
/// channels with other decimals draw on one balance.
package enum FundsScale {
    package static let exponent = 4

    /// An amount of refunds in the units of funds; nil where it doesn't fit.
    package static func scaled(_ minor: Int64, exponent: Int) -> Int64? {
        guard (0...Self.exponent).contains(exponent) else { return nil }
        let scaled = minor.multipliedReportingOverflow(by: powersOfTen[Self.exponent - exponent])
        return scaled.overflow ? nil : scaled.partialValue
    }

    /// `12.30`: the currency's decimals, and more only where the amount has them.
    package static func text(_ amount: Int64, exponent: Int) -> String {
        let fewest = min(max(exponent, 0), Self.exponent)
        let decimals = (fewest..<Self.exponent).first { amount % powersOfTen[Self.exponent - $0] == 0 }
        let shown = decimals ?? Self.exponent
        return Money.text(minor: amount / powersOfTen[Self.exponent - shown], exponent: shown)
    }
}
