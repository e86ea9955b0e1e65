/// What is told of a result file.
struct ResultsPrediction: Equatable {
    var refusal: String?
    var isAlreadyKnown = false
    var records = 0
    var applied = 0
    var alreadyKnown = 0
    var exceptions: [String] = []
    /// How many refunds one exception lists.
    var gathered = 0
}

extension Model {
    /// Takes a result file in (`files.md`, bank result; `lifecycle.md`, exceptions). `channel`: the drop folder's or the command line's.
    mutating func takeResults(
        _ sheet: Sheet, _ written: Envelope.Written, damage: Damage?, channel: String?, now: Int64
    ) -> ResultsPrediction {
        if let code = damage?.code ?? Self.headerRefusal(sheet) { return ResultsPrediction(refusal: code) }
        let named = sheet.directive("submission_id")
        let submission = named.flatMap { text in submissions.first { String($0.id) == text } }
        if named != nil, submission == nil || channel.map({ $0 != submission?.channel }) == true {
            return ResultsPrediction(refusal: "SUBMISSION_UNKNOWN")
        }
        let totals = Self.totalRefusal(sheet, amount: "refund_amount", currency: "refund_currency") { row in
            Cell.plain(sheet.text("result", row)).lowercased() == "success"
        }
        if let code = Self.countRefusal(sheet) ?? totals { return ResultsPrediction(refusal: code) }
        // A file that names no channel is native: it can't be the answer to what left in another layout.
        if channel == nil, let submission, settings.channel(submission.channel).declared != nil {
            return ResultsPrediction(refusal: "SUBMISSION_UNKNOWN")
        }
        var answer = ResultsPrediction(records: sheet.rows.count)
        let claim = ResultFile(bytes: written.bytes, channel: channel ?? submission?.channel)
        if resultFiles.contains(claim) {
            answer.isAlreadyKnown = true
            answer.alreadyKnown = answer.records
            return answer
        }
        resultFiles.append(claim)
        // An answer in ISO 20022 that names no submission is an account report.
        let isReport = named == nil && channel.flatMap { settings.channel($0).declared } == .iso20022
        for (row, line) in zip(sheet.rows, written.lines) {
            var said = BankRecord(sheet, row)
            // All beneath a rejection is rejected: what is paid all the same is nobody's to guess.
            if said.result == "success", sheet.directive(MessageText.groupStatus) != nil {
                said.result = "under RJCT"
            }
            said.statesReturn = isReport && said.result == "failed" && !said.amount.isEmpty
            let met = refund(said.id)
            let code = apply(said, channel: claim.channel, submission: submission?.id, now: now, &answer)
            if let code { open(code, said, line, about: met, &answer) }
        }
        if sheet.directive(MessageText.groupStatus) != nil, let submission {
            let listed = Set(sheet.rows.compactMap { refund(BankRecord(sheet, $0).id)?.serial })
            let rest = submission.refunds.filter { !listed.contains($0) }
            rejectAll(rest, of: submission, channel: claim.channel, now: now, &answer)
        }
        restoreCover(isTakenOut: false)
        return answer
    }

    private mutating func open(
        _ code: String, _ said: BankRecord, _ line: Int, about met: ModelRefund?,
        _ answer: inout ResultsPrediction
    ) {
        answer.exceptions.append(code)
        var exception = ModelException(code: code, refundID: said.id.isEmpty ? nil : said.id, line: line)
        exception.status = met?.status
        exception.submission = met?.submission
        exception.knownNumber = met?.queryNumber ?? ""
        exception.said = said
        exceptions.append(exception)
        if code != "NOT_SUBMITTED", let submission = exception.submission { told.insert(submission) }
    }

    /// What isn't listed is rejected with the rest: refunds that had succeeded are one record and one exception, whose number is the last (details 26).
    private mutating func rejectAll(
        _ serials: [Int], of submission: ModelSubmission, channel: String?, now: Int64,
        _ answer: inout ResultsPrediction
    ) {
        var contradicted: [ModelRefund] = []
        for serial in serials {
            let met = refunds[serial - 1]
            let said = BankRecord(rejecting: refundID(serial))
            answer.records += 1
            let code = apply(said, channel: channel, submission: submission.id, now: now, &answer)
            guard let code else { continue }
            if code == "CONTRADICTION" {
                contradicted.append(met)
            } else {
                open(code, said, MessageText.groupLine, about: met, &answer)
            }
        }
        guard let first = contradicted.first else { return }
        let said = BankRecord(rejecting: refundID(first.serial))
        open("CONTRADICTION", said, MessageText.groupLine, about: first, &answer)
        guard contradicted.count > 1 else { return }
        answer.records -= contradicted.count - 1
        exceptions[exceptions.count - 1].refundID = nil
        exceptions[exceptions.count - 1].listed = contradicted.map(\.serial)
        answer.gathered = contradicted.count
    }

    /// Nil, or the exception's code. What can't be read comes first, then whom it is about, then what it says.
    private mutating func apply(
        _ said: BankRecord, channel: String?, submission: Int?, now: Int64, _ answer: inout ResultsPrediction
    ) -> String? {
        if said.id.isEmpty || said.isDamaged { return "RECORD_INVALID" }
        guard let refund = refund(said.id) else { return "REFUND_UNKNOWN" }
        let lane = lane(refund)
        guard let sent = refund.submission, channel == nil || channel == lane.channel,
            submission == nil || submission == sent
        else {
            if said.result == "success", refund.status == .pending {
                if !refund.isUncovered, !refund.maybePaidByHand { voidApprovals(over: refund) }
                refunds[refund.serial - 1].maybePaidByHand = true
            }
            return "NOT_SUBMITTED"
        }
        let isOther = !said.query.isEmpty && !refund.queryNumber.isEmpty && said.query != refund.queryNumber
        let isFirst = !said.query.isEmpty && refund.queryNumber.isEmpty
        let verdict =
            switch said.result {
            case "": number(refund, said, isFirst: isFirst, isOther: isOther)
            case "pending": acknowledged(refund, isOther: isOther)
            case "failed": refused(refund, said, lane.currency)
            case "success": paid(refund, said, lane.currency, isFirst: isFirst, isOther: isOther)
            default: Verdict.exception("RECORD_INVALID")
            }
        switch verdict {
        case .known: answer.alreadyKnown += 1
        case .apply(let change):
            answer.applied += 1
            write(said, change, refund.serial - 1, now)
        case .exception(let code): return code
        }
        return nil
    }

    private enum Change { case acknowledged, paid, refused, number }
    private enum Verdict { case known, apply(Change), exception(String) }

    private func number(_ refund: ModelRefund, _ said: BankRecord, isFirst: Bool, isOther: Bool) -> Verdict {
        guard refund.status == .succeeded, !said.query.isEmpty else { return .exception("RECORD_INVALID") }
        if isOther { return .exception("CONTRADICTION") }
        return isFirst ? .apply(.number) : .known
    }

    private func acknowledged(_ refund: ModelRefund, isOther: Bool) -> Verdict {
        if isOther { return .exception("CONTRADICTION") }
        return refund.status == .submitted && !refund.isAcknowledged ? .apply(.acknowledged) : .known
    }

    private func refused(_ refund: ModelRefund, _ said: BankRecord, _ currency: String) -> Verdict {
        switch refund.status {
        case .submitted: returnFault(refund, said, currency).map { .exception($0) } ?? .apply(.refused)
        case .succeeded: .exception("CONTRADICTION")
        case .failed, .pending: .known
        }
    }

    /// What a return says of money must be the refund's.
    private func returnFault(_ refund: ModelRefund, _ said: BankRecord, _ currency: String) -> String? {
        guard said.statesReturn else { return nil }
        guard said.hasAmount, Currencies.decimals[said.currency] != nil else { return "RECORD_INVALID" }
        if said.currency != currency { return "CURRENCY_DIFFERS" }
        guard let amount = Cell.units(said.amount, decimals: Currencies.decimals[currency] ?? 0) else {
            return "RECORD_INVALID"
        }
        return amount == refund.amount ? nil : "AMOUNT_DIFFERS"
    }

    private func paid(
        _ refund: ModelRefund, _ said: BankRecord, _ currency: String, isFirst: Bool, isOther: Bool
    ) -> Verdict {
        guard said.hasAmount, Currencies.decimals[said.currency] != nil else {
            return .exception("RECORD_INVALID")
        }
        if said.currency != currency { return .exception("CURRENCY_DIFFERS") }
        guard let amount = Cell.units(said.amount, decimals: Currencies.decimals[currency] ?? 0) else {
            return .exception("RECORD_INVALID")
        }
        if amount != refund.amount, amount != refund.paid { return .exception("AMOUNT_DIFFERS") }
        if refund.status == .failed || isOther { return .exception("CONTRADICTION") }
        if refund.status == .submitted { return .apply(.paid) }
        return isFirst ? .apply(.number) : .known
    }

    private mutating func write(_ said: BankRecord, _ change: Change, _ place: Int, _ now: Int64) {
        switch change {
        case .acknowledged: refunds[place].isAcknowledged = true
        case .paid: refunds[place].status = .succeeded
        case .refused:
            refunds[place].status = .failed
            refunds[place].failure = "bank"
            refunds[place].reasonCode = said.reasonCode
            refunds[place].reason = said.reason
        case .number: refunds[place].news.append("ARN \(said.query)")
        }
        refunds[place].isAnswered = true
        if change == .paid || change == .refused {
            refunds[place].finishedAt = now
            refunds[place].answered = ModelRefund.Turn(word: refunds[place].endName, at: now)
            let id = refundID(refunds[place].serial)
            exceptions.removeAll { $0.code == "UNANSWERED" && $0.refundID == id }
        }
        if !said.query.isEmpty { refunds[place].queryNumber = said.query }
        if !said.reference.isEmpty { refunds[place].bankReference = said.reference }
    }
}
