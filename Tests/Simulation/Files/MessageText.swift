/// A bank's answers in ISO 20022: a pain.002 where the sheet names a submission, else a camt.054 (`bank-formats.md`).
struct MessageText {
    let homeNumber: Int

    func text(_ sheet: Sheet) -> (text: String, lines: [Int]) {
        let submission = sheet.directive("submission_id")
        let name = submission == nil ? "camt.054.001.08" : "pain.002.001.10"
        let head = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:\(name)\">",
            submission.map { begin($0, group: sheet.directive(Self.groupStatus)) }
                ?? "<BkToCstmrDbtCdtNtfctn><Ntfctn><Id>1</Id>",
        ]
        let rows = sheet.rows.map { row in
            let said = { (name: String) in sheet.text(name, row) }
            return submission == nil ? entry(said) : transaction(said)
        }
        let end =
            submission == nil
            ? "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"
            : "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"
        let lines = rows.indices.map { head.count + 1 + $0 }
        return ((head + rows + [end]).map { $0 + "\n" }.joined(), lines)
    }

    /// What a pain.002 says of all refunds of its submission: a directive of the sheet, which no other layout writes.
    static let groupStatus = "group_status"
    /// Where it stands.
    static let groupLine = 3

    private func begin(_ submission: String, group: String?) -> String {
        let digits = String(repeating: "0", count: max(0, 10 - submission.count)) + submission
        return
            "<CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>R\(homeNumber)\(digits)</OrgnlMsgId>"
            + element("GrpSts", group ?? "") + "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>"
    }

    private func element(_ name: String, _ text: String) -> String {
        text.isEmpty ? "" : "<\(name)>\(text)</\(name)>"
    }

    private func amount(_ name: String, _ said: (String) -> String) -> String {
        let (amount, currency) = (said("refund_amount"), said("refund_currency"))
        if amount.isEmpty, currency.isEmpty { return "" }
        return "<\(name) Ccy=\"\(currency)\">\(amount)</\(name)>"
    }

    private func reason(_ said: (String) -> String) -> String {
        element("Rsn", element("Cd", said("reason_code"))) + element("AddtlInf", said("reason"))
    }

    private func transaction(_ said: (String) -> String) -> String {
        let words = ["success": "ACCC", "failed": "RJCT", "pending": "ACSP"]
        let status = words[said("result")] ?? said("result")
        return element(
            "TxInfAndSts",
            element("OrgnlEndToEndId", said("refund_id")) + element("TxSts", status)
                + element("StsRsnInf", reason(said)) + element("AcctSvcrRef", said("bank_reference"))
                + element("OrgnlTxRef", element("Amt", amount("InstdAmt", said))))
    }

    private func entry(_ said: (String) -> String) -> String {
        let result = said("result")
        let status = ["success": "BOOK", "failed": "BOOK", "pending": "PDNG"][result] ?? result
        let details =
            element(
                "Refs",
                element("AcctSvcrRef", said("bank_reference")) + element("EndToEndId", said("refund_id")))
            + (result == "failed" ? "<RtrInf>\(reason(said))</RtrInf>" : "")
        return element(
            "Ntry",
            amount("Amt", said) + "<CdtDbtInd>\(result == "failed" ? "CRDT" : "DBIT")</CdtDbtInd>"
                + element("Sts", element("Cd", status)) + element("NtryDtls", element("TxDtls", details)))
    }
}

extension Sheet {
    /// The bank rejects the whole submission; of what it lists all the same, a record without a word of its own is rejected too.
    mutating func rejectAll() {
        set(MessageText.groupStatus, "RJCT")
        guard let place = columns.firstIndex(of: "result") else { return }
        for row in rows.indices where rows[row].cells[place].isEmpty { rows[row].cells[place] = "failed" }
    }
}
