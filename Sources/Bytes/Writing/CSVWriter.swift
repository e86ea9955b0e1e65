/// CSV cells as RFC 4180 writes them, appended to a buffer. Separators and line ends are the caller's.
package enum CSVWriter {
    /// What a cell for people is protected against; cells for banks are never altered.
    package enum Guard: Sendable {
        case none
        /// A cell that begins with `=`, `+`, `-`, `@`, tab or CR, which a spreadsheet takes for a formula, gets a
        /// leading `'`.
        case formulas
        /// So does a cell of more than 11 digits and nothing else, which a spreadsheet saves as 2.3E+20.
        case formulasAndLongNumbers

        package init(longNumbers: Bool) {
            self = longNumbers ? .formulasAndLongNumbers : .formulas
        }
    }

    private static let quote = UInt8(ascii: "\"")

    /// Appends one cell, quoted only where RFC 4180 needs it: where it holds the separator, a quote, CR or LF.
    package static func append(
        cell: Span<UInt8>, to output: inout [UInt8], separator: UInt8 = UInt8(ascii: ","),
        guarding: Guard = .none
    ) {
        let isGuarded = needsGuard(cell, guarding)
        guard needsQuotes(cell, separator) else {
            if isGuarded { output.append(UInt8(ascii: "'")) }
            unsafe cell.withUnsafeBufferPointer { cell in unsafe output.append(contentsOf: cell) }
            return
        }
        output.append(quote)
        if isGuarded { output.append(UInt8(ascii: "'")) }
        for index in 0..<cell.count {
            if cell[index] == quote { output.append(quote) }
            output.append(cell[index])
        }
        output.append(quote)
    }

    package static func append(
        cell: [UInt8], to output: inout [UInt8], separator: UInt8 = UInt8(ascii: ","), guarding: Guard = .none
    ) {
        append(cell: cell.span, to: &output, separator: separator, guarding: guarding)
    }

    package static func append(
        cell: String, to output: inout [UInt8], separator: UInt8 = UInt8(ascii: ","), guarding: Guard = .none
    ) {
        append(cell: Array(cell.utf8).span, to: &output, separator: separator, guarding: guarding)
    }

    /// Appends a cell for what people open.
    package static func append(
        guarded cell: Span<UInt8>, to output: inout [UInt8], longNumbers: Bool,
        separator: UInt8 = UInt8(ascii: ",")
    ) {
        append(cell: cell, to: &output, separator: separator, guarding: Guard(longNumbers: longNumbers))
    }

    package static func append(
        guarded cell: [UInt8], to output: inout [UInt8], longNumbers: Bool,
        separator: UInt8 = UInt8(ascii: ",")
    ) {
        append(guarded: cell.span, to: &output, longNumbers: longNumbers, separator: separator)
    }

    package static func append(
        guarded cell: String, to output: inout [UInt8], longNumbers: Bool,
        separator: UInt8 = UInt8(ascii: ",")
    ) {
        append(guarded: Array(cell.utf8).span, to: &output, longNumbers: longNumbers, separator: separator)
    }

    private static func needsQuotes(_ cell: Span<UInt8>, _ separator: UInt8) -> Bool {
        guard !cell.isEmpty else { return false }
        for index in 0..<cell.count {
            switch cell[index] {
            case separator, quote, UInt8(ascii: "\r"), UInt8(ascii: "\n"): return true
            default: break
            }
        }
        return false
    }

    private static func needsGuard(_ cell: Span<UInt8>, _ guarding: Guard) -> Bool {
        switch guarding {
        case .none: false
        case .formulas: beginsFormula(cell)
        case .formulasAndLongNumbers: beginsFormula(cell) || isLongNumber(cell)
        }
    }

    private static func beginsFormula(_ cell: Span<UInt8>) -> Bool {
        guard !cell.isEmpty else { return false }
        switch cell[0] {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0d:
            return true
        default: return false
        }
    }

    private static func isLongNumber(_ cell: Span<UInt8>) -> Bool {
        guard cell.count > 11 else { return false }
        for index in 0..<cell.count where !(0x30...0x39 ~= cell[index]) { return false }
        return true
    }
}
