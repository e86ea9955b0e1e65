package import Refunds

/// Judges rows: every reason at once, in the order of the codes (`decisions.md`, the row).
/// It remembers nothing; what is left of an order and which numbers are used is carried on in `ChunkStanding`.
package struct RuleBook: Sendable {
    package let now: Instant
    /// By the ledger's number of the channel.
    package let channels: [Int: ChannelRules]

    package init(now: Instant, channels: [Int: ChannelRules]) {
        self.now = now
        self.channels = channels
    }

    /// Judges the rows of a chunk in file order and appends a decision for each. Every acceptance lowers what is left of its order
    /// and takes its number, so the next row meets what the rows before it left.
    package func judge(
        _ chunk: RequestChunk, facts: ChunkFacts, standing: inout ChunkStanding,
        into decisions: inout [Decision]
    ) {
        for index in chunk.requests.indices {
            decisions.append(judge(index, of: chunk, facts: facts, standing: &standing))
        }
    }

    private func judge(
        _ index: Int, of chunk: RequestChunk, facts: ChunkFacts, standing: inout ChunkStanding
    ) -> Decision {
        let request = chunk.requests[index]
        guard request.faults.isDisjoint(with: .unreadable) else {
            return Decision(rejections: RejectionSet([.fieldInvalid]))
        }
        let group = Int(standing.numberGroups[index])
        var row = question(
            request, match: facts.matches[index], chunk: chunk, facts: facts, standing: standing)
        row.found = rejections(of: &row, owner: standing.numberOwners[group])
        let place: Int? = if case .found(let order) = row.match { order } else { nil }
        guard row.found.isEmpty, let place, let amount = row.validAmount else {
            return Decision(
                rejections: row.found, numberOwner: row.numberOwner, order: place, refundable: row.refundable,
                exponent: row.exponent)
        }
        let warnings = warnings(of: row, amount: amount, standing: standing)
        let accepted = AcceptedRefund(
            request: index, order: place, amount: amount, serial: standing.nextSerial,
            previous: standing.orders[place].last, warnings: warnings)
        standing.take(accepted, group: group)
        return Decision(accepted: accepted)
    }

    private func question(
        _ request: RefundRequest, match: OrderMatch, chunk: RequestChunk, facts: ChunkFacts,
        standing: ChunkStanding
    ) -> RowInQuestion {
        var order: OrderFacts?
        var orderStanding: OrderStanding?
        var terminalAgrees = true
        if case .found(let place) = match {
            let found = facts.orders[place]
            order = found
            orderStanding = standing.orders[place]
            if !request.terminal.isEmpty, !request.faults.contains(.terminalDamaged) {
                terminalAgrees =
                    chunk.bytes[request.terminal.range].elementsEqual(facts.bytes[found.terminal.range])
            }
        }
        let rules = order.flatMap { channels[$0.channel] } ?? ChannelRules()
        return RowInQuestion(
            request: request, match: match, order: order, standing: orderStanding, numberOwner: 0,
            channel: rules,
            now: now, terminalAgrees: terminalAgrees)
    }

    private func rejections(of row: inout RowInQuestion, owner: Int64) -> RejectionSet {
        row.numberOwner =
            row.request.faults.contains(.numberDamaged) || row.request.number.isEmpty ? 0 : owner
        for rejection in Rejection.allCases where Self.applies(rejection, to: row) {
            row.found.insert(rejection)
        }
        return row.found
    }

    private func warnings(of row: RowInQuestion, amount: Int64, standing: ChunkStanding) -> WarningSet {
        var warnings = WarningSet()
        if row.request.faults.contains(.reasonUnknown) { warnings.insert(.reasonUnknown) }
        var place = row.standing?.recent ?? -1
        while place >= 0 {
            if standing.recent[place].amount == amount {
                warnings.insert(.possibleDuplicate)
                break
            }
            place = standing.recent[place].next
        }
        return warnings
    }

    /// A new rule is a case of `Rejection`, a file in `Row/`, and a line in each of the two switches.
    static func applies(_ rejection: Rejection, to row: RowInQuestion) -> Bool {
        switch rejection {
        case .fieldMissing: FieldMissing.applies(to: row)
        case .fieldInvalid: FieldInvalid.applies(to: row)
        case .identifierDamaged: IdentifierDamaged.applies(to: row)
        case .cardNumberPresent: CardNumberPresent.applies(to: row)
        case .amountInvalid: AmountInvalid.applies(to: row)
        case .amountTooPrecise: AmountTooPrecise.applies(to: row)
        case .currencyUnknown: CurrencyUnknown.applies(to: row)
        case .orderNotFound: OrderNotFound.applies(to: row)
        case .orderConflict: OrderConflict.applies(to: row)
        case .orderAmbiguous: OrderAmbiguous.applies(to: row)
        case .terminalConflict: TerminalConflict.applies(to: row)
        case .currencyConflict: CurrencyConflict.applies(to: row)
        case .orderNotPaid: OrderNotPaid.applies(to: row)
        case .orderTooOld: OrderTooOld.applies(to: row)
        case .typeConflict: TypeConflict.applies(to: row)
        case .refundNumberUsed: RefundNumberUsed.applies(to: row)
        case .nothingRefundable: NothingRefundable.applies(to: row)
        case .exceedsRefundable: ExceedsRefundable.applies(to: row)
        case .tooManyRefunds: TooManyRefunds.applies(to: row)
        case .batchRejected: false
        }
    }

    /// The message of one code, with the figures that it needs.
    package static func message(_ rejection: Rejection, _ facts: RowFacts) -> BilingualText {
        switch rejection {
        case .fieldMissing: FieldMissing.message(facts)
        case .fieldInvalid: FieldInvalid.message(facts)
        case .identifierDamaged: IdentifierDamaged.message(facts)
        case .cardNumberPresent: CardNumberPresent.message(facts)
        case .amountInvalid: AmountInvalid.message(facts)
        case .amountTooPrecise: AmountTooPrecise.message(facts)
        case .currencyUnknown: CurrencyUnknown.message(facts)
        case .orderNotFound: OrderNotFound.message(facts)
        case .orderConflict: OrderConflict.message(facts)
        case .orderAmbiguous: OrderAmbiguous.message(facts)
        case .terminalConflict: TerminalConflict.message(facts)
        case .currencyConflict: CurrencyConflict.message(facts)
        case .orderNotPaid: OrderNotPaid.message(facts)
        case .orderTooOld: OrderTooOld.message(facts)
        case .typeConflict: TypeConflict.message(facts)
        case .refundNumberUsed: RefundNumberUsed.message(facts)
        case .nothingRefundable: NothingRefundable.message(facts)
        case .exceedsRefundable: ExceedsRefundable.message(facts)
        case .tooManyRefunds: TooManyRefunds.message(facts)
        case .batchRejected:
            BilingualText(
                "the row is good, but the account's policy rejects the whole batch because of other rows",
                "该行无误，但因其他行不合格，账户策略拒绝整个批次")
        }
    }
}

/// What was decided about a row.
package struct Decision: Sendable {
    package var rejections: RejectionSet
    package var accepted: AcceptedRefund?
    /// The one order, by its place in `ChunkFacts.orders`.
    package var order: Int?
    /// What was refundable when the row was judged, in the order's minor units.
    package var refundable: Int64
    /// Decimals that the amount might have.
    package var exponent: Int?
    /// The accepted refund that has the row's number; 0 when there is none.
    package var numberOwner: Int64

    init(
        rejections: RejectionSet, numberOwner: Int64 = 0, order: Int? = nil, refundable: Int64 = 0,
        exponent: Int? = nil
    ) {
        self.rejections = rejections
        self.accepted = nil
        self.order = order
        self.refundable = refundable
        self.exponent = exponent
        self.numberOwner = numberOwner
    }

    init(accepted: AcceptedRefund) {
        self.rejections = RejectionSet()
        self.accepted = accepted
        self.order = accepted.order
        self.refundable = 0
        self.exponent = nil
        self.numberOwner = 0
    }
}

/// A refund that may be made. Only `judge` makes one.
package struct AcceptedRefund: Sendable {
    /// Its place in the chunk.
    package let request: Int
    /// Its order's place in `ChunkFacts.orders`.
    package let order: Int
    /// Minor units of the order's currency.
    package let amount: Int64
    package let serial: Int64
    /// The order's refund before this one; 0 when it is the first.
    package let previous: Int64
    package let warnings: WarningSet

    fileprivate init(
        request: Int, order: Int, amount: Int64, serial: Int64, previous: Int64, warnings: WarningSet
    ) {
        self.request = request
        self.order = order
        self.amount = amount
        self.serial = serial
        self.previous = previous
        self.warnings = warnings
    }
}

extension ChunkStanding {
    /// Carries an acceptance on to the rows after it.
    fileprivate mutating func take(_ refund: AcceptedRefund, group: Int) {
        orders[refund.order].held += refund.amount
        orders[refund.order].refunds += 1
        orders[refund.order].last = refund.serial
        recent.append(RecentRefund(amount: refund.amount, next: orders[refund.order].recent))
        orders[refund.order].recent = recent.count - 1
        numberOwners[group] = refund.serial
        nextSerial += 1
    }
}
