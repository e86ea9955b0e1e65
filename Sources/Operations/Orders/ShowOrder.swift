package import Bytes
import Ledger
import Refunds
import Rules

/// What was paid, what is refundable and why, and the order's refunds: what one looks at before asking for one.
package struct ShowOrder {
    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// By payment ID, or by order number of an account, then of each payment that bears it.
    package func show(payment: String?, order: String?, account: String?) throws -> [OrderView] {
        try workspace.ledger.read { reader in
            let number = try account.map { name in
                guard let number = try reader.account(named: name) else {
                    throw Failure(.notAllowed, "account \(name) has no order here", "账户 \(name) 没有订单")
                }
                return number
            }
            let orders =
                if let payment {
                    try reader.order(paymentID: payment, account: number).map { [$0] } ?? []
                } else {
                    try reader.payments(orderNumber: order ?? "", account: number ?? 0)
                }
            guard !orders.isEmpty else {
                throw Failure(
                    .notAllowed,
                    "there is no order \(payment ?? order ?? ""): check the number and the account",
                    "没有订单 \(payment ?? order ?? "")：请核对号码和账户")
            }
            return try orders.map { record in
                var filter = RefundFilter()
                filter.paymentID = record.paymentID
                let holds = try Holds(workspace, reader)
                var refunds: [RefundView] = []
                try reader.refunds(filter) { try refunds.append(RefundView($0, workspace, holds)) }
                return OrderView(record, refunds, workspace)
            }
        }
    }
}

/// An order as answers show it.
package struct OrderView: Sendable {
    package let paymentID: String
    package let orderNumber: String
    package let account: String
    package let terminal: String
    package let channel: String
    package let status: String
    package let paidAt: String
    package let currency: String
    package let amount: String
    package let chargeback: String
    package let refundedElsewhere: String
    package let held: String
    package let refundable: String
    package let paymentMethod: String
    package let acquirerReference: String
    package let creditorName: String
    package let creditorAccount: String
    package let creditorAgent: String
    package let refunds: [RefundView]
    /// Where its facts came from last.
    package let source: (file: String, line: Int, at: String, by: String)?

    init(_ order: OrderRecord, _ refunds: [RefundView], _ workspace: Workspace) {
        func text(_ minor: Int64) -> String {
            Money(minor: minor, currency: order.amount.currency, exponent: order.amount.exponent).amountText
        }
        paymentID = order.paymentID
        orderNumber = order.orderNumber
        account = order.account
        terminal = order.terminal
        channel = order.channel
        status = order.status.rawValue
        paidAt = workspace.text(order.paidAt)
        currency = order.amount.currency.text
        amount = order.amount.amountText
        chargeback = text(order.chargeback)
        refundedElsewhere = text(order.refundedElsewhere)
        held = text(order.held)
        let left = order.amount.minor - order.chargeback - order.refundedElsewhere - order.held
        refundable = text(max(0, left))
        paymentMethod = CardNumber.masked(order.paymentMethod)
        acquirerReference = order.acquirerReference
        creditorName = CardNumber.masked(order.creditorName)
        creditorAccount = CardNumber.masked(order.creditorAccount)
        creditorAgent = CardNumber.masked(order.creditorAgent)
        self.refunds = refunds
        source = order.source.map { ($0.file, $0.line, workspace.text($0.takenAt), $0.by) }
    }

    package var json: JSON {
        .object([
            ("payment_id", .string(paymentID)), ("account", .string(account)),
            ("terminal", .string(terminal)),
            ("order_number", .string(orderNumber)), ("order_currency", .string(currency)),
            ("order_amount", .string(amount)), ("payment_status", .string(status)),
            ("payment_datetime", .string(paidAt)), ("channel", .string(channel)),
            ("payment_method", JSON(nonEmpty: paymentMethod)), ("chargeback_amount", .string(chargeback)),
            ("refunded_elsewhere", .string(refundedElsewhere)),
            ("acquirer_reference", JSON(nonEmpty: acquirerReference)),
            ("creditor_name", JSON(nonEmpty: creditorName)),
            ("creditor_account", JSON(nonEmpty: creditorAccount)),
            ("creditor_agent", JSON(nonEmpty: creditorAgent)),
            ("held", .string(held)), ("refundable", .string(refundable)),
            ("file", JSON(source?.file)), ("line", JSON(source?.line)), ("taken_at", JSON(source?.at)),
            ("by", JSON(source?.by)),
            ("refunds", .array(refunds.map(\.json))),
        ])
    }
}
