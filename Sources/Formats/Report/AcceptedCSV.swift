import Bytes
package import Refunds
package import Rules

/// `accepted.csv`: the refunds that a batch became (`cli.md`, what the programs around it read). Formula guard only.
package struct AcceptedCSV {
    private let homeNumber: Int
    private var scratch: [UInt8] = []

    package init(homeNumber: Int) { self.homeNumber = homeNumber }

    package static var header: [UInt8] {
        PeopleCSV.bom
            + Array(
                "line,refund_id,refund_number,payment_id,order_number,refund_amount,refund_currency,warnings"
                    .utf8)
            + PeopleCSV.lineEnd
    }

    /// Appends the row of an accepted refund.
    package mutating func append(
        _ refund: AcceptedRefund, request: RefundRequest, in chunk: RequestChunk, order: OrderFacts,
        facts: ChunkFacts,
        to output: inout [UInt8]
    ) {
        DecimalText.append(request.line, to: &output)
        output.append(comma)
        RefundID.append(home: homeNumber, serial: refund.serial, to: &output)
        output.append(comma)
        cell(chunk.bytes.span.extracting(request.number.range), to: &output)
        cell(facts.bytes.span.extracting(order.paymentID.range), to: &output)
        cell(facts.bytes.span.extracting(order.orderNumber.range), to: &output)
        Money.append(minor: refund.amount, exponent: order.exponent, to: &output)
        output.append(comma)
        output.append(contentsOf: order.currency.bytes)
        output.append(comma)
        if !refund.warnings.isEmpty { output.append(contentsOf: refund.warnings.text.utf8) }
        output.append(contentsOf: PeopleCSV.lineEnd)
    }

    private let comma = UInt8(ascii: ",")

    private func cell(_ text: Span<UInt8>, to output: inout [UInt8]) {
        CSVWriter.append(cell: text, to: &output, guarding: .formulas)
        output.append(comma)
    }
}
