import Rules
import Testing

@Suite struct RejectionTests {
    /// The first column of the table in `decisions.md`, the row; then the policy's own word.
    private static let table = [
        "FIELD_MISSING", "FIELD_INVALID", "IDENTIFIER_DAMAGED", "CARD_NUMBER_PRESENT", "AMOUNT_INVALID",
        "AMOUNT_TOO_PRECISE", "CURRENCY_UNKNOWN", "ORDER_NOT_FOUND", "ORDER_CONFLICT", "ORDER_AMBIGUOUS",
        "TERMINAL_CONFLICT", "CURRENCY_CONFLICT", "ORDER_NOT_PAID", "ORDER_TOO_OLD", "TYPE_CONFLICT",
        "REFUND_NUMBER_USED", "NOTHING_REFUNDABLE", "EXCEEDS_REFUNDABLE", "TOO_MANY_REFUNDS",
        "BATCH_REJECTED",
    ]

    @Test func codesStandInTheOrderOfTheTable() {
        #expect(Rejection.allCases.map(\.rawValue) == Self.table)
    }

    @Test func placesAreDense() {
        #expect(Rejection.allCases.map(\.place) == Array(Self.table.indices))
    }

    @Test func aSetGivesEachCodeOnceAndInOrder() {
        var set = RejectionSet([.tooManyRefunds, .fieldMissing, .tooManyRefunds, .orderConflict])
        #expect(set.all == [.fieldMissing, .orderConflict, .tooManyRefunds])
        #expect(set.text == "FIELD_MISSING ORDER_CONFLICT TOO_MANY_REFUNDS")
        #expect(!set.isEmpty && set.contains(.orderConflict) && !set.contains(.orderAmbiguous))
        set.insert(.fieldInvalid)
        #expect(set.text == "FIELD_MISSING FIELD_INVALID ORDER_CONFLICT TOO_MANY_REFUNDS")
        #expect(RejectionSet().isEmpty && RejectionSet().text.isEmpty)
        #expect(RejectionSet(Rejection.allCases).all == Rejection.allCases)
    }

    /// `decisions.md`, the file.
    @Test func refusals() {
        #expect(
            Set(RefusalCode.allCases.map(\.rawValue)) == [
                "FILE_EMPTY", "FILE_UNREADABLE", "FILE_UNSAFE", "FILE_INCOMPLETE", "FILE_DUPLICATE",
                "BATCH_NUMBER_USED",
                "SUBMISSION_UNKNOWN", "ACCOUNT_UNKNOWN", "ACCOUNT_CONFLICT", "CONTROL_MISMATCH",
            ])
        let refusal = FileRefusal(.unsafe, line: 7, "too long: split it", "过长：请拆分")
        #expect(refusal.text == BilingualText("line 7: too long: split it", "第 7 行：过长：请拆分"))
        #expect(FileRefusal(.empty, "nothing", "空").text == BilingualText("nothing", "空"))
    }

    /// `files.md`, orders: the codes of an order row, in this order.
    @Test func orderRejections() {
        #expect(
            OrderRejection.allCases.map(\.rawValue) == [
                "FIELD_MISSING", "FIELD_INVALID", "IDENTIFIER_DAMAGED", "AMOUNT_INVALID",
                "AMOUNT_TOO_PRECISE",
                "CURRENCY_UNKNOWN", "CHANNEL_UNKNOWN", "ORDER_CHANGED",
            ])
    }

    @Test func warnings() {
        var set = WarningSet()
        #expect(set.isEmpty && set.text.isEmpty)
        set.insert(.reasonUnknown)
        set.insert(.possibleDuplicate)
        #expect(set.text == "POSSIBLE_DUPLICATE REASON_UNKNOWN")
        #expect(WarningSet(bits: set.bits).all == Warning.allCases)
    }
}
