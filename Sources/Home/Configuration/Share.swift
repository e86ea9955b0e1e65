package import Refunds

extension Share {
    /// Reads `0`, `1`, `0.05`: digits, perhaps a point and one to nine digits; nil for anything else and above 1.
    package init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, whole.count == 1 else { return nil }
        let decimals = parts.count == 2 ? Array(parts[1]) : []
        guard parts.count == 1 || !decimals.isEmpty, decimals.count <= 9 else { return nil }
        var numerator: Int64 = 0
        var denominator: Int64 = 1
        for (place, digit) in (Array(whole) + decimals).enumerated() {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            numerator = numerator * 10 + Int64(digit - UInt8(ascii: "0"))
            if place > 0 { denominator *= 10 }
        }
        guard numerator <= denominator else { return nil }
        self.init(numerator: numerator, denominator: denominator)
    }
}
