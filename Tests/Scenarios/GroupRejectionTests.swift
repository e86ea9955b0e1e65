import Foundation
import Testing

/// A bank rejects a whole submission of which it had paid some: one exception for the file lists these (details 26), and two people undo all of them.
/// By the program itself.
@Suite("A rejection of all meets what was paid")
struct GroupRejectionTests {
    private struct Sent {
        var home: TestHome
        var ids: [String]

        /// One submission with five refunds of 10.00 EUR.
        init() throws {
            home = try TestHome(
                settings: """
                    home_number: 417
                    channels:
                      default: {layout: iso20022, debtor: {name: Ours, account: DE89370400440532013000}}

                    """)
            try home.write(
                """
                payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,creditor_name,creditor_account
                P1,995378,99537801,ORDER,EUR,50.00,success,2026-10-01 10:00:00,Zoe,DE02120300000000202051

                """, to: "orders.csv")
            try home.call(["orders", "import", home.scratch.file("orders.csv")], expecting: 0)
            let rows = (1...5).map { "R\($0),P1,partial,10.00\n" }
            try home.write(
                "refund_number,payment_id,refund_type,refund_amount\n" + rows.joined(), to: "five.csv")
            try home.call(
                ["batches", "import", home.scratch.file("five.csv"), "--account", "995378"], expecting: 0)
            try home.call(["submissions", "build"], expecting: 0)
            let found = try home.call(["--json", "refunds", "find"], expecting: 0)
            ids = found.output.matches(of: /"refund_id":"(\d+)"/).map { String($0.output.1) }
            try #require(ids.count == 5)
        }

        @discardableResult
        func take(_ text: String, _ name: String, _ told: String) throws -> Program.Outcome {
            try home.write(text, to: name)
            return try home.call(
                ["--json", "results", "import", home.scratch.file(name), "--channel", "default"],
                expecting: 0,
                told)
        }

        func book(_ places: Range<Int>, back: Bool = false, _ name: String) throws {
            let entries = places.map { place in
                """
                <Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>\(back ? "CRDT" : "DBIT")</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
                <NtryDtls><TxDtls><Refs><EndToEndId>\(ids[place])</EndToEndId></Refs>\
                \(back ? "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>" : "")</TxDtls></NtryDtls></Ntry>
                """
            }
            try take(
                """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><Ntfctn>
                \(entries.joined())</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>
                """, name, "\"records\":\(places.count)")
        }

        @discardableResult
        func reject(_ name: String, _ told: String) throws -> Program.Outcome {
            try take(
                """
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
                <OrgnlGrpInfAndSts><OrgnlMsgId>R4170000000001</OrgnlMsgId><GrpSts>RJCT</GrpSts>
                <StsRsnInf><Rsn><Cd>AM04</Cd></Rsn><AddtlInf>No cover</AddtlInf></StsRsnInf></OrgnlGrpInfAndSts>
                </CstmrPmtStsRpt></Document>
                """, name, told)
        }

        func statuses() throws -> [String] {
            try home.call(["--json", "refunds", "find"], expecting: 0).output.matches(
                of: /"status":"([a-z]+)"/
            ).map { String($0.output.1) }
        }

        func resolve(
            _ action: String, by name: String, exception: Int = 1, expecting status: Int32 = 0,
            _ told: String = ""
        ) throws {
            try home.call(
                [
                    "exceptions", "resolve", "\(exception)", "--by", name, "--action", action, "--note",
                    "the bank took it all back",
                ], expecting: status, told)
            try home.call(["verify"], expecting: 0)
        }

        func holds() throws {
            try home.call(["verify"], expecting: 0)
            try home.call(["reports", "daily"], expecting: 0)
            try home.call(
                ["replay", "--into", home.scratch.file("rebuilt-\(UUID().uuidString)")], expecting: 0)
        }
    }

    @Test func oneExceptionListsThem() throws {
        let sent = try Sent()
        defer { sent.home.scratch.remove() }
        try sent.book(0..<3, "booked.xml")
        try sent.reject(
            "rejected.xml", "\"records\":3,\"applied\":2,\"already_known\":0,\"exceptions\":1")
        #expect(try sent.statuses() == ["succeeded", "succeeded", "succeeded", "failed", "failed"])
        let list = try sent.home.call(["--json", "exceptions", "list"], expecting: 0).output
        let named = sent.ids[0..<3].map { "\"\($0)\"" }.joined(separator: ",")
        #expect(list.contains("\"refunds\":[\(named)]"), "\(list)")
        #expect(list.contains("\"refund_count\":\"3\",\"refund_amount\":\"30.00\""), "\(list)")
        #expect(list.contains("\"reason_code\":\"AM04\""), "\(list)")
        #expect(list.matches(of: /"exception":/).count == 1, "\(list)")
        try sent.home.call(["exceptions", "list"], expecting: 0, "3 refunds")
        try sent.home.call(["exceptions", "show", "1"], expecting: 0, sent.ids[2])
        try sent.home.call(["reports", "daily"], expecting: 0, "of 3 refunds")
        let life = try sent.home.call(["refunds", "show", sent.ids[1]], expecting: 0)
        #expect(life.output.contains("CONTRADICTION, exception 1"), "\(life.text)")
        // The same file again is counted as it was.
        let again = try sent.home.call(
            ["--json", "results", "import", sent.home.scratch.file("rejected.xml"), "--channel", "default"],
            expecting: 0)
        #expect(again.output.contains("\"records\":3,\"applied\":0,\"already_known\":3"), "\(again.text)")
        try sent.holds()
    }

    @Test func twoPeopleReverseAllOfThem() throws {
        let sent = try Sent()
        defer { sent.home.scratch.remove() }
        try sent.book(0..<3, "booked.xml")
        try sent.reject("rejected.xml", "\"exceptions\":1")
        try sent.resolve("apply", by: "Wei", expecting: 65, "only by reverse or dismiss")
        try sent.resolve("reverse", by: "Wei", expecting: 0, "3 refunds of 30.00 EUR in all")
        try sent.resolve("reverse", by: "wei", expecting: 65)
        #expect(try sent.statuses().prefix(3) == ["succeeded", "succeeded", "succeeded"])
        // One of them comes back by itself meanwhile, and two people say so first.
        try sent.book(0..<1, back: true, "back.xml")
        try sent.resolve("reverse", by: "Wei", exception: 2)
        try sent.resolve("reverse", by: "Mina", exception: 2)
        try sent.resolve("reverse", by: "Mina", expecting: 0, "2 refunds of 20.00 EUR in all")
        #expect(try sent.statuses() == ["failed", "failed", "failed", "failed", "failed"])
        let order = try sent.home.call(["--json", "orders", "show", "--payment", "P1"], expecting: 0)
        #expect(order.output.contains("\"refundable\":\"50.00\""), "\(order.output)")
        let life = try sent.home.call(["--json", "refunds", "show", sent.ids[1]], expecting: 0).output
        #expect(life.contains("\"failure\":\"reversed\"") && life.contains("No cover"), "\(life)")
        let told = try sent.home.call(
            ["--json", "reports", "notifications", "--next", "--by", "Hu"], expecting: 0)
        #expect(told.output.matches(of: /"reversed"/).count == 3, "\(told.output)")
        try sent.resolve("dismiss", by: "Wei", expecting: 65, "is resolved")
        try sent.holds()
    }

    @Test func whatMovedSinceCanOnlyBeDismissed() throws {
        let sent = try Sent()
        defer { sent.home.scratch.remove() }
        try sent.book(0..<2, "booked.xml")
        try sent.reject("rejected.xml", "\"exceptions\":1")
        try sent.resolve("reverse", by: "Wei")
        try sent.book(0..<2, back: true, "back.xml")
        for exception in [2, 3] {
            try sent.resolve("reverse", by: "Wei", exception: exception)
            try sent.resolve("reverse", by: "Mina", exception: exception)
        }
        try sent.resolve(
            "reverse", by: "Mina", expecting: 65, "none of the 2 refunds that it lists is succeeded any more")
        try sent.home.call(
            ["exceptions", "resolve", "1", "--withdraw", "--by", "Wei", "--note", "they moved"], expecting: 0)
        try sent.resolve("dismiss", by: "Wei")
        try sent.resolve("dismiss", by: "Mina")
        let life = try sent.home.call(["refunds", "show", sent.ids[0]], expecting: 0).output
        #expect(life.contains("exception 1: the bank took it all back"), "\(life)")
        try sent.holds()
    }

    /// What is listed without a word of its own is rejected with all; listed twice, it is one refund.
    @Test func whatIsListedWithoutAWordIsOneOfThem() throws {
        let sent = try Sent()
        defer { sent.home.scratch.remove() }
        try sent.book(0..<3, "booked.xml")
        let listed = (["NOTPROVIDED"] + [2, 0, 2, 1].map { sent.ids[$0] } + ["NOTPROVIDED"]).map {
            "<TxInfAndSts><OrgnlEndToEndId>\($0)</OrgnlEndToEndId></TxInfAndSts>"
        }
        try sent.take(
            """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
            <OrgnlGrpInfAndSts><OrgnlMsgId>R4170000000001</OrgnlMsgId></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>R4170000000001-1</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts>
            \(listed.joined(separator: "\n"))</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
            """, "listed.xml", "\"records\":5,\"applied\":2,\"already_known\":0,\"exceptions\":3")
        let list = try sent.home.call(["--json", "exceptions", "list"], expecting: 0).output
        let named = sent.ids[0..<3].map { "\"\($0)\"" }.joined(separator: ",")
        #expect(list.contains("\"refunds\":[\(named)]"), "\(list)")
        #expect(list.contains("\"refund_amount\":\"30.00\""), "\(list)")
        try sent.holds()
    }

    /// One alone, listed twice before one that nobody knows: replayed in the same order.
    @Test func oneListedTwiceIsReplayed() throws {
        let sent = try Sent()
        defer { sent.home.scratch.remove() }
        try sent.book(0..<1, "booked.xml")
        let listed = [sent.ids[0], sent.ids[0], "NOTPROVIDED"].map {
            "<TxInfAndSts><OrgnlEndToEndId>\($0)</OrgnlEndToEndId></TxInfAndSts>"
        }
        try sent.take(
            """
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
            <OrgnlGrpInfAndSts><OrgnlMsgId>R4170000000001</OrgnlMsgId></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>R4170000000001-1</OrgnlPmtInfId><PmtInfSts>RJCT</PmtInfSts>
            \(listed.joined(separator: "\n"))</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>
            """, "listed.xml", "\"records\":6,\"applied\":4,\"already_known\":0,\"exceptions\":2")
        try sent.holds()
    }

    /// One alone is an exception about that refund.
    @Test func oneIsNoList() throws {
        let sent = try Sent()
        defer { sent.home.scratch.remove() }
        try sent.book(0..<1, "booked.xml")
        try sent.reject(
            "rejected.xml", "\"records\":5,\"applied\":4,\"already_known\":0,\"exceptions\":1")
        let list = try sent.home.call(["--json", "exceptions", "list"], expecting: 0).output
        #expect(
            list.contains("\"refund_id\":\"\(sent.ids[0])\"") && !list.contains("\"refunds\":"), "\(list)")
        try sent.holds()
    }

    /// What was changed by hand is found.
    @Test func theListIsProved() throws {
        let sent = try Sent()
        defer { sent.home.scratch.remove() }
        try sent.book(0..<3, "booked.xml")
        try sent.reject("rejected.xml", "\"exceptions\":1")
        try sent.home.sqlite("DELETE FROM exception_refunds WHERE refund = 2")
        let told = try sent.home.call(["verify"])
        #expect(
            told.status == 70 && told.output.contains("it doesn't list as many refunds as it says"),
            "\(told.text)")
    }
}
