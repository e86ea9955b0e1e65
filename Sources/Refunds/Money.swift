/// Money: minor units of a currency with so many decimals. Arithmetic returns nil where it would overflow.
package struct Money: Sendable, Hashable {
    package var minor: Int64
    package var currency: CurrencyCode
    /// Decimals of the currency in the channel that carries it (a channel may differ from ISO 4217).
    package var exponent: Int

    package init(minor: Int64, currency: CurrencyCode, exponent: Int) {
        self.minor = minor
        self.currency = currency
        self.exponent = exponent
    }

    /// `12.30`: exactly the currency's decimals, a leading minus when below zero.
    package var amountText: String { Money.text(minor: minor, exponent: exponent) }

    /// `USD 12.30`, as messages show it.
    package var text: String { currency.text + " " + amountText }

    package static func text(minor: Int64, exponent: Int) -> String {
        var bytes: [UInt8] = []
        append(minor: minor, exponent: exponent, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Of a sum, in a width that nothing passes.
    package static func text(wide minor: Int128, exponent: Int) -> String {
        let power = UInt128(powersOfTen[exponent])
        let whole = (minor < 0 ? "-" : "") + String(minor.magnitude / power)
        guard exponent > 0 else { return whole }
        let fraction = String(minor.magnitude % power)
        return whole + "." + String(repeating: "0", count: exponent - fraction.count) + fraction
    }

    /// Appends the amount's text without making a string of it.
    package static func append(minor: Int64, exponent: Int, to bytes: inout [UInt8]) {
        if minor < 0 { bytes.append(UInt8(ascii: "-")) }
        let power = UInt64(powersOfTen[exponent])
        append(minor.magnitude / power, width: 1, to: &bytes)
        if exponent > 0 {
            bytes.append(UInt8(ascii: "."))
            append(minor.magnitude % power, width: exponent, to: &bytes)
        }
    }

    /// Appends a number's decimal digits, with leading zeros up to `width`.
    package static func append(_ number: UInt64, width: Int, to bytes: inout [UInt8]) {
        var digits = InlineArray<20, UInt8>(repeating: 0x30)
        var start = 20
        var rest = number
        while rest > 0 {
            start -= 1
            digits[start] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
            rest /= 10
        }
        for _ in 0..<max(0, width - 20) { bytes.append(0x30) }
        let written = digits.span.extracting(min(start, max(0, 20 - width))..<20)
        unsafe written.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }
}
