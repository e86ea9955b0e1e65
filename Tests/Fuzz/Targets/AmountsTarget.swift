import Refunds

/// Amounts: what is taken is what is written, to the last decimal, and sums are exact.
enum AmountsTarget {
    static func run(_ input: [UInt8]) throws {
        guard let mode = input.first else { return }
        let text = Array(input.dropFirst())
        try checkAmount(text, allowingZero: mode & 1 == 1)
        try checkSum(
            text.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map(Array.init))
    }

    private static func checkAmount(_ text: [UInt8], allowingZero: Bool) throws {
        let amount = WrittenAmount(text.span, allowingZero: allowingZero)
        let number = PlainNumber(text)
        let isZero = number.map { ($0.whole + $0.fraction).allSatisfy { $0 == 0x30 } } ?? false
        let isAmount = number.map { $0.whole.count <= 12 && (allowingZero || !isZero) } ?? false
        try hold((amount != nil) == isAmount, "taken: \(amount != nil), is an amount: \(isAmount)")
        guard let amount, let number else { return }
        try hold(amount.decimals == number.fraction.count, "\(amount.decimals) decimals")
        for exponent in 0...WrittenAmount.mostDecimals {
            let minor = amount.minorUnits(exponent: exponent)
            guard let minor else {
                try hold(number.fraction.count > exponent, "no minor units though precise enough")
                continue
            }
            try hold(number.fraction.count <= exponent, "rounded to \(exponent) decimals")
            let shown = Array(Money.text(minor: minor, exponent: exponent).utf8)
            try hold(shown == number.text(decimals: exponent), "\(String(decoding: shown, as: UTF8.self))")
            let again = WrittenAmount(shown.span, allowingZero: true)
            try hold(again?.minorUnits(exponent: exponent) == minor, "read again: another amount")
        }
    }

    private static func checkSum(_ texts: [[UInt8]]) throws {
        var sum = DecimalSum()
        var backwards = DecimalSum()
        var slow = SlowSum()
        for text in texts.prefix(8) {
            let number = PlainNumber(text)
            try hold(sum.add(text.span) == (number != nil), "what is a plain number")
            if let number { slow.add(number) }
        }
        for text in texts.prefix(8).reversed() { backwards.add(text.span) }
        try hold(sum == backwards, "the order of a sum matters")
        let shown = sum.text(decimals: 2)
        try hold(shown.utf8.elementsEqual(slow.text(decimals: 2)), "\(shown) is no exact sum")
    }
}

/// `digits` or `digits.digits`, as plainly as it can be said.
struct PlainNumber {
    let whole: [UInt8]
    let fraction: [UInt8]

    init?(_ text: [UInt8]) {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        guard parts.joined().allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        whole = Array(parts[0])
        fraction = parts.count == 2 ? Array(parts[1]) : []
    }

    /// Without leading zeros, with so many decimals, not fewer than it has.
    func text(decimals: Int) -> [UInt8] {
        let digits = Array(whole.drop { $0 == 0x30 })
        let filled = fraction + Array(repeating: 0x30, count: max(0, decimals - fraction.count))
        return (digits.isEmpty ? [0x30] : digits) + (filled.isEmpty ? [] : [UInt8(ascii: ".")] + filled)
    }
}

/// Addition on paper.
struct SlowSum {
    /// From the ones up, and from the tenths down.
    private var whole: [UInt8] = [0]
    private var fraction: [UInt8] = []

    mutating func add(_ number: PlainNumber) {
        for (place, digit) in number.fraction.enumerated() { add(digit - 0x30, at: -1 - place) }
        for (place, digit) in number.whole.reversed().enumerated() { add(digit - 0x30, at: place) }
    }

    private mutating func add(_ digit: UInt8, at place: Int) {
        while whole.count <= place + 1 { whole.append(0) }
        while fraction.count < -place { fraction.append(0) }
        let sum = digit + (place < 0 ? fraction[-1 - place] : whole[place])
        if place < 0 { fraction[-1 - place] = sum % 10 } else { whole[place] = sum % 10 }
        if sum > 9 { add(1, at: place + 1) }
    }

    func text(decimals: Int) -> [UInt8] {
        var top = whole.count
        while top > 1, whole[top - 1] == 0 { top -= 1 }
        var low = fraction.count
        while low > decimals, fraction[low - 1] == 0 { low -= 1 }
        let after = fraction[..<low] + Array(repeating: 0, count: max(0, decimals - low))
        let text = whole[..<top].reversed().map { $0 + 0x30 }
        return after.isEmpty ? text : text + [UInt8(ascii: ".")] + after.map { $0 + 0x30 }
    }
}
