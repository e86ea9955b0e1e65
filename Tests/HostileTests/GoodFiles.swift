import FuzzTargets
import Testing

/// Small good files, each with every part that a changed byte can fall into.
struct GoodFile: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: Verdict.Kind
    let bytes: [UInt8]
    /// Where the records stand, which are not the head and not the trailer.
    let records: Range<Int>

    var testDescription: String { name }

    private init(_ name: String, _ kind: Verdict.Kind, _ head: String, _ records: String, _ trailer: String) {
        self.name = name
        self.kind = kind
        bytes = Array((head + records + trailer).utf8)
        self.records = head.utf8.count..<(head + records).utf8.count
    }

    static let all = [
        GoodFile(
            "orders.csv", .orders,
            "payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime\n",
            "260921,995378,99537801,KO-1,EUR,289.95,success,2026-09-21 20:15:44\r\n"
                + "260922,995378,99537801,\"KO, 2\",JPY,100,failed,2026-09-22 20:15:44\n",
            "#count=2\n"),
        GoodFile(
            "orders.xml", .orders, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<orders count=\"1\">",
            "<order><payment_id>260921</payment_id><account>995378</account><terminal>99537801</terminal>"
                + "<order_number>KO-1</order_number><order_currency>EUR</order_currency><order_amount>289.95"
                + "</order_amount><payment_status>success</payment_status>"
                + "<payment_datetime>2026-09-21T20:15:44Z</payment_datetime></order>", "</orders>\n"),
        GoodFile(
            "batch.csv", .batch,
            "#batch_number=B-1\n#account=995378\nrefund_number,payment_id,refund_amount,refund_description\n",
            "KR-1,260921,50.00,\"worn, torn\"\nKR-2,260922,7.50,款式\n", "#count=2\n#total=57.50\n"),
        GoodFile(
            "batch.xml", .batch,
            "<?xml version='1.0'?><refund_batch batch_number=\"B-1\" account=\"995378\" count=\"2\">"
                + "<total currency=\"EUR\">57.50</total>",
            "<refund><refund_number>KR-1</refund_number><payment_id>260921</payment_id><refund_amount>50.00"
                + "</refund_amount><refund_currency>EUR</refund_currency></refund><refund><refund_number>KR-2"
                + "</refund_number><refund_amount>7.50</refund_amount><refund_currency>EUR</refund_currency></refund>",
            "</refund_batch>"),
        GoodFile(
            "results.csv", .results,
            "#submission_id=1\nrefund_id,result,refund_amount,refund_currency,reason_code\n",
            "41700000000011,success,50.00,EUR,\n41700000000020,failed,,,05\n", "#count=2\n#total.EUR=50.00\n"),
        GoodFile(
            "results.xml", .results, "<result submission_id=\"1\" count=\"1\">",
            "<refund><refund_id>41700000000011</refund_id><result>success</result><refund_amount>50.00"
                + "</refund_amount><refund_currency>EUR</refund_currency></refund>",
            "<total currency=\"EUR\">50.00</total></result>"),
    ]

    var isXML: Bool { name.hasSuffix("xml") }

    /// The same, compressed.
    var compressed: [UInt8] { PlainZlib.compress(bytes, members: 1) }
}
