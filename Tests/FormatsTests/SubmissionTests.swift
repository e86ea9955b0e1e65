import Refunds
import Testing

@testable import Formats

@Suite struct SubmissionTests {
    struct Refund {
        var serial: Int64
        var payment: String
        var terminal = "T1"
        var description = ""
        var amount: Int64
        var orderAmount: Int64
    }

    private static let header = SubmissionHeader(
        id: 4, channel: "acme-hk", sequence: 7, created: "2026-10-08T18:30:00+08:00",
        currency: CurrencyCode(packed: 0x55_53_44),
        exponent: 2, homeNumber: 417)

    /// The file's text; 8 October 2026, 08:00 UTC is the time of every order.
    private func file(_ layout: BankLayout, _ refunds: [Refund], exponent: Int = 2) throws -> String {
        var header = Self.header
        header.exponent = exponent
        var output: [UInt8] = []
        var totals = ControlTotals()
        try layout.writer.appendHeader(header, to: &output)
        for (place, refund) in refunds.enumerated() {
            var bytes = Array("x".utf8)
            func append(_ text: String) -> ByteRange {
                bytes.append(contentsOf: text.utf8)
                return ByteRange(bytes.count - text.utf8.count, bytes.count)
            }
            let outgoing = OutgoingRefund(
                serial: refund.serial, paymentID: append(refund.payment), terminal: append(refund.terminal),
                description: append(refund.description), amount: refund.amount,
                orderAmount: refund.orderAmount,
                orderTime: Instant(seconds: 1_791_446_400), offset: 28_800)
            let isAdded = totals.add(outgoing, in: bytes.span)
            #expect(isAdded)
            try layout.writer.append(outgoing, number: place + 1, of: header, in: bytes, to: &output)
        }
        try layout.writer.appendTrailer(totals, of: header, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    private static let refunds = [
        Refund(
            serial: 1, payment: "2410081234567890123", description: "=1+1, \"so\" <&>", amount: 1_230,
            orderAmount: 10_000),
        Refund(
            serial: 2, payment: "P-2", terminal: "T_2", description: "退款 ' \n", amount: 5_000,
            orderAmount: 5_000),
    ]

    @Test func csv() throws {
        #expect(
            try file(.nativeCSV, Self.refunds) == """
                #submission_id=4
                #channel=acme-hk
                #sequence=7
                #created=2026-10-08T18:30:00+08:00
                #currency=USD
                refund_id,payment_id,terminal,order_amount,order_datetime,refund_type,refund_amount,refund_currency,refund_description
                41700000000011,2410081234567890123,T1,100.00,2026-10-08T16:00:00+08:00,partial,12.30,USD,"=1+1, ""so"" <&>"
                41700000000020,P-2,T_2,50.00,2026-10-08T16:00:00+08:00,full,50.00,USD,"退款 ' \n"
                #count=2
                #total.USD=62.30
                #hash_total=567890125

                """)
    }

    @Test func xml() throws {
        #expect(
            try file(.nativeXML, Self.refunds) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <submission submission_id="4" channel="acme-hk" sequence="7" created="2026-10-08T18:30:00+08:00" currency="USD">
                <refund><refund_id>41700000000011</refund_id><payment_id>2410081234567890123</payment_id>\
                <terminal>T1</terminal><order_amount>100.00</order_amount>\
                <order_datetime>2026-10-08T16:00:00+08:00</order_datetime><refund_type>partial</refund_type>\
                <refund_amount>12.30</refund_amount><refund_currency>USD</refund_currency>\
                <refund_description>=1+1, &quot;so&quot; &lt;&amp;&gt;</refund_description></refund>
                <refund><refund_id>41700000000020</refund_id><payment_id>P-2</payment_id>\
                <terminal>T_2</terminal><order_amount>50.00</order_amount>\
                <order_datetime>2026-10-08T16:00:00+08:00</order_datetime><refund_type>full</refund_type>\
                <refund_amount>50.00</refund_amount><refund_currency>USD</refund_currency>\
                <refund_description>退款 ' &#10;</refund_description></refund>
                <control count="2" hash_total="567890125"><total currency="USD">62.30</total></control>
                </submission>

                """)
    }

    @Test(arguments: [(0, "1230", "6230"), (3, "1.230", "6.230"), (4, "0.1230", "0.6230")])
    func decimals(exponent: Int, amount: String, total: String) throws {
        let csv = try file(.nativeCSV, Self.refunds, exponent: exponent)
        #expect(csv.contains(",partial,\(amount),USD,") && csv.contains("#total.USD=\(total)\n"))
        let xml = try file(.nativeXML, Self.refunds, exponent: exponent)
        #expect(xml.contains("<refund_amount>\(amount)</refund_amount>") && xml.contains(">\(total)</total>"))
    }

    @Test func nothingButItsControls() throws {
        #expect(
            try file(.nativeCSV, []).hasSuffix(
                "refund_description\n#count=0\n#total.USD=0.00\n#hash_total=0\n"))
        #expect(
            try file(.nativeXML, []).contains(
                "<control count=\"0\" hash_total=\"0\"><total currency=\"USD\">0.00</total></control>"))
    }

    @Test func layoutsAndTheirEndings() {
        #expect(BankLayout.allCases.map(\.rawValue) == ["native-csv", "native-xml"])
        #expect(BankLayout.allCases.map(\.writer.fileExtension) == ["csv", "xml"])
    }

    /// The last 9 digits, everything that is no digit left out first.
    @Test(
        arguments: [
            ("2410081234567890123", 567_890_123), ("123456789", 123_456_789), ("1234567890", 234_567_890),
            ("P-12_3", 123), ("", 0),
            ("none", 0), ("1000000000", 0), ("0000000007", 7), ("a1b2c3d4e5f6g7h8i9j0", 234_567_890),
            ("9-9-9", 999),
            ("000000001-x", 1), ("2E20", 220),
        ] as [(String, Int64)])
    func hashTotal(payment: String, hash: Int64) throws {
        let bytes = Array(("9" + payment + "9").utf8)
        let answer = ControlTotals.hash(bytes.span, ByteRange(1, bytes.count - 1))
        #expect(answer == hash)
    }

    private func refund(_ amount: Int64) -> OutgoingRefund {
        OutgoingRefund(
            serial: 1, paymentID: ByteRange(0, 9), terminal: .none, description: .none, amount: amount,
            orderAmount: amount,
            orderTime: Instant(seconds: 0), offset: 0)
    }

    @Test func theHashTotalIsModulo10To15() {
        let bytes = Array("999999999".utf8)
        var totals = ControlTotals()
        // 1,000,002 × 999,999,999 is 1,000,001,998,999,998.
        for _ in 0..<1_000_002 { _ = totals.add(refund(1), in: bytes.span) }
        #expect(totals.hashTotal == 1_998_999_998)
        #expect(totals.count == 1_000_002 && totals.amount == 1_000_002)
    }

    @Test func moneyThatWouldOverflowIsNotAdded() {
        let bytes = Array("123456789".utf8)
        var totals = ControlTotals()
        let first = totals.add(refund(.max), in: bytes.span)
        let before = totals
        let second = totals.add(refund(1), in: bytes.span)
        #expect(first && !second)
        #expect(totals == before && totals.count == 1)
    }
}
