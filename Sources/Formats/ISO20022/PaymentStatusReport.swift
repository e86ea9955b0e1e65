import Bytes
import Refunds
import Rules

/// What a pain.002 says, element by element (`bank-formats.md`, iso20022): transactions as they are listed, and of those that aren't what group and payment
/// say of all that lies beneath them.
struct PaymentStatusReport {
    private let settings: ISO20022Settings
    /// The message's own moment.
    private var head = ISO20022Texts()
    private var group = ISO20022Texts()
    private var payment = ISO20022Texts()
    private var transaction = ISO20022Texts()
    private(set) var originalMessage = ""
    private(set) var originalMessageLine = 0
    /// The submission that the message answers, and the PmtInfId of its one payment.
    private var answered: (submission: Int, payment: String)?
    /// What the payment that is being read calls itself; empty where it says nothing of it.
    private var paymentID = ""
    private var paymentIDLine = 0
    private var strangers: [BilingualText] = []
    private var originalCount: Int?
    /// The submission's refunds, once they are asked for.
    private var sent: SentRefunds?
    private var listed: [Bool] = []
    /// Listed before they were asked for, and on which line as rejected: 0 where they aren't.
    private var seen: [(serial: Int64, rejectedOn: Int)] = []
    /// The line of the first rejection that is none of the submission's refunds: one of those that aren't listed is meant by it.
    private var strayRejection: Int?
    /// Whether a transaction is listed as rejected, or as not accepted yet: that is what PART says of some.
    private var listsTrouble = false
    private var place = 0
    /// The status that all payments of the message have; nil where there is none, or where they differ.
    private var common: ISO20022Texts?
    private var payments = 0
    private var differ = false
    /// Whether a payment is rejected that lists nothing, so that all beneath it is.
    private var hasBareRejection = false
    private var listedInPayment = 0
    private var groupCounts = StatusCounts()
    private var paymentCounts = StatusCounts()
    private var countFaults: [BilingualText] = []
    private var hidesTrouble = false
    /// How often the transaction says its status, and which refund it is about.
    private var states = 0
    private var names = 0
    /// How often the group, or the payment, says its status.
    private var levelStates = 0

    /// Whether a group or a payment says two things of itself.
    var contradictsItself: Bool { levelStates > 1 }

    init(_ settings: ISO20022Settings) { self.settings = settings }

    // MARK: - Elements

    mutating func start(_ element: ISO20022Element, line: Int) {
        switch element {
        case .originalGroup:
            group.begin(line: line)
            levelStates = 0
        case .originalPayment:
            payment.begin(line: line)
            paymentID = ""
            paymentCounts = StatusCounts()
            listedInPayment = 0
            levelStates = 0
        case .groupStatus, .paymentStatus: levelStates += 1
        case .transactionStatus:
            transaction.begin(line: line)
            states = 0
            names = 0
        case .transactionState: states += 1
        case .originalEndToEndID: names += 1
        default: break  // of the others only the texts count
        }
    }

    mutating func attribute(_ text: Span<UInt8>, _ path: ISO20022Path) {
        if path.up(0) == .instructedAmount, isInTransaction(path) { transaction.set(.currency, text) }
    }

    mutating func end(_ text: Span<UInt8>, _ path: ISO20022Path, line: Int) {
        guard let element = path.up(0) else { return }
        switch element {
        case .createdAt where path.up(1) == .groupHeader: head.set(.date, text)
        case .originalMessageID where path.up(1) == .originalGroup:
            originalMessage = ISO20022Texts.plain(text)
            originalMessageLine = line
        case .originalCount where path.up(1) == .originalGroup || originalCount == nil:
            originalCount = Int(ISO20022Texts.plain(text))
        case .detailedCount, .detailedStatus:
            let word = ISO20022Texts.plain(text)
            counts(path) { counts in
                if element == .detailedCount { counts.count = Int(word) } else { counts.status = word }
            }
        case .statusCount: counts(path, up: 1) { $0.keep() }
        case .originalPaymentID where path.up(1) == .originalPayment && paymentID.isEmpty:
            paymentID = ISO20022Texts.plain(text)
            paymentIDLine = line
        case .originalPayment: endPayment()
        case .groupStatus:
            group.set(.status, text)
            if group.has(.status) { group.line = line }
        case .paymentStatus:
            payment.set(.status, text)
            if payment.has(.status) { payment.line = line }
        case .transactionState: transaction.set(.status, text)
        case .originalEndToEndID: transaction.set(.id, text)
        case .bankReference: if isInTransaction(path) { transaction.set(.reference, text) }
        case .acceptedAt: transaction.set(.date, text)
        case .instructedAmount: if isInTransaction(path) { transaction.set(.amount, text) }
        case .code, .proprietary: setCode(text, path)
        case .additionalInfo: join(text, path)
        default: break  // nothing that is looked at here
        }
    }

    private mutating func counts(
        _ path: ISO20022Path, up levels: Int = 2, _ change: (inout StatusCounts) -> Void
    ) {
        switch path.up(levels) {
        case .originalGroup: change(&groupCounts)
        case .originalPayment: change(&paymentCounts)
        default: break  // counts of something else
        }
    }

    /// Our submissions are one payment each: where a bank speaks of several that differ, none of them speaks for all.
    private mutating func endPayment() {
        if isStranger {
            noteStranger()
        } else {
            payments += 1
            if payment.text(.status) == "RJCT", listedInPayment == 0 { hasBareRejection = true }
            if payments == 1, payment.has(.status) { common = payment }
            if payments > 1, payment.text(.status) != common?.text(.status) ?? "" { differ = true }
        }
        check(paymentCounts, payment)
        // What comes outside of a payment has nothing of the one before.
        payment.begin(line: payment.line)
        paymentCounts = StatusCounts()
    }

    mutating func answers(submission: Int, payment: String) { answered = (submission, payment) }

    /// Whether the payment is one that was never sent in the submission: it speaks for what it lists, and for nothing else.
    private var isStranger: Bool {
        !paymentID.isEmpty && paymentID != "NOTPROVIDED" && paymentID != answered?.payment
    }

    private mutating func noteStranger() {
        // What it meant may have been ours: nothing that isn't listed is paid for certain.
        hidesTrouble = true
        guard strangers.count < 64 else { return }
        let name = Printable.text(String(paymentID.prefix(70)))
        let ours = answered.map {
            BilingualText("submission \($0.submission)", "提交 \($0.submission)")
        }
        let whole = ours ?? BilingualText("the message that is answered", "所答复的报文")
        strangers.append(
            BilingualText(
                "line \(paymentIDLine): payment \(name) is not one of \(whole.english): nothing that stands above its transactions was taken for all its "
                    + "refunds, only what it lists counts; ask the bank which payment it means",
                "第 \(paymentIDLine) 行：付款 \(name) 不属于\(whole.chinese)：其状态未用于全部退款，只处理其列出的交易；请向银行核实所指付款"))
    }

    private mutating func check(_ counts: StatusCounts, _ level: ISO20022Texts) {
        hidesTrouble = hidesTrouble || counts.hidesTrouble
        if countFaults.count < 64 {
            countFaults += counts.faults(under: level.text(.status), line: level.line)
        }
    }

    private mutating func setCode(_ text: Span<UInt8>, _ path: ISO20022Path) {
        if path.up(1) == .transactionState { return transaction.set(.status, text) }
        guard path.up(1) == .reason, path.up(2) == .reasonInfo else { return }
        switch path.up(3) {
        case .transactionStatus: transaction.set(.code, text)
        case .originalPayment: payment.set(.code, text)
        case .originalGroup: group.set(.code, text)
        default: break  // a reason of something else
        }
    }

    private mutating func join(_ text: Span<UInt8>, _ path: ISO20022Path) {
        guard path.up(1) == .reasonInfo else { return }
        switch path.up(2) {
        case .transactionStatus: transaction.join(.info, text)
        case .originalPayment: payment.join(.info, text)
        case .originalGroup: group.join(.info, text)
        default: break  // a reason of something else
        }
    }

    /// Of the texts that are joined of pieces.
    var longestInfo: Int { max(group[.info].count, payment[.info].count, transaction[.info].count) }

    private func isInTransaction(_ path: ISO20022Path) -> Bool {
        (1..<path.depth).contains { path.up($0) == .transactionStatus }
    }

    // MARK: - Records

    /// The status that stands above the transactions: the payment's, else the group's.
    private var above: ISO20022Texts? {
        payment.has(.status) ? payment : group.has(.status) ? group : nil
    }

    /// The status that speaks for what isn't listed: a rejected group's before any other, for it rejects all beneath.
    private var aboveAll: ISO20022Texts? {
        if group.text(.status) == "RJCT" { return group }
        if let common, !differ { return common }
        return group.has(.status) ? group : nil
    }

    /// Whether something is said of refunds that may not be listed, so that all must be known.
    var saysOfAll: Bool { aboveAll != nil }

    /// Whether the transaction that has been read is paid, and doesn't say how much.
    var needsAmount: Bool {
        guard sent == nil, !transaction.has(.amount), case .success = meaningOfListed else { return false }
        return true
    }

    private var meaningOfListed: ISO20022Cells.Result {
        let level = transaction.has(.status) ? transaction : above ?? transaction
        let said = meaning(of: level)
        guard case .success = said, isRejectedAbove else { return said }
        // All beneath a rejection is rejected: what is paid all the same is nobody's to guess.
        return .said(level.bytes[level[.status].range] + Array(" under RJCT".utf8))
    }

    private var isRejectedAbove: Bool {
        group.text(.status) == "RJCT" || !isStranger && payment.text(.status) == "RJCT"
    }

    mutating func take(_ refunds: SentRefunds?) {
        sent = refunds
        listed = Array(repeating: false, count: refunds?.serials.count ?? 0)
        for (serial, line) in seen {
            if let index = index(of: serial) {
                listed[index] = true
            } else if line > 0 {
                hidesTrouble = true
                strayRejection = strayRejection ?? line
            }
        }
        seen = []
    }

    /// A listed transaction has ended.
    mutating func append(homeNumber: Int, to chunk: inout RecordChunk) {
        let serial = RefundID.serial(
            of: transaction.bytes.span.extracting(transaction[.id].range), home: homeNumber)
        let known = serial.flatMap(index(of:))
        let meaning = meaningOfListed
        note(meaning, serial, known)
        if case .success = meaning, !transaction.has(.amount), let known { setAmount(known) }
        listedInPayment += 1
        groupCounts.add(transaction)
        paymentCounts.add(transaction)
        transaction.set(.date, head, .date)
        // Without a word of its own it is listed as one of all that are rejected.
        var flags: RecordFlags = transaction.has(.status) ? [] : .saidOfAll
        if states > 1 || names > 1 {
            flags.insert(.repeatedField)
            // Which of the two is meant nobody can tell, nor what becomes of the other.
            hidesTrouble = true
        }
        if case .failed = meaning, let above {
            ISO20022Cells.append(transaction, reasons(above), result: meaning, flags: flags, to: &chunk)
        } else {
            ISO20022Cells.append(transaction, nil, result: meaning, flags: flags, to: &chunk)
        }
    }

    /// What a listed transaction means for those that aren't listed.
    private mutating func note(_ meaning: ISO20022Cells.Result, _ serial: Int64?, _ known: Int?) {
        let isRejected =
            switch meaning {
            case .failed: true
            case .success, .pending, .said: false
            }
        let level = transaction.has(.status) ? transaction : above ?? transaction
        listsTrouble =
            listsTrouble || isRejected || level.isWord(.status, "PDNG") || level.isWord(.status, "RCVD")
        if let known {
            listed[known] = true
        } else if let serial, sent == nil {
            seen.append((serial, isRejected ? transaction.line : 0))
        } else if isRejected {
            hidesTrouble = true
            strayRejection = strayRejection ?? transaction.line
        }
    }

    /// A rejected payment's reason may stand at the group alone.
    private func reasons(_ level: ISO20022Texts) -> ISO20022Texts {
        level.has(.code) || level.has(.info) ? level : group
    }

    private mutating func setAmount(_ index: Int) {
        guard let sent else { return }
        var text: [UInt8] = []
        Money.append(minor: sent.amounts[index], exponent: sent.exponent, to: &text)
        transaction.set(.amount, text.span)
        transaction.set(.currency, sent.currency.bytes.span)
    }

    private func index(of serial: Int64) -> Int? {
        guard let sent else { return nil }
        var (low, high) = (0, sent.serials.count)
        while low < high {
            let middle = (low + high) / 2
            if sent.serials[middle] < serial { low = middle + 1 } else { high = middle }
        }
        return low < sent.serials.count && sent.serials[low] == serial ? low : nil
    }

    /// Taken, checked, on its way: nothing of it is final. RV and RC words are checks of the creditor's name.
    private static let accepted = [
        "ACTC", "ACCP", "ACSP", "ACWC", "ACWP", "ACFC", "ACFW", "ACPD", "ACPT", "PATC", "PDNG", "PRES",
        "RCVD",
        "RCVC", "RVCM", "RVMC", "RVNA", "RVNC", "RVNM",
    ]

    private func meaning(of texts: ISO20022Texts) -> ISO20022Cells.Result {
        let status = texts.text(.status)
        if status == "RJCT" { return .failed }
        if Self.accepted.contains(status) { return .pending }
        guard let paid = ISO20022Settings.PaidStatus(rawValue: status) else {
            return .said(Array(status.utf8))
        }
        return settings.paid.contains(paid) ? .success : .pending
    }

    /// What an unlisted transaction means; nil where nothing is said of it.
    private var meaningOfUnlisted: ISO20022Cells.Result? {
        guard let above = aboveAll else { return nil }
        let said: ISO20022Cells.Result
        if above.text(.status) == "PART" {
            switch settings.unlisted {
            case .pending: said = .pending
            case .success: said = .success
            }
        } else {
            said = meaning(of: above)
        }
        guard case .success = said else { return said }
        // Where the bank counts rejected ones that it doesn't list, rejects what can't be told, or got fewer, any unlisted one may be among them.
        let isDoubtful =
            hidesTrouble || groupCounts.hidesTrouble || isCountedOtherwise || isPartWithoutTrouble
            // One payment of ours that is rejected as a whole, and not rejected: somebody must ask.
            || differ && hasBareRejection
        return isDoubtful ? .pending : .success
    }

    /// Whether some are said not to be accepted, and none is listed as such.
    private var isPartWithoutTrouble: Bool { aboveAll?.text(.status) == "PART" && !listsTrouble }

    /// Whether the bank speaks of more or fewer transactions than the submission has.
    private var isCountedOtherwise: Bool {
        guard let originalCount, let sent else { return false }
        return sent.serials.count != originalCount
    }

    /// Appends records of what isn't listed. False when there are no more.
    mutating func appendUnlisted(homeNumber: Int, to chunk: inout RecordChunk, atMost: Int) -> Bool {
        guard let result = meaningOfUnlisted, let sent, let above = aboveAll else { return false }
        if case .said = result {
            // A status that nobody knows is told once, not for each refund.
            guard place == 0 else { return false }
            place = sent.serials.count
            ISO20022Cells.append(above, nil, result: result, to: &chunk)
            return false
        }
        var count = 0
        while place < sent.serials.count {
            if count == atMost || chunk.bytes.count > ISO20022ResultFile.mostBytes { return true }
            if !listed[place] {
                appendUnlisted(place, result, above, homeNumber, to: &chunk)
                count += 1
            }
            place += 1
        }
        return false
    }

    private mutating func appendUnlisted(
        _ index: Int, _ result: ISO20022Cells.Result, _ above: ISO20022Texts, _ homeNumber: Int,
        to chunk: inout RecordChunk
    ) {
        guard let sent else { return }
        transaction.begin(line: above.line)
        var id: [UInt8] = []
        RefundID.append(home: homeNumber, serial: sent.serials[index], to: &id)
        transaction.set(.id, id.span)
        if case .success = result { setAmount(index) }
        transaction.set(.date, head, .date)
        if case .failed = result {
            ISO20022Cells.append(
                transaction, reasons(above), result: result, flags: .saidOfAll, to: &chunk)
        } else {
            ISO20022Cells.append(transaction, nil, result: result, flags: .saidOfAll, to: &chunk)
        }
    }

    var faults: [BilingualText] {
        // Under a rejected group all is rejected, whichever payment is meant.
        var faults = group.text(.status) == "RJCT" ? [] : strangers
        faults += countFaults + groupCounts.faults(under: group.text(.status), line: group.line)
        if let line = strayRejection {
            faults.append(
                BilingualText(
                    "line \(line): a rejected transaction is none of the submission's refunds: nothing that isn't listed was taken as paid, ask the "
                        + "bank which refund it means",
                    "第 \(line) 行：被拒绝的交易不是该提交中的退款：未列出的退款均未视为已付，请向银行核实所指退款"))
        }
        if settings.unlisted == .success, isPartWithoutTrouble, sent != nil {
            faults.append(
                BilingualText(
                    "line \(aboveAll?.line ?? 0): accepted in part, and none is listed as rejected: nothing that isn't listed was taken as paid, ask "
                        + "the bank for the rejected ones",
                    "第 \(aboveAll?.line ?? 0) 行：部分接受，但未列出被拒绝的交易：未列出的退款均未视为已付，请向银行索取被拒绝的交易"))
        }
        if differ {
            faults.append(
                BilingualText(
                    "the payments of the message have different statuses: only the group's status counts for refunds that aren't listed",
                    "报文中各付款的状态不同：未列出的退款只按组状态处理"))
        }
        guard let originalCount, let sent, sent.serials.count != originalCount else { return faults }
        faults.append(
            BilingualText(
                "the bank speaks of \(originalCount) transactions, the submission has \(sent.serials.count): ask what it got",
                "银行称收到 \(originalCount) 笔，提交文件中有 \(sent.serials.count) 笔：请向银行核实"))
        return faults
    }
}
