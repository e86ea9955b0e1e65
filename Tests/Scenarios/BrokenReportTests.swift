import Foundation
import Testing

/// An account report is read once, and applied while it is read: one that breaks far inside must leave nothing behind but its refusal.
@Suite("Reports that break far inside")
struct BrokenReportTests {
    /// More than two chunks of the pass.
    private static let records = 70_000

    /// Three refunds of 10.00, sent.
    private static func sentHome() throws -> TestHome {
        let channel = "{layout: iso20022, debtor: {name: Ours, account: DE89370400440532013000}}"
        let home = try TestHome(
            settings: "home_number: 417\nbusy_seconds: 1\nchannels:\n  default: \(channel)\n")
        let columns =
            "payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,creditor_name,creditor_account"
        let order =
            "P1,995378,99537801,ORDER,EUR,100.00,success,2026-10-01 10:00:00,Zoe,DE02120300000000202051"
        try home.write("\(columns)\n\(order)\n", to: "creditors.csv")
        try home.call(["orders", "import", home.scratch.file("creditors.csv")], expecting: 0)
        try home.write(
            "refund_number,payment_id,refund_type,refund_amount\nR1,P1,partial,10.00\nR2,P1,partial,10.00\nR3,P1,partial,10.00\n",
            to: "three.csv")
        try home.call(
            ["batches", "import", home.scratch.file("three.csv"), "--account", "995378"], expecting: 0)
        try home.call(["submissions", "build"], expecting: 0)
        return home
    }

    private static let ids = ["41700000000011", "41700000000020", "41700000000038"]

    private static func transaction(_ id: String, _ amount: String = "10.00", _ more: String = "") -> String {
        "<TxDtls><Refs><EndToEndId>\(id)</EndToEndId></Refs><Amt Ccy=\"EUR\">\(amount)</Amt>\(more)</TxDtls>\n"
    }

    /// Two are paid, one of them behind the first chunk; the other comes back, less charges.
    private static func report(breaking: String = "") -> String {
        var text = """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><Ntfctn>
            <Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><NtryDtls>

            """
        let back = "<CdtDbtInd>CRDT</CdtDbtInd><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"
        for record in 0..<records {
            switch record {
            case 10: text += transaction(ids[1], "7.50", back)
            case 40_000: text += transaction(ids[2])
            default: text += transaction(ids[0])
            }
        }
        return text + breaking + "</NtryDtls></Ntry>\n</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>\n"
    }

    /// All that people are told of refunds, exceptions and orders.
    private static func told(_ home: TestHome) throws -> [String] {
        try [
            ["refunds", "find"], ["exceptions", "list"], ["orders", "show", "--payment", "P1"],
            ["submissions", "show", "1"],
        ].map { try home.call(["--json"] + $0, expecting: 0).output }
    }

    @Test func nothingOfItIsApplied() throws {
        let home = try Self.sentHome()
        defer { home.scratch.remove() }
        let before = try Self.told(home)
        #expect(before[0].split(separator: "\"status\":\"submitted\"").count == 4, "\(before[0])")
        try home.write(Self.report(breaking: "<TxDtls><Refs></TxDtls>\n"), to: "broken.xml")
        let words = ["results", "import", home.scratch.file("broken.xml"), "--channel", "default"]
        let refused = try home.call(words, expecting: 65)
        for words in ["FILE_UNREADABLE", "line \(Self.records + 3)"] {
            #expect(refused.errors.contains(words), "\(refused.text)")
        }
        #expect(try Self.told(home) == before)
        try home.call(["verify"], expecting: 0)
        // Whole, the same report does all of it.
        try home.write(Self.report(), to: "whole.xml")
        let taken = try home.call(
            ["--json", "results", "import", home.scratch.file("whole.xml"), "--channel", "default"],
            expecting: 0)
        for count in [
            "\"records\":\(Self.records)", "\"applied\":2", "\"already_known\":\(Self.records - 3)",
            "\"exceptions\":1",
        ] { #expect(taken.output.contains(count), "\(taken.output)") }
        #expect(try Self.told(home) != before)
        try home.call(["verify"], expecting: 0)
        try home.call(["replay", "--into", home.scratch.file("twin")], expecting: 0)
    }
}
