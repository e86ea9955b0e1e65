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
    private var originalCount: Int?
    /// The submission's refunds, once they are asked for.
    private var sent: SentRefunds?
    private var listed: [Bool] = []
    private var place = 0

    init(_ settings: ISO20022Settings) { self.settings = settings }

    // MARK: - Elements

    mutating func start(_ element: ISO20022Element, line: Int) {
        switch element {
        case .originalGroup: group.begin(line: line)
        case .originalPayment: payment.begin(line: line)
        case .transactionStatus: transaction.begin(line: line)
        default: break  // of the others only the texts count
        }
    }

    mutating func attribute(_ text: ArraySlice<UInt8>, _ path: ISO20022Path) {
        if path.up(0) == .instructedAmount, isInTransaction(path) { transaction.set(.currency, text) }
    }

    mutating func end(_ text: ArraySlice<UInt8>, _ path: ISO20022Path, line: Int) {
        guard let element = path.up(0) else { return }
        switch element {
        case .createdAt where path.up(1) == .groupHeader: head.set(.date, text)
        case .originalMessageID where path.up(1) == .originalGroup:
            originalMessage = Self.plain(text)
            originalMessageLine = line
        case .originalCount where path.up(1) == .originalGroup: originalCount = Int(Self.plain(text))
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

    private mutating func setCode(_ text: ArraySlice<UInt8>, _ path: ISO20022Path) {
        if path.up(1) == .transactionState { return transaction.set(.status, text) }
        guard path.up(1) == .reason, path.up(2) == .reasonInfo else { return }
        switch path.up(3) {
        case .transactionStatus: transaction.set(.code, text)
        case .originalPayment: payment.set(.code, text)
        case .originalGroup: group.set(.code, text)
        default: break  // a reason of something else
        }
    }

    private mutating func join(_ text: ArraySlice<UInt8>, _ path: ISO20022Path) {
        guard path.up(1) == .reasonInfo else { return }
        switch path.up(2) {
        case .transactionStatus: transaction.join(.info, text)
        case .originalPayment: payment.join(.info, text)
        case .originalGroup: group.join(.info, text)
        default: break  // a reason of something else
        }
    }

    private func isInTransaction(_ path: ISO20022Path) -> Bool {
        (1..<path.depth).contains { path.up($0) == .transactionStatus }
    }

    private static func plain(_ text: ArraySlice<UInt8>) -> String {
        let bytes = Array(text)
        return bytes.text(
            FieldText.trimmed(
                bytes.span, FieldText.withoutLineBreaks(bytes.span, ByteRange(0, bytes.count))))
    }

    // MARK: - Records

    /// The status that stands above the transactions: the payment's, else the group's.
    private var above: ISO20022Texts? {
        payment.has(.status) ? payment : group.has(.status) ? group : nil
    }

    /// Whether the refunds of the submission must be known to say what the message means.
    var asksForRefunds: Bool { above != nil || !settings.paid.isEmpty }

    mutating func take(_ refunds: SentRefunds?) {
        sent = refunds
        listed = Array(repeating: false, count: refunds?.serials.count ?? 0)
    }

    /// A listed transaction has ended.
    mutating func append(homeNumber: Int, to chunk: inout RecordChunk) {
        let serial = RefundID.serial(
            of: transaction.bytes.span.extracting(transaction[.id].range), home: homeNumber)
        let known = serial.flatMap(index(of:))
        if let known { listed[known] = true }
        var meaning = meaning(of: transaction)
        if !transaction.has(.status), let above { meaning = self.meaning(of: above) }
        if case .success = meaning, !transaction.has(.amount), let known { setAmount(known) }
        var outer = above ?? head
        if !outer.has(.date) { outer.set(.date, head.bytes[head[.date].range]) }
        if case .failed = meaning {} else { outer = head }
        ISO20022Cells.append(transaction, outer, result: meaning, to: &chunk)
    }

    private mutating func setAmount(_ index: Int) {
        guard let sent else { return }
        var text: [UInt8] = []
        Money.append(minor: sent.amounts[index], exponent: sent.exponent, to: &text)
        transaction.set(.amount, text[...])
        transaction.set(.currency, sent.currency.bytes[...])
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

    private static let accepted = [
        "ACTC", "ACCP", "ACSP", "ACWC", "ACWP", "ACFC", "ACPT", "PDNG", "RCVD", "PATC",
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
        guard let above else { return nil }
        guard above.text(.status) == "PART" else { return meaning(of: above) }
        switch settings.unlisted {
        case .pending: return .pending
        case .success: return .success
        }
    }

    /// Appends records of what isn't listed. False when there are no more.
    mutating func appendUnlisted(homeNumber: Int, to chunk: inout RecordChunk, atMost: Int) -> Bool {
        guard let result = meaningOfUnlisted, let sent, let above else { return false }
        if case .said = result {
            // A status that nobody knows is told once, not for each refund.
            guard place == 0 else { return false }
            place = sent.serials.count
            ISO20022Cells.append(above, head, result: result, to: &chunk)
            return false
        }
        var count = 0
        while place < sent.serials.count {
            if count == atMost { return true }
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
        transaction.set(.id, id[...])
        if case .success = result { setAmount(index) }
        transaction.set(.date, head.bytes[head[.date].range])
        if case .failed = result {
            ISO20022Cells.append(transaction, above, result: result, to: &chunk)
        } else {
            ISO20022Cells.append(transaction, nil, result: result, to: &chunk)
        }
    }

    var faults: [BilingualText] {
        guard let originalCount, let sent, sent.serials.count != originalCount else { return [] }
        return [
            BilingualText(
                "the bank speaks of \(originalCount) transactions, the submission has \(sent.serials.count): ask what it got",
                "银行称收到 \(originalCount) 笔，提交文件中有 \(sent.serials.count) 笔：请向银行核实")
        ]
    }
}
