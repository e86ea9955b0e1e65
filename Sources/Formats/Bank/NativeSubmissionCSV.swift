import Bytes
import Refunds

/// The native submission as CSV: `,`, LF, no BOM, never a formula guard (`files.md`, submission).
struct NativeSubmissionCSV: SubmissionWriting {
    let fileExtension = "csv"

    func appendHeader(_ header: SubmissionHeader, to output: inout [UInt8]) {
        let lines = [
            "#submission_id=\(header.id)", "#channel=\(header.channel)", "#sequence=\(header.sequence)",
            "#created=\(header.created)", "#currency=\(header.currency.text)",
            "refund_id,payment_id,terminal,order_amount,order_datetime,refund_type,refund_amount,refund_currency,"
                + "refund_description",
        ]
        for line in lines { output.append(contentsOf: (line + "\n").utf8) }
    }

    func append(
        _ refund: OutgoingRefund, number: Int, of header: SubmissionHeader, in bytes: [UInt8],
        to output: inout [UInt8]
    ) {
        let comma = UInt8(ascii: ",")
        RefundID.append(home: header.homeNumber, serial: refund.serial, to: &output)
        output.append(comma)
        output.append(contentsOf: bytes[refund.paymentID.range])
        output.append(comma)
        output.append(contentsOf: bytes[refund.terminal.range])
        output.append(comma)
        Money.append(minor: refund.orderAmount, exponent: header.exponent, to: &output)
        output.append(comma)
        refund.orderTime.append(offset: refund.offset, to: &output)
        output.append(comma)
        Formats.append(word: refund.amount == refund.orderAmount ? "full" : "partial", to: &output)
        output.append(comma)
        Money.append(minor: refund.amount, exponent: header.exponent, to: &output)
        output.append(comma)
        Formats.append(currency: header.currency, to: &output)
        output.append(comma)
        CSVWriter.append(cell: bytes.span.extracting(refund.description.range), to: &output)
        output.append(UInt8(ascii: "\n"))
    }

    func appendTrailer(_ totals: ControlTotals, of header: SubmissionHeader, to output: inout [UInt8]) {
        let total = Money.text(minor: totals.amount, exponent: header.exponent)
        let lines = [
            "#count=\(totals.count)", "#total.\(header.currency.text)=\(total)",
            "#hash_total=\(totals.hashTotal)",
        ]
        for line in lines { output.append(contentsOf: (line + "\n").utf8) }
    }
}

/// Appends a fixed word without making an array of it.
func append(word: StaticString, to output: inout [UInt8]) {
    unsafe output.append(
        contentsOf: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
}

func append(currency: CurrencyCode, to output: inout [UInt8]) {
    output.append(UInt8(truncatingIfNeeded: currency.packed >> 16))
    output.append(UInt8(truncatingIfNeeded: currency.packed >> 8))
    output.append(UInt8(truncatingIfNeeded: currency.packed))
}
