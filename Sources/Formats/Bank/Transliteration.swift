import Bytes

/// Text for banks that know few letters: in names and remarks only, never in identifiers (`bank-formats.md`, what every layout keeps).
enum Transliteration {
    /// Letters without their marks, and what typographers use for what keyboards have.
    private static let table: [Unicode.Scalar: String] = {
        let rows: [(String, String)] = [
            ("A", "ÀÁÂÃÅĀĂĄ"), ("AE", "ÄÆ"), ("C", "ÇĆĈĊČ"), ("D", "ÐĎĐ"), ("E", "ÈÉÊËĒĔĖĘĚ"), ("G", "ĜĞĠĢ"),
            ("H", "ĤĦ"), ("I", "ÌÍÎÏĨĪĬĮİ"), ("J", "Ĵ"), ("K", "Ķ"), ("L", "ĹĻĽĿŁ"), ("N", "ÑŃŅŇŊ"),
            ("O", "ÒÓÔÕØŌŎŐ"), ("OE", "ÖŒ"), ("R", "ŔŖŘ"), ("S", "ŚŜŞŠȘ"), ("T", "ŢŤŦȚ"), ("TH", "Þ"),
            ("U", "ÙÚÛŨŪŬŮŰŲ"), ("UE", "Ü"), ("W", "Ŵ"), ("Y", "ÝŶŸ"), ("Z", "ŹŻŽ"),
            ("a", "àáâãåāăą"), ("ae", "äæ"), ("c", "çćĉċč"), ("d", "ðďđ"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"),
            ("h", "ĥħ"), ("i", "ìíîïĩīĭįı"), ("j", "ĵ"), ("k", "ķĸ"), ("l", "ĺļľŀł"), ("n", "ñńņňŋ"),
            ("o", "òóôõøōŏő"), ("oe", "öœ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("ss", "ß"), ("t", "ţťŧț"),
            ("th", "þ"), ("u", "ùúûũūŭůűų"), ("ue", "ü"), ("w", "ŵ"), ("y", "ýŷÿ"), ("z", "źżž"),
            (" ", "\u{A0}\u{3000}\t\n\r"), ("-", "–—‐‑‒−"), ("'", "‘’‚‛`´"), ("\"", "“”„«»"), ("...", "…"),
            ("EUR", "€"), ("+", "&"), (",", "，、"), (".", "。"), (":", "：;；"), ("(", "（[{【"), (")", "）]}】"),
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (plain, letters) in rows {
            for scalar in letters.unicodeScalars { table[scalar] = plain }
        }
        return table
    }()

    /// The same letters by what they are, however they were typed: some systems write a letter and its mark apart.
    private static let letters: [Character: Unicode.Scalar] = Dictionary(
        table.keys.map { (Character($0), $0) }, uniquingKeysWith: { first, _ in first })

    private static func whole(_ text: String) -> [Unicode.Scalar] {
        text.flatMap { character in
            character.unicodeScalars.count == 1
                ? Array(character.unicodeScalars)
                : letters[character].map { [$0] } ?? Array(character.unicodeScalars)
        }
    }

    private static let sepa = CharacterTable(others: "/-?:().,'+ ")

    /// Appends a text of valid UTF-8 in letters that charset and encoding have; what has none becomes `?`. False where there was such a letter.
    @discardableResult
    static func append(
        _ text: Span<UInt8>, _ charset: ProfileWriting.Charset, _ encoding: TextEncoding,
        to output: inout [UInt8]
    ) -> Bool {
        if isPlain(text, charset) {
            Formats.append(text, to: &output)
            return true
        }
        var isWhole = true
        let letters = unsafe text.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
        for scalar in whole(letters) {
            if isKept(scalar, charset, encoding) {
                output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
                continue
            }
            // What the charset lacks of plain ASCII itself, quotation marks say, becomes an apostrophe.
            if table[scalar] == nil, !scalar.isASCII || isLetter(scalar) { isWhole = false }
            for byte in (table[scalar] ?? "?").utf8 {
                output.append(isPlain(byte, charset) ? byte : UInt8(ascii: "'"))
            }
        }
        return isWhole
    }

    /// Whether all of it is ASCII that the charset has.
    static func isPlain(_ text: Span<UInt8>, _ charset: ProfileWriting.Charset) -> Bool {
        for index in 0..<text.count where !isPlain(text[index], charset) || text[index] >= 0x80 {
            return false
        }
        return true
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic }

    private static func isKept(
        _ scalar: Unicode.Scalar, _ charset: ProfileWriting.Charset, _ encoding: TextEncoding
    ) -> Bool {
        if scalar.isASCII { return isPlain(UInt8(scalar.value), charset) }
        // XML has no place for the last two of a plane, and nobody a letter.
        guard charset == .any, scalar.value & 0xFFFE != 0xFFFE else { return false }
        switch encoding {
        case .utf8, .utf16le, .utf16be, .gb18030: return true
        case .latin1: return (0xA0...0xFF).contains(scalar.value)
        case .windows1252:
            return (0xA0...0xFF).contains(scalar.value) || windowsLetters.contains(scalar)
        case .gbk, .gb2312, .ascii: return false
        }
    }

    /// What Windows-1252 has between 80 and 9F.
    private static let windowsLetters = Set("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".unicodeScalars)

    private static func isPlain(_ byte: UInt8, _ charset: ProfileWriting.Charset) -> Bool {
        switch charset {
        case .any: true
        case .ascii: (0x20...0x7E).contains(byte)
        case .sepa: sepa.contains(byte)
        }
    }
}
