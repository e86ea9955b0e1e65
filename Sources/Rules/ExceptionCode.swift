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
    /// The refund was never sent, or is unknown here: a success of it is money that left without us (details 24).
    package var isOfUnsent: Bool {
        switch self {
        case .notSubmitted, .refundUnknown: true
        case .amountDiffers, .currencyDiffers, .contradiction, .recordInvalid, .unanswered, .orderOverdrawn:
            false
        }
    }
}
