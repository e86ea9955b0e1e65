/// What one row of a refund batch asks: the fields as trimmed pieces of the chunk's bytes, read but not judged.
package struct RefundRequest: Sendable {
    /// Physical line on which the record starts, from 1.
    package var line = 0
    package var number = ByteRange.none
    package var paymentID = ByteRange.none
    package var orderNumber = ByteRange.none
    package var terminal = ByteRange.none
    package var typeText = ByteRange.none
    package var amountText = ByteRange.none
    package var currencyText = ByteRange.none
    package var description = ByteRange.none
    package var type = AskedType.none
    package var amount = AskedAmount.empty
    package var currency = AskedCurrency.none
    package var faults: RequestFaults = []
    /// The record's own cells, for giving the row back as it was written.
    package var firstCell: UInt32 = 0
    package var cellCount: UInt32 = 0

    package init() {}
}

/// `refund_type` as it was asked for.
package enum AskedType: Sendable, Equatable { case none, full, partial, unknown }

/// `refund_amount` as it was asked for.
package enum AskedAmount: Sendable, Equatable {
    case empty
    case invalid
    case written(WrittenAmount)
}

/// `refund_currency` as it was asked for.
package enum AskedCurrency: Sendable, Equatable {
    case none
    case unknown
    /// An active currency, with its decimals by ISO 4217.
    case known(CurrencyCode, exponent: Int)
}

/// What reading a row found wrong with its fields.
package struct RequestFaults: OptionSet, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let numberInvalid = RequestFaults(rawValue: 1 << 0)
    package static let numberDamaged = RequestFaults(rawValue: 1 << 1)
    package static let paymentInvalid = RequestFaults(rawValue: 1 << 2)
    package static let paymentDamaged = RequestFaults(rawValue: 1 << 3)
    package static let orderNumberInvalid = RequestFaults(rawValue: 1 << 4)
    package static let orderNumberDamaged = RequestFaults(rawValue: 1 << 5)
    package static let terminalInvalid = RequestFaults(rawValue: 1 << 6)
    package static let terminalDamaged = RequestFaults(rawValue: 1 << 7)
    package static let typeUnknown = RequestFaults(rawValue: 1 << 8)
    package static let descriptionInvalid = RequestFaults(rawValue: 1 << 9)
    package static let cardNumber = RequestFaults(rawValue: 1 << 10)
    /// A control character in a field.
    package static let control = RequestFaults(rawValue: 1 << 11)
    /// A cell beyond the header: nothing else of the row is looked at.
    package static let shifted = RequestFaults(rawValue: 1 << 12)
    /// The header line once more: nothing else of the row is looked at.
    package static let headerAgain = RequestFaults(rawValue: 1 << 13)
    /// XML: a field stands twice.
    package static let repeatedField = RequestFaults(rawValue: 1 << 14)
    /// XML: a field has children.
    package static let nestedField = RequestFaults(rawValue: 1 << 15)
    /// The description isn't one of the account's reasons: a warning only.
    package static let reasonUnknown = RequestFaults(rawValue: 1 << 16)

    /// The faults that make the row FIELD_INVALID.
    package static let invalid: RequestFaults = [
        .numberInvalid, .paymentInvalid, .orderNumberInvalid, .terminalInvalid, .typeUnknown,
        .descriptionInvalid,
        .control, .repeatedField, .nestedField,
    ]
    package static let damaged: RequestFaults = [
        .numberDamaged, .paymentDamaged, .orderNumberDamaged, .terminalDamaged,
    ]
    /// After one of these nothing else of the row is looked at.
    package static let unreadable: RequestFaults = [.shifted, .headerAgain]
}

/// Rows read together: their bytes, and what they ask.
package struct RequestChunk: Sendable {
    /// The cells of all the records, end to end.
    package var bytes: [UInt8] = []
    /// Where each cell ends in `bytes`; it starts where the one before it ends.
    package var cellEnds: [UInt32] = []
    package var requests: [RefundRequest] = []

    package init() {}

    package func cell(_ index: Int) -> ByteRange {
        ByteRange(index == 0 ? 0 : Int(cellEnds[index - 1]), Int(cellEnds[index]))
    }
}
