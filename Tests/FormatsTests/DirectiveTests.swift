import Bytes
import Formats
import Rules
import Testing

@Suite struct DirectiveTests {
    private static let header = "refund_number,payment_id,refund_amount\n"
    private static let row = "R1,P1,5.00\n"

    /// The text stands where it may stand; the directive it makes has this key and value.
    @Test(arguments: [
        ("#batch_number=B-1", "batch_number", "B-1"), ("#BATCH_Number=B-1", "batch_number", "B-1"),
        ("#account=M1,,", "account", "M1"), ("\"#account=M1\"", "account", "M1"),
        ("\"#account=M1\",,", "account", "M1"), ("\"#account=M1\",\"\",\"\"", "account", "M1"),
        ("\"#batch_number=a \"\"b\"\", c\"", "batch_number", "a \"b\", c"),
        ("#account= M1 ", "account", "M1"),
        ("#account='123456789012", "account", "123456789012"), ("#account='M1", "account", "'M1"),
        ("#total.usd=5.00", "total.USD", "5.00"), ("#TOTAL.Usd=5.00", "total.USD", "5.00"),
        ("#total=5.00", "total", "5.00"),
        ("#count=1", "count", "1"), ("#batch_number=a=b", "batch_number", "a=b"),
        ("  #count=1", "count", "1"),
    ])
    func keyAndValue(line: String, key: String, value: String) throws {
        for text in [line + "\n" + Self.header + Self.row, Self.header + Self.row + line + "\n"] {
            let reading = try BatchReading(text)
            #expect(reading.directives.values[key]?.text == value, "\(text)")
            #expect(reading.directives.text(key) == value)
            #expect(reading.directives.values.count == 1)
            #expect(reading.rows.map(\.number) == ["R1"])
            #expect(reading.refusal == nil && reading.mismatch == nil && reading.notes == [])
        }
    }

    @Test func anEmptyValueIsNone() throws {
        let reading = try BatchReading("#account=\n#batch_number= \n" + Self.header + Self.row)
        #expect(reading.directives.text("account") == nil)
        #expect(reading.directives.text("batch_number") == nil)
    }

    @Test func linesAreTold() throws {
        let reading = try BatchReading("\n#count=1\n\n" + Self.header + Self.row + "\n#account=M1\n")
        #expect(reading.directives.values["count"]?.line == 2)
        #expect(reading.directives.values["account"]?.line == 7)
        #expect(reading.rows.map(\.line) == [5])
    }

    /// Lines that look like directives and are rows.
    @Test(arguments: [
        "#12=x,P1,5.00", "#,P1,5.00", "#count,P1,5.00", "#a b=1,P1,5.00", "#_a=1", "#count=1,P1", "#账=1",
        "count=1",
    ])
    func rows(line: String) throws {
        let reading = try BatchReading(Self.header + line + "\n" + Self.row)
        #expect(reading.rows.count == 2)
        #expect(reading.directives.values.isEmpty)
    }

    @Test func unknownKeysAreNotedOnce() throws {
        let reading = try BatchReading(
            "#shop=1\n#Remark.x_1=2\n" + Self.header + Self.row + "#shop=2\n#total.USD=5.00\n#totals=5\n")
        #expect(reading.notes == ["ignored directives: shop, Remark.x_1, totals"])
        #expect(reading.mismatch == nil)
    }

    @Test(arguments: [
        ("5", "5", false), ("5.00", "5.0", true), ("B1", "b1", true), ("B1", " B1", false), ("", "B1", true),
    ])
    func aKeyTwice(first: String, second: String, isRefused: Bool) throws {
        let reading = try BatchReading(
            "#batch_number=\(first)\n" + Self.header + Self.row + "#Batch_Number=\(second)\n")
        #expect((reading.mismatch != nil) == isRefused)
        guard isRefused else { return }
        #expect(reading.mismatch?.code == .controlMismatch)
        #expect(reading.mismatch?.line == 4)
        #expect(reading.mismatch?.text.english.contains("line 1") == true)
    }

    @Test(arguments: ["#count=1\n", "#anything=x\n", "\"#count=1\",,\n", "#count=1\n\n,,\n"])
    func aRecordAfterTheTrailer(trailer: String) throws {
        let text = Self.header + Self.row + trailer + Self.row
        let found = try fault { _ = try BatchReading(text) }
        #expect(found?.kind == .unreadable)
        #expect(found?.line == text.split(separator: "\n", omittingEmptySubsequences: false).count - 1)
        #expect(found?.message.contains("line 3") == true)
        let one = try fault { _ = try BatchReading(text, atMost: 1) }
        #expect(one == found)
    }

    @Test func aTrailerMayHaveBlankLines() throws {
        let reading = try BatchReading(Self.header + Self.row + "\n#count=1\n,,\n\n#account=M1\n \n")
        #expect(reading.directives.values.count == 2)
        #expect(reading.rows.count == 1)
    }

    @Test func attributesAndTotalsOfXML() throws {
        let refund = "<refund><refund_number>R1</refund_number><refund_amount>5</refund_amount></refund>"
        let total = "<total currency=\"usd\"> 5.00 </total>"
        for body in [total + refund, refund + total] {
            let reading = try BatchReading(
                "<refund_batch batch_number='B1' Account=\" M1 \" count='1' shop='x'>\(body)</refund_batch>")
            #expect(reading.directives.text("batch_number") == "B1")
            #expect(reading.directives.text("account") == "M1")
            #expect(reading.directives.text("count") == "1")
            #expect(reading.directives.text("total.USD") == "5.00")
            #expect(reading.notes == ["ignored directives: shop"])
        }
        let twice = try BatchReading(
            "<refund_batch><total currency='USD'>1</total>\n<total currency='usd'>2</total></refund_batch>")
        #expect(twice.mismatch?.code == .controlMismatch)
        #expect(twice.mismatch?.line == 2)
        let bare = try BatchReading("<refund_batch><total>5</total>\(refund)</refund_batch>")
        #expect(bare.directives.text("total") == "5")
        #expect(bare.mismatch == nil)
    }
}
