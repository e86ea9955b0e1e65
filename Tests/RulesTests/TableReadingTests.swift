import Refunds
import Rules
import Testing

/// Each sentence of `decisions.md`, “how the table is read”, and each bracket of the table, as scenes.
@Suite struct TableReadingTests {
    struct Reading: Sendable, CustomTestStringConvertible {
        let sentence: String
        let codes: [Rejection]
        let change: @Sendable (inout Scene) -> Void
        var testDescription: String { sentence }

        init(_ sentence: String, _ codes: [Rejection], _ change: @escaping @Sendable (inout Scene) -> Void) {
            self.sentence = sentence
            self.codes = codes
            self.change = change
        }
    }

    /// P1 and P2 of O1, where only P1 was successful; P3 and P4 of O3, both successful; P5 of O5 failed.
    private static func shop(_ scene: inout Scene) {
        scene.payments = [
            Payment(), Payment(id: "P2", status: .failed), Payment(id: "P3", orderNumber: "O3"),
            Payment(id: "P4", orderNumber: "O3", terminal: "T4"),
            Payment(id: "P5", orderNumber: "O5", status: .pending),
            Payment(id: "P6", orderNumber: "O6", status: .failed),
            Payment(id: "P7", orderNumber: "O6", status: .pending),
        ]
    }

    private static func keys(_ payment: String, _ order: String) -> @Sendable (inout Scene) -> Void {
        {
            $0.row.payment = payment
            $0.row.orderNumber = order
        }
    }

    static let keyReadings: [Reading] = [
        Reading("by payment_id that payment", [], keys("P1", "")),
        Reading("both keys of one order", [], keys("P1", "O1")),
        Reading("by payment_id a payment that failed", [.orderNotPaid], keys("P2", "")),
        Reading("the payment decides, not the other one of the order", [.orderNotPaid], keys("P2", "O1")),
        Reading(
            "an order number of several successful payments is no trouble beside a payment", [],
            keys("P3", "O3")),
        Reading("unknown payment", [.orderNotFound], keys("P9", "")),
        Reading("unknown payment beside a known order number", [.orderNotFound], keys("P9", "O1")),
        Reading("unknown order number beside a known payment", [.orderNotFound], keys("P1", "O9")),
        Reading("both unknown: the code stands once", [.orderNotFound], keys("P9", "O9")),
        Reading("both known, of different orders", [.orderConflict], keys("P1", "O3")),
        Reading("by order number the one successful payment", [], keys("", "O1")),
        Reading("by order number, none bears it", [.orderNotFound], keys("", "O9")),
        Reading("by order number, several successful", [.orderAmbiguous], keys("", "O3")),
        Reading("the terminal never tells them apart", [.orderAmbiguous]) {
            keys("", "O3")(&$0)
            $0.row.terminal = "T4"
        },
        Reading("by order number the only payment, which failed", [.orderNotPaid], keys("", "O5")),
        Reading("by order number, none of several successful", [.orderNotPaid], keys("", "O6")),
        Reading("none of several successful: no one order, so no terminal and no age", [.orderNotPaid]) {
            keys("", "O6")(&$0)
            $0.row.terminal = "T9"
            $0.payments[5].paidAt = 0
            $0.payments[6].paidAt = 0
        },
        Reading(
            "the only payment is the one order, though not paid",
            [.terminalConflict, .orderNotPaid, .orderTooOld]
        ) {
            keys("", "O5")(&$0)
            $0.row.terminal = "T9"
            $0.payments[4].paidAt = 0
        },
        Reading("both keys missing: no ORDER_NOT_FOUND", [.fieldMissing], keys("", "")),
        Reading("both keys damaged: no ORDER_NOT_FOUND", [.identifierDamaged], keys("2E+20", "4E+20")),
        Reading("one missing, one damaged", [.identifierDamaged], keys("", "4E+20")),
        Reading("a damaged order number is not looked up", [.identifierDamaged], keys("P1", "4E+20")),
        Reading("a damaged payment is not looked up", [.identifierDamaged], keys("2E+20", "O1")),
        Reading(
            "a damaged payment and an unknown order number", [.identifierDamaged, .orderNotFound],
            keys("2E+20", "O9")),
        Reading("an invalid key is looked up all the same", [.fieldInvalid, .orderNotFound], keys("P!", "")),
        Reading("a key is compared with its case", [.orderNotFound], keys("p1", "")),
    ]

    static let fieldReadings: [Reading] = [
        Reading("no number", [.fieldMissing]) { $0.row.number = "" },
        Reading("no amount, no type", [.fieldMissing]) { $0.row.amount = "" },
        Reading("no amount, partial", [.fieldMissing]) { $0.row = Row(type: "partial", amount: "") },
        Reading("no amount, unknown type", [.fieldMissing, .fieldInvalid]) {
            $0.row = Row(type: "all", amount: "")
        },
        Reading("no amount, full", []) { $0.row = Row(type: "full", amount: "") },
        Reading("everything missing gives the code once", [.fieldMissing]) {
            $0.row = Row(number: "", payment: "", amount: "")
        },
        Reading("a cell beyond the header: nothing else is looked at", [.fieldInvalid]) {
            $0.row = Row(
                number: "", payment: "2E+20", orderNumber: "O9", amount: "x", currency: "XAU",
                faults: [.shifted, .cardNumber])
        },
        Reading("the header again: nothing else is looked at", [.fieldInvalid]) {
            $0.row = Row(number: "R1", payment: "P9", amount: "x", currency: "XAU", faults: .headerAgain)
            $0.used = ["R1": 7]
        },
        Reading("a damaged number is not looked up", [.identifierDamaged]) {
            $0.row.number = "1E+9"
            $0.used = ["1E+9": 7]
        },
        Reading("an invalid number is looked up", [.fieldInvalid, .refundNumberUsed]) {
            $0.row.number = "R!"
            $0.used = ["R!": 7]
        },
        Reading("an empty number is not looked up", [.fieldMissing]) {
            $0.row.number = ""
            $0.used = ["": 7]
        },
        Reading("numbers are compared with their case", []) { $0.used = ["r1": 7] },
        Reading("REFUND_NUMBER_USED needs no order", [.orderNotFound, .refundNumberUsed]) {
            $0.row.payment = "P9"
            $0.used = ["R1": 7]
        },
        Reading("nor keys", [.fieldMissing, .refundNumberUsed]) {
            $0.row.payment = ""
            $0.used = ["R1": 7]
        },
        Reading("a damaged terminal is not compared", [.identifierDamaged]) { $0.row.terminal = "2E+9" },
        Reading("an invalid terminal is compared", [.fieldInvalid, .terminalConflict]) {
            $0.row.terminal = "T!"
        },
        Reading("a terminal is compared with its case", [.terminalConflict]) { $0.row.terminal = "t1" },
        Reading("a warning's fault rejects nothing", []) { $0.row.faults = .reasonUnknown },
    ]

    static let amountReadings: [Reading] = [
        Reading("too precise for the order's currency", [.amountTooPrecise]) { $0.row.amount = "25.000" },
        Reading(
            "too precise for the row's currency, beside its conflict", [.amountTooPrecise, .currencyConflict]
        ) {
            $0.row = Row(amount: "25.00", currency: "JPY")
        },
        Reading("precise enough for the row's currency, not for the order's", [.currencyConflict]) {
            $0.row = Row(amount: "25.000", currency: "KWD")
        },
        Reading("an unknown currency: the order's decimals", [.amountTooPrecise, .currencyUnknown]) {
            $0.row = Row(amount: "25.000", currency: "XAU")
        },
        Reading("no currency and no order: nothing to compare decimals with", [.orderNotFound]) {
            $0.row = Row(payment: "P9", amount: "25.0000000")
        },
        Reading("left out after AMOUNT_INVALID", [.amountInvalid]) { $0.row.amount = "1234567890123.000" },
        Reading("a channel may have more decimals", []) {
            $0.row = Row(amount: "25.000", currency: "USD")
            $0.payment.exponent = 3
            $0.payment.amount = 100_000
        },
        Reading("a channel may have fewer", [.amountTooPrecise]) {
            $0.row = Row(amount: "25.00", currency: "USD")
            $0.payment.exponent = 0
        },
        Reading("CURRENCY_CONFLICT is left out after CURRENCY_UNKNOWN", [.currencyUnknown]) {
            $0.row.currency = "XXX"
        },
        Reading("CURRENCY_CONFLICT needs the order", [.orderNotFound]) {
            $0.row = Row(payment: "P9", currency: "EUR")
        },
        Reading("full with the order's amount", []) { $0.row = Row(type: "full", amount: "100") },
        Reading("full with another amount", [.typeConflict]) { $0.row = Row(type: "full", amount: "99.99") },
        Reading("full with more", [.typeConflict, .exceedsRefundable]) {
            $0.row = Row(type: "full", amount: "100.01")
        },
        Reading("partial with the whole amount is fine", []) {
            $0.row = Row(type: "partial", amount: "100.00")
        },
        Reading("TYPE_CONFLICT needs no paid order", [.orderNotPaid, .typeConflict]) {
            $0.row = Row(payment: "P5", type: "full", amount: "1")
        },
        Reading("TYPE_CONFLICT needs no CURRENCY_CONFLICT", [.currencyConflict]) {
            $0.row = Row(type: "full", amount: "1", currency: "EUR")
        },
        Reading("TYPE_CONFLICT stands beside CURRENCY_UNKNOWN", [.currencyUnknown, .typeConflict]) {
            $0.row = Row(type: "full", amount: "1", currency: "XAU")
        },
        Reading("TYPE_CONFLICT needs a valid amount", [.amountTooPrecise]) {
            $0.row = Row(type: "full", amount: "1.000")
        },
        Reading("TYPE_CONFLICT needs the order", [.orderNotFound]) {
            $0.row = Row(payment: "P9", type: "full", amount: "1")
        },
        Reading("TOO_MANY_REFUNDS needs no paid order", [.orderNotPaid, .tooManyRefunds]) {
            $0.row.payment = "P5"
            $0.payments[4].refunds = 50
        },
    ]

    static let refundableReadings: [Reading] = [
        Reading("nothing refundable", [.nothingRefundable]) { $0.payment.held = 10_000 },
        Reading("never below 0", [.nothingRefundable]) {
            $0.payment.held = 9_000
            $0.payment.chargeback = 5_000
        },
        Reading("chargebacks and refunds elsewhere count", [.exceedsRefundable]) {
            $0.payment.chargeback = 3_000
            $0.payment.elsewhere = 4_000
            $0.payment.held = 501
        },
        Reading("all of them up to the amount", []) {
            $0.payment.chargeback = 3_000
            $0.payment.elsewhere = 4_000
            $0.payment.held = 500
        },
        Reading("EXCEEDS_REFUNDABLE is left out after NOTHING_REFUNDABLE", [.nothingRefundable]) {
            $0.row.amount = "1000.00"
            $0.payment.elsewhere = 10_000
        },
        Reading("a full refund asks for the order's amount", [.exceedsRefundable]) {
            $0.row = Row(type: "full", amount: "")
            $0.payment.held = 1
        },
        Reading("not looked at: the order isn't paid", [.orderNotPaid]) {
            $0.row.payment = "P2"
            $0.payments[1].held = 10_000
        },
        Reading("not looked at: CURRENCY_UNKNOWN", [.currencyUnknown]) {
            $0.row.currency = "XAU"
            $0.payment.held = 10_000
        },
        Reading("not looked at: CURRENCY_CONFLICT", [.currencyConflict]) {
            $0.row.currency = "EUR"
            $0.payment.held = 10_000
        },
        Reading("not looked at: FIELD_MISSING", [.fieldMissing]) {
            $0.row.amount = ""
            $0.payment.held = 10_000
        },
        Reading("not looked at: AMOUNT_INVALID", [.amountInvalid]) {
            $0.row.amount = "0"
            $0.payment.held = 10_000
        },
        Reading("not looked at: AMOUNT_TOO_PRECISE", [.amountTooPrecise]) {
            $0.row.amount = "1.000"
            $0.payment.held = 10_000
        },
        Reading("looked at beside a missing number", [.fieldMissing, .nothingRefundable]) {
            $0.row.number = ""
            $0.payment.held = 10_000
        },
        Reading("looked at beside a TYPE_CONFLICT", [.typeConflict, .nothingRefundable]) {
            $0.row.type = "full"
            $0.payment.held = 10_000
        },
    ]

    @Test(arguments: keyReadings + fieldReadings + amountReadings + refundableReadings)
    func reads(reading: Reading) {
        var scene = Scene()
        Self.shop(&scene)
        reading.change(&scene)
        let decision = scene.judge()[0]
        #expect(decision.rejections.all == reading.codes)
        #expect((decision.accepted != nil) == reading.codes.isEmpty)
    }
}
