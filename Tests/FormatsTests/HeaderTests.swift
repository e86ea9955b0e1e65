import Formats
import Refunds
import Rules
import Testing

@Suite struct HeaderTests {
    /// Under each header the same row is read; its cells are named by the column they stand for.
    @Test(arguments: [
        "refund_number,payment_id,refund_amount", "退款单号,支付ID,退款金额", "退款单号,支付id,退款金额",
        "refund_number,支付ID,REFUND_AMOUNT", " Refund_Number , PAYMENT_ID\t,　refund_amount\u{A0}",
        "\"refund_number\",\"payment_id\",\"refund_amount\"",
        "\u{FEFF}refund_number,payment_id,refund_amount",
        "refund_number,payment_id,refund_amount,,",
        "refund_number,payment_id,refund_amount,line,codes,message,说明",
        "refund_number;payment_id;refund_amount", "refund_number\tpayment_id\trefund_amount",
    ])
    func accepted(header: String) throws {
        let separator = header.contains(";") ? ";" : header.hasPrefix("refund_number\t") ? "\t" : ","
        let reading = try BatchReading(header + "\nR1,P1,5.00\n".replacing(",", with: separator))
        #expect(reading.refusal == nil)
        #expect(reading.notes == [])
        #expect(reading.rows.map(\.fields) == [["R1", "P1", "", "", "", "5.00", "", ""]])
        #expect(reading.rows.first?.faults == [])
    }

    @Test func anyOrderAndEveryChineseName() throws {
        let header = "退款原因,退款币种,退款金额,退款类型,终端号,订单号,支付ID,退款单号"
        let reading = try BatchReading(header + "\nwhy,USD,5,partial,T1,O1,P1,R1\n")
        #expect(reading.rows.map(\.fields) == [["R1", "P1", "O1", "T1", "partial", "5", "USD", "why"]])
    }

    @Test(arguments: [
        // A required column is missing.
        ("payment_id,refund_amount", "refund_number"),
        ("refund_number,refund_amount", "payment_id or order_number"),
        ("refund_number,payment_id", "refund_amount or refund_type"),
        ("refund_number,terminal", "payment_id or order_number"),
        // A column stands twice, by either name.
        ("refund_number,payment_id,refund_amount,refund_number", "refund_number"),
        ("refund_number,退款单号,payment_id,refund_amount", "退款单号"),
        ("refund_number,payment_id,refund_amount,Payment_ID ", "twice"),
        ("refund_number,payment_id,refund_amount,shop,shop", "shop"),
        // Misspelt.
        ("refund_number,payment_id,refund_amount,refund_amout", "refund_amout"),
        ("refund_number,payment_id,refund_type,Refund_Amout", "Refund_Amout"),
        ("refund_number,payment_id,refund_amount,退款金", "退款金"),
        ("refund_number,payment_id,refund_amount,refund_", "refund_"),
        // No header at all.
        ("R1,P1,5.00", "header"), ("payment_id", "header"), ("a b c", "header"),
        ("shop,refund_number,date", "header"),
    ])
    func refused(header: String, word: String) throws {
        let refusal = try #require(try BatchReading("\n" + header + "\nR1,P1,5.00,x,y\n").refusal)
        #expect(refusal.code == .incomplete)
        #expect(refusal.line == 2)
        #expect(refusal.text.english.contains(word) && !refusal.text.chinese.isEmpty, "\(refusal.text)")
    }

    @Test(arguments: ["#count=0\n", "\n\n", "#count=0\n\n#account=M1\n"])
    func nothingButDirectives(text: String) throws {
        let reading = try BatchReading(text)
        #expect(reading.refusal?.code == .incomplete)
        #expect(reading.rows == [])
    }

    @Test func aFileWithoutAmountsMaySayFull() throws {
        let reading = try BatchReading("refund_number,order_number,refund_type\nR1,O1,full\nR2,O2,\n")
        #expect(reading.refusal == nil)
        #expect(reading.requests.map(\.type) == [.full, .none])
        #expect(reading.requests.map(\.amount) == [.empty, .empty])
    }

    @Test func unknownColumnsAreNotedOnce() throws {
        let reading = try BatchReading(
            "refund_number,Shop,payment_id,refund_amount,refunds,remark\nR1,a,P1,5,b,c\n")
        #expect(reading.refusal == nil)
        #expect(reading.notes == ["ignored columns: Shop, refunds, remark"])
        #expect(reading.rows[0].fields.prefix(2) == ["R1", "P1"])
    }

    @Test func anotherRoot() throws {
        let refusal = try BatchReading("<orders><order/></orders>").refusal
        #expect(refusal?.code == .incomplete)
        #expect(refusal?.text.english.contains("<orders>") == true)
    }

    @Test func unknownAndMisspeltElements() throws {
        let known = "<refund_number>R1</refund_number>"
        let good = try BatchReading(
            "<refund_batch xmlns='urn:x'><refund><shop>a</shop>\(known)<shop/></refund></refund_batch>")
        #expect(good.refusal == nil)
        #expect(good.notes == ["ignored columns: shop"])
        #expect(good.rows.map(\.number) == ["R1"])
        let bad = try BatchReading(
            "<refund_batch><refund>\(known)<refund_amout>5</refund_amout></refund></refund_batch>")
        #expect(bad.refusal?.code == .incomplete)
        #expect(bad.refusal?.text.english.contains("refund_amout") == true)
    }
}
