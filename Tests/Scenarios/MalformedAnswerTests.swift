import Foundation
import Testing

/// What banks get wrong in answers that can be read: each is an exception, a warning or a refusal, and no refund becomes what its record doesn't say. By the
/// program itself.
@Suite("Answers that say what can't be")
struct MalformedAnswerTests {
    /// An answer about one refund, and what becomes of it.
    private struct Case {
        var name: String
        /// `ID` stands for the refund's number.
        var answer: String
        var exit: Int32 = 0
        /// In what the command prints.
        var told = ""
        /// The codes of what was opened.
        var opened: [String] = []
        var status = "submitted"
    }

    // MARK: - ISO 20022

    private static func camt(_ entries: String, summary: String = "", name: String = "camt.054.001.08")
        -> String
    {
        """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:\(name)"><BkToCstmrDbtCdtNtfctn><Ntfctn>\(summary)
        \(entries)
        </Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
        """
    }

    private static func entry(
        _ amount: String = "10.00", _ currency: String = "EUR", id: String = "ID", mark: String = "DBIT",
        status: String = "BOOK", more: String = ""
    ) -> String {
        """
        <Ntry><Amt Ccy="\(currency)">\(amount)</Amt><CdtDbtInd>\(mark)</CdtDbtInd><Sts><Cd>\(status)</Cd></Sts>\
        <NtryDtls><TxDtls><Refs><EndToEndId>\(id)</EndToEndId></Refs>\(more)</TxDtls></NtryDtls></Ntry>
        """
    }

    private static func report(_ body: String, group: String = "", payment: String = "") -> String {
        """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><OrgnlGrpInfAndSts>
        <OrgnlMsgId>R4170000000001</OrgnlMsgId>\(group)</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts>\(payment)
        \(body)</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
        """
    }

    private static func transaction(_ status: String, _ more: String = "") -> String {
        "<TxInfAndSts><OrgnlEndToEndId>ID</OrgnlEndToEndId><TxSts>\(status)</TxSts>\(more)</TxInfAndSts>"
    }

    private static let back = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"

    private static let messages = [
        Case(name: "a negative amount", answer: camt(entry("-10.00")), opened: ["RECORD_INVALID"]),
        Case(name: "a decimal too many", answer: camt(entry("10.001")), opened: ["RECORD_INVALID"]),
        Case(name: "a plus and a zero less", answer: camt(entry("+10.0")), status: "succeeded"),
        Case(name: "zeros before and behind", answer: camt(entry("0010.00000")), status: "succeeded"),
        Case(name: "a plus, and other money", answer: camt(entry("+10.01")), opened: ["AMOUNT_DIFFERS"]),
        Case(name: "an amount in words", answer: camt(entry("ten")), opened: ["RECORD_INVALID"]),
        Case(name: "a comma", answer: camt(entry("10,00")), opened: ["RECORD_INVALID"]),
        Case(name: "no amount", answer: camt(entry("")), opened: ["RECORD_INVALID"]),
        Case(name: "less money", answer: camt(entry("9.99")), opened: ["AMOUNT_DIFFERS"]),
        Case(name: "other money", answer: camt(entry("10.00", "USD")), opened: ["CURRENCY_DIFFERS"]),
        Case(name: "no money", answer: camt(entry("10.00", "XXX")), opened: ["RECORD_INVALID"]),
        Case(
            name: "a status that nobody knows", answer: camt(entry(status: "DONE")),
            opened: ["RECORD_INVALID"]),
        Case(name: "neither debit nor credit", answer: camt(entry(mark: "BOTH")), opened: ["RECORD_INVALID"]),
        Case(
            name: "a credit without a sign of a return", answer: camt(entry(mark: "CRDT")),
            opened: ["RECORD_INVALID"]),
        Case(
            name: "NOTPROVIDED", answer: camt(entry(id: "NOTPROVIDED")),
            told: "1 transaction is about something else"),
        Case(
            name: "a batch that was booked as a whole",
            answer: camt(
                "<Ntry><Amt Ccy=\"EUR\">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls><Btch>"
                    + "<PmtInfId>R4170000000001-1</PmtInfId><NbOfTxs>1</NbOfTxs></Btch></NtryDtls></Ntry>"),
            told: "1 booked batch is ours, by PmtInfId, and without EndToEndIds: submission 1 (line 2)"),
        Case(
            name: "a wrong check digit", answer: camt(entry(id: "41700000000012")), opened: ["REFUND_UNKNOWN"]
        ),
        Case(
            name: "no refund of ours", answer: camt(entry(id: "41700000099994")), opened: ["REFUND_UNKNOWN"]),
        Case(name: "said twice", answer: camt(entry() + "\n" + entry()), status: "succeeded"),
        Case(
            name: "paid and returned in one file",
            answer: camt(entry() + "\n" + entry(mark: "CRDT", more: back)),
            opened: ["CONTRADICTION"], status: "succeeded"),
        Case(name: "returned", answer: camt(entry(mark: "CRDT", more: back)), status: "failed"),
        Case(
            name: "returned, less charges", answer: camt(entry("7.50", mark: "CRDT", more: back)),
            opened: ["AMOUNT_DIFFERS"]),
        Case(
            name: "returned in other money", answer: camt(entry("10.00", "USD", mark: "CRDT", more: back)),
            opened: ["CURRENCY_DIFFERS"]),
        Case(
            name: "returned in words", answer: camt(entry("ten", mark: "CRDT", more: back)),
            opened: ["RECORD_INVALID"]),
        Case(
            name: "returned less of what was paid",
            answer: camt(entry() + "\n" + entry("7.50", mark: "CRDT", more: back)),
            opened: ["CONTRADICTION"], status: "succeeded"),
        Case(
            name: "a rejection that repeats another amount",
            answer: report(
                transaction(
                    "RJCT", "<OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">9.99</InstdAmt></Amt></OrgnlTxRef>")),
            status: "failed"),
        Case(
            name: "a summary of another count",
            answer: camt(
                entry(), summary: "<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries></TtlNtries></TxsSummry>"),
            told: "the summary says 2 entries, there are 1", status: "succeeded"),
        Case(
            name: "a summary of another sum",
            answer: camt(entry(), summary: "<TxsSummry><TtlNtries><Sum>10.01</Sum></TtlNtries></TxsSummry>"),
            told: "the summary says 10.01, the entries add up to 10.00", status: "succeeded"),
        Case(
            name: "another message's namespace", answer: camt(entry(), name: "pain.002.001.10"), exit: 65,
            told: "the namespace is that of pain.002.001.10"),
        Case(
            name: "in an envelope", answer: "<Message><AppHdr/>\n" + camt(entry()) + "</Message>",
            told: "the message stands in an envelope, <Message>: nothing else of it was read",
            status: "succeeded"),
        Case(
            name: "two in an envelope",
            answer: "<Messages>" + camt(entry()) + "\n" + camt(entry()) + "</Messages>",
            exit: 65, told: "line 4: a second Document stands in the envelope <Messages>"),
        Case(
            name: "a pain.001", answer: camt(entry(), name: "pain.001.001.09"), exit: 65,
            told: "a credit transfer order, as we send it"),
        Case(
            name: "a report on another submission",
            answer: report(transaction("ACCC")).replacing("0000000001", with: "0000000007"), exit: 65,
            told: "SUBMISSION_UNKNOWN"),
        Case(
            name: "a report with another count",
            answer: report(
                transaction("RJCT"), group: "<OrgnlNbOfTxs>3</OrgnlNbOfTxs>",
                payment: "<PmtInfSts>PART</PmtInfSts>"),
            told: "the bank speaks of 3 transactions", status: "failed"),
        Case(
            name: "a report that lists fewer than it counts",
            answer: report(
                transaction("RJCT"),
                payment: "<NbOfTxsPerSts><DtldNbOfTxs>2</DtldNbOfTxs><DtldSts>RJCT</DtldSts></NbOfTxsPerSts>"),
            told: "the bank counts 2 transactions as RJCT and lists 1", status: "failed"),
        Case(
            name: "a report on somebody else's transaction",
            answer: report(transaction("ACCC").replacing("ID<", with: "RENT-10<")), opened: ["REFUND_UNKNOWN"]
        ),
        Case(
            name: "NOTPROVIDED in a report",
            answer: report(transaction("RJCT").replacing("ID<", with: "NOTPROVIDED<")),
            opened: ["REFUND_UNKNOWN"]),
        Case(name: "a status of no list", answer: report(transaction("MAYB")), opened: ["RECORD_INVALID"]),
        Case(name: "no status at all", answer: report(transaction("")), opened: ["RECORD_INVALID"]),
        Case(
            name: "accepted and rejected in one file",
            answer: report(transaction("ACCC") + "\n" + transaction("RJCT")),
            opened: ["CONTRADICTION"], status: "succeeded"),
        Case(
            name: "a rejection, then an acceptance",
            answer: report(transaction("RJCT") + "\n" + transaction("ACSP")),
            status: "failed"),
        Case(
            name: "another amount in a report",
            answer: report(
                transaction(
                    "ACCC", "<OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">-10</InstdAmt></Amt></OrgnlTxRef>")),
            opened: ["RECORD_INVALID"]),
        Case(
            name: "a plus in a report",
            answer: report(
                transaction(
                    "ACCC", "<OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">+10.000</InstdAmt></Amt></OrgnlTxRef>")),
            status: "succeeded"),
        Case(
            name: "a payment that was never sent",
            answer: report("", payment: "<OrgnlPmtInfId>RENT-10</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts>"),
            told: "line 2: payment RENT-10 is not one of submission 1"),
    ]

    @Test func messages() throws {
        let channel = "{layout: iso20022, debtor: {name: Ours, account: DE89370400440532013000}}"
        try Self.play(Self.messages, channel: channel, ending: "xml")
    }

    // MARK: - Profiles

    private static let profile = """
        name: bank
        source: a test
        format: csv
        separator: ";"
        amounts: {mark: ","}
        submissions:
          row: [refund_id, refund_amount, refund_currency]
        results:
          records: {header: H, row: D, trailer: T}
          fields:
            refund_id: 2
            result: {column: 3, values: {OK: success, NOK: failed, WAIT: pending}}
            refund_amount: 4
            refund_currency: 5
          header: {submission_id: 2}
          trailer: {count: 2, total: 3}
        """

    private static func file(_ rows: [String], _ total: String, submission: String = "1", count: Int? = nil)
        -> String
    {
        (["H;\(submission)"] + rows.map { "D;" + $0 } + ["T;\(count ?? rows.count);\(total)"]).joined(
            separator: "\n")
            + "\n"
    }

    private static let files = [
        Case(name: "a negative amount", answer: file(["ID;OK;-10,00;EUR"], "0"), opened: ["RECORD_INVALID"]),
        Case(
            name: "a decimal too many", answer: file(["ID;OK;10,001;EUR"], "10,001"),
            opened: ["RECORD_INVALID"]),
        Case(name: "a plus", answer: file(["ID;OK;+10,00;EUR"], "0"), opened: ["RECORD_INVALID"]),
        Case(name: "zeros behind", answer: file(["ID;OK;10,000;EUR"], "10"), opened: ["RECORD_INVALID"]),
        Case(name: "another mark", answer: file(["ID;OK;10.00;EUR"], "0"), opened: ["RECORD_INVALID"]),
        Case(name: "less money", answer: file(["ID;OK;9,99;EUR"], "9,99"), opened: ["AMOUNT_DIFFERS"]),
        Case(name: "other money", answer: file(["ID;OK;10,00;USD"], "10"), opened: ["CURRENCY_DIFFERS"]),
        Case(name: "no money", answer: file(["ID;OK;10,00;euro"], "10"), opened: ["RECORD_INVALID"]),
        Case(
            name: "a word of no list", answer: file(["ID;MAYBE;10,00;EUR"], "10"), opened: ["RECORD_INVALID"]),
        Case(
            name: "a word of ours", answer: file(["ID;success;10,00;EUR"], "10"), opened: ["RECORD_INVALID"]),
        Case(name: "no word", answer: file(["ID;;10,00;EUR"], "10"), opened: ["RECORD_INVALID"]),
        Case(
            name: "NOTPROVIDED", answer: file(["NOTPROVIDED;OK;10,00;EUR"], "10"), opened: ["REFUND_UNKNOWN"]),
        Case(
            name: "said twice", answer: file(["ID;OK;10,00;EUR", "ID;OK;10,00;EUR"], "20"),
            status: "succeeded"),
        Case(
            name: "paid and refused in one file",
            answer: file(["ID;OK;10,00;EUR", "ID;NOK;10,00;EUR"], "20"),
            opened: ["CONTRADICTION"], status: "succeeded"),
        Case(
            name: "another count", answer: file(["ID;OK;10,00;EUR"], "10", count: 2), exit: 65,
            told: "line 3: count is stated as 2, the rows make 1"),
        Case(
            name: "another total", answer: file(["ID;OK;10,00;EUR"], "10,01"), exit: 65,
            told: "line 3: total is stated as 10.01, the rows make 10.00"),
        Case(
            name: "cut off", answer: "H;1\nD;ID;OK;10,00;EUR\n", exit: 65,
            told: "line 2: the trailer that profile bank describes is missing"),
        Case(
            name: "another submission", answer: file(["ID;OK;10,00;EUR"], "10", submission: "9"), exit: 65,
            told: "SUBMISSION_UNKNOWN"),
    ]

    @Test func files() throws {
        try Self.play(Self.files, channel: "{layout: {profile: bank}}", ending: "csv")
    }

    // MARK: - Playing

    /// One submission with a refund for each of the answers, which come one after the other.
    private static func play(_ cases: [Case], channel: String, ending: String) throws {
        let home = try sent(cases.count, channel)
        defer { home.scratch.remove() }
        let ids = try all(
            "\"refund_id\":\"(\\d+)\"", in: home.call(["--json", "refunds", "find"], expecting: 0))
        try #require(ids.count == cases.count)
        var opened: [String] = []
        for (story, id) in zip(cases, ids) {
            let name = "answer-\(id).\(ending)"
            try home.write(
                story.answer.replacing("ID<", with: id + "<").replacing(";ID;", with: ";\(id);"), to: name)
            let outcome = try home.call(
                ["results", "import", home.scratch.file(name), "--channel", "default"])
            #expect(outcome.status == story.exit, "\(story.name): \(outcome.text)")
            #expect(story.told.isEmpty || outcome.text.contains(story.told), "\(story.name): \(outcome.text)")
            let codes = try all(
                "\"code\":\"([A-Z_]+)\"", in: home.call(["--json", "exceptions", "list"], expecting: 0))
            #expect(codes == opened + story.opened, "\(story.name): \(outcome.text)")
            opened = codes
            let refund = try home.call(["--json", "refunds", "show", id], expecting: 0)
            #expect(
                refund.output.contains("\"status\":\"\(story.status)\""), "\(story.name): \(refund.output)")
        }
        try home.call(["verify"], expecting: 0)
        try home.call(["replay", "--into", home.scratch.file("twin")], expecting: 0)
    }

    private static func all(_ pattern: String, in outcome: Program.Outcome) throws -> [String] {
        let regex = try Regex(pattern, as: (Substring, Substring).self)
        return outcome.output.matches(of: regex).map { String($0.output.1) }
    }

    private static func sent(_ count: Int, _ channel: String) throws -> TestHome {
        let home = try TestHome()
        try FileManager.default.createDirectory(
            atPath: "\(home.path)/profiles", withIntermediateDirectories: true)
        try home.write(profile, to: "home/profiles/bank.yaml")
        try home.write(
            "home_number: 417\nbusy_seconds: 1\nchannels:\n  default: \(channel)\n", to: "home/refundry.yaml")
        let columns =
            "payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,creditor_name,creditor_account"
        try home.write(
            columns
                + "\nP1,995378,99537801,ORDER,EUR,1000.00,success,2026-10-01 10:00:00,Zoe,DE02120300000000202051\n",
            to: "creditors.csv")
        try home.call(["orders", "import", home.scratch.file("creditors.csv")], expecting: 0)
        let rows = (1...count).map { "R\($0),P1,partial,10.00\n" }
        try home.write(
            "refund_number,payment_id,refund_type,refund_amount\n" + rows.joined(), to: "many.csv")
        try home.call(
            ["batches", "import", home.scratch.file("many.csv"), "--account", "995378"], expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        return home
    }
}
