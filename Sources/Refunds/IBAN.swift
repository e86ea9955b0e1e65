/// An international bank account number (ISO 13616): its shape, its country's length where that is known, and its check digits, modulo 97. A country that
/// the list lacks has joined since: its number is taken by the rest.
package enum IBAN {
    /// Letters in capitals and without the blanks of the printed form; nil where it is none.
    package static func canonical(_ text: Span<UInt8>) -> [UInt8]? {
        let plain = compact(text)
        return hasShape(plain) && isSound(plain) ? plain : nil
    }

    /// Whether the text is meant to be one: two letters, two digits, and as long as one. Other texts are account numbers of other kinds.
    package static func isMeant(_ text: Span<UInt8>) -> Bool { hasShape(compact(text)) }

    /// In capitals, without blanks.
    package static func compact(_ text: Span<UInt8>) -> [UInt8] {
        var plain: [UInt8] = []
        plain.reserveCapacity(text.count)
        for index in 0..<text.count where text[index] != 0x20 {
            let byte = text[index]
            plain.append((0x61...0x7A).contains(byte) ? byte - 0x20 : byte)
        }
        return plain
    }

    private static func hasShape(_ text: [UInt8]) -> Bool {
        guard (15...34).contains(text.count), text[0].isCapital, text[1].isCapital, text[2].digit != nil,
            text[3].digit != nil
        else { return false }
        return text.allSatisfy { $0.isCapital || $0.digit != nil }
    }

    /// How long each country's are (SWIFT, IBAN Registry).
    private static let lengths: [String: Int] = {
        let registry = """
            AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 \
            FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 \
            MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 \
            SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
            """
        return Dictionary(
            uniqueKeysWithValues: registry.split(separator: " ").map { entry in
                (String(entry.prefix(2)), Int(entry.dropFirst(2)) ?? 0)
            })
    }()

    /// Whether a canonical one is as long as its country's are. Asked of what comes in, never of what was sent once: its bytes stay.
    package static func hasLength(_ text: [UInt8]) -> Bool {
        guard let length = lengths[String(decoding: text.prefix(2), as: UTF8.self)] else { return true }
        return text.count == length
    }

    private static func isSound(_ text: [UInt8]) -> Bool {
        var rest = 0
        for index in text.indices {
            // The first four come last.
            let byte = text[index + 4 < text.count ? index + 4 : index + 4 - text.count]
            if let digit = byte.digit {
                rest = (rest * 10 + Int(digit)) % 97
            } else {
                rest = (rest * 100 + Int(byte) - 55) % 97
            }
        }
        return rest == 1
    }
}

/// A bank's identifier code (ISO 9362), by its shape: four letters or digits of the bank, two letters of the country, two of the place, perhaps three of the
/// branch.
package enum BIC {
    /// In capitals and without blanks; nil where it is none.
    package static func canonical(_ text: Span<UInt8>) -> [UInt8]? {
        let plain = IBAN.compact(text)
        guard plain.count == 8 || plain.count == 11, plain[4].isCapital, plain[5].isCapital,
            plain.allSatisfy({ $0.isCapital || $0.digit != nil })
        else { return nil }
        return plain
    }

    /// Whether a canonical one has the shape that ISO 20022 asked for until 2019: six letters, then no `0` or `1`, then no letter O.
    package static func isOfLetters(_ bic: [UInt8]) -> Bool {
        bic.prefix(6).allSatisfy(\.isCapital) && !"01".utf8.contains(bic[6]) && bic[7] != UInt8(ascii: "O")
    }

    /// Whether the text is meant to be one: letters and digits alone, and not digits alone. Other texts are routing numbers, India's IFSC too: four letters, a
    /// zero, and six more.
    package static func isMeant(_ text: Span<UInt8>) -> Bool {
        let plain = IBAN.compact(text)
        if plain.count == 11, plain.prefix(4).allSatisfy(\.isCapital), plain[4] == UInt8(ascii: "0") {
            return false
        }
        return plain.contains { $0.isCapital } && plain.allSatisfy { $0.isCapital || $0.digit != nil }
    }
}

extension UInt8 {
    fileprivate var isCapital: Bool { (0x41...0x5A).contains(self) }
}
