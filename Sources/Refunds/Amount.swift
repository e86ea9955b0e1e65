/// An amount as a file writes it: digits with at most one point. It has no currency yet, so its decimals
/// are kept as written; `minorUnits` makes money of it once the currency's decimals are known.
package struct WrittenAmount: Sendable, Equatable {
    /// Most digits before the point (`files.md`, numbers).
    package static let mostWholeDigits = 12
    /// Most decimals any currency or channel may have here; longer fractions are too precise for all of them.
    package static let mostDecimals = 6

    /// The value in millionths; decimals after the sixth are not in it (then it is too precise anyway).
    package let millionths: Int64
    /// How many decimals were written, zeros too.
    package let decimals: Int

    /// Reads `digits` or `digits.digits`. Nil for anything else, for more than 12 digits before the point, and for zero where
    /// that isn't allowed.
    package init?(_ text: Span<UInt8>, allowingZero: Bool = false) {
        var whole: Int64 = 0
        var index = 0
        while index < text.count, let digit = text[index].digit {
            guard index < Self.mostWholeDigits else { return nil }
            whole = whole * 10 + digit
            index += 1
        }
        guard index > 0 else { return nil }
        var fraction: Int64 = 0
        var decimals = 0
        var isZero = whole == 0
        if index < text.count {
            guard text[index] == UInt8(ascii: "."), index + 1 < text.count else { return nil }
            for position in (index + 1)..<text.count {
                guard let digit = text[position].digit else { return nil }
                decimals += 1
                isZero = isZero && digit == 0
                if decimals <= Self.mostDecimals { fraction = fraction * 10 + digit }
            }
        }
        guard allowingZero || !isZero else { return nil }
        let missing = max(0, Self.mostDecimals - decimals)
        self.millionths = whole * 1_000_000 + fraction * powersOfTen[missing]
        self.decimals = decimals
    }

    /// The amount in minor units of a currency with `exponent` decimals; nil when it is more precise than that.
    package func minorUnits(exponent: Int) -> Int64? {
        guard decimals <= exponent, exponent <= Self.mostDecimals else { return nil }
        return millionths / powersOfTen[Self.mostDecimals - exponent]
    }
}

/// 10⁰ … 10¹⁸.
package let powersOfTen: [Int64] = {
    var powers: [Int64] = [1]
    for _ in 0..<18 { powers.append(powers[powers.count - 1] * 10) }
    return powers
}()

extension UInt8 {
    /// The value of an ASCII digit.
    package var digit: Int64? { self >= 0x30 && self <= 0x39 ? Int64(self) - 0x30 : nil }
}
