import Formats
import Refunds
import Testing

@Suite struct FieldTextTests {
    private func apply(_ verb: (Span<UInt8>, ByteRange) -> ByteRange, _ text: String) -> String {
        // Stands between others, so that a look beyond its ends would show.
        let bytes = Array(("9" + text + "9").utf8)
        return bytes.text(verb(bytes.span, ByteRange(1, bytes.count - 1)))
    }

    /// What a field is, and what an identifier is.
    @Test(arguments: [
        ("", "", ""), ("a", "a", "a"), (" a ", "a", "a"), ("\ta\u{A0}", "a", "a"),
        ("\u{3000}a b\u{3000}\u{3000}", "a b", "a b"),
        (" \t\u{A0}\u{3000}", "", ""), ("\ra\n", "\ra\n", "\ra\n"), ("\u{2003}a", "\u{2003}a", "\u{2003}a"),
        // U+0420 and U+4000 end with bytes of blanks.
        ("Р", "Р", "Р"), ("à", "à", "à"), ("\u{4000}", "\u{4000}", "\u{4000}"),
        ("\u{3040}\u{80}", "\u{3040}\u{80}", "\u{3040}\u{80}"),
        // The guard before what a spreadsheet takes for a formula.
        ("'=1", "=1", "=1"), ("'+1", "+1", "+1"), ("'-1", "-1", "-1"), ("'@a", "@a", "@a"),
        ("'\ta", "a", "a"), ("'\ra", "\ra", "\ra"),
        (" '=1 ", "=1", "=1"), ("' =1", "' =1", "=1"), ("''=1", "''=1", "=1"), ("=1", "=1", "=1"),
        ("'=", "=", "="),
        // Before more than 11 digits and nothing else.
        ("'12345678901", "'12345678901", "12345678901"), ("'123456789012", "123456789012", "123456789012"),
        ("'12345678901234567890", "12345678901234567890", "12345678901234567890"),
        ("'123456789012a", "'123456789012a", "123456789012a"),
        ("'1234567890.12", "'1234567890.12", "1234567890.12"),
        ("'１23456789012", "'１23456789012", "１23456789012"),
        ("' 123456789012", "' 123456789012", "123456789012"),
        // Any leading mark of an identifier.
        ("'", "'", ""), ("`", "`", ""), ("'A1", "'A1", "A1"), ("`A1", "`A1", "A1"), ("'`'A1", "'`'A1", "A1"),
        ("' A1", "' A1", "A1"),
        ("A'1`", "A'1`", "A'1`"), ("`=1", "`=1", "=1"), ("’A1", "’A1", "’A1"), ("\"A1", "\"A1", "\"A1"),
    ])
    func guardsAndBlanks(text: String, plain: String, identifier: String) {
        #expect(apply(FieldText.plain, text) == plain)
        #expect(apply(FieldText.identifier, text) == identifier)
    }

    @Test(arguments: [
        ("2.31E+20", true), ("2e+20", true), ("2,31E+20", true), ("1E+1", true), ("12345E+10", true),
        ("2.0e+05", true),
        ("2.31E20", false), ("2.31E-20", false), ("E+20", false), ("2.E+20", false), (".5E+20", false),
        ("2.31E+", false),
        ("2.31E+20x", false), ("-2E+20", false), ("2.3.1E+20", false), ("2.31 E+20", false),
        ("2.31E+ 20", false), ("", false),
        ("2", false), ("2.31", false), ("2.31E", false), ("2E++20", false), ("A2E+20", false),
        ("2.31F+20", false), ("2E+20.5", false),
    ])
    func damagedIdentifiers(text: String, isDamaged: Bool) {
        let bytes = Array(("9" + text + "9").utf8)
        let answer = FieldText.isDamaged(bytes.span, ByteRange(1, bytes.count - 1))
        #expect(answer == isDamaged)
    }

    @Test func everyIdentifierMayBeDamaged() throws {
        let header = "refund_number,payment_id,order_number,terminal,refund_amount,refund_description\n"
        let rows = "2E+20,'2E+20,`2.1e+20, 2E+9 ,2E+20,2E+20\nA2E+20,2E20,2E+2x,2E-9,5,\n"
        let reading = try BatchReading(header + rows)
        #expect(
            reading.rows[0].faults == [
                .numberDamaged, .paymentDamaged, .orderNumberDamaged, .terminalDamaged,
            ])
        #expect(reading.requests[0].amount == .invalid)
        // `+` is no character of a refund number; elsewhere they are ordinary identifiers.
        #expect(reading.rows[1].faults == [.numberInvalid])
    }

    @Test(arguments: [
        ("refund_number", 64, "aZ09_-|*@."), ("payment_id", 50, "aZ09_-"), ("terminal", 32, "aZ09_-"),
    ])
    func lengthsAndCharacters(column: String, longest: Int, characters: String) throws {
        let others = ["refund_number", "payment_id", "terminal", "refund_amount"].filter { $0 != column }
        let header = ([column] + others).joined(separator: ",") + "\n"
        let good = [String(repeating: "9", count: longest), characters, "a"]
        let bad = [
            String(repeating: "9", count: longest + 1), "a b", "a/b", "é", "退", "a+b", "a:b", "a#b", "a'",
            "a\u{FEFF}",
        ]
        let reading = try BatchReading(header + (good + bad).map { "\($0),x,y,5\n" }.joined(), atMost: 100)
        #expect(reading.rows.prefix(good.count).allSatisfy { $0.faults == [] })
        #expect(reading.rows.dropFirst(good.count).allSatisfy { !$0.faults.isDisjoint(with: .invalid) })
    }

    /// Characters are Unicode scalars.
    @Test(arguments: [
        ("order_number", 50, RequestFaults.orderNumberInvalid),
        ("refund_description", 255, .descriptionInvalid),
    ])
    func lengthsOfText(column: String, longest: Int, fault: RequestFaults) throws {
        for character in ["a", "退", "😀", "e\u{301}"] {
            let scalars = character.unicodeScalars.count
            let text = String(repeating: character, count: longest / scalars)
            let reading = try BatchReading(
                "refund_number,payment_id,refund_amount,\(column)\nR1,P1,5, \(text) \nR2,P2,5,\(text)\(character)\n"
            )
            #expect(reading.rows.map(\.faults) == [[], fault], "\(character)")
        }
    }

    @Test(
        arguments: [
            ("full", .full), ("FULL", .full), ("1", .full), ("partial", .partial), ("Partial", .partial),
            ("2", .partial), ("", .none),
            (" full ", .full), ("0", .unknown), ("3", .unknown), ("12", .unknown), ("ful", .unknown),
            ("全额", .unknown), ("'1", .unknown),
        ] as [(String, AskedType)])
    func types(text: String, type: AskedType) throws {
        let reading = try BatchReading("refund_number,payment_id,refund_type\nR1,P1,\(text)\n")
        #expect(reading.requests[0].type == type)
        #expect(reading.rows[0].faults == (type == .unknown ? .typeUnknown : []))
    }

    @Test(
        arguments: [
            ("USD", "USD", 2), ("jpy", "JPY", 0), (" kwd ", "KWD", 3), ("XAU", nil, 0), ("US", nil, 0),
            ("USDT", nil, 0), ("US$", nil, 0),
            ("人民币", nil, 0),
        ] as [(String, String?, Int)])
    func currencies(text: String, code: String?, exponent: Int) throws {
        let reading = try BatchReading(
            "refund_number,payment_id,refund_amount,refund_currency\nR1,P1,5,\(text)\n")
        let known = code.flatMap { CurrencyCode($0) }.map { AskedCurrency.known($0, exponent: exponent) }
        #expect(reading.requests[0].currency == known ?? .unknown)
    }

    @Test func reasonsOfTheAccount() throws {
        let text =
            "refund_number,payment_id,refund_amount,refund_description\nR1,P1,5, damaged \nR2,P2,5,Damaged\nR3,P3,5,\nR4,P4,5,refuse\u{301}\n"
        // The last one's accent stands by itself there.
        let reading = try BatchReading(text, reasons: ["damaged", "late", "refus\u{e9}"])
        #expect(reading.rows.map(\.faults) == [[], .reasonUnknown, [], []])
        #expect(try BatchReading(text).rows.allSatisfy { $0.faults == [] })
    }
}
