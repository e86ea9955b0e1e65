import Bytes
import Foundation
import Refunds
import Rules
import Testing

@testable import Formats

/// What banks say in ISO 20022, message by message, and the records that come of it: `refund_id result amount currency reference code reason date`.
@Suite struct AnswerTests {
    struct Read {
        var records: [String] = []
        var lines: [Int] = []
        var submission: String?
        var refusal: FileRefusal?
        var notes: [String] = []
    }

    static let settings = ISO20022Settings(
        debtor: .init(name: "Ours", account: "DE89370400440532013000", agent: ""))

    static func id(_ serial: Int64) -> String {
        var text: [UInt8] = []
        RefundID.append(home: 417, serial: serial, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Submission 12 has the refunds 1 to 4, of 10.00, 20.00 … euros.
    static func read(_ text: String, _ settings: ISO20022Settings = settings, atMost: Int = 3) throws -> Read
    {
        try Files.with(Array(text.utf8)) { path, survey in
            let file = try ISO20022ResultFile(
                path: path, survey: survey, limits: ReadingLimits(), settings: settings, homeNumber: 417
            ) { submission in
                guard submission == 12 else { return nil }
                var sent = SentRefunds(currency: CurrencyCode(packed: 0x45_55_52), exponent: 2)
                sent.serials = [1, 2, 3, 4]
                sent.amounts = [1_000, 2_000, 3_000, 4_000]
                return sent
            }
            var read = Read()
            var chunk = RecordChunk()
            var goesOn = true
            while goesOn {
                chunk.removeAll()
                goesOn = try file.read(into: &chunk, atMost: atMost)
                for record in chunk.records {
                    let cells = (0..<Int(record.cellCount)).map { chunk.text($0, of: record) }
                    #expect(cells.count == NativeLayout.results.columns.count)
                    read.records.append(
                        ([0, 1, 2, 3, 5, 6, 7, 8].map { cells[$0].isEmpty ? "-" : cells[$0] }).joined(
                            separator: " "))
                    read.lines.append(record.line)
                }
            }
            #expect(file.recordCount == read.records.count)
            read.submission = file.directives.text("submission_id")
            read.refusal = file.refusal
            read.notes = file.notes.map(\.english)
            return read
        }
    }

    // MARK: - pain.002

    private static func status(
        group: String = "", payment: String = "", _ transactions: [String] = [], version: String = "10",
        original: String = "R4170000000012"
    ) -> String {
        """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.\(version)"><CstmrPmtStsRpt>
        <GrpHdr><MsgId>B</MsgId><CreDtTm>2026-10-08T18:00:00Z</CreDtTm></GrpHdr>
        <OrgnlGrpInfAndSts><OrgnlMsgId>\(original)</OrgnlMsgId><OrgnlMsgNmId>pain.001</OrgnlMsgNmId>\(group)</OrgnlGrpInfAndSts>
        <OrgnlPmtInfAndSts><OrgnlPmtInfId>\(original)-1</OrgnlPmtInfId>\(payment)
        \(transactions.joined(separator: "\n"))
        </OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
        """
    }

    private static func transaction(_ serial: Int64, _ status: String, _ more: String = "") -> String {
        "<TxInfAndSts><OrgnlEndToEndId>\(id(serial))</OrgnlEndToEndId>\(status.isEmpty ? "" : "<TxSts>\(status)</TxSts>")\(more)</TxInfAndSts>"
    }

    private static let reason =
        "<StsRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Account </AddtlInf><AddtlInf>clo</AddtlInf><AddtlInf>sed</AddtlInf></StsRsnInf>"
    private static let date = "2026-10-08T18:00:00Z"

    struct StatusCase: CustomTestStringConvertible, Sendable {
        var name: String
        var group = ""
        var payment = ""
        var transactions: [String] = []
        var unlisted = ISO20022Settings.Unlisted.pending
        var statements = false
        var paid: [ISO20022Settings.PaidStatus]?
        /// By serial: what the record says.
        var expected: [String]
        var testDescription: String { name }
    }

    private static func all(_ tail: String, _ serials: [Int64] = [1, 2, 3, 4]) -> [String] {
        serials.map { "\(id($0)) \(tail)" }
    }

    private static func paidAll(_ serials: [Int64]) -> [String] {
        serials.map { "\(id($0)) success \($0)0 EUR - - - \(date)" }
    }

    @Test(arguments: [
        StatusCase(
            name: "a group is refused, nothing is listed", group: "<GrpSts>RJCT</GrpSts>" + reason,
            expected: all("failed - - - AC04 Account closed \(date)")),
        StatusCase(
            name: "a payment is refused, nothing is listed", payment: "<PmtInfSts>RJCT</PmtInfSts>" + reason,
            expected: all("failed - - - AC04 Account closed \(date)")),
        StatusCase(
            name: "a group is refused, one is listed with a reason of its own",
            group: "<GrpSts>RJCT</GrpSts>" + reason,
            transactions: [
                transaction(3, "RJCT", "<StsRsnInf><Rsn><Prtry>X1</Prtry></Rsn></StsRsnInf>")
            ],
            expected: ["\(id(3)) failed - - - X1 - \(date)"]
                + all("failed - - - AC04 Account closed \(date)", [1, 2, 4])),
        StatusCase(
            name: "without any status only what is listed counts",
            transactions: [transaction(2, "RJCT", reason)],
            expected: ["\(id(2)) failed - - - AC04 Account closed \(date)"]),
        StatusCase(
            name: "in part, the unlisted ones wait", payment: "<PmtInfSts>PART</PmtInfSts>",
            transactions: [transaction(2, "RJCT", reason)],
            expected: ["\(id(2)) failed - - - AC04 Account closed \(date)"]
                + all("pending - - - - - \(date)", [1, 3, 4])),
        StatusCase(
            name: "in part, the unlisted ones were paid", group: "<GrpSts>PART</GrpSts>",
            transactions: [transaction(2, "RJCT", reason)], unlisted: .success,
            expected: ["\(id(2)) failed - - - AC04 Account closed \(date)"] + paidAll([1, 3, 4])),
        StatusCase(
            name: "received", group: "<GrpSts>ACTC</GrpSts>", expected: all("pending - - - - - \(date)")),
        StatusCase(
            name: "the payment's word goes before the group's", group: "<GrpSts>ACCP</GrpSts>",
            payment: "<PmtInfSts>RJCT</PmtInfSts>", expected: all("failed - - - - - \(date)")),
        StatusCase(
            name: "credited counts where no statements come", transactions: [transaction(1, "ACCC")],
            expected: paidAll([1])),
        StatusCase(
            name: "credited waits for the booked entry where they come",
            transactions: [transaction(1, "ACCC")], statements: true,
            expected: ["\(id(1)) pending - - - - - \(date)"]),
        StatusCase(
            name: "settled waits by default", transactions: [transaction(1, "ACSC")],
            expected: ["\(id(1)) pending - - - - - \(date)"]),
        StatusCase(
            name: "settled counts where the channel says so", group: "<GrpSts>ACSC</GrpSts>",
            paid: [.settled],
            expected: paidAll([1, 2, 3, 4])),
        StatusCase(
            name: "the bank's own amount goes before ours",
            transactions: [
                transaction(
                    1, "ACCC",
                    "<AccptncDtTm>2026-10-07T10:00:00Z</AccptncDtTm><AcctSvcrRef>REF 7</AcctSvcrRef><OrgnlTxRef><Amt>"
                        + "<InstdAmt Ccy=\"USD\">9.50000</InstdAmt></Amt></OrgnlTxRef>")
            ], expected: ["\(id(1)) success 9.5 USD REF 7 - - 2026-10-07T10:00:00Z"]),
        StatusCase(
            name: "a status that nobody knows", transactions: [transaction(1, "CANC"), transaction(2, "")],
            expected: ["\(id(1)) CANC - - - - - \(date)", "\(id(2)) - - - - - - \(date)"]),
        StatusCase(
            name: "a group's status that nobody knows is told once", group: "<GrpSts>XXXX</GrpSts>",
            expected: ["- XXXX - - - - - -"]),
        StatusCase(
            name: "a refund that isn't of the submission", transactions: [transaction(9, "ACCC")],
            expected: ["\(id(9)) success - - - - - \(date)"]),
    ])
    func statusReports(_ story: StatusCase) throws {
        var settings = Self.settings
        settings.unlisted = story.unlisted
        settings.statements = story.statements
        settings.paidStatuses = story.paid
        for version in ["03", "10", "12"] {
            for atMost in [1, 3, 100] {
                let text = Self.status(
                    group: story.group, payment: story.payment, story.transactions, version: version)
                let read = try Self.read(text, settings, atMost: atMost)
                #expect(read.records == story.expected)
                #expect(read.submission == "12" && read.refusal == nil)
                #expect(read.notes == [])
            }
        }
    }

    @Test func linesAreThoseOfTheirTransactions() throws {
        let text = Self.status(
            group: "<GrpSts>PART</GrpSts>", [Self.transaction(1, "RJCT"), Self.transaction(2, "RJCT")])
        #expect(try Self.read(text).lines == [5, 6, 3, 3])
    }

    @Test(arguments: [
        (
            "SOMEBODY-ELSE",
            "line 3: OrgnlMsgId is SOMEBODY-ELSE, which is no message of this home: bring the answer to the home that sent it"
        ),
        (
            "12",
            "line 3: OrgnlMsgId is 12, which is no message of this home: bring the answer to the home that sent it"
        ),
        (
            "R4180000000012",
            "line 3: OrgnlMsgId is R4180000000012, which is no message of this home: bring the answer to the home that sent it"
        ),
    ])
    func messagesOfOthers(_ original: String, _ message: String) throws {
        let read = try Self.read(Self.status(original: original))
        #expect(read.refusal?.code == .submissionUnknown)
        #expect(read.refusal?.text.english == message)
    }

    @Test func anotherCountIsARemark() throws {
        let text = Self.status(group: "<OrgnlNbOfTxs>7</OrgnlNbOfTxs><GrpSts>ACTC</GrpSts>")
        #expect(
            try Self.read(text).notes == [
                "the bank speaks of 7 transactions, the submission has 4: ask what it got"
            ])
    }

    // MARK: - Which message it is

    @Test(arguments: [
        ("urn:iso:std:iso:20022:tech:xsd:pain.002.001.03", "pain.002.001.03", true),
        ("http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.02.xsd", "pain.002.001.03", true),
        ("urn:swift:xsd:$pain.002.001.03", "pain.002.001.03", true),
        ("urn:swift:xsd:pain.002.002.03", "pain.002.002.03", false),
        ("urn:iso:std:iso:20022:tech:xsd:pain.002.003.03", "pain.002.003.03", false),
        ("urn:iso:std:iso:20022:tech:xsd:camt.054.001.04", "camt.054.001.04", true),
    ])
    func namespaces(_ namespace: String, _ name: String, _ isKnown: Bool) throws {
        let found = try #require(ISO20022MessageName(namespace: namespace))
        #expect(found.text == name && found.isKnown == isKnown)
    }

    @Test func prefixesDoNotCount() throws {
        let text = Self.status(group: "<GrpSts>RJCT</GrpSts>", version: "03")
            .replacing("</", with: "</s:").replacing(#/<([A-Z])/#) { "<s:\($0.output.1)" }
            .replacing("xmlns=", with: "xmlns:s=")
            .replacing("urn:iso:std:iso:20022:tech:xsd:", with: "urn:swift:xsd:$")
        #expect(try Self.read(text).records.count == 4)
    }

    @Test(arguments: [
        (
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.052.001.02\"><BkToCstmrAcctRpt/></Document>",
            "line 1: this is camt.052.001.02, an account report of the running day: bring in the bank's pain.002, camt.054 or camt.053"
        ),
        (
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"><CstmrCdtTrfInitn/></Document>",
            "line 1: this is pain.001.001.09, a credit transfer order, as we send it: bring in the bank's pain.002, camt.054 or camt.053"
        ),
        (
            "<result><refund/></result>",
            "line 1: the root element is <result>, not <Document>: this is no message of ISO 20022, bring in the bank's file as it came"
        ),
        (
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.03\"></Document>",
            "line 1: the document holds no message, CstmrPmtStsRpt, BkToCstmrDbtCdtNtfctn or BkToCstmrStmt: ask the bank for the whole file"
        ),
        (
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.03\"><CstmrPmtStsRpt/></Document>",
            "line 1: OrgnlMsgId is missing: ask the bank for a report that says which message of ours it answers"
        ),
    ])
    func whatIsRefused(_ text: String, _ message: String) throws {
        let read = try Self.read(text)
        #expect(read.refusal?.text.english == message)
        #expect(read.refusal?.code == .incomplete)
        #expect(read.records == [])
    }

    // MARK: - Envelopes

    private static func enveloped(_ documents: String...) -> String {
        """
        <?xml version="1.0"?>
        <s:Message xmlns:s="urn:bank"><AppHdr xmlns="urn:iso:std:iso:20022:tech:xsd:head.001.001.02">
        <OrgnlMsgId>R4170000000099</OrgnlMsgId><BizSvc>x</BizSvc><CreDt>2026-10-08T18:00:00Z</CreDt></AppHdr>
        <s:Body>\(documents.joined())</s:Body><TxInfAndSts><TxSts>RJCT</TxSts></TxInfAndSts></s:Message>
        """
    }

    private static let told = "the message stands in an envelope, <Message>: nothing else of it was read"

    /// The message in it is the message by itself; its lines are the file's.
    @Test func aMessageInAnEnvelope() throws {
        let reports = [
            Self.status(group: "<GrpSts>RJCT</GrpSts>" + Self.reason),
            Self.status(
                group: "<GrpSts>PART</GrpSts>", [Self.transaction(2, "RJCT"), Self.transaction(1, "ACCC")]),
        ]
        for report in reports {
            let plain = try Self.read(report)
            let read = try Self.read(Self.enveloped(report))
            #expect(read.records == plain.records && read.submission == "12" && read.refusal == nil)
            #expect(read.lines == plain.lines.map { $0 + 3 })
            #expect(read.notes == [Self.told])
        }
        let version = try Self.read(
            Self.enveloped(Self.status(group: "<GrpSts>RJCT</GrpSts>", version: "14")))
        #expect(version.notes.count == 2 && version.records.count == 4)
    }

    @Test func severalInAnEnvelope() throws {
        let report = Self.status(group: "<GrpSts>RJCT</GrpSts>")
        let read = try Self.read(Self.enveloped(report, "\n", report))
        #expect(
            read.refusal?.text.english
                == "line 10: a second Document stands in the envelope <Message>: nothing was taken, bring in each Document as a file of its own"
        )
        #expect(read.refusal?.text.chinese.contains("第二个 Document") == true)
    }

    @Test func otherThingsInAnEnvelope() throws {
        let order = try Self.read(
            Self.enveloped("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"/>"))
        #expect(
            order.refusal?.text.english
                == "line 4: this is pain.001.001.09, a credit transfer order, as we send it: bring in the bank's pain.002, camt.054 or camt.053"
        )
        let none = try Self.read(Self.enveloped(""))
        #expect(
            none.refusal?.text.english
                == "line 2: the root element is <Message>, not <Document>: this is no message of ISO 20022, bring in the bank's file as it came"
        )
    }

    @Test func anotherVersionIsReadWithARemark() throws {
        let read = try Self.read(Self.status(group: "<GrpSts>RJCT</GrpSts>", version: "14"))
        #expect(read.records.count == 4)
        #expect(
            read.notes == [
                "pain.002.001.14 is read as the versions of pain.002 that are known: check what came of it"
            ])
    }
}
