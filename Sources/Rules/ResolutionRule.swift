package import Refunds

/// What two people may do about an exception. The raw value is the public word.
package enum ResolutionAction: String, Sendable, CaseIterable {
    case apply
    case dismiss
    case reverse
}

/// What an exception is about, as far as its resolution goes (`lifecycle.md`, exceptions, the second table).
package struct ExceptionMatter: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case unanswered
        case amountDiffers
        /// What came back isn't what was sent: the refund wasn't paid, whatever the figure, so that it can be reversed and never applied.
        case returnDiffers
        case successAfterFailure
        case failureAfterSuccess
        case otherQueryNumber
        /// The order's own facts open and close it; dismissed where no refund of it is under way.
        case orderOverdrawn
        /// What can only be dismissed.
        case other
    }

    package var kind: Kind
    /// How the refund stood when it was opened.
    package var status: RefundStatus?
    package var submission: Int?
    /// What the record says: whether it was paid, how much in minor units, and under which query number.
    package var isSuccess: Bool
    package var paid: Int64?
    package var queryNumber: String

    package init(
        kind: Kind, status: RefundStatus?, submission: Int?, isSuccess: Bool, paid: Int64?,
        queryNumber: String
    ) {
        self.kind = kind
        self.status = status
        self.submission = submission
        self.isSuccess = isSuccess
        self.paid = paid
        self.queryNumber = queryNumber
    }

    /// A record with this code: `status` and `knownNumber` are the refund's when it came.
    package static func kind(
        _ code: ExceptionCode, status: RefundStatus?, result: String?, queryNumber: String,
        knownNumber: String
    ) -> Kind {
        switch code {
        case .unanswered: .unanswered
        case .amountDiffers: result == "failed" ? .returnDiffers : .amountDiffers
        case .orderOverdrawn: .orderOverdrawn
        case .refundUnknown, .notSubmitted, .currencyDiffers, .recordInvalid: .other
        case .contradiction:
            switch (status, result) {
            case (.failed, "success"): .successAfterFailure
            case (.succeeded, "failed"): .failureAfterSuccess
            case (.pending, _), (.submitted, _), (.succeeded, _), (.failed, _), (nil, _):
                queryNumber.isEmpty || queryNumber == knownNumber ? .other : .otherQueryNumber
            }
        }
    }

    /// What may be done, in the order in which it is told.
    package var actions: [ResolutionAction] {
        switch kind {
        case .unanswered, .amountDiffers: [.apply, .reverse, .dismiss]
        case .successAfterFailure, .otherQueryNumber: [.apply, .dismiss]
        case .failureAfterSuccess, .returnDiffers: [.reverse, .dismiss]
        case .orderOverdrawn, .other: [.dismiss]
        }
    }
}

/// What becomes of a refund when an exception is resolved.
package enum ResolutionVerdict: Sendable, Equatable {
    /// Money and status stay as they are.
    case nothing
    case effect(AnswerEffect, paid: Int64?)
    /// The action doesn't fit what the exception is about.
    case notAllowed
    /// The refund has moved since, or stands as it should already.
    case moved
}

/// Judges a resolution against the refund as it stands when it is asked for, and again when it is confirmed.
package struct ResolutionRule: Sendable {
    package let matter: ExceptionMatter

    package init(_ matter: ExceptionMatter) { self.matter = matter }

    /// `refund` is nil where the exception means none.
    package func judge(_ action: ResolutionAction, about refund: AnsweredRefund?) -> ResolutionVerdict {
        guard matter.actions.contains(action) else { return .notAllowed }
        guard action != .dismiss else { return .nothing }
        guard let refund, refund.isEmitted else { return .moved }
        // Made void and sent once more, it is another file that the exception tells of.
        if let sentIn = matter.submission, sentIn != refund.submission { return .moved }
        switch matter.kind {
        case .unanswered: return judgeOpen(action, refund, paid: nil)
        case .amountDiffers:
            guard refund.status == matter.status else { return .moved }
            return judgeAmount(action, refund)
        case .returnDiffers: return judgeReturn(refund)
        case .successAfterFailure: return refund.isBackFromFailure ? .effect(.reapplied, paid: nil) : .moved
        case .failureAfterSuccess:
            return refund.status == .succeeded ? .effect(.reversed, paid: nil) : .moved
        case .otherQueryNumber: return judgeNumber(refund)
        case .orderOverdrawn, .other: return .notAllowed
        }
    }

    /// Of an exception that lists many refunds, `stillPaid` of which stand as they did when it was opened.
    package func judge(_ action: ResolutionAction, stillPaid: Int) -> ResolutionVerdict {
        guard matter.actions.contains(action) else { return .notAllowed }
        switch (action, matter.kind) {
        case (.dismiss, _): return .nothing
        case (.reverse, .failureAfterSuccess):
            return stillPaid > 0 ? .effect(.reversed, paid: nil) : .moved
        case (.apply, _), (.reverse, .unanswered), (.reverse, .amountDiffers), (.reverse, .returnDiffers),
            (.reverse, .successAfterFailure), (.reverse, .otherQueryNumber), (.reverse, .orderOverdrawn),
            (.reverse, .other):
            return .notAllowed
        }
    }

    private func judgeOpen(
        _ action: ResolutionAction, _ refund: AnsweredRefund, paid: Int64?
    ) -> ResolutionVerdict {
        guard refund.status == .submitted else { return .moved }
        return action == .apply ? .effect(.resolvedPaid, paid: paid) : .effect(.resolvedRefused, paid: nil)
    }

    private func judgeAmount(_ action: ResolutionAction, _ refund: AnsweredRefund) -> ResolutionVerdict {
        switch (refund.status, action) {
        case (.submitted, _): return judgeOpen(action, refund, paid: matter.paid)
        case (.succeeded, .apply):
            return matter.paid == (refund.paid ?? refund.amount)
                ? .moved : .effect(.amended, paid: matter.paid)
        case (.succeeded, .reverse): return .effect(.reversed, paid: nil)
        case (.failed, .apply):
            return refund.isBackFromFailure ? .effect(.reapplied, paid: matter.paid) : .moved
        case (.failed, .reverse), (.pending, _), (.succeeded, .dismiss), (.failed, .dismiss): return .moved
        }
    }

    /// Reports may tell of the booked debit after its return: then it is a failure after success.
    private func judgeReturn(_ refund: AnsweredRefund) -> ResolutionVerdict {
        switch refund.status {
        case .submitted: .effect(.resolvedRefused, paid: nil)
        case .succeeded: .effect(.reversed, paid: nil)
        case .pending, .failed: .moved
        }
    }

    private func judgeNumber(_ refund: AnsweredRefund) -> ResolutionVerdict {
        // The record that brought the number may also be the success that is still waited for.
        if matter.isSuccess, matter.status == .submitted {
            return refund.status == .submitted ? .effect(.resolvedPaid, paid: nil) : .moved
        }
        guard refund.status == matter.status, refund.queryNumber != matter.queryNumber else { return .moved }
        return .effect(.amended, paid: refund.paid)
    }
}

extension AnsweredRefund {
    /// Whether it failed after it had left.
    fileprivate var isBackFromFailure: Bool { status == .failed && failure?.mayBeReapplied == true }
}
