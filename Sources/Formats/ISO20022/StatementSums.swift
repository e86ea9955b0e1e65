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
    private var currency: [UInt8]?
    /// An amount that can't be read: nothing is compared then.
    private var isSound = true

    mutating func begin(line: Int) {
        self = StatementSums()
        self.line = line
    }

    mutating func add(balance: ISO20022Texts) {
        let isOpening = balance.isWord(.code, "OPBD")
        let isClosing = balance.isWord(.code, "CLBD")
        guard isOpening || isClosing || balance.isWord(.code, "PRCD") else { return }
        note(balance)
        guard let value = Self.value(balance) else { return isSound = false }
        let signed = balance.isWord(.mark, "CRDT") ? value : -value
        if isOpening {
            isAmbiguous = isAmbiguous || opening != nil
            opening = signed
        } else if isClosing {
            isAmbiguous = isAmbiguous || closing != nil
            closing = signed
        } else {
            previous = signed
        }
    }

    private mutating func note(_ texts: ISO20022Texts) {
        let currency = texts.bytes.span.extracting(texts[.currency].range)
        if let known = self.currency, known.count == currency.count,
            known.indices.allSatisfy({ known[$0] == currency[$0] })
        {
            return
        }
        isAmbiguous = isAmbiguous || self.currency != nil
        self.currency = Array(texts.bytes[texts[.currency].range])
    }

    mutating func add(entry: ISO20022Texts) {
        entries += 1
        note(entry)
        guard let value = Self.value(entry) else { return isSound = false }
        all += value
        if entry.isWord(.status, "BOOK") { booked += entry.isWord(.mark, "CRDT") ? value : -value }
    }

    mutating func say(entries text: String) { saidEntries = Int(text) }
    mutating func say(sum text: String) { saidSum = Self.value(Array(text.utf8).span) }

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

    private static let decimals = 5
    private static let mostWholeDigits = 18

    /// The amount in 10⁻⁵; nil where it can't be read.
    static func value(_ texts: ISO20022Texts) -> Int128? {
        value(texts.bytes.span.extracting(texts[.amount].range))
    }

    /// Of at most five decimals; nil for any other text.
    private static func value(_ text: Span<UInt8>) -> Int128? {
        guard let decimal = ISO20022Decimal(text), decimal.whole.count <= mostWholeDigits,
            decimal.fraction.count <= decimals
        else { return nil }
        func number(_ range: Range<Int>) -> Int64 { range.reduce(0) { $0 * 10 + (text[$1].digit ?? 0) } }
        return Int128(number(decimal.whole)) * Int128(powersOfTen[decimals])
            + Int128(number(decimal.fraction) * powersOfTen[decimals - decimal.fraction.count])
    }

    /// Two decimals at least, and no zeros behind them.
    private static func text(_ value: Int128) -> String {
        var text = Money.text(wide: value, exponent: 5)
        for _ in 0..<3 where text.hasSuffix("0") { text.removeLast() }
        return text
    }
}
