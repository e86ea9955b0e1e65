import Bytes
import Home
import Ledger
import Refunds
package import Rules

/// One refund by hand: a batch of one record, under the same rules, policy and approval.
package struct CreateRefund {
    /// What is asked for.
    package struct Request: Sendable {
        package var account: String
        package var paymentID: String?
        package var orderNumber: String?
        package var number: String
        /// Nil: the order's whole amount.
        package var amount: String?
        package var reason: String?

        package init(
            account: String, paymentID: String?, orderNumber: String?, number: String, amount: String?,
            reason: String?
        ) {
            self.account = account
            self.paymentID = paymentID
            self.orderNumber = orderNumber
            self.number = number
            self.amount = amount
            self.reason = reason
        }
    }

    package enum Outcome: Sendable {
        case created(RefundView)
        /// The row's codes, or the file's where the account isn't known.
        case rejected(codes: [String], message: BilingualText)
    }

    private let workspace: Workspace

    package init(workspace: Workspace) { self.workspace = workspace }

    /// What would be refunded, for a person to confirm: the amount as it was given, else the order's. Nil where no order is found.
    package func figure(_ request: Request) throws -> String? {
        if let amount = request.amount { return amount }
        let order = try find(request)
        return order?.amount.text
    }

    private func find(_ request: Request) throws -> OrderRecord? {
        try workspace.ledger.read { reader in
            guard let account = try reader.account(named: request.account) else { return nil }
            if let payment = request.paymentID {
                return try reader.order(paymentID: payment, account: account)
            }
            let paid = try reader.payments(orderNumber: request.orderNumber ?? "", account: account)
                .filter { $0.status == .success }
            return paid.count == 1 ? paid[0] : nil
        }
    }

    /// Call inside `Workspace.writing`.
    package func create(_ request: Request) throws -> Outcome {
        let path = Durably.temporaryPath(in: workspace.home.staging)
        let file = try OutputFile(path: path)
        try file.append(Self.batch(request))
        _ = try file.finish(sync: false)
        var incoming = IncomingFile(path: path)
        incoming.name = CardNumber.masked("by-hand-\(SafeName.of(request.number)).csv")
        let answer = try ImportBatch(workspace: workspace).take(
            incoming, account: request.account, isByHand: true)
        try Durably.removeIfThere(path)
        if let refusal = answer.refusal {
            return .rejected(codes: [refusal.code.rawValue], message: refusal.text)
        }
        if let example = answer.examples.first {
            return .rejected(
                codes: example.codes.split(separator: " ").map(String.init), message: example.message)
        }
        guard let view = try created(in: answer.batch ?? 0) else {
            throw Failure(.inputOutput, "the refund was not found after it was accepted", "退款已接受但未找到")
        }
        return .created(view)
    }

    private func created(in batch: Int) throws -> RefundView? {
        var filter = RefundFilter()
        filter.batch = batch
        var view: RefundView?
        try FindRefunds(workspace: workspace).find(filter) { view = $0 }
        return view
    }

    private static func batch(_ request: Request) -> [UInt8] {
        var bytes = Array(
            "refund_number,payment_id,order_number,refund_type,refund_amount,refund_description\n".utf8)
        let type = request.amount == nil ? "full" : ""
        let cells = [
            request.number, request.paymentID ?? "", request.orderNumber ?? "", type, request.amount ?? "",
            request.reason ?? "",
        ]
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            CSVWriter.append(cell: cell, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }
}
