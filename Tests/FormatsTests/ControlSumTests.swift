import Formats
import Refunds
import Rules
import Testing

@Suite struct ControlSumTests {
    private static let withCurrency = """
        refund_number,payment_id,refund_amount,refund_currency
        R1,P1,10.10,USD
        R2,P2,20.20,usd
        R3,P3,5.005,KWD
        R4,P4,7,
        R5,P5,x,USD
        R6,P6,,USD
        R7,P7,1.5,XAU
        ,,0.10,USD
        R9,P9,'123456789012,USD

        """
    private static let withoutCurrency = """
        refund_number,payment_id,refund_amount
        R1,P1,10.10
        R2,P2,0.90
        R3,P3,-4

        """

    /// Nil where all that is declared agrees; else the words that the answer must have.
    @Test(
        arguments: [
            ("#count=9", nil), ("#count=009", nil), ("#count= 9 ", nil), ("#count=8", ["8", "9"]),
            ("#count=", ["9"]),
            ("#count=9.0", ["9.0"]), ("#count=nine", ["nine"]), ("#count=-9", ["-9"]),
            ("#count=99999999999999999999", ["9"]),
            ("#total.USD=123456789042.40", nil), ("#total.usd=123456789042.4", nil),
            ("#total.USD=0123456789042.4000000000", nil),
            ("#total.USD=123456789042.41", ["123456789042.41", "123456789042.40"]), ("#total.KWD=5.005", nil),
            ("#total.KWD=5.01", ["5.01", "5.005"]), ("#total.XAU=1.5", nil), ("#total.EUR=0", nil),
            ("#total.EUR=0.00", nil),
            ("#total.EUR=1", ["1", "0.00"]), ("#total=123456789055.905", nil),
            ("#total=1", ["123456789055.905"]),
            ("#total.USD=123,456,789,042.40", ["123456789042.40"]), ("#total.USD=", ["123456789042.40"]),
            ("#total.USD=USD 1", ["123456789042.40"]), ("#total.USD=-1", ["123456789042.40"]),
            ("#count=9\n#total.USD=123456789042.40\n#total.KWD=5.005", nil),
            ("#count=8\n#total.USD=1\n#total.KWD=2", ["8", "9", "123456789042.40", "5.005"]), ("", nil),
        ] as [(String, [String]?)])
    func declared(directives: String, words: [String]?) throws {
        let reading = try BatchReading(directives + "\n" + Self.withCurrency)
        #expect((reading.mismatch == nil) == (words == nil), "\(String(describing: reading.mismatch?.text))")
        guard let words else { return }
        let mismatch = try #require(reading.mismatch)
        #expect(mismatch.code == .controlMismatch)
        #expect(mismatch.line == 1)
        for word in words {
            #expect(
                mismatch.text.english.contains(word) && mismatch.text.chinese.contains(word),
                "\(mismatch.text)")
        }
    }

    @Test(arguments: [
        ("#total.USD=11.00", true), ("#total=11", true), ("#total.EUR=11.0", true),
        ("#total.USD=10.10", false),
        ("#total=7", false),
    ])
    func withoutACurrencyColumnTheOneTotalIsOverAllRows(directive: String, agrees: Bool) throws {
        #expect((try BatchReading(directive + "\n" + Self.withoutCurrency).mismatch == nil) == agrees)
    }

    @Test func longDecimals() throws {
        let rows = "R1,P1,0.1234567890123\nR2,P2,99999999999999999999.9\n"
        let header = "refund_number,payment_id,refund_amount\n"
        #expect(
            try BatchReading("#total=100000000000000000000.0234567890123\n" + header + rows).mismatch == nil)
        #expect(
            try BatchReading("#total=100000000000000000000.0234567890124\n" + header + rows).mismatch != nil)
    }

    /// `full` without an amount adds nothing; with one it adds it. Rows that are rejected count.
    @Test func fullRowsAndRejectedRows() throws {
        let header =
            "#count=5\n#total.USD=3.00\nrefund_number,payment_id,refund_type,refund_amount,refund_currency\n"
        let rows =
            "R1,P1,full,,USD\nR2,P2,full,1.00,USD\nR!,2E+20,half,2.00,USD\nR4,P4,,0,USD\nrefund_number,payment_id,refund_type,refund_amount,refund_currency\n"
        let reading = try BatchReading(header + rows)
        #expect(reading.rows.last?.faults == .headerAgain)
        #expect(reading.mismatch == nil)
    }

    @Test func totalsOfXML() throws {
        let refunds = ["10.10", "0.90"].map {
            "<refund><refund_amount>\($0)</refund_amount><refund_currency>USD</refund_currency></refund>"
        }.joined()
        for (total, agrees) in [("11.00", true), ("11", true), ("11.01", false), ("", false)] {
            let reading = try BatchReading(
                "<refund_batch count='2'>\(refunds)<total currency='USD'>\(total)</total></refund_batch>")
            #expect((reading.mismatch == nil) == agrees, "\(total)")
        }
        #expect(try BatchReading("<refund_batch count='3'>\(refunds)</refund_batch>").mismatch != nil)
    }
}
