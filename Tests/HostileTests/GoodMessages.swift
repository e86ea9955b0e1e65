import Bytes
import FuzzTargets

/// Small good files of the layouts that a channel declares.
struct GoodMessage: Sendable, CustomStringConvertible {
    let name: String
    let kind: Verdict.Kind
    let bytes: [UInt8]
    /// Where each of its records stands.
    let records: [Range<Int>]

    var description: String { name }
    var isXML: Bool { kind == .iso20022 }
    /// The same, compressed.
    var compressed: [UInt8] { PlainZlib.compress(bytes, members: 1) }

    private init(
        _ name: String, _ kind: Verdict.Kind, in encoding: TextEncoding = .utf8, _ head: String,
        _ records: [String], _ tail: String
    ) {
        self.name = name
        self.kind = kind
        var bytes = Self.encoded(head, encoding)
        var places: [Range<Int>] = []
        for record in records {
            let start = bytes.count
            bytes += Self.encoded(record, encoding)
            places.append(start..<bytes.count)
        }
        self.records = places
        self.bytes = bytes + Self.encoded(tail, encoding)
    }

    private static func encoded(_ text: String, _ encoding: TextEncoding) -> [UInt8] {
        guard encoding != .utf8 else { return Array(text.utf8) }
        do {
            return try TextRecoder(encoding).encode(Array(text.utf8).span)
        } catch {
            preconditionFailure("\(text) can't be written in \(encoding): \(error)")
        }
    }

    private static let namespace = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:"

    static let all = [
        GoodMessage(
            "pain.002", .iso20022,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + namespace
                + "pain.002.001.10\"><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>R4170000000012</OrgnlMsgId>"
                + "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>\n",
            [
                "<TxInfAndSts><OrgnlEndToEndId>41700000000011</OrgnlEndToEndId><TxSts>ACCC</TxSts></TxInfAndSts>",
                "<TxInfAndSts><OrgnlEndToEndId>41700000000020</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn>"
                    + "<Cd>AC04</Cd></Rsn><AddtlInf>é &lt;</AddtlInf></StsRsnInf></TxInfAndSts>",
            ], "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>\n"),
        GoodMessage(
            "pain.002 of a whole group", .iso20022,
            namespace + "pain.002.001.03\"><CstmrPmtStsRpt><OrgnlGrpInfAndSts><OrgnlMsgId>R4170000000012"
                + "</OrgnlMsgId><OrgnlNbOfTxs>2</OrgnlNbOfTxs><GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts>", [],
            "</CstmrPmtStsRpt></Document>"),
        GoodMessage(
            "camt.054", .iso20022, namespace + "camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><Ntfctn>\n",
            [
                "<Ntry><Amt Ccy=\"EUR\">10.01</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls><TxDtls>"
                    + "<Refs><EndToEndId>41700000000011</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>",
                "<Ntry><Amt Ccy=\"EUR\">10.02</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls><TxDtls>"
                    + "<Refs><EndToEndId>41700000000020</EndToEndId></Refs><Amt Ccy=\"EUR\">10.02</Amt><RtrInf><Rsn>"
                    + "<Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry>",
            ], "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"),
        GoodMessage(
            "camt.054 in an envelope", .iso20022,
            "<Message><AppHdr xmlns=\"urn:iso:std:iso:20022:tech:xsd:head.001.001.02\"><Fr>B</Fr></AppHdr>\n"
                + namespace
                + "camt.054.001.08\"><BkToCstmrDbtCdtNtfctn><Ntfctn>\n",
            [
                "<Ntry><Amt Ccy=\"EUR\">10.01</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls><TxDtls>"
                    + "<Refs><EndToEndId>41700000000011</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>",
                "<Ntry><Amt Ccy=\"EUR\">10.02</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts><NtryDtls><TxDtls>"
                    + "<Refs><EndToEndId>41700000000020</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>",
            ], "</Ntfctn></BkToCstmrDbtCdtNtfctn></Document></Message>"),
        GoodMessage(
            "answer.csv", .answerCSV, "H;12\nD;id;state;amount\n* a remark\n",
            ["D;41700000000011;0;10.01\n", "D;\"41700000000020\";1;10.02\r\n"], "T;2;20.03;31\n"),
        GoodMessage(
            "answer.txt", .answerFixed, "",
            ["541700000000011000001001\n", "541700000000020100001002\n"], "9000200002003\n"),
        GoodMessage(
            "batch.csv", .batchCSV, in: .gb18030, "退款请求号,交易号,退款金额,退款原因\n",
            ["KR-1,P1,\"10,01\",款式\n", "KR-2,P2,\"10,02\",\n"], "总笔数,总金额\n2,\"20,03\"\n"),
    ]
}
