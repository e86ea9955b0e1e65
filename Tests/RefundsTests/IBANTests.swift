import Testing

@testable import Refunds

/// Examples from ISO 13616's registry and what people make of them.
@Suite struct IBANTests {
    private func isMeant(_ text: String, _ asked: (Span<UInt8>) -> Bool) -> Bool {
        asked(Array(text.utf8).span)
    }

    @Test(arguments: [
        ("DE89370400440532013000", "DE89370400440532013000"),
        ("GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432"),
        ("fr1420041010050500013M02606", "FR1420041010050500013M02606"),
        ("NO9386011117947", "NO9386011117947"),
        ("MT84MALT011000012345MTLCAST001S", "MT84MALT011000012345MTLCAST001S"),
    ])
    func isOne(_ text: String, _ canonical: String) {
        let found = IBAN.canonical(Array(text.utf8).span)
        #expect(found.map { String(decoding: $0, as: UTF8.self) } == canonical)
        #expect(isMeant(text, IBAN.isMeant))
    }

    /// Every digit that is another one, and every two that changed places, are found: modulo 97 promises that.
    @Test func everySlipIsFound() {
        let sound = Array("DE89370400440532013000".utf8)
        for place in sound.indices where place >= 2 {
            for digit in UInt8(0x30)...0x39 where digit != sound[place] {
                var slip = sound
                slip[place] = digit
                #expect(IBAN.canonical(slip.span) == nil)
            }
            var swapped = sound
            swapped.swapAt(place, max(2, place - 1))
            #expect(swapped == sound || IBAN.canonical(swapped.span) == nil)
        }
    }

    /// As many characters as its country has, where that is known: 24 in Germany's shape, with sound check digits, are none.
    @Test func itsLengthIsTheCountrys() {
        for (text, isOne) in [
            ("DE02120300000000202051", true), ("DE46120300000000202051XX", false), ("NO9386011117947", true),
            ("ZZ32120300000000202051", true),
        ] {
            let bytes = Array(text.utf8)
            let rotated = String(text.dropFirst(4) + text.prefix(4))
            let rest = rotated.unicodeScalars.reduce(0) { rest, scalar in
                let value = Int(scalar.value)
                return value < 58 ? (rest * 10 + value - 48) % 97 : (rest * 100 + value - 55) % 97
            }
            #expect(rest == 1, "\(text)")
            #expect(IBAN.canonical(bytes.span).map(IBAN.hasLength) == isOne, "\(text)")
        }
    }

    @Test(arguments: [
        "", "DE", "12345678", "DE8937040044053201300Ü", "0012345678901234567", "D189370400440532013000",
    ])
    func isNone(_ text: String) {
        #expect(IBAN.canonical(Array(text.utf8).span) == nil)
        #expect(!isMeant(text, IBAN.isMeant))
    }

    @Test(arguments: [
        ("COBADEFF", true), ("cobadeffxxx", true), ("COBADEF", false), ("COBA1EFF", false),
        ("BANKOFX", false),
    ])
    func bics(_ text: String, _ isSound: Bool) {
        #expect((BIC.canonical(Array(text.utf8).span) != nil) == isSound)
        #expect(isMeant(text, BIC.isMeant))
    }

    /// The older message takes fewer.
    @Test(arguments: [
        ("COBADEFF", true), ("COBADEFFXXX", true), ("1234DEFF", false), ("ABCDDE0O", false),
        ("ABCDDE2O", false),
        ("ABCDDE10", false), ("ABCDDE20", true),
    ])
    func bicsOfLetters(_ text: String, _ isOne: Bool) {
        #expect(BIC.canonical(Array(text.utf8).span).map(BIC.isOfLetters) == isOne)
    }

    @Test(arguments: ["026009593", "12-34-56", "中国银行", "", "HDFC0000123"])
    func routingNumbers(_ text: String) { #expect(!isMeant(text, BIC.isMeant)) }
}
