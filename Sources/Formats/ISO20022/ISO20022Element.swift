/// The elements that are looked at, by their local names: one list for all messages, for names mean the same in all of them.
enum ISO20022Element: String, CaseIterable, Sendable {
    // Messages.
    case statusReport = "CstmrPmtStsRpt"
    case notification = "BkToCstmrDbtCdtNtfctn"
    case statement = "BkToCstmrStmt"
    // Heads.
    case groupHeader = "GrpHdr"
    case createdAt = "CreDtTm"
    case id = "Id"
    // pain.002.
    case originalGroup = "OrgnlGrpInfAndSts"
    case originalMessageID = "OrgnlMsgId"
    case originalCount = "OrgnlNbOfTxs"
    case groupStatus = "GrpSts"
    case statusCount = "NbOfTxsPerSts"
    case detailedCount = "DtldNbOfTxs"
    case detailedStatus = "DtldSts"
    case originalPayment = "OrgnlPmtInfAndSts"
    case originalPaymentID = "OrgnlPmtInfId"
    case paymentStatus = "PmtInfSts"
    case transactionStatus = "TxInfAndSts"
    case originalEndToEndID = "OrgnlEndToEndId"
    case transactionState = "TxSts"
    case reasonInfo = "StsRsnInf"
    case reason = "Rsn"
    case additionalInfo = "AddtlInf"
    case acceptedAt = "AccptncDtTm"
    case originalReference = "OrgnlTxRef"
    // camt.053 and camt.054.
    case statementBody = "Stmt"
    case notificationBody = "Ntfctn"
    case summary = "TxsSummry"
    case totalEntries = "TtlNtries"
    case entryCount = "NbOfNtries"
    case sum = "Sum"
    case balance = "Bal"
    case type = "Tp"
    case codeOrProprietary = "CdOrPrtry"
    case entry = "Ntry"
    case entryDetails = "NtryDtls"
    case batch = "Btch"
    case paymentID = "PmtInfId"
    case transaction = "TxDtls"
    case references = "Refs"
    case endToEndID = "EndToEndId"
    case bankReference = "AcctSvcrRef"
    case amount = "Amt"
    case amountDetails = "AmtDtls"
    case transactionAmount = "TxAmt"
    case instructedAmount = "InstdAmt"
    case mark = "CdtDbtInd"
    case reversal = "RvslInd"
    case status = "Sts"
    case bookingDate = "BookgDt"
    case valueDate = "ValDt"
    case date = "Dt"
    case dateTime = "DtTm"
    case transactionCode = "BkTxCd"
    case family = "Fmly"
    case subFamily = "SubFmlyCd"
    case returnInfo = "RtrInf"
    case code = "Cd"
    case proprietary = "Prtry"

    /// The kind of message that a message's element begins; empty for other elements.
    var messageKind: String {
        switch self {
        case .statusReport: "pain.002"
        case .notification: "camt.054"
        case .statement: "camt.053"
        default: ""  // no message
        }
    }

    static let all = Array(allCases)
    static let names = all.map(\.rawValue)
    /// What holds a message. It isn't among the names where it is the root, for the root is told apart.
    static let document = "Document"
}

/// Where in a document the reader stands: the open elements, nil for those that aren't looked at.
struct ISO20022Path {
    private var elements: [ISO20022Element?] = []

    var depth: Int { elements.count }

    mutating func push(_ element: ISO20022Element?) { elements.append(element) }
    mutating func pop() { elements.removeLast() }

    /// The element so many levels above the innermost; nil where there is none, or none that is looked at.
    func up(_ levels: Int) -> ISO20022Element? {
        let place = elements.count - 1 - levels
        return place >= 0 ? elements[place] : nil
    }
}
