import Ledger
import LedgerSQLite
import Operations
import Refunds
import Rules

/// The whole ledger against the whole model.
struct Comparison {
    let world: World

    private var model: Model { world.model }

    func run() throws {
        try world.ledger.read { reader in
            try compareRefunds(reader)
            try compareOrders(reader)
            try compareBatches(reader)
            try compareSubmissions(reader)
            try compareExceptions(reader)
            try compareFunds(reader)
        }
        try comparePlan()
    }

    private func compareRefunds(_ reader: any LedgerReader) throws {
        var count = 0
        try reader.refunds(RefundFilter()) { refund in
            count += 1
            guard count <= model.refunds.count else {
                throw Mismatch("refund \(refund.serial) of batch \(refund.batch) isn't the model's")
            }
            let expected = model.refunds[count - 1]
            try demand(facts(refund), is: facts(expected), "refund \(expected.serial)")
        }
        try demand(count, is: model.refunds.count, "how many refunds")
    }

    private func facts(_ refund: RefundRecord) -> [String] {
        let lane = refund.lane
        return [
            String(refund.serial), refund.number, String(refund.batch), String(refund.line), refund.paymentID,
            "\(lane.account)/\(lane.channel)/\(lane.currency.text)/\(lane.exponent)", String(refund.amount),
            refund.description.debugDescription, refund.warnings.text,
            "accepted \(refund.acceptedAt.seconds) ready \(refund.readyAt.seconds)",
            refund.status.rawValue,
            "hold \(refund.hold?.rawValue ?? (refund.lacksCover ? "funds" : "")) "
                + "\(refund.status == .pending ? refund.coolingUntil?.seconds ?? 0 : 0)",
            "failure \(refund.failure?.rawValue ?? "")", "submission \(refund.submission ?? 0)",
            "query \(refund.queryNumber)", "reference \(refund.bankReference)",
            "reason \(refund.reasonCode) \(refund.reason)", "submitted \(refund.submittedAt?.seconds ?? 0)",
            "finished \(refund.finishedAt?.seconds ?? 0)", "paid \(refund.paid.map(String.init) ?? "")",
        ]
    }

    private func facts(_ refund: ModelRefund) -> [String] {
        let lane = model.lane(refund)
        return [
            String(refund.serial), refund.number, String(refund.batch), String(refund.line), refund.paymentID,
            "\(lane.account)/\(lane.channel)/\(lane.currency)/\(Currencies.decimals[lane.currency] ?? 0)",
            String(refund.amount), refund.description.debugDescription,
            refund.warnings.joined(separator: " "),
            "accepted \(refund.acceptedAt) ready \(model.readyAt(refund))", refund.status.rawValue,
            "hold \(model.hold(refund) ?? "") \(refund.status == .pending ? model.coolingUntil(refund) ?? 0 : 0)",
            "failure \(refund.failure ?? "")",
            "submission \(refund.submission ?? 0)", "query \(refund.queryNumber)",
            "reference \(refund.bankReference)", "reason \(refund.reasonCode) \(refund.reason)",
            "submitted \(refund.submittedAt ?? 0)", "finished \(refund.finishedAt ?? 0)",
            "paid \(refund.paid.map(String.init) ?? "")",
        ]
    }

    /// What holds each waiting refund back now, in the two answers that say it; and whether it has a time.
    private func comparePlan() throws {
        let workspace = try world.workspace(by: "Auditor")
        let passedOver = model.passedOver(world.now)
        let expected = model.refunds.map { refund in
            refund.status == .pending && passedOver.contains(refund.serial)
                ? "limit" : model.standing(refund, world.now) ?? ""
        }
        var place = 0
        try FindRefunds(workspace: workspace).find(RefundFilter()) { view in
            try demand(view.hold?.rawValue ?? "", is: expected[place], "what holds refund \(place + 1)")
            place += 1
        }
        var waiting = model.refunds.filter { $0.status == .pending }.map(\.serial)[...]
        _ = try PlanSubmissions(workspace: workspace).plan(channel: nil) { line in
            let serial = Int(line.record.serial)
            try demand(serial, is: waiting.popFirst() ?? 0, "the plan's refunds")
            try demand(
                line.hold?.rawValue ?? "", is: expected[serial - 1], "the plan's hold of refund \(serial)")
            let hasTime = ["", "cutoff"].contains(expected[serial - 1])
            if hasTime { try demand(line.leavesAt != nil, is: true, "refund \(serial): \(line.why.english)") }
            world.tally.add("plan \(line.hold?.rawValue ?? "next")")
        }
        try demand(waiting.count, is: 0, "waiting refunds that the plan forgets")
    }

    private func compareOrders(_ reader: any LedgerReader) throws {
        for (payment, expected) in model.orders {
            guard let order = try reader.order(paymentID: payment, account: nil) else {
                throw Mismatch("order \(payment) isn't in the ledger")
            }
            let found = ModelOrder(
                paymentID: order.paymentID, account: order.account, terminal: order.terminal,
                orderNumber: order.orderNumber, currency: order.amount.currency.text,
                amount: order.amount.minor, status: order.status.rawValue, paidAt: order.paidAt.seconds,
                channel: order.channel, method: order.paymentMethod, chargeback: order.chargeback,
                elsewhere: order.refundedElsewhere, acquirerReference: order.acquirerReference)
            try demand(found, is: expected, "order \(payment)")
            try demand(order.held, is: model.held(payment), "held of order \(payment)")
        }
    }

    private func compareBatches(_ reader: any LedgerReader) throws {
        let found = try reader.batches().filter { $0.id != 0 }
        try demand(found.map(\.id), is: model.batches.map(\.id), "batches")
        for (batch, expected) in zip(found, model.batches) {
            try demand(
                [
                    batch.account, batch.batchNumber ?? "", batch.by, batch.state.rawValue,
                    "\(batch.records) \(batch.accepted) \(batch.rejected) \(batch.warnings)",
                    "needs \(batch.approvalsNeeded), has \(batch.approvals.map(\.by)), void \(batch.voided.map(\.approval.by))",
                ],
                is: [
                    expected.account, expected.number ?? "", expected.by, model.state(expected),
                    "\(expected.records) \(expected.accepted) \(expected.rejected) \(expected.warnings)",
                    "needs \(expected.needed), has \(expected.approvals.map(\.by)), void \(expected.voided)",
                ], "batch \(batch.id)")
        }
    }

    private func compareSubmissions(_ reader: any LedgerReader) throws {
        let found = try reader.submissions()
        try demand(found.map(\.id), is: model.submissions.map(\.id), "submissions")
        for (submission, expected) in zip(found, model.submissions) {
            try demand(
                [
                    submission.name, submission.state.rawValue,
                    "\(submission.count) \(submission.amount) \(submission.hashTotal)",
                    "\(submission.createdAt.seconds) \(try reader.redeliveries(of: submission.id))",
                ],
                is: [
                    expected.name, expected.isVoid ? "void" : "emitted",
                    "\(expected.refunds.count) \(expected.total) \(expected.hashTotal)",
                    "\(expected.createdAt) \(expected.redeliveries)",
                ], "submission \(submission.id)")
        }
    }

    /// Every figure of every account and currency, added up from the model's refunds.
    private func compareFunds(_ reader: any LedgerReader) throws {
        let found = try reader.funds()
        try demand(
            found.map { FundsKey(account: $0.account, currency: $0.currency.text) }, is: model.fundsKeys,
            "accounts and currencies with funds")
        for funds in found {
            let key = FundsKey(account: funds.account, currency: funds.currency.text)
            try demand(
                [
                    funds.balance ?? -1, funds.asOf?.seconds ?? -1, funds.left, funds.returned,
                    funds.covered, funds.missing, funds.available,
                ], is: model.figures(ofFunds: key), "funds of \(key)")
        }
    }

    private func compareExceptions(_ reader: any LedgerReader) throws {
        let open = try reader.exceptions(openOnly: true)
        let found = open.filter { $0.code != .orderOverdrawn }.map {
            [$0.code.rawValue, $0.refundID ?? "", "\($0.line ?? 0)", $0.state]
        }
        let expected = model.exceptions.map {
            [$0.code, $0.refundID ?? "", "\($0.line ?? 0)", $0.proposal == nil ? "open" : "proposed"]
        }
        try demand(found, is: expected, "open exceptions")
        let overdrawn = open.filter { $0.code == .orderOverdrawn }.map { $0.paymentID ?? "" }
        try demand(overdrawn.sorted(), is: model.overdrawn.sorted(), "orders with an open ORDER_OVERDRAWN")
    }
}
