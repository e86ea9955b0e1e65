import Refunds
import Rules
import Testing

/// `lifecycle.md`, the table of what resolving an exception does, written out by hand.
@Suite struct ResolutionRuleTests {
    /// A refund of 12.30 in submission 7, as it stands.
    private enum Stand: CaseIterable {
        case waiting, sent, sentAgain, paid, paidAnother, refused, reversed, cancelled

        var refund: AnsweredRefund {
            var refund = AnsweredRefund(
                serial: 5, status: .submitted, failure: nil, amount: 1230,
                currency: CurrencyCode(packed: 0x555344), exponent: 2, channel: 1, submission: 7,
                isEmitted: true, isAcknowledged: false, queryNumber: "Q1")
            switch self {
            case .sent: break
            case .sentAgain: refund.submission = 9
            case .paid: refund.status = .succeeded
            case .paidAnother:
                refund.status = .succeeded
                refund.paid = 1000
            case .refused:
                refund.status = .failed
                refund.failure = .bank
            case .reversed:
                refund.status = .failed
                refund.failure = .reversed
            case .waiting:
                refund.status = .pending
                refund.submission = nil
                refund.isEmitted = false
            case .cancelled:
                refund.status = .failed
                refund.failure = .cancelled
                refund.submission = nil
                refund.isEmitted = false
            }
            return refund
        }
    }

    private struct Row {
        var kind: ExceptionMatter.Kind
        /// The refund's status when the exception was opened.
        var status: RefundStatus?
        var isSuccess = true
        var paid: Int64?
        var action: ResolutionAction
        /// What it does where it can be done; in all other stands the refund has moved.
        var effects: [Stand: AnswerEffect] = [:]
        var paidAfter: Int64?
    }

    private static let table: [Row] = [
        Row(kind: .unanswered, status: .submitted, action: .apply, effects: [.sent: .resolvedPaid]),
        Row(kind: .unanswered, status: .submitted, action: .reverse, effects: [.sent: .resolvedRefused]),
        Row(
            kind: .amountDiffers, status: .submitted, paid: 1000, action: .apply,
            effects: [.sent: .resolvedPaid], paidAfter: 1000),
        Row(
            kind: .amountDiffers, status: .submitted, paid: 1000, action: .reverse,
            effects: [.sent: .resolvedRefused]),
        Row(
            kind: .amountDiffers, status: .succeeded, paid: 1000, action: .apply,
            effects: [.paid: .amended], paidAfter: 1000),
        Row(
            kind: .amountDiffers, status: .succeeded, paid: 1000, action: .reverse,
            effects: [.paid: .reversed, .paidAnother: .reversed]),
        Row(
            kind: .amountDiffers, status: .failed, paid: 1000, action: .apply,
            effects: [.refused: .reapplied, .reversed: .reapplied], paidAfter: 1000),
        Row(kind: .amountDiffers, status: .failed, paid: 1000, action: .reverse),
        Row(
            kind: .returnDiffers, status: .submitted, isSuccess: false, paid: 1000, action: .reverse,
            effects: [.sent: .resolvedRefused, .paid: .reversed, .paidAnother: .reversed]),
        Row(
            kind: .successAfterFailure, status: .failed, action: .apply,
            effects: [.refused: .reapplied, .reversed: .reapplied]),
        Row(
            kind: .failureAfterSuccess, status: .succeeded, isSuccess: false, action: .reverse,
            effects: [.paid: .reversed, .paidAnother: .reversed]),
        Row(kind: .otherQueryNumber, status: .succeeded, action: .apply, effects: [.paid: .amended]),
        Row(
            kind: .otherQueryNumber, status: .failed, isSuccess: false, action: .apply,
            effects: [.refused: .amended, .reversed: .amended]),
        Row(
            kind: .otherQueryNumber, status: .submitted, isSuccess: false, action: .apply,
            effects: [.sent: .amended]),
        Row(kind: .otherQueryNumber, status: .submitted, action: .apply, effects: [.sent: .resolvedPaid]),
    ]

    private static func matter(_ row: Row) -> ExceptionMatter {
        ExceptionMatter(
            kind: row.kind, status: row.status, submission: 7, isSuccess: row.isSuccess, paid: row.paid,
            queryNumber: "Q2")
    }

    @Test func everyRowInEveryStand() {
        for row in Self.table {
            for stand in Stand.allCases where !(row.kind == .otherQueryNumber && stand == .paidAnother) {
                let verdict = ResolutionRule(Self.matter(row)).judge(row.action, about: stand.refund)
                let expected = row.effects[stand].map { ResolutionVerdict.effect($0, paid: row.paidAfter) }
                #expect(verdict == expected ?? .moved, "\(row), \(stand)")
            }
            #expect(ResolutionRule(Self.matter(row)).judge(row.action, about: nil) == .moved)
        }
    }

    /// What no row of the table names is not allowed; dismissing changes nothing, whatever the refund does.
    @Test func onlyTheActionsOfTheTable() {
        let kinds: [(ExceptionMatter.Kind, [ResolutionAction])] = [
            (.unanswered, [.apply, .reverse, .dismiss]), (.amountDiffers, [.apply, .reverse, .dismiss]),
            (.successAfterFailure, [.apply, .dismiss]), (.failureAfterSuccess, [.reverse, .dismiss]),
            (.returnDiffers, [.reverse, .dismiss]),
            (.otherQueryNumber, [.apply, .dismiss]), (.other, [.dismiss]), (.orderOverdrawn, [.dismiss]),
        ]
        for (kind, actions) in kinds {
            let matter = ExceptionMatter(
                kind: kind, status: .submitted, submission: 7, isSuccess: true, paid: 1, queryNumber: "Q2")
            #expect(matter.actions == actions)
            for action in ResolutionAction.allCases where !actions.contains(action) {
                for stand in Stand.allCases {
                    #expect(ResolutionRule(matter).judge(action, about: stand.refund) == .notAllowed)
                }
            }
            if actions.contains(.dismiss) {
                #expect(ResolutionRule(matter).judge(.dismiss, about: nil) == .nothing)
            }
        }
    }

    @Test(
        arguments: [
            (.contradiction, .failed, "success", "Q1", "Q1", .successAfterFailure),
            (.contradiction, .succeeded, "failed", "", "Q1", .failureAfterSuccess),
            (.contradiction, .succeeded, "success", "Q2", "Q1", .otherQueryNumber),
            (.contradiction, .submitted, "success", "Q2", "Q1", .otherQueryNumber),
            (.contradiction, .failed, "pending", "Q2", "Q1", .otherQueryNumber),
            (.contradiction, .succeeded, nil, "Q2", "Q1", .otherQueryNumber),
            (.amountDiffers, .submitted, "success", "", "", .amountDiffers),
            (.amountDiffers, .submitted, "failed", "", "", .returnDiffers),
            (.currencyDiffers, .submitted, "failed", "", "", .other),
            (.unanswered, .submitted, nil, "", "", .unanswered),
            (.orderOverdrawn, nil, nil, "", "", .orderOverdrawn),
            (.currencyDiffers, .submitted, "success", "", "", .other),
            (.notSubmitted, .pending, "success", "", "", .other),
            (.refundUnknown, nil, "success", "", "", .other),
            (.recordInvalid, .submitted, "maybe", "", "", .other),
        ] as [(ExceptionCode, RefundStatus?, String?, String, String, ExceptionMatter.Kind)])
    func kinds(
        _ code: ExceptionCode, _ status: RefundStatus?, _ result: String?, _ number: String,
        _ known: String, _ kind: ExceptionMatter.Kind
    ) {
        #expect(
            ExceptionMatter.kind(
                code, status: status, result: result, queryNumber: number, knownNumber: known) == kind)
    }

    /// Whatever a resolution moves is an edge of the life of a refund.
    @Test func everyEffectIsAnEdge() {
        for row in Self.table {
            for (stand, effect) in row.effects {
                guard let event = effect.event else { continue }
                #expect(effect.isResolved)
                #expect(stand.refund.status.after(event) != nil, "\(row), \(stand)")
            }
        }
    }
}
