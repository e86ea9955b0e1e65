import Formats
import Testing

/// The digest by which the same records are known again, whatever they came in.
@Suite struct RecordsDigestTests {
    private static let header =
        "refund_number,payment_id,order_number,terminal,refund_type,refund_amount,refund_currency,refund_description"
    private static let rows = [
        "R1,P1,,,,5.00,USD,终端测试", "R2,P2,O2,T2,full,,,", "R3,,O3,,,7,USD,\"two, \"\"quoted\"\"\nlines\"",
    ]
    private static var plain: String { ([header] + rows).joined(separator: "\n") + "\n" }

    private static let xml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <refund_batch account="M1">
        <refund><refund_number>R3</refund_number><order_number>O3</order_number><refund_amount> 7 </refund_amount>
        <refund_currency>USD</refund_currency><refund_description>two, &quot;quoted&quot;&#10;lines</refund_description></refund>
        <refund><payment_id>P1</payment_id><refund_number>R1</refund_number><refund_amount>5.00</refund_amount>
        <refund_currency>USD</refund_currency><refund_description>终端测试</refund_description><shop>x</shop></refund>
        <refund><refund_number>R2</refund_number><payment_id>P2</payment_id><order_number>O2</order_number>
        <terminal>T2</terminal><refund_type>full</refund_type></refund>
        </refund_batch>
        """

    @Test func theSameRecords() throws {
        let plain = Self.plain
        let digest = try BatchReading(plain).digest
        let chinese = "退款单号,支付ID,订单号,终端号,退款类型,退款金额,退款币种,退款原因\n" + Self.rows.joined(separator: "\n")
        let others: [(name: String, bytes: [UInt8])] = [
            ("another order", Array(([Self.header] + Self.rows.reversed()).joined(separator: "\n").utf8)),
            ("line ends, also inside a cell", Array(plain.replacing("\n", with: "\r\n").utf8)),
            ("a lone CR inside a cell", Array(plain.replacing("\nlines", with: "\rlines").utf8)),
            ("with a BOM", Array(("\u{FEFF}" + plain).utf8)), ("UTF-16", Encoded.utf16(plain)),
            ("GB18030, Chinese names", Encoded.gb18030(chinese)), ("gzip", Encoded.gzip(Array(plain.utf8))),
            ("GB18030 in gzip", Encoded.gzip(Encoded.gb18030(plain))), ("XML", Array(Self.xml.utf8)),
            ("XML in gzip", Encoded.gzip(Array(Self.xml.utf8))),
            ("directives", Array(("#account=M1\n\n" + plain + "#count=3\n").utf8)),
            ("blanks and guards", Array(plain.replacing("R1,P1", with: " 'R1 ,\u{3000}`P1").utf8)),
            (
                "an unknown column",
                Array((Self.header + ",shop\n" + Self.rows.map { $0 + ",x\n" }.joined()).utf8)
            ),
            ("quotes", Array(plain.replacing("R1,P1,,", with: "\"R1\",\"P1\",\"\",").utf8)),
        ]
        for other in others {
            for atMost in [1, 100] {
                let reading = try BatchReading(other.bytes, atMost: atMost)
                #expect(reading.refusal == nil && reading.rows.count == 3, "\(other.name)")
                #expect(reading.digest == digest, "\(other.name)")
            }
        }
    }

    /// Another order of columns, and an absent column like an empty cell.
    @Test func columnsInAnyOrder() throws {
        let narrow = try BatchReading("refund_amount,payment_id,refund_number\n5,P1,R1\n6,P2,R2\n")
        let wide = try BatchReading(
            "refund_number,terminal,payment_id,refund_type,refund_amount\nR1,,P1,,5\nR2,,P2,,6\n")
        #expect(narrow.digest == wide.digest)
    }

    @Test(arguments: [
        ("a row less", ["R1,P1,1.0"]), ("a row more", ["R1,P1,1.0", "R2,P2,2", "R3,P3,3"]),
        ("one twice", ["R1,P1,1.0", "R1,P1,1.0"]),
        ("twice as often", ["R1,P1,1.0", "R2,P2,2", "R1,P1,1.0", "R2,P2,2"]),
        ("1.00 is another text", ["R1,P1,1.00", "R2,P2,2"]),
        ("1 is another text", ["R1,P1,1", "R2,P2,2"]), ("case", ["r1,P1,1.0", "R2,P2,2"]),
        ("swapped amounts", ["R1,P1,2", "R2,P2,1.0"]),
        ("moved to the next column", ["R1,,P1", "R2,P2,2"]), ("glued", ["R1P1,,1.0", "R2,P2,2"]),
        ("one row twice, the other not", ["R2,P2,2", "R2,P2,2"]),
    ])
    func otherRecords(name: String, rows: [String]) throws {
        let header = "refund_number,payment_id,refund_amount\n"
        let digest = try BatchReading(header + "R1,P1,1.0\nR2,P2,2\n").digest
        #expect(try BatchReading(header + rows.joined(separator: "\n") + "\n").digest != digest)
    }
}
