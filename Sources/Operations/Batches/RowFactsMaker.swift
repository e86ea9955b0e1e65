import Formats
import Ledger
import Refunds
import Rules

/// Gathers a rejected row's facts for its messages: texts of the row and its order, the refundable amount, where its number was used.
struct RowFactsMaker {
    let workspace: Workspace
    let rules: RuleBook
    let account: Int
    let ledger: any BatchDecider & LedgerReader
    /// The file under way, which the ledger doesn't know yet.
    let fileName: String

    func facts(
        of decision: Decision, request: RefundRequest, match: OrderMatch, chunk: RequestChunk,
        facts: ChunkFacts
    ) throws -> RowFacts {
        var row = RowFacts()
        row.faults = request.faults
        row.number = chunk.bytes.text(request.number)
        row.paymentID = chunk.bytes.text(request.paymentID)
        row.orderNumber = chunk.bytes.text(request.orderNumber)
        row.terminal = chunk.bytes.text(request.terminal)
        row.amount = chunk.bytes.text(request.amountText)
        row.currency = chunk.bytes.text(request.currencyText)
        row.amountIsMissing = request.amount == .empty && request.type != .full
        row.decimals = decision.exponent ?? 0
        if let place = decision.order { addOrder(facts.orders[place], decision, in: facts, to: &row) }
        if decision.rejections.contains(.orderAmbiguous) {
            row.payments = try ledger.payments(orderNumber: row.orderNumber, account: account)
                .filter { $0.status == .success }.map(\.paymentID)
        }
        if decision.rejections.contains(.refundNumberUsed) {
            row.earlier = try earlier(decision.numberOwner)
        }
        return row
    }

    private func addOrder(
        _ order: OrderFacts, _ decision: Decision, in facts: ChunkFacts, to row: inout RowFacts
    ) {
        let currency = order.currency
        row.orderCurrency = currency.text
        row.orderAmount = Money(minor: order.amount, currency: currency, exponent: order.exponent).text
        row.orderTerminal = facts.bytes.text(order.terminal)
        row.orderStatus = order.status.rawValue
        row.paidAt = workspace.text(order.paidAt)
        row.refundable = Money(minor: decision.refundable, currency: currency, exponent: order.exponent).text
        let channel = rules.channels[order.channel] ?? ChannelRules()
        row.maxAgeDays = channel.maxAgeDays
        row.maxRefunds = channel.maxRefunds
    }

    private func earlier(_ serial: Int64) throws -> BilingualText {
        guard let refund = try ledger.earlierRefund(serial) else { return BilingualText("", "") }
        let id = workspace.refundID(serial)
        let status = refund.status
        let file = refund.file.isEmpty ? fileName : refund.file
        return BilingualText(
            "batch \(refund.batch), \(file) line \(refund.line), refund \(id), \(status.rawValue)",
            "批次 \(refund.batch)，\(file) 第 \(refund.line) 行，退款 \(id)，\(status.chinese)")
    }
}
