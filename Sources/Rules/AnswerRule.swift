package import Refunds

/// What becomes of one record of a bank result (`lifecycle.md`, exceptions; `files.md`, bank result).
package enum AnswerVerdict: Sendable, Equatable {
    case apply(AnswerEffect)
    /// It says what is known; nothing changes.
    case alreadyKnown
    /// It can't be applied. Money and status stay as they are.
    case exception(ExceptionCode)
}

/// Judges a bank's records against the refunds that they name.
///
/// When several codes could be given, the first of this order is: a record that can't be read at all, a refund that isn't known, one that
/// was not sent, a result that can't be read, another currency, another amount, a contradiction.
package struct AnswerRule: Sendable {
    /// The ledger's number of the file's channel; nil when each refund's own counts.
    package let channel: Int?
    /// The submission that the file names.
    package let submission: Int?

    package init(channel: Int?, submission: Int?) {
        self.channel = channel
        self.submission = submission
    }

    /// `refund` is nil when no refund has the record's refund_id, or its check digit is wrong.
    package func judge(
        _ record: ResultFacts, queryNumber: Span<UInt8>, about refund: AnsweredRefund?
    ) -> AnswerVerdict {
        if record.isDamaged || !record.hasRefundID { return .exception(.recordInvalid) }
        guard let refund else { return .exception(.refundUnknown) }
        guard wasSent(refund) else { return .exception(.notSubmitted) }
        let number = Self.relation(of: queryNumber, to: refund)
        switch record.result {
        case .unknown: return .exception(.recordInvalid)
        case .none: return judgeNumberAlone(number, refund)
        case .pending: return judgePending(number, refund)
        case .failed: return judgeFailure(record, refund)
        case .success: return judgeSuccess(record, number, refund)
        }
    }

    /// Whether a record with this verdict means that somebody may have paid a pending refund by hand: it must not leave.
    package static func mayBePaidByHand(
        _ record: ResultFacts, _ verdict: AnswerVerdict, about refund: AnsweredRefund?
    ) -> Bool {
        verdict == .exception(.notSubmitted) && record.result == .success && refund?.status == .pending
    }

    /// To this channel, and in the submission named.
    private func wasSent(_ refund: AnsweredRefund) -> Bool {
        guard let sentIn = refund.submission, refund.isEmitted else { return false }
        return (channel ?? refund.channel) == refund.channel && (submission ?? sentIn) == sentIn
    }

    private func judgeNumberAlone(_ number: QueryNumber, _ refund: AnsweredRefund) -> AnswerVerdict {
        switch (refund.status, number) {
        case (.succeeded, .first): .apply(.queryNumber)
        case (.succeeded, .known): .alreadyKnown
        case (.succeeded, .other): .exception(.contradiction)
        case (.succeeded, .absent), (.pending, _), (.submitted, _), (.failed, _): .exception(.recordInvalid)
        }
    }

    private func judgePending(_ number: QueryNumber, _ refund: AnsweredRefund) -> AnswerVerdict {
        switch refund.status {
        case .pending: .exception(.notSubmitted)
        case .submitted, .succeeded, .failed:
            if number == .other {
                .exception(.contradiction)
            } else if refund.status == .submitted, !refund.isAcknowledged {
                .apply(.acknowledged)
            } else {
                .alreadyKnown
            }
        }
    }

    private func judgeFailure(_ record: ResultFacts, _ refund: AnsweredRefund) -> AnswerVerdict {
        switch refund.status {
        case .pending: .exception(.notSubmitted)
        case .submitted: Self.faultOfReturn(record, refund).map { .exception($0) } ?? .apply(.refused)
        case .succeeded: .exception(.contradiction)
        case .failed: .alreadyKnown
        }
    }

    /// A return that states its amount fails the refund only where all of it came back. A bank that keeps charges back leaves money
    /// somewhere, and two people say what became of it; one that books in its account's currency is taken by what it says was instructed, if it does. Charges aren't added up: what a bank calls so need not be ours to bear.
    private static func faultOfReturn(_ record: ResultFacts, _ refund: AnsweredRefund) -> ExceptionCode? {
        guard record.statesAmount else { return nil }
        guard let amount = record.amount, let currency = record.currency else { return .recordInvalid }
        guard currency == refund.currency else { return .currencyDiffers }
        guard let minor = amount.minorUnits(exponent: refund.exponent) else { return .recordInvalid }
        return minor == refund.amount ? nil : .amountDiffers
    }

    private func judgeSuccess(
        _ record: ResultFacts, _ number: QueryNumber, _ refund: AnsweredRefund
    ) -> AnswerVerdict {
        guard let amount = record.amount, let currency = record.currency else {
            return .exception(.recordInvalid)
        }
        guard currency == refund.currency else { return .exception(.currencyDiffers) }
        // More decimals than the currency has is an error, zeros too (`files.md`, numbers).
        guard let minor = amount.minorUnits(exponent: refund.exponent) else {
            return .exception(.recordInvalid)
        }
        // Another figure that two people resolved stands beside the refund's: said again, it is known.
        guard minor == refund.amount || minor == refund.paid else { return .exception(.amountDiffers) }
        switch (refund.status, number) {
        case (.pending, _): return .exception(.notSubmitted)
        case (.submitted, .absent), (.submitted, .known), (.submitted, .first): return .apply(.paid)
        case (.succeeded, .absent), (.succeeded, .known): return .alreadyKnown
        case (.succeeded, .first): return .apply(.queryNumber)
        case (.submitted, .other), (.succeeded, .other), (.failed, _): return .exception(.contradiction)
        }
    }
}

extension AnswerRule {
    /// How a record's query number stands to the one that is known.
    fileprivate enum QueryNumber { case absent, first, known, other }

    fileprivate static func relation(of number: Span<UInt8>, to refund: AnsweredRefund) -> QueryNumber {
        if number.isEmpty { return .absent }
        if refund.queryNumber.isEmpty { return .first }
        let known = refund.queryNumber.utf8
        guard known.count == number.count else { return .other }
        for (index, byte) in known.enumerated() where byte != number[index] { return .other }
        return .known
    }
}

extension AnsweredRefund {
    /// The refund after an effect, as the next record of the same file meets it.
    package func after(_ effect: AnswerEffect, queryNumber number: Span<UInt8>) -> AnsweredRefund {
        var next = self
        switch effect {
        case .acknowledged: next.isAcknowledged = true
        case .paid: next.status = .succeeded
        case .refused:
            next.status = .failed
            next.failure = .bank
        case .queryNumber: break
        // No result record does these.
        case .resolvedPaid, .resolvedRefused, .reversed, .reapplied, .amended: break
        }
        if effect != .refused, !number.isEmpty {
            next.queryNumber = String(decoding: number.bytesCopied, as: UTF8.self)
        }
        return next
    }
}

extension Span<UInt8> {
    fileprivate var bytesCopied: [UInt8] { indices.map { self[$0] } }
}
