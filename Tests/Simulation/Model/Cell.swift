/// What a cell's text comes to (`files.md`: numbers, long numbers, rejection file; `decisions.md`: CARD_NUMBER_PRESENT).
enum Cell {
    private static let blanks: [Unicode.Scalar] = [" ", "\t", "\u{a0}", "\u{3000}"]

    static func trimmed(_ text: String) -> String {
        var scalars = Array(text.unicodeScalars)
        while let first = scalars.first, blanks.contains(first) { scalars.removeFirst() }
        while let last = scalars.last, blanks.contains(last) { scalars.removeLast() }
        return string(scalars)
    }

    /// Trimmed, without the `'` or back-tick that keeps a spreadsheet from touching it.
    static func identifier(_ text: String) -> String {
        let text = trimmed(text)
        return text.hasPrefix("'") || text.hasPrefix("`") ? String(text.dropFirst()) : text
    }

    /// Trimmed, without the `'` before what a spreadsheet would take for a formula or a number.
    static func plain(_ text: String) -> String {
        let text = trimmed(text)
        guard text.hasPrefix("'") else { return text }
        let rest = Array(text.unicodeScalars.dropFirst())
        guard let first = rest.first else { return text }
        let isFormula = ["=", "+", "-", "@", "\t", "\r"].contains(first)
        return isFormula || rest.count > 11 && rest.allSatisfy(isDigit) ? string(rest) : text
    }

    /// `2.31E+20`: a spreadsheet has destroyed its digits.
    static func isDamaged(_ identifier: String) -> Bool {
        var rest = Array(identifier.unicodeScalars)
        guard takeDigits(&rest) else { return false }
        if let mark = rest.first, mark == "." || mark == "," {
            rest.removeFirst()
            guard takeDigits(&rest) else { return false }
        }
        guard rest.count > 2, rest[0] == "E" || rest[0] == "e", rest[1] == "+" else { return false }
        return rest[2...].allSatisfy(isDigit)
    }

    private static func takeDigits(_ scalars: inout [Unicode.Scalar]) -> Bool {
        let count = scalars.prefix(while: isDigit).count
        scalars.removeFirst(count)
        return count > 0
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    /// `digits` or `digits.digits`.
    static func isNumber(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return (1...2).contains(parts.count)
            && parts.allSatisfy { !$0.isEmpty && $0.unicodeScalars.allSatisfy(isDigit) }
    }

    static func decimals(_ number: String) -> Int {
        number.split(separator: ".").dropFirst().first?.count ?? 0
    }
    static func digitsBeforePoint(_ number: String) -> Int { number.prefix { $0 != "." }.count }
    static func isZero(_ number: String) -> Bool { number.allSatisfy { $0 == "0" || $0 == "." } }

    /// Units of 10^-decimals; nil when the number has more decimals, or isn't one.
    static func units(_ number: String, decimals: Int) -> Int64? {
        guard isNumber(number), Cell.decimals(number) <= decimals else { return nil }
        let zeros = String(repeating: "0", count: decimals - Cell.decimals(number))
        return Int64(number.filter { $0 != "." } + zeros)
    }

    /// Only these, and no fewer than one of them.
    static func consists(_ text: String, of characters: String, upTo length: Int) -> Bool {
        let scalars = text.unicodeScalars
        return (1...length).contains(scalars.count)
            && scalars.allSatisfy { isDigit($0) || isLetter($0) || characters.unicodeScalars.contains($0) }
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
    }

    static func hasControl(_ text: String) -> Bool {
        text.unicodeScalars.contains {
            $0.properties.generalCategory == .control && !["\t", "\r", "\n"].contains($0)
        }
    }

    static func holdsCardNumber(_ text: String) -> Bool {
        var run: [Int] = []
        var gap = false
        for scalar in Array(text.unicodeScalars) + ["|"] {
            if isDigit(scalar) {
                run.append(Int(scalar.value) - 48)
                gap = false
            } else if (scalar == " " || scalar == "-") && !gap && !run.isEmpty {
                gap = true
            } else {
                if isCard(run) { return true }
                run = []
                gap = false
            }
        }
        return false
    }

    private static func isCard(_ digits: [Int]) -> Bool {
        guard (13...19).contains(digits.count) else { return false }
        let two = digits[0] * 10 + digits[1]
        let four = two * 100 + digits[2] * 10 + digits[3]
        let begins =
            two == 30 || (34...39).contains(two) || digits[0] == 4 || (51...55).contains(two)
            || (2221...2720).contains(four) || [60, 62, 64, 65].contains(two)
        let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
            guard digit.offset % 2 == 1 else { return sum + digit.element }
            return sum + (digit.element > 4 ? digit.element * 2 - 9 : digit.element * 2)
        }
        return begins && sum % 10 == 0
    }

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}
