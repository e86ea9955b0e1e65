import Bytes
import Refunds
import Rules

/// What a camt.054 or camt.053 says, element by element (`bank-formats.md`, iso20022): of all that moved on the account, what has a number of ours.
struct AccountReport {
    private let home: [UInt8]
    private var entry = ISO20022Texts()
    private var transaction = ISO20022Texts()
    /// For an entry that has no date of booking.
    private var valueDate = ISO20022Texts()
    /// The first transaction of the entry: what it doesn't say of the amount the entry says, unless another one follows.
    private var awaits = false
    private var transactions = 0
    private var balance = ISO20022Texts()
    private var sums = StatementSums()
    private var entrySums = EntrySums()
    private var statementFaults: [BilingualText] = []
    var faults: [BilingualText] { statementFaults + entrySums.notes }
    /// Transactions, and entries without one, that are no record: about something else, or of a batch that was booked as a whole.
    private(set) var others = 0
    private(set) var batches: BookedBatches

    init(homeNumber: Int) {
        home = Array(String(homeNumber).utf8)
        batches = BookedBatches(homeNumber: homeNumber)
    }

    // MARK: - Elements

    mutating func start(_ element: ISO20022Element, line: Int, to chunk: inout RecordChunk) {
        switch element {
        case .statementBody, .notificationBody: sums.begin(line: line)
        case .balance: balance.begin(line: line)
        case .entry:
            release(to: &chunk)
            entry.begin(line: line)
            valueDate.begin(line: line)
            transactions = 0
            batches.beginEntry()
            entrySums.beginEntry()
        case .entryDetails: batches.beginDetails()
        default: break  // of the others only the texts count
        }
    }

    /// A transaction begins: what waits for the end of its entry can't have the entry's amount.
    mutating func startTransaction(line: Int, to chunk: inout RecordChunk) {
        release(to: &chunk)
        transaction.begin(line: line)
        transactions += 1
    }

    /// What waits for the end of its entry is a record without it, too.
    mutating func release(to chunk: inout RecordChunk) {
        if awaits { append(to: &chunk) }
        awaits = false
    }

    mutating func attribute(_ text: Span<UInt8>, _ path: ISO20022Path) {
        guard let field = amountOwner(path) else { return }
        switch field {
        case .entry: entry.set(.currency, text)
        case .transaction: if !transaction.has(.amount) { transaction.set(.currency, text) }
        case .instructed: transaction.set(.instructedCurrency, text)
        case .balance: balance.set(.currency, text)
        }
    }

    mutating func end(_ text: Span<UInt8>, _ path: ISO20022Path) {
        guard let element = path.up(0) else { return }
        switch element {
        case .amount: setAmount(text, path)
        case .mark, .reversal, .bankReference, .endToEndID: setFact(element, text, path)
        case .code, .proprietary, .status: setCode(text, path)
        case .subFamily: setFamily(text, path)
        case .date, .dateTime:
            guard path.up(2) == .entry else { return }
            if path.up(1) == .bookingDate { entry.set(.date, text) }
            if path.up(1) == .valueDate { valueDate.set(.date, text) }
        case .additionalInfo:
            if path.up(1) == .returnInfo, path.up(2) == .transaction { transaction.join(.info, text) }
        case .paymentID:
            let isOfTransaction = path.up(1) == .references && path.up(2) == .transaction
            if isOfTransaction || path.up(1) == .batch && path.up(2) == .entryDetails {
                batches.add(paymentID: ISO20022Texts.plain(text))
            }
        case .entryDetails: batches.endDetails(entryLine: entry.line)
        case .entryCount:
            if path.up(1) == .totalEntries { sums.say(entries: ISO20022Texts.plain(text)) }
        case .sum: if path.up(1) == .totalEntries { sums.say(sum: ISO20022Texts.plain(text)) }
        case .balance: sums.add(balance: balance)
        case .statementBody, .notificationBody:
            statementFaults += statementFaults.count < 64 ? sums.faults : []
        default: break  // nothing that is looked at here
        }
    }

    private enum Owner { case entry, transaction, instructed, balance }

    /// Whose amount the path's innermost element is, if anybody's.
    private func amountOwner(_ path: ISO20022Path) -> Owner? {
        guard path.up(0) == .amount else { return nil }
        switch path.up(1) {
        case .entry: return .entry
        case .transaction: return .transaction
        case .balance: return .balance
        case .transactionAmount, .instructedAmount:
            guard path.up(2) == .amountDetails, path.up(3) == .transaction else { return nil }
            return path.up(1) == .instructedAmount ? .instructed : .transaction
        default: return nil  // charges, interest: not ours
        }
    }

    private mutating func setAmount(_ text: Span<UInt8>, _ path: ISO20022Path) {
        switch amountOwner(path) {
        case .entry: entry.set(.amount, text)
        case .transaction: transaction.set(.amount, text)
        case .instructed: transaction.set(.instructed, text)
        case .balance: balance.set(.amount, text)
        case nil: break
        }
    }

    private mutating func setFact(
        _ element: ISO20022Element, _ text: Span<UInt8>, _ path: ISO20022Path
    ) {
        switch (element, path.up(1)) {
        case (.mark, .entry): entry.set(.mark, text)
        case (.mark, .transaction): transaction.set(.mark, text)
        case (.mark, .balance): balance.set(.mark, text)
        case (.reversal, .entry): entry.set(.reversal, text)
        case (.bankReference, .entry): entry.set(.reference, text)
        case (.bankReference, .references): transaction.set(.reference, text)
        case (.endToEndID, .references): transaction.set(.id, text)
        default: break  // the same word in another place
        }
    }

    private mutating func setCode(_ text: Span<UInt8>, _ path: ISO20022Path) {
        switch (path.up(0), path.up(1), path.up(2)) {
        case (.status, .entry, _), (.code, .status, .entry), (.proprietary, .status, .entry):
            entry.set(.status, text)
        case (.code, .reason, .returnInfo), (.proprietary, .reason, .returnInfo):
            transaction.set(.code, text)
            isReturn = true
        case (.code, .codeOrProprietary, .type), (.proprietary, .codeOrProprietary, .type):
            balance.set(.code, text)
        default: break  // a code of something else
        }
    }

    /// The transaction has a reason for which it came back.
    private var isReturn = false

    mutating func noteReturn() { isReturn = true }

    /// The domain's code lies three below its transaction or entry: `BkTxCd/Domn/Fmly/SubFmlyCd`.
    private mutating func setFamily(_ text: Span<UInt8>, _ path: ISO20022Path) {
        guard path.up(3) == .transactionCode else { return }
        switch path.up(4) {
        case .entry: entry.set(.subFamily, text)
        case .transaction: transaction.set(.subFamily, text)
        default: break  // nobody's that is looked at
        }
    }

    // MARK: - Records

    mutating func endTransaction(to chunk: inout RecordChunk) {
        batches.add(isOurs: isOurs)
        entrySums.add(transaction, of: entry, isOurs: isOurs)
        if transactions == 1 {
            awaits = true
        } else {
            append(to: &chunk)
        }
    }

    mutating func endEntry(to chunk: inout RecordChunk) {
        if awaits { takeAmountOfEntry() }
        release(to: &chunk)
        entrySums.end(entry)
        if transactions == 0 { others += 1 }
        batches.endEntry(isBarren: transactions == 0)
        sums.add(entry: entry)
        // What comes outside of an entry has nothing of the one before.
        entry.begin(line: entry.line)
        valueDate.begin(line: entry.line)
        transactions = 0
    }

    /// Of its only transaction. What came back is what was booked: the bank may have kept charges.
    private mutating func takeAmountOfEntry() {
        if transaction.has(.amount) {
            if entry.has(.amount), !transaction.hasSame(.amount, as: entry),
                transaction.hasSame(.currency, as: entry), isComingBack
            {
                transaction.replace(.amount, entry, .amount)
            }
            return
        }
        // What a return repeats of the order isn't what came back: the entry may say less.
        if !isComingBack { transaction.preferInstructed() }
        if transaction.has(.amount) { return }
        transaction.set(.amount, entry, .amount)
        transaction.set(.currency, entry, .currency)
    }

    private mutating func append(to chunk: inout RecordChunk) {
        defer { isReturn = false }
        guard isOurs else {
            others += 1
            return
        }
        entry.set(.date, valueDate, .date)
        let said = meaning
        let isBack = if case .failed = said { true } else { false }
        if isBack, !transaction.has(.amount) {
            entrySums.addReturnWithoutAmount()
        } else {
            transaction.preferInstructed()
        }
        // How much came back is compared as well, where it is said.
        let flags: RecordFlags = isBack && transaction.has(.amount) ? .statesAmount : []
        ISO20022Cells.append(transaction, entry, result: said, flags: flags, to: &chunk)
    }

    /// Of the texts that are joined of pieces.
    var longestInfo: Int { transaction[.info].count }

    /// Whether money that had left is booked as coming back.
    private var isComingBack: Bool {
        switch meaning {
        case .failed: true
        case .success, .pending, .said: false
        }
    }

    /// 14 digits that begin with our home's number: a wrong check digit is a record all the same, for somebody must look at it.
    private var isOurs: Bool {
        let id = transaction.bytes.span.extracting(transaction[.id].range)
        guard id.count == RefundID.length else { return false }
        for index in 0..<id.count where id[index].digit == nil { return false }
        for index in home.indices where id[index] != home[index] { return false }
        return true
    }

    private var meaning: ISO20022Cells.Result {
        // What is expected (FUTR, PDNG) or only told (INFO) has not moved yet. Any other word is nobody's to guess.
        guard entry.isWord(.status, "BOOK") else {
            let isWaiting =
                entry.isWord(.status, "PDNG") || entry.isWord(.status, "INFO")
                || entry.isWord(.status, "FUTR")
            return isWaiting ? .pending : .said(Array(entry.bytes[entry[.status].range]))
        }
        let marked = transaction.has(.mark) ? transaction : entry
        let isBack =
            isReturn || transaction.isWord(.subFamily, "RRTN") || entry.isWord(.subFamily, "RRTN")
        if marked.isWord(.mark, "CRDT") {
            return isBack ? .failed : .said(Array("CRDT without a sign of a return".utf8))
        }
        guard marked.isWord(.mark, "DBIT") else {
            return .said(Array("BOOK, and neither DBIT nor CRDT".utf8))
        }
        let isReversal = entry.isWord(.reversal, "true") || entry.isWord(.reversal, "1")
        return isBack || isReversal ? .said(Array("DBIT with a sign of a return".utf8)) : .success
    }
}
