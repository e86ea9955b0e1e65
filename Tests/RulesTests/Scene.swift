import Refunds
import Rules

/// A payment, what holds it, and its recent refunds, as plain values.
struct Payment {
    var id = "P1"
    var orderNumber = "O1"
    var terminal = "T1"
    var currency = "USD"
    var exponent = 2
    /// Minor units, as are the next two and `held`.
    var amount: Int64 = 10_000
    var chargeback: Int64 = 0
    var elsewhere: Int64 = 0
    var status = PaymentStatus.success
    var paidAt = Scene.now - 86_400
    var channel = 1
    var held: Int64 = 0
    var refunds = 0
    var last: Int64 = 0
    var recent: [Int64] = []
}

/// A row as a merchant writes it. `E+` in an identifier stands for a damaged one, `!` for an invalid one.
struct Row {
    var number = "R1"
    var payment = "P1"
    var orderNumber = ""
    var terminal = ""
    var type = ""
    var amount = "25.00"
    var currency = ""
    var faults: RequestFaults = []
}

/// What the ledger knows, kept in plain collections, and the question put to the rule book.
struct Scene {
    /// 8 October 2026, 08:00 UTC.
    static let now: Int64 = 1_791_446_400

    var payments = [Payment()]
    var rows = [Row()]
    /// Numbers of accepted refunds, with their serials.
    var used: [String: Int64] = [:]
    var channels: [Int: ChannelRules] = [1: ChannelRules()]
    var nextSerial: Int64 = 1

    /// The first row and the first payment, for scenes that have one of each.
    var row: Row {
        get { rows[0] }
        set { rows[0] = newValue }
    }
    var payment: Payment {
        get { payments[0] }
        set { payments[0] = newValue }
    }

    func judge() -> [Decision] {
        let (chunk, facts, standing) = question()
        var carried = standing
        var decisions: [Decision] = []
        book.judge(chunk, facts: facts, standing: &carried, into: &decisions)
        return decisions
    }

    var book: RuleBook { RuleBook(now: Instant(seconds: Self.now), channels: channels) }

    /// The codes of the first row.
    var codes: [Rejection] { judge()[0].rejections.all }

    func question() -> (RequestChunk, ChunkFacts, ChunkStanding) {
        var chunk = RequestChunk()
        var facts = ChunkFacts()
        var standing = ChunkStanding()
        var firsts: [String: UInt32] = [:]
        for (index, row) in rows.enumerated() {
            chunk.requests.append(row.request(line: index + 2, in: &chunk.bytes))
            facts.matches.append(match(row))
            let first = firsts[row.number] ?? UInt32(index)
            firsts[row.number] = first
            standing.numberGroups.append(first)
            standing.numberOwners.append(used[row.number] ?? 0)
        }
        for payment in payments {
            facts.orders.append(payment.facts(in: &facts.bytes))
            standing.orders.append(payment.standing(in: &standing.recent))
        }
        standing.nextSerial = nextSerial
        return (chunk, facts, standing)
    }

    /// `decisions.md`, how the table is read: a key is looked up unless it is empty or damaged.
    private func match(_ row: Row) -> OrderMatch {
        let hasPayment = !row.payment.isEmpty && !row.payment.contains("E+")
        let hasOrder = !row.orderNumber.isEmpty && !row.orderNumber.contains("E+")
        let bearers = payments.indices.filter { payments[$0].orderNumber == row.orderNumber }
        if hasPayment {
            guard let place = payments.firstIndex(where: { $0.id == row.payment }) else { return .notFound }
            if hasOrder, bearers.isEmpty { return .notFound }
            return hasOrder && !bearers.contains(place) ? .conflict : .found(place)
        }
        guard hasOrder else { return .noKey }
        let successful = bearers.filter { payments[$0].status == .success }
        if bearers.isEmpty { return .notFound }
        if successful.count > 1 { return .ambiguous }
        if let place = successful.first { return .found(place) }
        return bearers.count == 1 ? .found(bearers[0]) : .noneSuccessful
    }
}

/// Appends a text and answers where it stands.
func append(_ text: String, to bytes: inout [UInt8]) -> ByteRange {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    return ByteRange(start, bytes.count)
}

extension Payment {
    fileprivate func facts(in bytes: inout [UInt8]) -> OrderFacts {
        OrderFacts(
            paymentID: append(id, to: &bytes), orderNumber: append(orderNumber, to: &bytes),
            terminal: append(terminal, to: &bytes),
            currency: CurrencyCode(currency) ?? CurrencyCode(packed: 0), exponent: exponent, amount: amount,
            chargeback: chargeback, refundedElsewhere: elsewhere, status: status,
            paidAt: Instant(seconds: paidAt), channel: channel)
    }

    fileprivate func standing(in list: inout [RecentRefund]) -> OrderStanding {
        var first = -1
        for amount in recent {
            list.append(RecentRefund(amount: amount, next: first))
            first = list.count - 1
        }
        return OrderStanding(held: held, refunds: refunds, last: last, recent: first)
    }
}

extension Row {
    fileprivate func request(line: Int, in bytes: inout [UInt8]) -> RefundRequest {
        var request = RefundRequest()
        request.line = line
        request.number = append(number, to: &bytes)
        request.paymentID = append(payment, to: &bytes)
        request.orderNumber = append(orderNumber, to: &bytes)
        request.terminal = append(terminal, to: &bytes)
        request.typeText = append(type, to: &bytes)
        request.amountText = append(amount, to: &bytes)
        request.currencyText = append(currency, to: &bytes)
        request.type = ["": .none, "full": .full, "partial": .partial][type] ?? .unknown
        let text = Array(amount.utf8)
        if !text.isEmpty { request.amount = WrittenAmount(text.span).map { .written($0) } ?? .invalid }
        if !currency.isEmpty {
            request.currency = .unknown
            if let code = CurrencyCode(currency), let exponent = CurrencyTable.exponent(of: code) {
                request.currency = .known(code, exponent: exponent)
            }
        }
        request.faults = faults.union(identifierFaults)
        if request.type == .unknown { request.faults.insert(.typeUnknown) }
        return request
    }

    private var identifierFaults: RequestFaults {
        var faults: RequestFaults = []
        let fields: [(String, RequestFaults, RequestFaults)] = [
            (number, .numberDamaged, .numberInvalid), (payment, .paymentDamaged, .paymentInvalid),
            (orderNumber, .orderNumberDamaged, .orderNumberInvalid),
            (terminal, .terminalDamaged, .terminalInvalid),
        ]
        for (text, damaged, invalid) in fields {
            if text.contains("E+") {
                faults.insert(damaged)
            } else if text.contains("!") {
                faults.insert(invalid)
            }
        }
        return faults
    }
}
