import Refunds
import Rules
import Testing

/// A row that violates as much as can stand together; then each step repairs the first fault and nothing else.
/// What remains must be exactly the rest: so every fault is found beside the others, and stands in its place.
@Suite struct WaterfallTests {
    struct Step: Sendable {
        /// The fault that is repaired: the first one left.
        let repaired: Rejection
        /// What couldn't be looked at before this repair.
        let appearing: Rejection?
        let repair: @Sendable (inout Scene) -> Void

        init(
            _ repaired: Rejection, then appearing: Rejection? = nil,
            _ repair: @escaping @Sendable (inout Scene) -> Void
        ) {
            self.repaired = repaired
            self.appearing = appearing
            self.repair = repair
        }
    }

    struct Waterfall: Sendable, CustomTestStringConvertible {
        let name: String
        let codes: [Rejection]
        let begin: @Sendable (inout Scene) -> Void
        let steps: [Step]
        var testDescription: String { name }
    }

    static let unpaid = Waterfall(
        name: "an unpaid order",
        codes: [
            .fieldMissing, .fieldInvalid, .identifierDamaged, .cardNumberPresent, .amountInvalid,
            .currencyUnknown,
            .terminalConflict, .orderNotPaid, .orderTooOld, .tooManyRefunds,
        ],
        begin: {
            $0.row = Row(
                number: "", orderNumber: "4.1E+20", terminal: "T2", type: "half", amount: "1,000",
                currency: "XAU",
                faults: [.cardNumber, .descriptionInvalid])
            $0.payment.status = .failed
            $0.payment.paidAt = Scene.now - 366 * 86_400
            $0.payment.held = 10_000
            $0.payment.refunds = 50
            $0.used = ["R1": 77]
        },
        steps: [
            Step(.fieldMissing, then: .refundNumberUsed) { $0.row.number = "R1" },
            Step(.fieldInvalid) {
                $0.row.type = "full"
                $0.row.faults = .cardNumber
            },
            Step(.identifierDamaged) { $0.row.orderNumber = "" },
            Step(.cardNumberPresent) { $0.row.faults = [] },
            Step(.amountInvalid, then: .amountTooPrecise) { $0.row.amount = "25.001" },
            Step(.amountTooPrecise, then: .typeConflict) { $0.row.amount = "25.00" },
            Step(.currencyUnknown) { $0.row.currency = "USD" },
            Step(.terminalConflict) { $0.row.terminal = "T1" },
            Step(.orderNotPaid, then: .nothingRefundable) { $0.payment.status = .success },
            Step(.orderTooOld) { $0.payment.paidAt += 86_400 },
            Step(.typeConflict) { $0.row.amount = "100.00" },
            Step(.refundNumberUsed) { $0.used = [:] },
            Step(.nothingRefundable, then: .exceedsRefundable) { $0.payment.held = 1 },
            Step(.exceedsRefundable) { $0.payment.held = 0 },
            Step(.tooManyRefunds) { $0.payment.refunds = 49 },
        ])

    static let foreignCurrency = Waterfall(
        name: "a currency that isn't the order's",
        codes: [
            .fieldMissing, .fieldInvalid, .cardNumberPresent, .terminalConflict, .currencyConflict,
            .orderTooOld,
            .refundNumberUsed, .tooManyRefunds,
        ],
        begin: {
            $0.row = Row(terminal: "T!", type: "partial", amount: "", currency: "EUR", faults: .cardNumber)
            $0.payment.paidAt = Scene.now - 365 * 86_400 - 1
            $0.payment.held = 10_000
            $0.payment.refunds = 51
            $0.used = ["R1": 77]
        },
        steps: [
            Step(.fieldMissing, then: .amountInvalid) { $0.row.amount = "-25.00" },
            Step(.fieldInvalid) { $0.row.terminal = "T2" },
            Step(.cardNumberPresent) { $0.row.faults = [] },
            Step(.amountInvalid, then: .amountTooPrecise) { $0.row.amount = "25.000" },
            Step(.amountTooPrecise) { $0.row.amount = "25.0" },
            Step(.terminalConflict) { $0.row.terminal = "" },
            Step(.currencyConflict, then: .nothingRefundable) { $0.row.currency = "usd" },
            Step(.orderTooOld) { $0.payment.paidAt += 1 },
            Step(.refundNumberUsed) { $0.used = ["r1": 77] },
            Step(.nothingRefundable, then: .exceedsRefundable) { $0.payment.held = 7_501 },
            Step(.exceedsRefundable) { $0.payment.held = 7_500 },
            Step(.tooManyRefunds) { $0.payment.refunds = 49 },
        ])

    static let noOrder = Waterfall(
        name: "no one order",
        codes: [
            .fieldMissing, .fieldInvalid, .identifierDamaged, .cardNumberPresent, .currencyUnknown,
            .orderNotFound,
            .refundNumberUsed,
        ],
        begin: {
            $0.row = Row(
                payment: "P9", orderNumber: "O1", terminal: "2E+9", amount: "", currency: "DEM",
                faults: [.cardNumber, .control])
            $0.payments = [
                Payment(), Payment(id: "P2", orderNumber: "O2"), Payment(id: "P3", orderNumber: "O3"),
                Payment(id: "P4", orderNumber: "O3"), Payment(id: "P5", orderNumber: "O5", status: .failed),
                Payment(id: "P6", orderNumber: "O5", status: .pending),
            ]
            $0.used = ["R1": 77]
        },
        steps: [
            Step(.fieldMissing, then: .amountInvalid) { $0.row.amount = "0.00" },
            Step(.fieldInvalid) { $0.row.faults = .cardNumber },
            Step(.identifierDamaged) { $0.row.terminal = "T1" },
            Step(.cardNumberPresent) { $0.row.faults = [] },
            Step(.amountInvalid) { $0.row.amount = "25.00" },
            Step(.currencyUnknown) { $0.row.currency = "USD" },
            Step(.orderNotFound, then: .orderConflict) { $0.row.payment = "P2" },
            Step(.orderConflict, then: .orderAmbiguous) {
                $0.row.payment = ""
                $0.row.orderNumber = "O3"
            },
            Step(.orderAmbiguous, then: .orderNotPaid) { $0.row.orderNumber = "O5" },
            Step(.orderNotPaid) { $0.payments[5].status = .success },
            Step(.refundNumberUsed) { $0.row.number = "R2" },
        ])

    static let waterfalls = [unpaid, foreignCurrency, noOrder]

    @Test(arguments: waterfalls)
    func eachRepairLeavesExactlyTheRest(waterfall: Waterfall) throws {
        var scene = Scene()
        waterfall.begin(&scene)
        var rest = RejectionSet(waterfall.codes).all
        try #require(rest == waterfall.codes, "the codes of a row stand in their order")
        try #require(scene.codes == rest)
        for step in waterfall.steps {
            try #require(rest.first == step.repaired)
            #expect(scene.judge()[0].accepted == nil)
            step.repair(&scene)
            rest.removeFirst()
            if let appearing = step.appearing { rest = RejectionSet(rest + [appearing]).all }
            try #require(scene.codes == rest, "after \(step.repaired.rawValue) was repaired")
        }
        #expect(rest.isEmpty)
        #expect(scene.judge()[0].accepted?.serial == 1)
    }

    @Test func everyCodeIsRepairedOnce() {
        let repaired = Set(Self.waterfalls.flatMap { $0.steps.map(\.repaired) })
        #expect(Set(Rejection.allCases).subtracting(repaired) == [.batchRejected])
    }
}
