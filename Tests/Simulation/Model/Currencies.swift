/// The currencies that histories use, with their decimals (ISO 4217); every other code they write is none.
enum Currencies {
    static let decimals = ["USD": 2, "EUR": 2, "JPY": 0, "KWD": 3]

    /// Exactly the currency's decimals.
    static func text(_ minor: Int64, _ currency: String) -> String {
        let decimals = decimals[currency] ?? 0
        let digits = String(minor)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        guard decimals > 0 else { return padded }
        return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }
}
