package import Bytes
package import Refunds
package import Rules

/// How the program's facts look in JSON, everywhere the same (`cli.md`, what the programs around it read).
extension JSON {
    package init(_ text: String?) { self = text.map(JSON.string) ?? .null }

    package init(_ number: Int?) { self = number.map(JSON.number) ?? .null }

    /// Empty text is null.
    package init(nonEmpty text: String) { self = text.isEmpty ? .null : .string(text) }

    package init(_ refusal: FileRefusal?) {
        guard let refusal else {
            self = .null
            return
        }
        self = .object([
            ("code", .string(refusal.code.rawValue)), ("message", .string(refusal.text.english)),
            ("说明", .string(refusal.text.chinese)),
        ])
    }

    /// What programs read of remarks for people: the English.
    package init(english texts: [BilingualText]) { self = .array(texts.map { .string($0.english) }) }

    /// `{"USD": "12.30"}`, currencies in alphabetical order.
    package init(_ totals: [Money]) {
        self = .object(totals.map { ($0.currency.text, .string($0.amountText)) })
    }
}

/// Money added up by currency. Where channels give a currency different decimals, the finer ones are shown.
struct MoneyByCurrency {
    private var sums: [CurrencyCode: Money] = [:]

    /// Throws where the sum doesn't fit.
    mutating func add(_ minor: Int64, _ currency: CurrencyCode, exponent: Int) throws {
        var sum = sums[currency] ?? Money(minor: 0, currency: currency, exponent: exponent)
        let common = max(sum.exponent, exponent)
        let scaled = sum.minor.multipliedReportingOverflow(by: powersOfTen[common - sum.exponent])
        let added = minor.multipliedReportingOverflow(by: powersOfTen[common - exponent])
        let total = scaled.partialValue.addingReportingOverflow(added.partialValue)
        guard !scaled.overflow, !added.overflow, !total.overflow else {
            throw Failure(
                .inputOutput, "a total of \(currency.text) is too large to add up", "\(currency.text) 合计过大")
        }
        sum = Money(minor: total.partialValue, currency: currency, exponent: common)
        sums[currency] = sum
    }

    /// In alphabetical order.
    var all: [Money] { sums.values.sorted { $0.currency < $1.currency } }
}
