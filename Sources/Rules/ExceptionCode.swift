import Refunds

/// Why a fact was not applied by itself (`lifecycle.md`, exceptions). The raw value is the public code.
package enum ExceptionCode: String, Sendable, CaseIterable {
    case refundUnknown = "REFUND_UNKNOWN"
    case notSubmitted = "NOT_SUBMITTED"
    case amountDiffers = "AMOUNT_DIFFERS"
    case currencyDiffers = "CURRENCY_DIFFERS"
    case contradiction = "CONTRADICTION"
    case recordInvalid = "RECORD_INVALID"
    /// A submitted refund that has become overdue; opened by `run`.
    case unanswered = "UNANSWERED"
    case orderOverdrawn = "ORDER_OVERDRAWN"
}

extension ExceptionCode {
    /// Whether its record says that money left without us: a success of a refund that is unknown here, or that was never sent (details 24). What another
    /// channel or another submission has was sent, and is no such case.
    ///
    /// - Parameters:
    ///   - result: the record's.
    ///   - status: the refund's when the record met it, and so its failure.
    package func isUnsentSuccess(result: String?, status: String?, failure: String?) -> Bool {
        guard result?.lowercased() == "success" else { return false }
        switch self {
        case .refundUnknown: return true
        case .notSubmitted: return Self.wasNeverSent(status, failure)
        case .amountDiffers, .currencyDiffers, .contradiction, .recordInvalid, .unanswered, .orderOverdrawn:
            return false
        }
    }

    private static func wasNeverSent(_ status: String?, _ failure: String?) -> Bool {
        switch status.flatMap(RefundStatus.init(rawValue:)) {
        case .pending: return true
        case .submitted, .succeeded, nil: return false
        case .failed:
            switch failure.flatMap(RefundFailure.init(rawValue:)) {
            case .cancelled, .declined, .insufficientFunds: return true
            case .bank, .reversed, nil: return false
            }
        }
    }
}
