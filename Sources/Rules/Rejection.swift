/// Why a row is not a refund that may be made (`decisions.md`, the row). Declaration order is the order in which a row's
/// codes are given; the raw value is the public code for ever.
package enum Rejection: String, Sendable, CaseIterable {
    case fieldMissing = "FIELD_MISSING"
    case fieldInvalid = "FIELD_INVALID"
    case identifierDamaged = "IDENTIFIER_DAMAGED"
    case cardNumberPresent = "CARD_NUMBER_PRESENT"
    case amountInvalid = "AMOUNT_INVALID"
    case amountTooPrecise = "AMOUNT_TOO_PRECISE"
    case currencyUnknown = "CURRENCY_UNKNOWN"
    case orderNotFound = "ORDER_NOT_FOUND"
    case orderConflict = "ORDER_CONFLICT"
    case orderAmbiguous = "ORDER_AMBIGUOUS"
    case terminalConflict = "TERMINAL_CONFLICT"
    case currencyConflict = "CURRENCY_CONFLICT"
    case orderNotPaid = "ORDER_NOT_PAID"
    case orderTooOld = "ORDER_TOO_OLD"
    case typeConflict = "TYPE_CONFLICT"
    case refundNumberUsed = "REFUND_NUMBER_USED"
    case nothingRefundable = "NOTHING_REFUNDABLE"
    case exceedsRefundable = "EXCEEDS_REFUNDABLE"
    case tooManyRefunds = "TOO_MANY_REFUNDS"
    /// The policy's word, not a rule's: given alone, when the account's policy rejects the whole batch.
    case batchRejected = "BATCH_REJECTED"

    /// The case's place in the order.
    package var place: Int {
        switch self {
        case .fieldMissing: 0
        case .fieldInvalid: 1
        case .identifierDamaged: 2
        case .cardNumberPresent: 3
        case .amountInvalid: 4
        case .amountTooPrecise: 5
        case .currencyUnknown: 6
        case .orderNotFound: 7
        case .orderConflict: 8
        case .orderAmbiguous: 9
        case .terminalConflict: 10
        case .currencyConflict: 11
        case .orderNotPaid: 12
        case .orderTooOld: 13
        case .typeConflict: 14
        case .refundNumberUsed: 15
        case .nothingRefundable: 16
        case .exceedsRefundable: 17
        case .tooManyRefunds: 18
        case .batchRejected: 19
        }
    }
}

/// A row's rejections.
package struct RejectionSet: Sendable, Equatable {
    package private(set) var bits: UInt32 = 0

    package init() {}

    package init(_ rejections: [Rejection]) {
        for rejection in rejections { insert(rejection) }
    }

    package var isEmpty: Bool { bits == 0 }

    package mutating func insert(_ rejection: Rejection) { bits |= 1 << UInt32(rejection.place) }

    package func contains(_ rejection: Rejection) -> Bool { bits & 1 << UInt32(rejection.place) != 0 }

    /// In the order of the codes.
    package var all: [Rejection] { Rejection.allCases.filter(contains) }

    /// `FIELD_MISSING AMOUNT_INVALID`.
    package var text: String { all.map(\.rawValue).joined(separator: " ") }
}
