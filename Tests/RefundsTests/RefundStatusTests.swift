import Refunds
import Testing

/// `lifecycle.md`, the table of statuses, written out by hand.
@Suite struct RefundStatusTests {
    private static let edges: [(from: RefundStatus, event: RefundEvent, to: RefundStatus?)] = [
        (.pending, .cancelled, .failed), (.pending, .declined, .failed), (.pending, .emitted, .submitted),
        (.pending, .paid, nil), (.pending, .refusedByBank, nil),
        (.submitted, .cancelled, nil), (.submitted, .declined, nil), (.submitted, .emitted, nil),
        (.submitted, .paid, .succeeded), (.submitted, .refusedByBank, .failed),
        (.succeeded, .cancelled, nil), (.succeeded, .declined, nil), (.succeeded, .emitted, nil),
        (.succeeded, .paid, nil), (.succeeded, .refusedByBank, nil),
        (.failed, .cancelled, nil), (.failed, .declined, nil), (.failed, .emitted, nil),
        (.failed, .paid, nil), (.failed, .refusedByBank, nil),
        (.pending, .outOfFunds, .failed), (.submitted, .outOfFunds, nil), (.succeeded, .outOfFunds, nil),
        (.failed, .outOfFunds, nil),
        (.pending, .madeVoid, nil), (.pending, .reversed, nil), (.pending, .reapplied, nil),
        (.submitted, .madeVoid, .pending), (.submitted, .reversed, nil), (.submitted, .reapplied, nil),
        (.succeeded, .madeVoid, nil), (.succeeded, .reversed, .failed), (.succeeded, .reapplied, nil),
        (.failed, .madeVoid, nil), (.failed, .reversed, nil), (.failed, .reapplied, .succeeded),
    ]

    @Test func everyStatusAndEvent() {
        #expect(Self.edges.count == RefundStatus.allCases.count * RefundEvent.allCases.count)
        for status in RefundStatus.allCases {
            for event in RefundEvent.allCases {
                let rows = Self.edges.filter { $0.from == status && $0.event == event }
                #expect(rows.count == 1, "\(status) \(event)")
                #expect(status.after(event) == rows.first?.to, "\(status) \(event)")
            }
        }
    }

    /// What a status may become, by whatever event.
    @Test func onlyTheEdgesOfTheTable() {
        let allowed: [RefundStatus: Set<RefundStatus>] = [
            .pending: [.submitted, .failed], .submitted: [.succeeded, .failed, .pending],
            .succeeded: [.failed], .failed: [.succeeded],
        ]
        for status in RefundStatus.allCases {
            let reached = Set(RefundEvent.allCases.compactMap(status.after))
            #expect(reached.isSubset(of: allowed[status] ?? []), "\(status)")
        }
    }

    @Test(
        arguments: [
            (.pending, "pending", 0, "待审核", true), (.submitted, "submitted", 1, "审核成功未处理", true),
            (.succeeded, "succeeded", 2, "审核成功已处理", true), (.failed, "failed", 3, "失败", false),
        ] as [(RefundStatus, String, Int, String, Bool)])
    func words(status: RefundStatus, word: String, number: Int, chinese: String, holds: Bool) {
        #expect(status.rawValue == word)
        #expect(status.number == number)
        #expect(RefundStatus(number: number) == status)
        #expect(status.chinese == chinese)
        #expect(status.holdsAmount == holds)
    }

    @Test func numbersOfLedgersReadBack() {
        #expect(RefundStatus(number: 4) == nil)
        #expect(RefundStatus(number: -1) == nil)
        for failure in RefundFailure.allCases {
            #expect(RefundFailure(number: failure.number) == failure)
            #expect(!failure.chinese.isEmpty)
        }
        #expect(RefundFailure.allCases.filter(\.mayBeReapplied) == [.bank, .reversed])
        #expect(RefundFailure.reversed.number == 5)
        #expect(RefundFailure(number: 0) == nil)
        #expect(PaymentStatus.allCases.map(\.number) == [1, 0, -1])
        for status in PaymentStatus.allCases { #expect(PaymentStatus(number: status.number) == status) }
        #expect(PaymentStatus(number: 2) == nil)
        #expect(RefundHold.allCases.first == .order)
    }
}
