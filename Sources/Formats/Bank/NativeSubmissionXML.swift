import Bytes
import Refunds

/// The native submission as XML, the same fields under the same names (`files.md`, submission).
struct NativeSubmissionXML: SubmissionWriting {
    let fileExtension = "xml"

    func appendHeader(_ header: SubmissionHeader, to output: inout [UInt8]) {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <submission submission_id="\(header.id)" channel="\(header.channel)" sequence="\(header.sequence)" \
            created="\(header.created)" currency="\(header.currency.text)">

            """
        output.append(contentsOf: text.utf8)
    }

    func append(
        _ refund: OutgoingRefund, number: Int, of header: SubmissionHeader, in bytes: [UInt8],
        to output: inout [UInt8]
    ) {
        Formats.append(word: "<refund><refund_id>", to: &output)
        RefundID.append(home: header.homeNumber, serial: refund.serial, to: &output)
        Formats.append(word: "</refund_id><payment_id>", to: &output)
        XMLText.append(escaped: bytes.span.extracting(refund.paymentID.range), to: &output)
        Formats.append(word: "</payment_id><terminal>", to: &output)
        XMLText.append(escaped: bytes.span.extracting(refund.terminal.range), to: &output)
        Formats.append(word: "</terminal><order_amount>", to: &output)
        Money.append(minor: refund.orderAmount, exponent: header.exponent, to: &output)
        Formats.append(word: "</order_amount><order_datetime>", to: &output)
        refund.orderTime.append(offset: refund.offset, to: &output)
        Formats.append(word: "</order_datetime><refund_type>", to: &output)
        Formats.append(word: refund.amount == refund.orderAmount ? "full" : "partial", to: &output)
        Formats.append(word: "</refund_type><refund_amount>", to: &output)
        Money.append(minor: refund.amount, exponent: header.exponent, to: &output)
        Formats.append(word: "</refund_amount><refund_currency>", to: &output)
        Formats.append(currency: header.currency, to: &output)
        Formats.append(word: "</refund_currency><refund_description>", to: &output)
        XMLText.append(escaped: bytes.span.extracting(refund.description.range), to: &output)
        Formats.append(word: "</refund_description></refund>\n", to: &output)
    }

    func appendTrailer(_ totals: ControlTotals, of header: SubmissionHeader, to output: inout [UInt8]) {
        let total = Money.text(minor: totals.amount, exponent: header.exponent)
        let text = """
            <control count="\(totals.count)" hash_total="\(totals.hashTotal)">\
            <total currency="\(header.currency.text)">\(total)</total></control>
            </submission>

            """
        output.append(contentsOf: text.utf8)
    }
}
