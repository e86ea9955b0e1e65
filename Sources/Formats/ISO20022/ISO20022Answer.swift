import Refunds

/// Makes what a bank would answer to a submission: for trying a channel, and for tests.
package struct ISO20022Answer {
    package struct Row: Sendable {
        package var serial: Int64
        /// In minor units.
        package var amount: Int64
        package var isPaid: Bool

        package init(serial: Int64, amount: Int64, isPaid: Bool) {
            self.serial = serial
            self.amount = amount
            self.isPaid = isPaid
        }
    }

    private let settings: ISO20022Settings
    private let header: SubmissionHeader

    package init(_ settings: ISO20022Settings, of header: SubmissionHeader) {
        self.settings = settings
        self.header = header
    }

    /// A pain.002 of the version that belongs to the channel's pain.001: each paid one with the status that counts as paid here, else accepted.
    package func statusReport(_ rows: [Row]) -> String {
        let version =
            switch settings.message {
            case .v03: "03"
            case .v09: "10"
            case .v11: "12"
            }
        let message = ISO20022Number.message(ofSubmission: header.id, homeNumber: header.homeNumber)
        let paid = settings.paid.first?.rawValue ?? "ACSP"
        let transactions = rows.map { row in
            let status =
                row.isPaid
                ? "<TxSts>\(paid)</TxSts>"
                : "<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Account closed</AddtlInf></StsRsnInf>"
            return "<TxInfAndSts><OrgnlEndToEndId>\(id(row))</OrgnlEndToEndId>\(status)</TxInfAndSts>\n"
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.\(version)"><CstmrPmtStsRpt>
            <GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>\(header.created)</CreDtTm></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>\(message)</OrgnlMsgId><OrgnlMsgNmId>\(settings.message.rawValue)</OrgnlMsgNmId>\
            <GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>\(message)-1</OrgnlPmtInfId>
            \(transactions.joined())</OrgnlPmtInfAndSts>
            </CstmrPmtStsRpt></Document>

            """
    }

    /// A camt.054.001.08: each paid one as a booked debit, each other as a credit that came back.
    package func notification(_ rows: [Row]) -> String {
        let currency = header.currency.text
        let entries = rows.map { row in
            let amount =
                "<Amt Ccy=\"\(currency)\">\(Money.text(minor: row.amount, exponent: header.exponent))</Amt>"
            let mark = "<CdtDbtInd>\(row.isPaid ? "DBIT" : "CRDT")</CdtDbtInd>"
            let back = row.isPaid ? "" : "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"
            return """
                <Ntry>\(amount)\(mark)<Sts><Cd>BOOK</Cd></Sts><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd>\
                <SubFmlyCd>\(row.isPaid ? "ESCT" : "RRTN")</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs>\
                <EndToEndId>\(id(row))</EndToEndId></Refs>\(amount)\(mark)\(back)</TxDtls></NtryDtls></Ntry>

                """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
            <GrpHdr><MsgId>BANK-2</MsgId><CreDtTm>\(header.created)</CreDtTm></GrpHdr>
            <Ntfctn><Id>BANK-2</Id><CreDtTm>\(header.created)</CreDtTm><Acct><Id><Othr><Id>OURS</Id></Othr></Id></Acct>
            \(entries.joined())</Ntfctn>
            </BkToCstmrDbtCdtNtfctn></Document>

            """
    }

    private func id(_ row: Row) -> String {
        var text: [UInt8] = []
        RefundID.append(home: header.homeNumber, serial: row.serial, to: &text)
        return String(decoding: text, as: UTF8.self)
    }
}
