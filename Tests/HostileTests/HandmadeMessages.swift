import Bytes
import FuzzTargets

/// Messages of ISO 20022 and files by profile that were made to do harm, or made wrong.
extension HandmadeFile {
    private static func message(_ name: String, _ text: String, _ code: String, _ words: String)
        -> HandmadeFile
    {
        HandmadeFile(name: name, bytes: Array(text.utf8), code: code, words: words, kinds: [.iso20022])
    }

    private static let open =
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\">\n<BkToCstmrDbtCdtNtfctn>"
    private static let close = "</BkToCstmrDbtCdtNtfctn></Document>"

    private static func status(_ namespace: String, _ body: String) -> String {
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:\(namespace)\">\n<CstmrPmtStsRpt>\(body)</CstmrPmtStsRpt></Document>"
    }

    private static let answered =
        "<OrgnlGrpInfAndSts><OrgnlMsgId>R4170000000012</OrgnlMsgId></OrgnlGrpInfAndSts>"

    static let messages = [
        message(
            "17 deep in a message", open + String(repeating: "<Ntfctn>", count: 15), "FILE_UNSAFE",
            "line 2: elements more than 16"),
        message(
            "65 attributes in a message",
            open + "\n<Ntry " + (1...65).map { "a\($0)=\"\"" }.joined(separator: " ") + "/>" + close,
            "FILE_UNSAFE", "line 3: more than 64 attributes"),
        message(
            "an attribute of 17 KiB",
            open + "<Amt Ccy=\"" + String(repeating: "E", count: 17 << 10) + "\">1</Amt>" + close,
            "FILE_UNSAFE", "line 2: a start tag"),
        message(
            "a reason of 5 KiB",
            status(
                "pain.002.001.10",
                "<AddtlInf>" + String(repeating: "x", count: 5 << 10) + "</AddtlInf>"), "FILE_UNSAFE",
            "line 2: a field of more than"),
        message(
            "a comment of 2 MiB in a message",
            open + "<!--" + String(repeating: "x", count: 2 << 20) + "-->" + close, "FILE_UNSAFE",
            "line 2: a comment"),
        message(
            "a name for each element of a message", open + (0..<80_000).map { "<e\($0)/>" }.joined() + close,
            "FILE_UNSAFE", "line 2: more than 65536 different names"),
        message(
            "a DOCTYPE before a message", "<!DOCTYPE Document [<!ENTITY a \"b\">]>" + open + close,
            "FILE_UNSAFE", "line 1: a DOCTYPE"),
        message("an entity in a message", open + "&own;" + close, "FILE_UNREADABLE", "line 2"),
        message("a message that is cut", open + "<Ntfctn>", "FILE_UNREADABLE", "breaks off"),
        message("two messages in one file", open + close + "\n" + open + close, "FILE_UNREADABLE", "line 3"),
        message("a NUL in a message", open + "\u{0}" + close, "FILE_UNREADABLE", "line 2: a NUL"),
        message(
            "another root", "<refunds>\n</refunds>", "FILE_INCOMPLETE",
            "line 1: the root element is <refunds>, not <Document>"),
        message(
            "two messages in one envelope",
            "<Messages>\n" + open + close + "\n" + open + close + "</Messages>", "FILE_INCOMPLETE",
            "line 4: a second Document stands in the envelope <Messages>: nothing was taken"),
        message(
            "a pain.001 in an envelope",
            "<Message><AppHdr/>\n" + status("pain.001.001.09", "") + "</Message>", "FILE_INCOMPLETE",
            "line 2: this is pain.001.001.09, a credit transfer order, as we send it"),
        message(
            "an envelope of nothing", "<Message>\n<AppHdr/></Message>", "FILE_INCOMPLETE",
            "line 1: the root element is <Message>, not <Document>"),
        message(
            "a Document of nothing in an envelope", "<Message>\n<Document/></Message>", "FILE_INCOMPLETE",
            "line 2: the document holds no message"),
        message(
            "17 deep in an envelope",
            "<Message>\n" + open + String(repeating: "<Ntfctn>", count: 14), "FILE_UNSAFE",
            "line 3: elements more than 16"),
        message(
            "another message's namespace", status("camt.054.001.08", answered), "FILE_INCOMPLETE",
            "line 2: the namespace is that of camt.054.001.08, and the message is <CstmrPmtStsRpt>"),
        message(
            "a pain.001", status("pain.001.001.09", ""), "FILE_INCOMPLETE",
            "line 1: this is pain.001.001.09, a credit transfer order, as we send it: bring in the bank's"),
        message(
            "a report for nobody", status("pain.002.001.10", ""), "FILE_INCOMPLETE",
            "line 1: OrgnlMsgId is missing"),
        message(
            "a report for another home",
            status("pain.002.001.10", answered.replacing("R417", with: "R418")), "SUBMISSION_UNKNOWN",
            "line 2: OrgnlMsgId is R4180000000012"),
        message(
            "a message of nothing", "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.10\"/>",
            "FILE_INCOMPLETE", "line 1: the document holds no message"),
        HandmadeFile(
            name: "more transactions than allowed",
            bytes: Array(
                status(
                    "pain.002.001.10",
                    answered + String(repeating: "\n<TxInfAndSts></TxInfAndSts>", count: 11)
                ).utf8), code: "FILE_UNSAFE", words: "line 13: more than 10 records",
            limits: ReadingLimits(records: 10), kinds: [.iso20022]),
    ]

    private static func file(
        _ name: String, _ kind: Verdict.Kind, _ text: String, _ code: String, _ words: String,
        _ limits: ReadingLimits = ReadingLimits()
    ) -> HandmadeFile {
        HandmadeFile(
            name: name, bytes: Array(text.utf8), code: code, words: words, limits: limits, kinds: [kind])
    }

    private static let csv = "H;12\nD;id;state;amount\nD;41700000000011;0;10.01\nD;41700000000020;1;10.02\n"

    static let declared = [
        file(
            "a line of 65 KiB by profile", .answerCSV, csv + String(repeating: "x", count: 65 << 10) + "\n",
            "FILE_UNSAFE", "line 5: a line of more than"),
        file(
            "a field of 5 KiB by profile", .answerCSV,
            csv + "D;" + String(repeating: "x", count: 5 << 10) + ";0;1\n", "FILE_UNSAFE",
            "line 5, column 2: a field of more than"),
        file(
            "a quote that never closes by profile", .answerCSV, csv + "D;\"1;0;1\nT;3;1\n",
            "FILE_UNREADABLE", "line 5, column 2: a quote"),
        file(
            "more rows than allowed by profile", .answerCSV, csv + "T;2;20.03;31\n", "FILE_UNSAFE",
            "line 4: more than 1 records", ReadingLimits(records: 1)),
        file(
            "a record that no profile knows", .answerCSV, csv + "X;1\nT;2;20.03;31\n", "FILE_INCOMPLETE",
            "line 5: this line begins with ‘X’"),
        file("no trailer", .answerCSV, csv, "FILE_INCOMPLETE", "line 4: the trailer that profile p"),
        file(
            "a row behind the trailer", .answerCSV, csv + "T;2;20.03;31\nD;41700000000038;0;1\n",
            "FILE_INCOMPLETE", "line 6: a record stands behind the trailer"),
        file(
            "another count", .answerCSV, csv + "T;3;20.03;31\n", "CONTROL_MISMATCH",
            "line 5: count is stated as 3, the rows make 2"),
        file(
            "another total", .answerCSV, csv + "T;2;20.04;31\n", "CONTROL_MISMATCH",
            "line 5: total is stated as 20.04, the rows make 20.03"),
        file(
            "another hash", .answerCSV, csv + "T;2;20.03;32\n", "CONTROL_MISMATCH",
            "line 5: hash is stated as 32, the rows make 31"),
        file(
            "a total that is none", .answerCSV, csv + "T;2;-20.03;31\n", "CONTROL_MISMATCH",
            "line 5: total is stated as -20.03"),
        file(
            "a column twice", .answerCSV, "H;12\nD;id;state;amount;id\nT;0;0;0\n", "FILE_INCOMPLETE",
            "line 2: the column id stands twice"),
        file(
            "a column missing", .answerCSV, "H;12\nD;id;amount\nT;0;0;0\n", "FILE_INCOMPLETE",
            "line 2: the header lacks state"),
        file(
            "fixed width without its trailer", .answerFixed, "541700000000011000001001\n",
            "FILE_INCOMPLETE", "line 1: the trailer that profile p"),
        file(
            "fixed width, cut in a row", .answerFixed, "5417000000000110\n9000100001001\n",
            "CONTROL_MISMATCH", "line 2: total is stated as 1001, the rows make 0"),
        file(
            "fixed width, another mark", .answerFixed, "641700000000011000001001\n9000100001001\n",
            "FILE_INCOMPLETE", "line 1: this line begins with"),
    ]
}
