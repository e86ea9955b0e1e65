package import Refunds
package import Rules

/// What a file's own count and totals are checked against (`files.md`, refund batch: every cell that is a plain number
/// counts, even of a row that is rejected).
package struct ControlSums: Sendable {
    package private(set) var count = 0
    private var all = DecimalSum()
    /// Over the rows that state the currency.
    private var byCurrency: [CurrencyCode: DecimalSum] = [:]

    package init() {}

    package mutating func add(_ request: RefundRequest, in bytes: Span<UInt8>) {
        add(amount: request.amountText, currency: request.currencyText, in: bytes)
    }

    package mutating func add(amount: ByteRange, currency: ByteRange, in bytes: Span<UInt8>) {
        count += 1
        guard !amount.isEmpty else { return }
        let text = bytes.extracting(amount.range)
        guard all.add(text), let code = CurrencyCode(bytes.extracting(currency.range)) else { return }
        byCurrency[code, default: DecimalSum()].add(text)
    }

    /// What differs from the declared figures, nil when all that is declared agrees. `hasCurrencyColumn` false: the one total is over all rows.
    package func mismatch(_ directives: Directives, hasCurrencyColumn: Bool) -> FileRefusal? {
        if let conflict = directives.conflict { return conflict }
        var english: [String] = []
        var chinese: [String] = []
        var line: Int?
        func differs(_ key: String, _ value: Directives.Value, found: String) {
            line = line ?? value.line
            english.append("\(key) is declared as \(value.text), the file holds \(found)")
            chinese.append("\(key) 声明为 \(value.text)，文件实际为 \(found)")
        }
        if let declared = directives.values["count"], Int(plain: declared.text) != count {
            differs("count", declared, found: String(count))
        }
        let totals = directives.values.keys.filter { $0 == "total" || $0.hasPrefix("total.") }.sorted()
        for key in totals {
            guard let declared = directives.values[key] else { continue }
            let sum = sum(key, isOnly: totals.count == 1, hasCurrencyColumn: hasCurrencyColumn)
            var wanted = DecimalSum()
            let bytes = Array(declared.text.utf8)
            if !wanted.add(bytes.span) || wanted != sum { differs(key, declared, found: text(sum, key: key)) }
        }
        guard !english.isEmpty else { return nil }
        return FileRefusal(
            .controlMismatch, line: line,
            english.joined(separator: "; ") + ": correct the figure, or send the whole file",
            chinese.joined(separator: "；") + "：请更正声明值或重新发送完整文件")
    }

    private func sum(_ key: String, isOnly: Bool, hasCurrencyColumn: Bool) -> DecimalSum {
        if key == "total" || isOnly && !hasCurrencyColumn { return all }
        return CurrencyCode(String(key.dropFirst(6))).flatMap { byCurrency[$0] } ?? DecimalSum()
    }

    private func text(_ sum: DecimalSum, key: String) -> String {
        let code = CurrencyCode(String(key.dropFirst(min(6, key.count))))
        return sum.text(decimals: code.flatMap(CurrencyTable.exponent(of:)) ?? 0)
    }
}

extension Int {
    /// Digits and nothing else.
    init?(plain text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0.digit != nil }), let value = Int(text) else {
            return nil
        }
        self = value
    }
}
