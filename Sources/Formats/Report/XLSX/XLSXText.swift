import Rules

/// Text as a spreadsheet may hold it.
enum XLSXText {
    /// Excel's limit of a cell, in UTF-16 units.
    static let mostUnits = 32_767
    /// Excel's limit of a sheet's name.
    static let mostUnitsOfName = 31

    /// The text of a cell: control characters made visible, what Excel would take for an escape (`_x0041_`) escaped, cut with a mark where it is too long.
    static func cell(_ text: String) -> String {
        let safe = withoutEscapes(Printable.text(text))
        // UTF-8 is never shorter than UTF-16.
        guard safe.utf8.count > mostUnits, safe.utf16.count > mostUnits else { return safe }
        let mark = "… [cut: \(text.utf16.count) characters 已截断]"
        return prefix(safe, mostUnits - mark.utf16.count) + mark
    }

    /// ECMA-376 18.18.93 (ST_Xstring): `_xHHHH_` means a character. `_x005F_` is the underscore of one that means itself.
    private static func withoutEscapes(_ text: String) -> String {
        guard mayHoldEscape(text) else { return text }
        return text.replacing(/_(?=x[0-9A-Fa-f]{4}_)/, with: "_x005F_")
    }

    private static func mayHoldEscape(_ text: String) -> Bool {
        var last: UInt8 = 0
        for byte in text.utf8 {
            if last == UInt8(ascii: "_"), byte == UInt8(ascii: "x") { return true }
            last = byte
        }
        return false
    }

    /// Names of sheets, each once: `Refunds 退款`, and for what didn't fit `Refunds 退款 2`.
    struct Names {
        /// As Excel compares them. `history` is a name of its own.
        private var taken: Set<String> = ["history"]

        /// Where both languages don't fit, the English has to do.
        mutating func name(_ title: BilingualText, in language: Language, part: Int) -> String {
            var number = part
            while true {
                let tail = number == 1 ? "" : " \(number)"
                let name = Self.fitting(title, in: language, mostUnitsOfName - tail.utf16.count) + tail
                if taken.insert(name.lowercased()).inserted { return name }
                number += 1
            }
        }

        private static func fitting(_ title: BilingualText, in language: Language, _ most: Int) -> String {
            let whole = allowed(title.told(in: language, apart: " "))
            guard whole.utf16.count > most else { return whole }
            let alone = language == .both ? allowed(title.english) : whole
            guard alone.utf16.count > most else { return alone }
            return wholeWords(alone, most - 1) + "…"
        }

        private static func allowed(_ title: String) -> String {
            let plain = String(Printable.text(title).map { "[]:*?/\\'".contains($0) ? "-" : $0 })
            return plain.isEmpty ? "-" : plain
        }

        /// As many whole words as fit; of a first one that is too long, as much as does.
        private static func wholeWords(_ text: String, _ most: Int) -> String {
            let cut = prefix(text, most)
            guard text.dropFirst(cut.count).first != " ", let blank = cut.lastIndex(of: " ") else {
                return cut
            }
            return String(cut[..<blank])
        }
    }

    /// At most so many UTF-16 units, whole characters.
    private static func prefix(_ text: String, _ most: Int) -> String {
        var units = 0
        let end = text.indices.first { index in
            units += text[index].utf16.count
            return units > most
        }
        return String(text[..<(end ?? text.endIndex)])
    }
}
