import Refunds
import Rules
import Testing

/// Every code's sentence, in both languages, with the figures that a person needs.
@Suite struct MessageTests {
    private static var facts: RowFacts {
        var facts = RowFacts()
        facts.number = "RN-7"
        facts.paymentID = "PAY-1"
        facts.orderNumber = "ORD-2"
        facts.terminal = "TERM-3"
        facts.type = "half"
        facts.amount = "98.765"
        facts.currency = "CHF"
        facts.faults = [.numberDamaged, .terminalDamaged, .typeUnknown]
        facts.amountIsMissing = true
        facts.orderAmount = "USD 100.00"
        facts.orderCurrency = "USD"
        facts.orderTerminal = "TERM-9"
        facts.orderStatus = "pending"
        facts.paidAt = "2025-01-02T03:04:05+08:00"
        facts.refundable = "USD 44.10"
        facts.decimals = 2
        facts.maxAgeDays = 365
        facts.maxRefunds = 50
        facts.payments = ["PAY-11", "PAY-12"]
        facts.earlier = BilingualText("batch 3, may.csv line 9", "批次 3，may.csv 第 9 行")
        return facts
    }

    /// What both languages must carry.
    private static let figures: [(code: Rejection, figures: [String])] = [
        (.fieldMissing, []), (.fieldInvalid, ["full", "partial"]), (.identifierDamaged, ["RN-7", "TERM-3"]),
        (.cardNumberPresent, []), (.amountInvalid, ["98.765", "12"]),
        (.amountTooPrecise, ["98.765", "2", "CHF"]),
        (.currencyUnknown, ["CHF", "ISO 4217"]), (.orderNotFound, ["PAY-1", "ORD-2"]),
        (.orderConflict, ["PAY-1", "ORD-2"]),
        (.orderAmbiguous, ["ORD-2", "PAY-11", "PAY-12"]), (.terminalConflict, ["TERM-3", "TERM-9"]),
        (.currencyConflict, ["CHF", "USD"]), (.orderNotPaid, ["pending"]),
        (.orderTooOld, ["2025-01-02T03:04:05+08:00", "365"]),
        (.typeConflict, ["98.765", "USD 100.00"]), (.refundNumberUsed, ["RN-7", "may.csv"]),
        (.nothingRefundable, ["USD 100.00"]), (.exceedsRefundable, ["98.765", "USD 44.10", "USD 100.00"]),
        (.tooManyRefunds, ["50"]), (.batchRejected, []),
    ]

    @Test func everyCodeSaysWhatIsWrong() {
        #expect(Self.figures.map(\.code) == Rejection.allCases)
        for (code, figures) in Self.figures {
            let text = RuleBook.message(code, Self.facts)
            #expect(!text.english.isEmpty && text.english.utf8.allSatisfy { $0 < 0x80 }, "\(code)")
            #expect(text.chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(code)")
            for figure in figures {
                #expect(text.english.contains(figure), "\(code): \(text.english)")
                #expect(text.chinese.contains(figure), "\(code): \(text.chinese)")
            }
        }
    }

    @Test func whatIsMissingIsNamed() {
        var facts = RowFacts()
        facts.amountIsMissing = true
        let all = RuleBook.message(.fieldMissing, facts)
        for name in ["refund_number", "payment_id", "order_number", "refund_amount"] {
            #expect(all.english.contains(name))
        }
        for name in ["退款单号", "支付ID", "订单号", "退款金额"] { #expect(all.chinese.contains(name)) }
        facts.number = "R1"
        facts.orderNumber = "O1"
        let amount = RuleBook.message(.fieldMissing, facts)
        #expect(!amount.english.contains("refund_number") && !amount.english.contains("payment_id"))
        facts.amountIsMissing = false
        facts.number = ""
        #expect(!RuleBook.message(.fieldMissing, facts).english.contains("refund_amount"))
    }

    @Test func everyInvalidFieldIsNamed() {
        let faults: [(RequestFaults, String, String)] = [
            (.numberInvalid, "refund_number", "退款单号"), (.paymentInvalid, "payment_id", "支付ID"),
            (.orderNumberInvalid, "order_number", "订单号"), (.terminalInvalid, "terminal", "终端号"),
            (.typeUnknown, "refund_type", "退款类型"), (.descriptionInvalid, "refund_description", "退款原因"),
            (.control, "control", "控制字符"), (.repeatedField, "twice", "两次"), (.nestedField, "inside", "子元素"),
            (.shifted, "quotes", "引号"), (.headerAgain, "header", "表头"),
        ]
        for (fault, english, chinese) in faults {
            var facts = RowFacts()
            facts.faults = fault
            let text = RuleBook.message(.fieldInvalid, facts)
            #expect(text.english.contains(english) && text.chinese.contains(chinese), "\(text)")
        }
        let readable = faults.dropLast(2)
        #expect(readable.allSatisfy { RequestFaults.invalid.contains($0.0) })
        var facts = RowFacts()
        facts.faults = .invalid
        let text = RuleBook.message(.fieldInvalid, facts)
        for (_, english, chinese) in readable {
            #expect(text.english.contains(english) && text.chinese.contains(chinese))
        }
    }

    @Test func onlyKeysThatWereLookedUpAreNotFound() {
        var facts = Self.facts
        facts.faults = .paymentDamaged
        let text = RuleBook.message(.orderNotFound, facts)
        #expect(text.english.contains("ORD-2") && !text.english.contains("PAY-1"))
        facts.faults = []
        facts.orderNumber = ""
        #expect(!RuleBook.message(.orderNotFound, facts).chinese.contains("order_number"))
    }

    @Test func someSentencesWithoutTheirFirstFigure() {
        var facts = Self.facts
        facts.amount = ""
        #expect(
            RuleBook.message(.exceedsRefundable, facts).english.contains(
                "USD 100.00 is more than the refundable USD 44.10"))
        facts.orderStatus = ""
        #expect(!RuleBook.message(.orderNotPaid, facts).english.contains("status"))
        facts.currency = ""
        #expect(RuleBook.message(.amountTooPrecise, facts).english.contains("USD"))
    }

    /// `details.md` 2.
    @Test func sentencesAreJoined() {
        let texts = [BilingualText("a", "甲"), BilingualText("b", "乙"), BilingualText("c", "丙")]
        #expect(BilingualText.joined(texts) == BilingualText("a; b; c", "甲；乙；丙"))
        #expect(BilingualText.joined([]) == BilingualText("", ""))
    }
}
