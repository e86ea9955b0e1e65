/// An exact sum of plain decimal numbers of any length, for control totals: a total takes every cell that is a plain
/// number, to whatever decimals (`files.md`, refund batch). Short numbers are added in one machine word pair,
/// longer ones digit by digit.
package struct DecimalSum: Sendable {
    /// The short numbers, in 10⁻⁶: at most 12 digits before the point and 6 after.
    private var short: Int128 = 0
    /// The long ones: digits before the point and after it, least significant last.
    private var longWhole: [UInt8] = []
    private var longFraction: [UInt8] = []

    package init() {}

    /// Adds the cell when it is `digits` or `digits.digits`; else it adds nothing and answers false.
    @discardableResult
    package mutating func add(_ text: Span<UInt8>) -> Bool {
        var point = -1
        for index in 0..<text.count where text[index].digit == nil {
            guard text[index] == UInt8(ascii: "."), point < 0, index > 0, index + 1 < text.count else {
                return false
            }
            point = index
        }
        guard text.count > 0 else { return false }
        let whole = point < 0 ? text.count : point
        let decimals = point < 0 ? 0 : text.count - point - 1
        if whole <= 12, decimals <= 6 {
            var value: Int64 = 0
            for index in 0..<text.count { if let digit = text[index].digit { value = value * 10 + digit } }
            short += Int128(value) * Int128(powersOfTen[6 - decimals])
        } else {
            addLong(text, whole: whole)
        }
        return true
    }

    private mutating func addLong(_ text: Span<UInt8>, whole: Int) {
        let decimals = max(0, text.count - whole - 1)
        while longFraction.count < decimals { longFraction.append(0) }
        while longWhole.count < whole { longWhole.insert(0, at: 0) }
        var carry: UInt8 = 0
        for index in stride(from: decimals - 1, through: 0, by: -1) {
            let sum = longFraction[index] + UInt8(text[whole + 1 + index].digit ?? 0) + carry
            longFraction[index] = sum % 10
            carry = sum / 10
        }
        for step in 0..<longWhole.count {
            let position = longWhole.count - 1 - step
            let digit = step < whole ? UInt8(text[whole - 1 - step].digit ?? 0) : 0
            let sum = longWhole[position] + digit + carry
            longWhole[position] = sum % 10
            carry = sum / 10
        }
        if carry > 0 { longWhole.insert(carry, at: 0) }
    }

    /// The sum with at least `decimals` decimals, no trailing zeros beyond them, no leading zeros.
    package func text(decimals: Int) -> String {
        var total = self
        total.short = 0
        let shortWhole = String(short / 1_000_000)
        let digits = String(short % 1_000_000)
        let fraction = String(repeating: "0", count: 6 - digits.count) + digits
        let bytes = Array((shortWhole + "." + fraction).utf8)
        total.addLong(bytes.span, whole: shortWhole.utf8.count)
        var after = total.longFraction
        while after.count > decimals, after.last == 0 { after.removeLast() }
        while after.count < decimals { after.append(0) }
        let before = total.longWhole.drop { $0 == 0 }
        let whole = before.isEmpty ? "0" : before.map(String.init).joined()
        return after.isEmpty ? whole : whole + "." + after.map(String.init).joined()
    }
}

extension DecimalSum: Equatable {
    /// Equal values, however they were written.
    package static func == (left: DecimalSum, right: DecimalSum) -> Bool {
        left.text(decimals: 0) == right.text(decimals: 0)
    }
}
