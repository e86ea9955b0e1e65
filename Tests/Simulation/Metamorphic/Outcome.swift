import Ledger
import LedgerSQLite
import Refunds

/// What stands in a ledger, in words that don't depend on numbers given in order of arrival.
struct Outcome: Equatable {
    var refunds: [String] = []
    var orders: [String] = []

    init(of world: World) throws {
        try world.ledger.read { reader in
            try reader.refunds(RefundFilter()) { refund in
                let lane = refund.lane
                refunds.append(
                    "\(lane.account) \(refund.number) \(refund.paymentID) \(refund.amount) \(lane.currency.text) "
                        + "\(refund.status.rawValue) \(refund.hold?.rawValue ?? "") \(refund.description)")
            }
            for payment in world.model.orders.keys.sorted() {
                let order = try reader.order(paymentID: payment, account: nil)
                orders.append("\(payment) \(order.map { Self.text($0) } ?? "")")
            }
        }
        refunds.sort()
    }

    private static func text(_ order: OrderRecord) -> String {
        [
            order.account, order.terminal, order.orderNumber, order.amount.text, order.status.rawValue,
            String(order.paidAt.seconds), order.channel, order.paymentMethod, String(order.chargeback),
            String(order.refundedElsewhere), String(order.held),
        ].joined(separator: " ")
    }
}
