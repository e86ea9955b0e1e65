import Refunds
import Rules
import Testing

/// The refund of the tables: 12.30 USD through channel 1, sent in submission 7.
private enum Stand: CaseIterable {
    case waiting, sealed, sent, acknowledged, acknowledgedWithNumber, paid, paidWithNumber, refused,
        cancelled, declined

    var refund: AnsweredRefund {
        var refund = AnsweredRefund(
            serial: 5, status: .submitted, failure: nil, amount: 1230, currency: usd, exponent: 2, channel: 1,
            submission: 7, isEmitted: true, isAcknowledged: false, queryNumber: "")
        switch self {
        case .waiting: refund.leave(.pending)
        case .sealed:
            refund.status = .pending
            refund.isEmitted = false
        case .sent: break
        case .acknowledged: refund.isAcknowledged = true
        case .acknowledgedWithNumber:
            refund.isAcknowledged = true
            refund.queryNumber = "Q1"
        case .paid: refund.status = .succeeded
        case .paidWithNumber:
            refund.status = .succeeded
            refund.queryNumber = "Q1"
        case .refused:
            refund.status = .failed
            refund.failure = .bank
        case .cancelled: refund.leave(.failed, .cancelled)
        case .declined: refund.leave(.failed, .declined)
        }
        return refund
    }
}

extension AnsweredRefund {
    /// As one that never left.
    fileprivate mutating func leave(_ status: RefundStatus, _ failure: RefundFailure? = nil) {
        self.status = status
        self.failure = failure
        submission = nil
        isEmitted = false
    }
}

private let usd = CurrencyCode(packed: 0x555344)
private let eur = CurrencyCode(packed: 0x455552)

private func amount(_ text: String) -> WrittenAmount? {
    let bytes = Array(text.utf8)
    return WrittenAmount(bytes.span, allowingZero: true)
}

/// A record about it.
private struct Said {
    var result = ResultFacts.Result.success
    var money = "12.30"
    var currency: CurrencyCode? = usd
    var number = ""
    var isDamaged = false
    var hasRefundID = true
    var states = false
    var channel: Int? = 1
    var submission: Int? = 7

    var facts: ResultFacts {
        ResultFacts(
            isDamaged: isDamaged, hasRefundID: hasRefundID, result: result, amount: amount(money),
            currency: currency, statesAmount: states)
    }

    func verdict(about refund: AnsweredRefund?) -> AnswerVerdict {
        let bytes = Array(number.utf8)
        return AnswerRule(channel: channel, submission: submission).judge(
            facts, queryNumber: bytes.span, about: refund)
    }
}

struct AnswerRuleTests {
    /// By where the refund stands, what a record of each kind becomes; the letters are explained in `verdict`.
    private static let table: [(record: String, said: Said, verdicts: String)] = [
        //                                                                 w s S a n p q r c d
        ("success", Said(), "N N P P P = = X N N"),
        ("success with the first number", Said(number: "Q1"), "N N P P P Q = X N N"),
        ("success with another number", Said(number: "Q2"), "N N P P X Q X X N N"),
        ("success with a longer number", Said(number: "Q11"), "N N P P X Q X X N N"),
        ("success, fewer decimals", Said(money: "12.3"), "N N P P P = = X N N"),
        ("success, more decimals", Said(money: "12.300"), "N N I I I I I I N N"),
        ("success, another amount", Said(money: "12.31"), "N N A A A A A A N N"),
        ("success, nothing", Said(money: "0"), "N N A A A A A A N N"),
        ("success, another currency", Said(currency: eur), "N N C C C C C C N N"),
        ("success, another currency and amount", Said(money: "9", currency: eur), "N N C C C C C C N N"),
        ("success, amount not readable", Said(money: "1,2"), "N N I I I I I I N N"),
        ("success, currency not readable", Said(currency: nil), "N N I I I I I I N N"),
        ("failed", Said(result: .failed, money: "", currency: nil), "N N F F F X X = N N"),
        ("failed with a number", Said(result: .failed, number: "Q2"), "N N F F F X X = N N"),
        ("failed, another amount", Said(result: .failed, money: "9", currency: eur), "N N F F F X X = N N"),
        ("returned", Said(result: .failed, states: true), "N N F F F X X = N N"),
        (
            "returned, fewer decimals", Said(result: .failed, money: "12.3", states: true),
            "N N F F F X X = N N"
        ),
        ("returned, less", Said(result: .failed, money: "9.80", states: true), "N N A A A X X = N N"),
        ("returned, more", Said(result: .failed, money: "12.31", states: true), "N N A A A X X = N N"),
        ("returned, nothing", Said(result: .failed, money: "0", states: true), "N N A A A X X = N N"),
        (
            "returned, another currency", Said(result: .failed, currency: eur, states: true),
            "N N C C C X X = N N"
        ),
        (
            "returned, currency not readable", Said(result: .failed, currency: nil, states: true),
            "N N I I I X X = N N"
        ),
        (
            "returned, amount not readable", Said(result: .failed, money: "1,2", states: true),
            "N N I I I X X = N N"
        ),
        (
            "returned, more decimals", Said(result: .failed, money: "12.300", states: true),
            "N N I I I X X = N N"
        ),
        (
            "returned in another submission", Said(result: .failed, money: "9", states: true, submission: 8),
            "N N N N N N N N N N"
        ),
        ("pending", Said(result: .pending, money: "", currency: nil), "N N K = = = = = N N"),
        ("pending with the known number", Said(result: .pending, number: "Q1"), "N N K = = = = = N N"),
        ("pending with another number", Said(result: .pending, number: "Q2"), "N N K = X = X = N N"),
        ("number alone", Said(result: .none, money: "", currency: nil, number: "Q1"), "N N I I I Q = I N N"),
        ("another number alone", Said(result: .none, number: "Q2"), "N N I I I Q X I N N"),
        ("no result", Said(result: .none), "N N I I I I I I N N"),
        ("unknown result", Said(result: .unknown, number: "Q1"), "N N I I I I I I N N"),
        ("damaged", Said(isDamaged: true), "I I I I I I I I I I"),
        ("no refund_id", Said(hasRefundID: false), "I I I I I I I I I I"),
        ("another channel's file", Said(channel: 2), "N N N N N N N N N N"),
        ("a file of no channel", Said(channel: nil), "N N P P P = = X N N"),
        ("another submission named", Said(submission: 8), "N N N N N N N N N N"),
        ("no submission named", Said(submission: nil), "N N P P P = = X N N"),
        ("nothing named", Said(channel: nil, submission: nil), "N N P P P = = X N N"),
        ("failed in another channel's file", Said(result: .failed, channel: 2), "N N N N N N N N N N"),
    ]

    private static func verdict(_ letter: Substring) -> AnswerVerdict? {
        switch letter {
        case "K": .apply(.acknowledged)
        case "P": .apply(.paid)
        case "F": .apply(.refused)
        case "Q": .apply(.queryNumber)
        case "=": .alreadyKnown
        case "N": .exception(.notSubmitted)
        case "A": .exception(.amountDiffers)
        case "C": .exception(.currencyDiffers)
        case "X": .exception(.contradiction)
        case "I": .exception(.recordInvalid)
        default: nil
        }
    }

    @Test func everyRecordMeetsEveryRefund() {
        for row in Self.table {
            let letters = row.verdicts.split(separator: " ")
            #expect(letters.count == Stand.allCases.count, "\(row.record)")
            for (stand, letter) in zip(Stand.allCases, letters) {
                #expect(
                    row.said.verdict(about: stand.refund) == Self.verdict(letter), "\(row.record), \(stand)")
            }
        }
    }

    @Test func anUnknownRefund() {
        for row in Self.table {
            let invalid = row.said.isDamaged || !row.said.hasRefundID
            #expect(
                row.said.verdict(about: nil) == .exception(invalid ? .recordInvalid : .refundUnknown),
                "\(row.record)")
        }
    }

    @Test func aSuccessForAPendingRefundMayHaveBeenPaidByHand() {
        for row in Self.table {
            for stand in Stand.allCases {
                let verdict = row.said.verdict(about: stand.refund)
                let held = AnswerRule.mayBePaidByHand(row.said.facts, verdict, about: stand.refund)
                let isDue =
                    (stand == .waiting || stand == .sealed) && row.said.result == .success
                    && verdict == .exception(.notSubmitted)
                #expect(held == isDue, "\(row.record), \(stand)")
            }
            let unknown = row.said.verdict(about: nil)
            #expect(!AnswerRule.mayBePaidByHand(row.said.facts, unknown, about: nil))
        }
    }

    /// What is applied is an edge of the life of a refund, and the same record again says what is then known.
    @Test func everyEffectIsAnEdgeAndIsKnownAfterwards() {
        for row in Self.table {
            for stand in Stand.allCases {
                guard case .apply(let effect) = row.said.verdict(about: stand.refund) else { continue }
                let before = stand.refund.status
                let number = Array(row.said.number.utf8)
                let after = stand.refund.after(effect, queryNumber: number.span)
                switch effect {
                case .acknowledged: #expect(after.status == .submitted && after.isAcknowledged)
                case .paid: #expect(after.status == before.after(.paid))
                case .refused: #expect(after.status == before.after(.refusedByBank))
                case .queryNumber: #expect(before == .succeeded && after.status == .succeeded)
                case .resolvedPaid, .resolvedRefused, .reversed, .reapplied, .amended:
                    Issue.record("no record does \(effect)")
                }
                #expect(row.said.verdict(about: after) == .alreadyKnown, "\(row.record), \(stand)")
            }
        }
    }

    @Test func recordsOfOneFileSeeWhatEarlierOnesDid() {
        let refund = Stand.sent.refund
        let success = Said(number: "Q1").verdict(about: refund)
        #expect(success == .apply(.paid))
        let number = Array("Q1".utf8)
        let paid = refund.after(.paid, queryNumber: number.span)
        #expect(paid.queryNumber == "Q1")
        #expect(Said(result: .failed).verdict(about: paid) == .exception(.contradiction))
        #expect(Said(number: "Q2").verdict(about: paid) == .exception(.contradiction))
        let refused = refund.after(.refused, queryNumber: number.span)
        #expect(refused.failure == .bank && refused.queryNumber.isEmpty)
        #expect(Said().verdict(about: refused) == .exception(.contradiction))
    }
}
