import Refunds
import Rules
import Testing

/// What one row of a chunk leaves for the rows after it.
@Suite struct ChunkTests {
    private func codes(_ scene: Scene) -> [String] { scene.judge().map(\.rejections.text) }

    @Test func rowsOfOneOrderShareWhatIsLeft() {
        var scene = Scene()
        scene.rows = ["60.00", "60.00", "40.00", "0.01"].enumerated().map {
            Row(number: "R\($0)", amount: $1)
        }
        #expect(codes(scene) == ["", "EXCEEDS_REFUNDABLE", "", "NOTHING_REFUNDABLE"])
        #expect(scene.judge().map(\.refundable) == [0, 4_000, 0, 0])
    }

    @Test func aFullRefundLeavesNothing() {
        var scene = Scene()
        scene.rows = [Row(number: "A", type: "full", amount: ""), Row(number: "B", type: "full", amount: "")]
        #expect(codes(scene) == ["", "NOTHING_REFUNDABLE"])
        #expect(scene.judge()[0].accepted?.amount == 10_000)
    }

    @Test func aNumberIsUsedByItsFirstAcceptedRow() {
        var scene = Scene()
        scene.payments.append(Payment(id: "P2", orderNumber: "O2"))
        scene.rows = [
            Row(amount: "x"), Row(payment: "P2", amount: "1"), Row(amount: "2"),
            Row(number: "r1", amount: "3"),
        ]
        scene.nextSerial = 41
        let decisions = scene.judge()
        #expect(decisions.map(\.rejections.text) == ["AMOUNT_INVALID", "", "REFUND_NUMBER_USED", ""])
        #expect(decisions[2].numberOwner == 41)
        #expect(decisions[3].accepted?.serial == 42)
    }

    @Test func rejectedRowsUseUpNothing() {
        var scene = Scene()
        scene.rows = [
            Row(terminal: "T2", amount: "100.00"), Row(amount: "100.00", faults: .cardNumber),
            Row(type: "full", amount: "99.00"), Row(amount: "100.00"),
        ]
        #expect(codes(scene) == ["TERMINAL_CONFLICT", "CARD_NUMBER_PRESENT", "TYPE_CONFLICT", ""])
        let accepted = scene.judge()[3].accepted
        #expect(accepted?.serial == 1)
        #expect(accepted?.previous == 0)
    }

    @Test func theLimitOfRefundsCountsTheRowsBefore() {
        var scene = Scene()
        scene.channels = [1: ChannelRules(maxRefunds: 3)]
        scene.payment.refunds = 1
        scene.rows = (1...4).map { Row(number: "R\($0)", amount: "1.0\($0)") }
        #expect(codes(scene) == ["", "", "TOO_MANY_REFUNDS", "TOO_MANY_REFUNDS"])
    }

    @Test func serialsAreConsecutiveOverAcceptedRows() {
        var scene = Scene()
        scene.nextSerial = 900
        scene.payment.last = 17
        scene.payments.append(Payment(id: "P2", orderNumber: "O2"))
        scene.rows = (0..<9).map {
            Row(number: "R\($0)", payment: $0 % 2 == 0 ? "P1" : "P2", amount: $0 % 3 == 0 ? "x" : "1.0\($0)")
        }
        let decisions = scene.judge()
        #expect(decisions.compactMap(\.accepted?.serial) == [900, 901, 902, 903, 904, 905])
        #expect(decisions.compactMap(\.accepted?.request) == [1, 2, 4, 5, 7, 8])
        #expect(decisions.compactMap(\.accepted?.order) == [1, 0, 0, 1, 1, 0])
        // Each knows the order's refund before it.
        #expect(decisions.compactMap(\.accepted?.previous) == [0, 17, 901, 900, 903, 902])
    }

    @Test func decisionsAreAppended() {
        var scene = Scene()
        scene.rows = [Row(), Row(number: "R2")]
        let (chunk, facts, standing) = scene.question()
        var carried = standing
        var decisions: [Decision] = []
        scene.book.judge(chunk, facts: facts, standing: &carried, into: &decisions)
        #expect(carried.nextSerial == 3)
        #expect(
            carried.orders[0].held == 5_000 && carried.orders[0].refunds == 2 && carried.orders[0].last == 2)
        scene.book.judge(chunk, facts: facts, standing: &carried, into: &decisions)
        #expect(decisions.map(\.rejections.text) == ["", "", "REFUND_NUMBER_USED", "REFUND_NUMBER_USED"])
        #expect(decisions.suffix(2).map(\.numberOwner) == [1, 2])
    }

    @Test func possibleDuplicates() {
        var scene = Scene()
        scene.payment.recent = [700, 2_500]
        scene.payments.append(Payment(id: "P2", orderNumber: "O2"))
        scene.rows = [
            Row(number: "R1"), Row(number: "R2", amount: "7"), Row(number: "R3", amount: "8.00"),
            Row(number: "R4", amount: "8.0"), Row(number: "R5", payment: "P2"),
            Row(number: "R6", payment: "P2"),
            Row(number: "R7", payment: "P2", terminal: "T9", amount: "9"),
            Row(number: "R8", payment: "P2", amount: "9"),
        ]
        let warnings = scene.judge().map { $0.accepted?.warnings.text }
        let warning = "POSSIBLE_DUPLICATE"
        // Of two alike only the later bears it; a rejected row is nothing to be a duplicate of.
        #expect(warnings == [warning, warning, "", warning, "", warning, nil, ""])
    }

    @Test func bothWarningsOfARow() {
        var scene = Scene()
        scene.payment.recent = [2_500]
        scene.row.faults = .reasonUnknown
        #expect(scene.judge()[0].accepted?.warnings.all == [.possibleDuplicate, .reasonUnknown])
    }
}
