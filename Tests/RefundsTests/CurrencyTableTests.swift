import Refunds
import Testing

@Suite struct CurrencyTableTests {
    private func exponent(_ text: String) -> Int? {
        CurrencyCode(text).flatMap(CurrencyTable.exponent(of:))
    }

    @Test(arguments: [
        (0, "JPY KRW VND CLP ISK XAF XOF XPF PYG RWF UGX UYI BIF DJF GNF KMF VUV"),
        (
            2,
            "USD EUR CNY GBP HKD TWD MOP SGD AUD BRL INR RUB TRY MGA MRU XCD XCG VES VED ZWG SLE STN CHE USN"
        ),
        (3, "KWD BHD OMR JOD TND LYD IQD"),
        (4, "CLF UYW"),
    ])
    func decimals(exponent: Int, codes: String) {
        for code in codes.split(separator: " ") {
            #expect(self.exponent(String(code)) == exponent, "\(code)")
        }
    }

    /// Metals, funds without a minor unit, tests, no currency, withdrawn codes, and what was never one.
    @Test(arguments: [
        "XAU XAG XPT XPD", "XDR XSU XUA XBA XBB XBC XBD", "XTS XXX",
        "DEM FRF ITL HRK LTL BGN ANG CUC SLL ZWL VEF VEB MRO STD BYR ZMK TRL ROL SDD GHC AZM EEK",
        "AAA ZZZ QQQ",
    ])
    func noMembers(codes: String) {
        for code in codes.split(separator: " ") { #expect(exponent(String(code)) == nil, "\(code)") }
    }

    @Test func caseDoesNotCount() {
        #expect(CurrencyCode("usd") == CurrencyCode("USD"))
        #expect(CurrencyCode("uSd")?.text == "USD")
        #expect(exponent("jpy") == 0)
    }

    @Test(arguments: [
        "", "U", "US", "USDT", "U5D", "US ", " US", "U-D", "U[D", "U`D", "U{D", "元", "ÜSD", "12C",
    ])
    func noThreeLetters(text: String) {
        #expect(CurrencyCode(text) == nil)
    }

    @Test func everyCodeReadsBackAndStandsInOrder() {
        let codes = CurrencyTable.codes
        #expect(codes == codes.sorted { $0.text < $1.text })
        #expect(Set(codes).count == codes.count)
        for code in codes {
            #expect(CurrencyCode(code.text) == code)
            #expect((0...4).contains(CurrencyTable.exponent(of: code) ?? -1), "\(code.text)")
        }
        #expect(codes.count > 150)
    }

    @Test func theDateIsADay() throws {
        let text = Array((CurrencyTable.date + " 00:00:00").utf8)
        let midnight = WrittenTime(text.span)
        #expect(midnight != nil)
    }
}
