/// What a resolution makes of a refund.
struct ModelChange {
    var status: ModelRefund.Status
    var failure: String?
    /// The bank's figure, where it isn't the refund's.
    var paid: Int64?
}

/// What two people resolve (`lifecycle.md`, the second table of exceptions).
extension Model {
    /// Proposes, or confirms; whether it was taken.
    mutating func resolve(_ place: Int, action: String, by name: String, note: String, now: Int64) -> Bool {
        let exception = exceptions[place]
        guard actions(exception).contains(action) else { return false }
        if let proposal = exception.proposal {
            guard proposal.action == action, Self.folded(proposal.by) != Self.folded(name) else {
                return false
            }
            guard confirm(exception, action, proposal.note, place, now) else { return false }
            exceptions.remove(at: place)
            if let id = exception.refundID, let refund = refund(id), refund.status != .submitted {
                exceptions.removeAll { $0.code == "UNANSWERED" && $0.refundID == id }
            }
            restoreCover(isTakenOut: false)
            return true
        }
        let isLeft = !stillPaid(exception).isEmpty
        guard action == "dismiss" || isLeft || change(exception, action) != nil else { return false }
        exceptions[place].proposal = ModelException.Proposal(action: action, by: name, note: note)
        return true
    }

    mutating func withdraw(_ place: Int) -> Bool {
        guard exceptions[place].proposal != nil else { return false }
        exceptions[place].proposal = nil
        return true
    }

    func actions(_ exception: ModelException) -> [String] {
        if exception.code == "UNANSWERED" { return ["apply", "reverse", "dismiss"] }
        guard let said = exception.said else { return ["dismiss"] }
        switch (exception.code, exception.status, said.result) {
        case ("AMOUNT_DIFFERS", _, "failed"): return ["reverse", "dismiss"]
        case ("AMOUNT_DIFFERS", _, _): return ["apply", "reverse", "dismiss"]
        case ("CONTRADICTION", .failed, "success"): return ["apply", "dismiss"]
        case ("CONTRADICTION", .succeeded, "failed"): return ["reverse", "dismiss"]
        case ("CONTRADICTION", _, _): return ["apply", "dismiss"]
        default: return ["dismiss"]
        }
    }

    /// Of the refunds that an exception lists those that nothing has moved since.
    private func stillPaid(_ exception: ModelException) -> [ModelRefund] {
        exception.listed.map { refunds[$0 - 1] }.filter {
            $0.status == .succeeded && $0.submission == exception.submission
        }
    }

    /// Nil where the refund has moved, or stands so already.
    private func change(_ exception: ModelException, _ action: String) -> ModelChange? {
        guard let refund = exception.refundID.flatMap({ refund($0) }), let sent = refund.submission,
            sent == exception.submission
        else { return nil }
        if exception.code == "UNANSWERED" {
            guard refund.status == .submitted else { return nil }
            return action == "apply"
                ? ModelChange(status: .succeeded) : ModelChange(status: .failed, failure: "bank")
        }
        guard let said = exception.said else { return nil }
        if exception.code == "AMOUNT_DIFFERS", said.result == "failed" { return returnChange(refund) }
        if exception.code == "AMOUNT_DIFFERS" { return amountChange(exception, refund, said, action) }
        switch (exception.status, said.result) {
        case (.failed, "success"):
            return refund.status == .failed ? ModelChange(status: .succeeded) : nil
        case (.succeeded, "failed"):
            return refund.status == .succeeded ? ModelChange(status: .failed, failure: "reversed") : nil
        case (.submitted, "success"):
            return refund.status == .submitted ? ModelChange(status: .succeeded) : nil
        default:
            guard refund.status == exception.status, refund.queryNumber != said.query else { return nil }
            return ModelChange(status: refund.status, failure: refund.failure, paid: refund.paid)
        }
    }

    private func returnChange(_ refund: ModelRefund) -> ModelChange? {
        switch refund.status {
        case .submitted: ModelChange(status: .failed, failure: "bank")
        case .succeeded: ModelChange(status: .failed, failure: "reversed")
        case .pending, .failed: nil
        }
    }

    private func amountChange(
        _ exception: ModelException, _ refund: ModelRefund, _ said: BankRecord, _ action: String
    ) -> ModelChange? {
        guard refund.status == exception.status else { return nil }
        let paid = Cell.units(said.amount, decimals: Currencies.decimals[lane(refund).currency] ?? 0)
        switch (refund.status, action) {
        case (.submitted, "reverse"): return ModelChange(status: .failed, failure: "bank")
        case (.succeeded, "reverse"): return ModelChange(status: .failed, failure: "reversed")
        case (.failed, "reverse"), (.pending, _): return nil
        case (.succeeded, _) where paid == (refund.paid ?? refund.amount): return nil
        default: return ModelChange(status: .succeeded, paid: paid)
        }
    }

    private mutating func confirm(
        _ exception: ModelException, _ action: String, _ note: String, _ place: Int, _ now: Int64
    ) -> Bool {
        guard action != "dismiss" else {
            dismiss(exception, place)
            return true
        }
        if !exception.listed.isEmpty {
            let left = stillPaid(exception)
            for before in left {
                var after = before
                after.status = .failed
                after.failure = "reversed"
                after.paid = nil
                Self.move(&after, from: before, exception.said, note, now)
                refunds[before.serial - 1] = after
            }
            return !left.isEmpty
        }
        guard let change = change(exception, action), let before = exception.refundID.flatMap({ refund($0) }),
            let order = orders[before.paymentID]
        else { return false }
        var after = before
        after.status = change.status
        after.failure = change.failure
        after.paid = change.paid
        let more = after.holds - before.holds
        let used = held(before.paymentID) + more + order.chargeback + order.elsewhere
        guard more <= 0 || used <= order.amount else { return false }
        after.isAnswered = true
        if let said = exception.said {
            if !said.query.isEmpty { after.queryNumber = said.query }
            if !said.reference.isEmpty { after.bankReference = said.reference }
        }
        if before.status == after.status, before.queryNumber != after.queryNumber {
            after.news.append("ARN \(after.queryNumber)")
        }
        if before.status != after.status { Self.move(&after, from: before, exception.said, note, now) }
        refunds[before.serial - 1] = after
        return true
    }

    private static func move(
        _ refund: inout ModelRefund, from before: ModelRefund, _ said: BankRecord?, _ note: String,
        _ now: Int64
    ) {
        refund.finishedAt = now
        let words = (code: said?.reasonCode ?? "", text: said?.reason ?? "")
        let hasWords = !words.code.isEmpty || !words.text.isEmpty
        refund.reasonCode = refund.status == .failed ? words.code : ""
        refund.reason = refund.status == .failed ? (hasWords ? words.text : note) : ""
        switch before.status {
        case .submitted: refund.answered = ModelRefund.Turn(word: refund.endName, at: now)
        case .succeeded: refund.turns.append(ModelRefund.Turn(word: "reversed", at: now))
        case .failed: refund.turns.append(ModelRefund.Turn(word: "reapplied", at: now))
        case .pending: break
        }
    }

    /// The hold that it set goes, unless another open one set it too.
    private mutating func dismiss(_ exception: ModelException, _ place: Int) {
        guard exception.setsHold, let refund = exception.said.flatMap({ refund($0.id) }),
            refund.status == .pending,
            !exceptions.indices.contains(where: {
                $0 != place && exceptions[$0].setsHold && exceptions[$0].refundID == exception.refundID
            })
        else { return }
        if refund.maybePaidByHand, !refund.isUncovered { voidApprovals(over: refund) }
        refunds[refund.serial - 1].maybePaidByHand = false
        refunds[refund.serial - 1].releasedAt = max(refunds[refund.serial - 1].releasedAt, now)
    }

    // MARK: - Orders without cover

    /// Refunds of the order that may still leave, or may still be answered.
    func isUnderWay(_ payment: String) -> Bool {
        refunds(of: payment).contains { $0.status == .pending || $0.status == .submitted }
    }

    /// Whether two people dismissed all that the order's facts say, and nothing of it is under way.
    func isWaived(_ order: ModelOrder) -> Bool {
        guard let waiver = waived[order.paymentID] else { return false }
        return (!waiver.isPaid || order.status == "success") && held(order.paymentID) <= waiver.held
            && order.chargeback + order.elsewhere <= waiver.facts && !isUnderWay(order.paymentID)
    }

    /// Two people dismiss ORDER_OVERDRAWN.
    mutating func waive(_ payment: String) {
        guard let order = orders[payment] else { return }
        overdrawn.remove(payment)
        waived[payment] = Waiver(
            isPaid: order.status == "success", facts: order.chargeback + order.elsewhere,
            held: overdrawnHeld[payment] ?? 0)
        restoreCover(isTakenOut: false)
    }

    // MARK: - Void

    /// Proposes to make a submission void, or confirms; whether it was taken.
    mutating func void(_ id: Int, by name: String, now: Int64) -> Bool {
        guard submissions.indices.contains(id - 1), !submissions[id - 1].isVoid else { return false }
        let mine = refunds.filter { $0.submission == id }
        let isTold =
            told.contains(id) || exceptions.contains { $0.code == "NOT_SUBMITTED" && $0.submission == id }
        guard !mine.contains(where: \.isAnswered), !isTold else { return false }
        guard let proposer = submissions[id - 1].voidProposer else {
            submissions[id - 1].voidProposer = name
            return true
        }
        guard Self.folded(proposer) != Self.folded(name) else { return false }
        submissions[id - 1].isVoid = true
        submissions[id - 1].voidProposer = nil
        for refund in mine {
            let place = refund.serial - 1
            refunds[place].status = .pending
            refunds[place].submission = nil
            refunds[place].voids.append(ModelRefund.Void(sentAt: refund.submittedAt ?? now, voidAt: now))
            refunds[place].submittedAt = nil
            refunds[place].isUncovered = overdrawn.contains(refund.paymentID)
            // The rest was declined meanwhile: what comes back leaves on a person's word only.
            if batches[refund.batch - 1].isDeclined {
                batches[refund.batch - 1].isDeclined = false
                batches[refund.batch - 1].cameBack = true
            }
            let asked = refundID(refund.serial)
            exceptions.removeAll { $0.code == "UNANSWERED" && $0.refundID == asked }
        }
        for refund in mine where refunds[refund.serial - 1].isUncovered {
            voidApprovals(over: refunds[refund.serial - 1])
        }
        return true
    }

    mutating func withdrawVoid(_ id: Int) -> Bool {
        guard submissions.indices.contains(id - 1), submissions[id - 1].voidProposer != nil else {
            return false
        }
        submissions[id - 1].voidProposer = nil
        return true
    }
}
