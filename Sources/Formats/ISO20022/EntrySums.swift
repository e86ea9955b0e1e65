import Refunds
import Rules

/// Whether the transactions of each entry that has one of ours add up to the entry, where all say what moved in the entry's own currency. Charges that a bank nets are a reason
/// why they don't: it is said, once for a file.
struct EntrySums {
    private var sum: Int128 = 0
    /// A transaction without an amount in the entry's currency: nothing is compared then.
    private var isSound = true
    private var hasOurs = false
    private var count = 0
    /// Whether there is one so far, and it says the very amount of the entry: most are like that, and nothing is added up for them.
    private var isEntryItself = false
    private var returnsWithoutAmount = 0
    private var differing = (count: 0, line: 0)
    private var silent = (count: 0, line: 0)

    mutating func beginEntry() {
        sum = 0
        isSound = true
        hasOurs = false
        count = 0
        isEntryItself = false
        returnsWithoutAmount = 0
    }

    /// What moved by a transaction of the entry that is being read, not what was instructed.
    mutating func add(_ transaction: ISO20022Texts, of entry: ISO20022Texts, isOurs: Bool) {
        hasOurs = hasOurs || isOurs
        count += 1
        guard isSound else { return }
        guard transaction.has(.amount), transaction.hasSame(.currency, as: entry) else {
            return isSound = false
        }
        if count == 1, transaction.hasSame(.amount, as: entry) { return isEntryItself = true }
        if isEntryItself {
            isEntryItself = false
            guard let first = StatementSums.value(entry) else { return isSound = false }
            sum += first
        }
        guard let value = StatementSums.value(transaction) else { return isSound = false }
        sum += value
    }

    /// A return of ours, beside other transactions, that doesn't say how much came back.
    mutating func addReturnWithoutAmount() { returnsWithoutAmount += 1 }

    mutating func end(_ entry: ISO20022Texts) {
        if returnsWithoutAmount > 0 {
            silent = (silent.count + returnsWithoutAmount, silent.count == 0 ? entry.line : silent.line)
        }
        guard hasOurs, isSound, !isEntryItself, let value = StatementSums.value(entry), value != sum else {
            return
        }
        differing = (differing.count + 1, differing.count == 0 ? entry.line : differing.line)
    }

    var notes: [BilingualText] {
        var notes: [BilingualText] = []
        if differing.count > 0 {
            let entries = differing.count == 1 ? "1 entry is" : "\(differing.count) entries are"
            notes.append(
                BilingualText(
                    "line \(differing.line): \(entries) not what the transactions add up to: charges may be netted, compare with the statement",
                    "第 \(differing.line) 行：\(differing.count) 笔分录与其交易合计不符：可能已扣除费用，请与对账单核对"))
        }
        if silent.count > 0 {
            let returns = silent.count == 1 ? "1 return says" : "\(silent.count) returns say"
            notes.append(
                BilingualText(
                    "line \(silent.line): \(returns) not how much came back, only what several came to: compare with the refunds that failed",
                    "第 \(silent.line) 行：\(silent.count) 笔退回未注明金额，只有多笔合计：请与失败的退款核对"))
        }
        return notes
    }
}
