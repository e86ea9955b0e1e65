import Bytes
import Refunds
import Rules

/// Goes through a message's events: knows which message it is, and hands its elements to what makes records of them.
struct ISO20022Walk {
    private(set) var directives = Directives()
    private(set) var refusal: FileRefusal?
    private(set) var message: String?
    private(set) var isMessage = false
    private(set) var isVariant = false

    private let homeNumber: Int
    private let limits: ReadingLimits
    private let refunds: (Int) throws -> SentRefunds?
    private let elements = ISO20022Element.all
    private var path = ISO20022Path()
    private var status: PaymentStatusReport
    private var report: AccountReport
    private var kind = Kind.none
    private var hasAsked = false
    /// OrgnlGrpInfAndSts of a pain.002 so far.
    private var groups = 0
    /// The root, and the line of the Document: that of the root until another one begins.
    private(set) var rootName = ""
    private var rootLine = 1
    /// Whether the root is another element, that may hold a Document somewhere; kept, for every event is asked.
    private(set) var isEnvelope = false
    /// Documents of the envelope so far.
    private var documents = 0
    private var oddNotes: [BilingualText] = []

    private enum Kind { case none, status, report }

    init(
        _ settings: ISO20022Settings, homeNumber: Int, limits: ReadingLimits,
        refunds: @escaping (Int) throws -> SentRefunds?
    ) {
        self.homeNumber = homeNumber
        self.limits = limits
        self.refunds = refunds
        status = PaymentStatusReport(settings)
        report = AccountReport(homeNumber: homeNumber)
    }

    /// Transactions, and entries without one, that are no records.
    var others: Int { report.others }

    var notes: [BilingualText] {
        var notes = oddNotes + status.faults + report.faults
        if let note = report.batches.note { notes.append(note) }
        let count = others - report.batches.leftOut
        if count > 0 {
            let are = count == 1 ? "1 transaction is" : "\(count) transactions are"
            notes.append(
                BilingualText(
                    "\(are) about something else, without an EndToEndId of this home: left out",
                    "\(count) 笔与本主目录的退款无关（没有本方的 EndToEndId）：已略过"))
        }
        return notes.map(\.withoutCardNumbers)
    }

    mutating func begin(_ root: XMLDocumentRoot) {
        rootName = root.name
        rootLine = root.line
        isEnvelope = root.name != ISO20022Element.document
        if !isEnvelope { beginDocument(root.namespace, line: root.line) }
    }

    private mutating func beginDocument(_ namespace: String, line: Int) {
        isMessage = true
        guard let name = ISO20022MessageName(namespace: namespace) else {
            oddNotes.append(
                BilingualText(
                    "the namespace (\(namespace.isEmpty ? "none" : namespace)) names no message: it was read by its elements",
                    "命名空间（\(namespace.isEmpty ? "无" : namespace)）未指明报文：已按元素读取"))
            return
        }
        message = name.text
        isVariant = namespace != ISO20022MessageName.standardNamespace(name.text)
        guard ["pain.002", "camt.054", "camt.053"].contains(name.kind) else {
            let title = name.title
            refusal = FileRefusal(
                .incomplete, line: line,
                "this is \(name.text)\(title.map { ", \($0.english)" } ?? ""): bring in the bank's pain.002, camt.054 or camt.053",
                "这是 \(name.text)\(title.map { "（\($0.chinese)）" } ?? "")：请导入银行的 pain.002、camt.054 或 camt.053")
            return
        }
        if !name.isKnown {
            oddNotes.append(
                BilingualText(
                    "\(name.text) is read as the versions of \(name.kind) that are known: check what came of it",
                    "\(name.text) 按已知的 \(name.kind) 版本读取：请核对结果"))
        }
    }

    // MARK: - Elements

    mutating func take(_ events: XMLEvents, into chunk: inout RecordChunk) throws {
        let bytes = events.bytes.span
        for event in events.events {
            let text = bytes.extracting(event.text)
            if isEnvelope, !isOfDocument(event, text) { continue }
            switch event.kind {
            case .start:
                let element = elements.indices.contains(event.name) ? elements[event.name] : nil
                path.push(element)
                if let element { start(element, event.line, &chunk) }
            case .attribute:
                switch kind {
                case .none: break
                case .status: status.attribute(text, path)
                case .report: report.attribute(text, path)
                }
            case .end:
                if path.up(0) != nil { try end(text, event.line, &chunk) }
                path.pop()
            }
        }
    }

    /// Whether an event of an envelope is one of the message in it. Its Document is passed over: its namespace says which message it is.
    private mutating func isOfDocument(_ event: XMLEvents.Event, _ text: Span<UInt8>) -> Bool {
        if path.depth > 0 {
            guard event.kind == .attribute, event.name == XMLEvents.namespace else { return true }
            if path.depth == 1 { beginDocument(ISO20022Texts.plain(text), line: event.line) }
            return false
        }
        guard event.kind == .start, event.name == elements.count else { return false }
        documents += 1
        if documents == 1 {
            rootLine = event.line
            path.push(nil)
            oddNotes.append(
                BilingualText(
                    "the message stands in an envelope, <\(rootName)>: nothing else of it was read",
                    "报文位于信封 <\(rootName)> 之内：信封的其他内容未读取"))
        } else {
            refusal =
                refusal
                ?? FileRefusal(
                    .incomplete, line: event.line,
                    "a second Document stands in the envelope <\(rootName)>: nothing was taken, bring in each Document as a file of its own",
                    "信封 <\(rootName)> 中有第二个 Document：未作任何处理，请将每个 Document 作为单独的文件导入")
        }
        return false
    }

    /// Appends records of what the document speaks of without listing it. False when there are no more.
    mutating func appendUnlisted(to chunk: inout RecordChunk, atMost: Int) -> Bool {
        status.appendUnlisted(homeNumber: homeNumber, to: &chunk, atMost: atMost)
    }

    private mutating func start(_ element: ISO20022Element, _ line: Int, _ chunk: inout RecordChunk) {
        if path.depth == 2 { choose(element, line) }
        switch kind {
        case .none: break
        case .status:
            if element == .originalGroup {
                groups += 1
                if groups > 1 { refuseSecond(element, line) }
            }
            status.start(element, line: line)
            if status.contradictsItself { refuseSecond(element, line) }
        case .report:
            switch element {
            case .transaction: report.startTransaction(line: line, to: &chunk)
            case .returnInfo: if path.up(1) == .transaction { report.noteReturn() }
            default: report.start(element, line: line, to: &chunk)  // begins of what holds others
            }
        }
    }

    private mutating func choose(_ element: ISO20022Element, _ line: Int) {
        guard refusal == nil else { return }
        switch element {
        case .statusReport:
            guard kind == .none else { return refuseSecond(element, line) }
            kind = .status
        case .notification, .statement: kind = .report
        default: return  // finish says that there was no message
        }
        guard let message, !message.hasPrefix(element.messageKind) else { return }
        kind = .none
        refusal = FileRefusal(
            .incomplete, line: line,
            "the namespace is that of \(message), and the message is <\(element.rawValue)>: get the file as the bank wrote it",
            "命名空间属于 \(message)，报文却是 <\(element.rawValue)>：请获取银行的原始文件")
    }

    private mutating func refuseSecond(_ element: ISO20022Element, _ line: Int) {
        refusal =
            refusal
            ?? FileRefusal(
                .incomplete, line: line,
                "a second <\(element.rawValue)> stands beside the first: nothing was taken, ask the bank which of them holds, or bring in each answer as "
                    + "a file of its own",
                "有第二个 <\(element.rawValue)>：未作任何处理，请向银行核实以哪个为准，或将每个答复作为单独的文件导入")
    }

    private mutating func end(_ text: Span<UInt8>, _ line: Int, _ chunk: inout RecordChunk) throws {
        switch kind {
        case .none: break
        case .status:
            status.end(text, path, line: line)
            switch path.up(0) {
            case .additionalInfo: try demandShort(status.longestInfo, line)
            case .originalMessageID: nameSubmission()
            case .transactionStatus:
                if status.needsAmount { try askForRefunds() }
                status.append(homeNumber: homeNumber, to: &chunk)
            default: break  // no record ends here
            }
        case .report:
            report.end(text, path)
            switch path.up(0) {
            case .additionalInfo: try demandShort(report.longestInfo, line)
            case .transaction: report.endTransaction(to: &chunk)
            case .entry: report.endEntry(to: &chunk)
            default: break  // no record ends here
            }
        }
    }

    /// Pieces that are joined are one field.
    private func demandShort(_ info: Int, _ line: Int) throws {
        guard info > limits.fieldBytes else { return }
        throw limits.fieldTooLong(line: line, column: nil)
    }

    /// The message is the answer to a submission: it is named as a native file names it.
    private mutating func nameSubmission() {
        // Without it finish refuses the file.
        if status.originalMessage.isEmpty { return }
        let line = status.originalMessageLine
        guard
            let id = ISO20022Number.submission(ofMessage: status.originalMessage, homeNumber: homeNumber)
        else {
            refusal =
                refusal
                ?? FileRefusal(
                    .submissionUnknown, line: line,
                    "OrgnlMsgId is \(status.originalMessage), which is no message of this home: bring the answer to the home that sent it",
                    "OrgnlMsgId 为 \(status.originalMessage)，不是本主目录发出的报文：请交由发出该报文的主目录处理")
            return
        }
        directives.add("submission_id", String(id), line: line, layout: .results)
        status.answers(
            submission: id, payment: ISO20022Number.payment(ofSubmission: id, homeNumber: homeNumber))
    }

    private mutating func askForRefunds() throws {
        guard !hasAsked, refusal == nil else { return }
        hasAsked = true
        guard
            let id = ISO20022Number.submission(ofMessage: status.originalMessage, homeNumber: homeNumber)
        else { return }
        status.take(try refunds(id))
    }

    mutating func finish(_ chunk: inout RecordChunk) throws {
        if !isMessage {
            refusal = FileRefusal(
                .incomplete, line: rootLine,
                "the root element is <\(rootName)>, not <Document>: this is no message of ISO 20022, bring in the bank's file as it came",
                "根元素是 <\(rootName)>，不是 <Document>：不是 ISO 20022 报文，请导入银行的原始文件")
        }
        switch kind {
        case .none:
            refusal =
                refusal
                ?? FileRefusal(
                    .incomplete, line: rootLine,
                    "the document holds no message, CstmrPmtStsRpt, BkToCstmrDbtCdtNtfctn or BkToCstmrStmt: ask the bank for the whole file",
                    "文档中没有报文（CstmrPmtStsRpt、BkToCstmrDbtCdtNtfctn 或 BkToCstmrStmt）：请向银行索取完整文件")
        case .status:
            if status.originalMessage.isEmpty, refusal == nil {
                refusal = FileRefusal(
                    .incomplete, line: rootLine,
                    "OrgnlMsgId is missing: ask the bank for a report that says which message of ours it answers",
                    "缺少 OrgnlMsgId：请向银行索取注明所答复报文的报告")
            }
            if status.saysOfAll { try askForRefunds() }
        case .report: report.release(to: &chunk)
        }
    }
}
