import Refunds
import Testing

/// Numbers made for these tests: right check digits, nobody's cards.
@Suite struct CardNumberTests {
    /// The masked text; nil when no card number stands there.
    private func mask(_ text: String) -> String? {
        // Digits around the piece are another cell's.
        let bytes = Array(("4" + text + "2").utf8)
        let range = ByteRange(1, bytes.count - 1)
        let masked = String(decoding: CardNumber.masked(bytes, range), as: UTF8.self)
        let stands = CardNumber.stands(in: bytes.span, range)
        #expect(stands == (masked != text))
        return stands ? masked : nil
    }

    @Test(arguments: [
        "30012345678907", "36012345678901", "39012345678908", "340123456789014", "370123456789017",
        "3501234567890127",
        "4012345678909", "4012345678901239", "4012345678901234565", "5101234567890126", "5501234567890122",
        "2221012345678902", "2720012345678908", "6001234567890125", "6201234567890123", "6201234567890123452",
        "6401234567890121", "6501234567890120",
    ])
    func cards(number: String) {
        let masked = number.prefix(6) + String(repeating: "*", count: number.count - 10) + number.suffix(4)
        #expect(mask(number) == String(masked))
        #expect(mask("card " + number + ".") == "card \(masked).")
        #expect(mask("卡" + number + "号") == "卡\(masked)号")
        // Another last digit breaks the check.
        let broken = number.dropLast() + (number.hasSuffix("9") ? "0" : "9")
        #expect(mask(String(broken)) == nil)
    }

    @Test(arguments: [
        // Good check digits, other beginnings.
        "31012345678906", "33012345678904", "2220012345678903", "2721012345678907", "5001234567890127",
        "5601234567890121",
        "6101234567890124", "6301234567890122", "6601234567890129", "9012345678901238", "1012345678901235",
        // 12 and 20 digits.
        "401234567899", "40123456789012345673",
        // A further digit touches.
        "40123456789012390", "94012345678901239",
        // What is between is more than a single space or dash.
        "4012  3456 7890 1239", "4012--3456-7890-1239", "4012 -3456 7890 1239", "4012.3456.7890.1239",
        "4012/3456/7890/1239",
        "4012a345678901239", "4012\u{A0}3456\u{A0}7890\u{A0}1239", "4012\n3456 7890 1239", "", "4",
        "order 12345678",
    ])
    func others(text: String) {
        #expect(mask(text) == nil)
    }

    @Test(arguments: [
        ("4012 3456 7890 1239", "401234******1239"), ("4012-3456-7890-1239", "401234******1239"),
        ("4 0 1 2-3456 7890 123-9", "401234******1239"),
        ("refund to 4012 3456 7890 1239, please", "refund to 401234******1239, please"),
        ("4012 3456 7890 1239 2026", "401234******1239 2026"), ("12 4012345678901239", "12 401234******1239"),
        ("4012345678901239 5101234567890126", "401234******1239 510123******0126"),
        ("a4012345678901239-b5101234567890126c", "a401234******1239-b510123******0126c"),
        ("4012345678909-", "401234***8909-"), (" 4012345678909 ", " 401234***8909 "),
    ])
    func insideOtherText(text: String, masked: String) {
        #expect(mask(text) == masked)
    }

    /// What is told: a refund_id, mistyped or not, and a digest stay, whatever they look like.
    @Test func whatIsTold() {
        let digest = "4012345678901239" + String(repeating: "a", count: 48)
        #expect(
            CardNumber.masked("paid by 4012 3456 7890 1239 on the web")
                == "paid by 401234******1239 on the web")
        #expect(CardNumber.masked(digest) == digest)
        #expect(CardNumber.masked(digest + "a") == "401234******1239" + String(repeating: "a", count: 49))
        let id = (1...200).map { RefundID.text(home: 417, serial: $0) }.first {
            CardNumber.stands(in: Array($0.utf8).span, ByteRange(0, 14))
        }
        #expect(id != nil, "some refund_id looks like a card number")
        #expect(CardNumber.masked("refund \(id ?? "")") == "refund \(id ?? "")")
        #expect(CardNumber.masked("refund 36012345678901") == "refund 360123****8901")
        #expect(CardNumber.masked("refund 4012345678909-1") == "refund 401234***8909-1")
    }
}
