import Refunds
import Rules

/// Whether a statement's balances and its own summary are what its entries add up to. Exact: amounts in 10⁻⁵, as many decimals as ISO 20022 has.
struct StatementSums {
    private var line = 0
    private var opening: Int128?
    /// The day before's closing balance, where there is no opening one.
    private var previous: Int128?
    private var closing: Int128?
    private var booked: Int128 = 0
    private var all: Int128 = 0
    private var entries = 0
    private var saidEntries: Int?
    private var saidSum: Int128?
    /// Balances that stand twice, as in statements of several pages or currencies: what belongs to what can't be told then.
    private var isAmbiguous = false
    private var currency: String?
    /// An amount that can't be read: nothing is compared then.
    private var isSound = true

    mutating func begin(line: Int) {
        self = StatementSums()
        self.line = line
    }

    mutating func add(balance code: String, _ amount: String, currency: String, isCredit: Bool) {
        guard ["OPBD", "PRCD", "CLBD"].contains(code) else { return }
        note(currency)
        guard let value = Self.value(amount) else { return isSound = false }
        let signed = isCredit ? value : -value
        switch code {
        case "OPBD":
            isAmbiguous = isAmbiguous || opening != nil
            opening = signed
        case "PRCD": previous = signed
        default:  // CLBD
            isAmbiguous = isAmbiguous || closing != nil
            closing = signed
        }
    }

    private mutating func note(_ currency: String) {
        isAmbiguous = isAmbiguous || self.currency.map { $0 != currency } == true
        self.currency = currency
    }

    mutating func add(entry amount: String, currency: String, isCredit: Bool, isBooked: Bool) {
        entries += 1
        note(currency)
        guard let value = Self.value(amount) else { return isSound = false }
        all += value
        if isBooked { booked += isCredit ? value : -value }
    }

    mutating func say(entries text: String) { saidEntries = Int(text) }
    mutating func say(sum text: String) { saidSum = Self.value(text) }

    /// What doesn't add up.
    var faults: [BilingualText] {
        var faults: [BilingualText] = []
        if let saidEntries, saidEntries != entries {
            faults.append(
                BilingualText(
                    "line \(line): the summary says \(saidEntries) entries, there are \(entries): ask the bank whether the file is whole",
                    "第 \(line) 行：摘要称有 \(saidEntries) 笔分录，实有 \(entries) 笔：请向银行确认文件是否完整"))
        }
        guard isSound else { return faults }
        if let saidSum, saidSum != all {
            faults.append(
                BilingualText(
                    "line \(line): the summary says \(Self.text(saidSum)), the entries add up to \(Self.text(all)): ask the bank whether the file "
                        + "is whole",
                    "第 \(line) 行：摘要合计为 \(Self.text(saidSum))，分录合计为 \(Self.text(all))：请向银行确认文件是否完整"))
        }
        if !isAmbiguous, let opening = opening ?? previous, let closing, opening + booked != closing {
            faults.append(
                BilingualText(
                    "line \(line): the balances don't add up: \(Self.text(opening)) and entries of \(Self.text(booked)) are "
                        + "\(Self.text(opening + booked)), the statement closes with \(Self.text(closing))",
                    "第 \(line) 行：余额不符：\(Self.text(opening)) 加分录 \(Self.text(booked)) 为 \(Self.text(opening + booked))，"
                        + "对账单期末余额为 \(Self.text(closing))"))
        }
        return faults
    }

    private static let scale: Int128 = 100_000

    private static func value(_ text: String) -> Int128? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, !whole.isEmpty, whole.utf8.count <= 18,
            parts.allSatisfy({ $0.utf8.allSatisfy { $0.digit != nil } })
        else { return nil }
        let decimals = parts.count == 2 ? parts[1] : ""
        guard decimals.utf8.count <= 5, let before = Int128(whole),
            let after = Int128("0" + decimals + String(repeating: "0", count: 5 - decimals.utf8.count))
        else { return nil }
        return before * scale + after
    }

    /// Two decimals at least, and no zeros behind them.
    private static func text(_ value: Int128) -> String {
        var text = Money.text(wide: value, exponent: 5)
        for _ in 0..<3 where text.hasSuffix("0") { text.removeLast() }
        return text
    }
}
