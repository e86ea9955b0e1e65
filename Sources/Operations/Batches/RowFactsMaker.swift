import Formats
import Ledger
import Refunds
import Rules

/// Gathers a rejected row's facts for its messages: texts of the row and its order, the refundable amount, where its number was used.
struct RowFactsMaker {
    let workspace: Workspace
    let rules: RuleBook

    func facts(
        of decision: Decision, request: RefundRequest, chunk: RequestChunk, facts: ChunkFacts,
        lookups: RowLookups?
    ) -> RowFacts {
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
        row.payments = lookups?.payments ?? []
        row.earlier = lookups?.earlier ?? BilingualText("", "")
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
}
