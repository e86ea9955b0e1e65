import Bytes
import Formats
import Ledger
import Refunds
import Rules

/// What a batch's decisions add up to: counts, money by code, and the shares by which a policy speaks.
struct BatchTally {
    private(set) var accepted = 0
    private(set) var rejected = 0
    private(set) var warnings = 0
    /// Readable amounts by currency, in millionths: of all rows, and of the rejected ones.
    private var all: [CurrencyCode: UInt128] = [:]
    private var refused: [CurrencyCode: UInt128] = [:]
    private var codes: [CodeKey: CodeSum] = [:]
    private let countsShares: Bool

    private struct CodeKey: Hashable {
        var place: Int
        var currency: CurrencyCode?
        var exponent: Int
    }

    private struct CodeSum {
        var rows = 0
        var amount: Int64 = 0
    }

    init(policy: BatchPolicy) {
        countsShares = if case .tolerance = policy { true } else { false }
    }

    mutating func add(_ decision: Decision, request: RefundRequest, facts: ChunkFacts) throws {
        if let refund = decision.accepted {
            accepted += 1
            if !refund.warnings.isEmpty { warnings += 1 }
        } else {
            rejected += 1
            try addCodes(decision, request: request, facts: facts)
        }
        if countsShares { try addShares(decision, request: request, facts: facts) }
    }

    /// A row of a batch that the policy rejects: its own codes, or the policy's.
    mutating func addRejectedByPolicy(_ decision: Decision, request: RefundRequest, facts: ChunkFacts) throws
    {
        rejected += 1
        try addCodes(decision, request: request, facts: facts)
    }

    /// The row's currency where given and known, else its order's.
    private static func currency(_ request: RefundRequest, order: OrderFacts?) -> (
        CurrencyCode, exponent: Int
    )? {
        if case .known(let code, let exponent) = request.currency {
            return (code, order.map { $0.currency == code ? $0.exponent : exponent } ?? exponent)
        }
        return order.map { ($0.currency, $0.exponent) }
    }

    private mutating func addCodes(_ decision: Decision, request: RefundRequest, facts: ChunkFacts) throws {
        let order = decision.order.map { facts.orders[$0] }
        let currency = Self.currency(request, order: order)
        var amount: Int64?
        switch request.amount {
        case .written(let written): amount = currency.flatMap { written.minorUnits(exponent: $0.exponent) }
        case .empty: amount = request.type == .full ? order?.amount : nil
        case .invalid: amount = nil
        }
        let found = decision.rejections.isEmpty ? [Rejection.batchRejected] : decision.rejections.all
        for rejection in found {
            let key = CodeKey(
                place: rejection.place, currency: currency?.0, exponent: currency?.exponent ?? 0)
            var sum = codes[key] ?? CodeSum()
            sum.rows += 1
            let (total, overflow) = sum.amount.addingReportingOverflow(amount ?? 0)
            guard !overflow else {
                throw Failure(
                    .inputOutput, "the money of \(rejection.rawValue) is too large to add up", "金额合计过大")
            }
            sum.amount = total
            codes[key] = sum
        }
    }

    private mutating func addShares(_ decision: Decision, request: RefundRequest, facts: ChunkFacts) throws {
        let order = decision.order.map { facts.orders[$0] }
        guard let currency = Self.currency(request, order: order) else { return }
        var millionths: UInt128 = 0
        switch request.amount {
        case .written(let written): millionths = UInt128(written.millionths)
        case .empty:
            guard request.type == .full, let order else { return }
            let power = powersOfTen[WrittenAmount.mostDecimals - order.exponent]
            millionths = UInt128(order.amount) * UInt128(power)
        case .invalid: return
        }
        all[currency.0, default: 0] += millionths
        if decision.accepted == nil { refused[currency.0, default: 0] += millionths }
    }

    /// Whether the policy rejects the whole batch.
    func isRejected(by policy: BatchPolicy) -> Bool {
        switch policy {
        case .acceptGood: return false
        case .allOrNothing: return rejected > 0
        case .tolerance(let rows, let money):
            if rows.isPassed(by: UInt128(rejected), of: UInt128(accepted + rejected)) { return true }
            return all.contains { money.isPassed(by: refused[$0.key] ?? 0, of: $0.value) }
        }
    }

    /// For the ledger: by code, then currency.
    var codeTotals: [CodeTotal] {
        codes.sorted { left, right in
            (left.key.place, left.key.currency?.text ?? "", left.key.exponent)
                < (right.key.place, right.key.currency?.text ?? "", right.key.exponent)
        }
        .compactMap { key, sum in
            guard let code = Rejection.allCases.first(where: { $0.place == key.place }) else { return nil }
            return CodeTotal(
                code: code, rows: sum.rows, currency: key.currency, exponent: key.exponent, amount: sum.amount
            )
        }
    }

    /// For the answer: each code once.
    func figures() throws -> [BatchAnswer.CodeFigure] { try BatchAnswer.CodeFigure.of(codeTotals) }
}

extension BatchAnswer.CodeFigure {
    /// Each code once, its money by currency.
    static func of(_ totals: [CodeTotal]) throws -> [BatchAnswer.CodeFigure] {
        try Rejection.allCases.compactMap { code in
            let parts = totals.filter { $0.code == code }
            guard !parts.isEmpty else { return nil }
            var money = MoneyByCurrency()
            for part in parts where part.amount > 0 {
                if let currency = part.currency {
                    try money.add(part.amount, currency, exponent: part.exponent)
                }
            }
            return BatchAnswer.CodeFigure(
                code: code, rows: parts.map(\.rows).reduce(0, +), totals: money.all)
        }
    }
}
