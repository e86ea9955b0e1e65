import Ledger
import Refunds
import Rules

/// An order as a test writes it.
struct TestOrder {
    var paymentID: String
    var account = 1
    var channel = 1
    var orderNumber = "N1"
    var terminal = "T1"
    var currency = "USD"
    var exponent = 2
    var amount: Int64 = 1000
    var status = PaymentStatus.success
    var paidAt: Int64 = 1_000_000
    var chargeback: Int64?
    var elsewhere: Int64?
    var method: String?
    var namesChannel = true
}

/// A row of a batch as a test writes it.
struct TestRequest {
    var number: String
    var paymentID = ""
    var orderNumber = ""
    var amount = "1.00"
    var faults: RequestFaults = []
}

extension OrderChunk {
    init(_ orders: [TestOrder], firstLine: Int = 2) throws {
        self.init()
        for (place, order) in orders.enumerated() {
            guard let currency = CurrencyCode(order.currency) else {
                throw TestFault.currency(order.currency)
            }
            var row = OrderRow(
                line: firstLine + place, paymentID: bytes.add(order.paymentID), account: order.account,
                channel: order.channel, terminal: bytes.add(order.terminal),
                orderNumber: bytes.add(order.orderNumber), currency: currency, exponent: order.exponent,
                amount: order.amount, status: order.status, paidAt: Instant(seconds: order.paidAt),
                namesChannel: order.namesChannel)
            row.chargeback = order.chargeback
            row.refundedElsewhere = order.elsewhere
            row.paymentMethod = order.method.map { bytes.add($0) }
            rows.append(row)
        }
    }
}

extension RequestChunk {
    init(_ rows: [TestRequest], firstLine: Int = 2) {
        self.init()
        for (place, row) in rows.enumerated() {
            var request = RefundRequest()
            request.line = firstLine + place
            request.number = bytes.add(row.number)
            request.paymentID = bytes.add(row.paymentID)
            request.orderNumber = bytes.add(row.orderNumber)
            request.description = bytes.add("changed mind")
            request.amount = WrittenAmount(Array(row.amount.utf8).span).map { .written($0) } ?? .invalid
            request.faults = row.faults
            requests.append(request)
        }
    }
}

extension [UInt8] {
    fileprivate mutating func add(_ text: String) -> ByteRange {
        let start = count
        append(contentsOf: text.utf8)
        return ByteRange(start, count)
    }
}

enum TestFault: Error { case currency(String), stop }

/// Decides chunks as `Operations` does: look up, stand, judge, accept.
@discardableResult
func decide(
    _ chunk: RequestChunk, by writer: any BatchDecider, _ lookup: any OrderLookup, _ batch: OpenBatch,
    now: Int64 = 2_000_000
) throws -> [Decision] {
    let facts = try lookup.facts(for: chunk, account: batch.account)
    var standing = try writer.standing(
        for: chunk, facts: facts, account: batch.account, now: Instant(seconds: now))
    var decisions: [Decision] = []
    RuleBook(now: Instant(seconds: now), channels: [:])
        .judge(chunk, facts: facts, standing: &standing, into: &decisions)
    try writer.accept(decisions, of: chunk, facts: facts, batch: batch)
    return decisions
}
