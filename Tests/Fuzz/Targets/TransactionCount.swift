import Bytes

/// How many transactions stand in a message of ISO 20022, wherever they stand in it: counted by the elements' names alone.
struct TransactionCount {
    private(set) var transactions = 0
    /// Entries without a transaction: they are told of as others.
    private(set) var barren = 0
    /// Whether a pain.002 is among it, which speaks of what it doesn't list too.
    private(set) var hasReport = false

    private enum Name: String, CaseIterable {
        case report = "CstmrPmtStsRpt"
        case notification = "BkToCstmrDbtCdtNtfctn"
        case statement = "BkToCstmrStmt"
        case status = "TxInfAndSts"
        case details = "TxDtls"
        case entry = "Ntry"
        case document = "Document"
    }

    /// How deep the Document's children stand: it is the root, or the first of this name in an envelope.
    private var top: Int?
    private var isInside = false

    private var message: Name?
    private var depth = 0
    private var ofEntry = 0

    init(_ path: String, _ survey: Survey, _ limits: ReadingLimits) throws {
        let reader = try XMLParsedEvents(
            source: try TextSource(path: path, survey: survey, limits: limits),
            names: Name.allCases.map(\.rawValue), attributes: [], limits: limits)
        if try reader.start().name == Name.document.rawValue { (top, isInside) = (2, true) }
        var events = XMLEvents()
        var goesOn = true
        while goesOn {
            goesOn = try reader.read(into: &events)
            for event in events.events {
                let name = event.name < 0 ? nil : Name.allCases[event.name]
                switch event.kind {
                case .attribute: continue
                case .start:
                    depth += 1
                    start(name)
                case .end:
                    end(name)
                    depth -= 1
                    if depth == (top ?? 0) - 2 { isInside = false }
                }
            }
        }
    }

    private mutating func start(_ name: Name?) {
        if top == nil, name == .document { (top, isInside) = (depth + 1, true) }
        guard isInside else { return }
        switch name {
        case .report, .notification, .statement:
            guard depth == top else { return }
            message = name
            hasReport = hasReport || name == .report
        case .entry: ofEntry = 0
        case .details: ofEntry += 1
        case .status, .document, nil: break
        }
    }

    private mutating func end(_ name: Name?) {
        guard isInside, let message else { return }
        switch name {
        case .status: transactions += message == .report ? 1 : 0
        case .details: transactions += message == .report ? 0 : 1
        case .entry: barren += message != .report && ofEntry == 0 ? 1 : 0
        case .report, .notification, .statement, .document, nil: break
        }
    }
}
