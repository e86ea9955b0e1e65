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
        row.number = Self.shown(request.number, in: chunk.bytes)
        row.paymentID = Self.shown(request.paymentID, in: chunk.bytes)
        row.orderNumber = Self.shown(request.orderNumber, in: chunk.bytes)
        row.terminal = Self.shown(request.terminal, in: chunk.bytes)
        row.amount = Self.shown(request.amountText, in: chunk.bytes)
        row.currency = Self.shown(request.currencyText, in: chunk.bytes)
        row.amountIsMissing = request.amount == .empty && request.type != .full
        row.decimals = decision.exponent ?? 0
        if let place = decision.order { addOrder(facts.orders[place], decision, in: facts, to: &row) }
        row.payments = lookups?.payments ?? []
        row.earlier = lookups?.earlier ?? BilingualText("", "")
        return row
    }

    /// A message tells a card number by its ends; the row has the whole.
    private static func shown(_ range: ByteRange, in bytes: [UInt8]) -> String {
        let isCard = CardNumber.stands(in: bytes.span, range)
        return isCard ? String(decoding: CardNumber.masked(bytes, range), as: UTF8.self) : bytes.text(range)
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
