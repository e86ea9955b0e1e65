/// The active currencies of ISO 4217 that have a minor unit, and how many decimals each has.
/// Left out on purpose: funds and metals (XAU, XDR …), test and no-currency codes (XTS, XXX), withdrawn codes.
/// Source: ISO 4217 table A.1, amendments up to 180 (Bulgaria's change to the euro: BGN withdrawn on 1 January 2026).
package enum CurrencyTable {
    /// The date of the table; `refundry --version` tells it.
    package static let date = "2026-01-01"

    private static let listed: [(decimals: UInt8, codes: String)] = [
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
        (
            2,
            """
            AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF \
            CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP \
            GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD \
            MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP \
            PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT \
            TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
            """
        ),
    ]

    private static let decimals: [UInt32: UInt8] = {
        var table: [UInt32: UInt8] = [:]
        for entry in listed {
            for word in entry.codes.split(separator: " ") {
                if let code = CurrencyCode(String(word)) { table[code.packed] = entry.decimals }
            }
        }
        return table
    }()

    /// The number of decimals of an active currency; nil for a code that is none.
    package static func exponent(of code: CurrencyCode) -> Int? {
        decimals[code.packed].map(Int.init)
    }

    /// Every active code, in alphabetical order.
    package static var codes: [CurrencyCode] { decimals.keys.map(CurrencyCode.init(packed:)).sorted() }
}
