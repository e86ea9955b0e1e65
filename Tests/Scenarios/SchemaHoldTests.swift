import Foundation
import Testing

/// Refunds that their channel's schema refuses (`bank-formats.md`: such a refund waits with `hold: data`, and stops no other). By the program itself; the
/// schemas are made here.
@Suite("Refunds that a schema refuses")
struct SchemaHoldTests {
    private static let name = "pain.001.001.09"
    private static let plain = "[ -~]*"

    /// One that says what names are, of creditors and of whoever initiates, and how often a transaction may stand in a payment; nothing else.
    private static func schema(
        creditor: String = plain, initiator: String = plain, rest: String = "", after: [String] = [],
        most: String = "unbounded"
    ) -> String {
        func party(_ element: String, _ pattern: String, _ rest: String = "") -> String {
            """
            <xs:element name="\(element)"><xs:complexType><xs:sequence><xs:element name="Nm"><xs:simpleType><xs:restriction base="xs:string">
            <xs:pattern value="\(pattern)"/></xs:restriction></xs:simpleType></xs:element>\(rest)</xs:sequence></xs:complexType></xs:element>
            """
        }
        let before = [
            "PmtInfId", "PmtMtd", "NbOfTxs", "CtrlSum", "PmtTpInf", "ReqdExctnDt", "Dbtr", "DbtrAcct",
            "DbtrAgt",
            "ChrgBr",
        ]
        let head = (before + after).map { "<xs:element name=\"\($0)\"/>" }.joined()
        return """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:iso:std:iso:20022:tech:xsd:\(name)"
             targetNamespace="urn:iso:std:iso:20022:tech:xsd:\(name)" elementFormDefault="qualified">
            <xs:element name="Document"><xs:complexType><xs:sequence><xs:any processContents="lax"/></xs:sequence></xs:complexType></xs:element>
            \(party("InitgPty", initiator))\(party("Cdtr", creditor, rest))
            <xs:element name="PmtInf"><xs:complexType><xs:sequence>\(head)<xs:element name="CdtTrfTxInf" maxOccurs="\(most)"/>
            </xs:sequence></xs:complexType></xs:element></xs:schema>
            """
    }

    private static func put(_ home: TestHome, _ text: String) throws {
        try text.write(toFile: "\(home.path)/\(name).xsd", atomically: false, encoding: .utf8)
    }

    private static func creditors(_ home: TestHome, _ file: String, _ names: [(Int, String)]) throws {
        let path = home.scratch.file(file)
        let head =
            "payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,creditor_name,creditor_account\n"
        let rows = names.map {
            "P\($0),995378,99537801,ORDER\($0),EUR,100.00,success,2026-10-01 10:00:00,\($1),DE02120300000000202051\n"
        }
        try (head + rows.joined()).write(toFile: path, atomically: false, encoding: .utf8)
        try home.call(["orders", "import", path], expecting: 0)
    }

    /// A home in which a refund of each name waits, P1 and R1 being the first's.
    private static func home(_ names: [String], settings: String = "", _ schema: String) throws -> TestHome {
        let home = try TestHome(
            settings: """
                home_number: 417
                busy_seconds: 1
                channels:
                  default:
                    layout: iso20022
                    charset: utf-8
                    schema: \(name).xsd
                    debtor: {name: Ours, account: DE89370400440532013000}
                \(settings)

                """)
        try put(home, schema)
        try creditors(home, "creditors.csv", Array(zip(1..., names)))
        let batch = home.scratch.file("batch.csv")
        let rows = names.indices.map { "R\($0 + 1),P\($0 + 1),partial,10.00\n" }
        try ("refund_number,payment_id,refund_type,refund_amount\n" + rows.joined()).write(
            toFile: batch, atomically: false, encoding: .utf8)
        try home.call(["batches", "import", batch, "--account", "995378"], expecting: 0)
        return home
    }

    private struct Waiting: Decodable, Equatable {
        let refund_number: String
        let hold: String?
        let why: String
        let 原因: String
    }

    private struct Plan: Decodable {
        let plan: [Waiting]
    }

    private static func plan(_ home: TestHome) throws -> [Waiting] {
        let answer = try home.call(["--json", "submissions", "plan"], expecting: 0)
        return try JSONDecoder().decode(Plan.self, from: Data(answer.output.utf8)).plan
    }

    private static func held(_ home: TestHome) throws -> [String] {
        try plan(home).filter { $0.hold == "data" }.map(\.refund_number)
    }

    private static func creditorsSent(_ home: TestHome) throws -> [[String]] {
        try (FileManager.default.subpaths(atPath: "\(home.path)/outbox") ?? []).sorted()
            .filter { $0.hasSuffix(".xml") }
            .map { file in
                try String(contentsOfFile: "\(home.path)/outbox/\(file)", encoding: .utf8)
                    .components(separatedBy: "<Cdtr><Nm>").dropFirst()
                    .map { $0.components(separatedBy: "<")[0] }
            }
    }

    private static func demandSound(_ home: TestHome) throws {
        try home.call(["verify"], expecting: 0)
        // A twin has no schema, and asks none.
        try home.call(["replay", "--into", home.scratch.file("twin")], expecting: 0)
    }

    // MARK: -

    @Test func oneWaitsAndTheOthersLeave() throws {
        let home = try Self.home(["Ann", "Zoe", "王", "Lee", "Kim"], Self.schema())
        defer { home.scratch.remove() }
        let before = try Self.plan(home)
        #expect(before.map(\.hold) == [nil, nil, "data", nil, nil])
        #expect(
            before[2].why
                == "waits: creditor_name (Nm) is refused by the channel's schema (Element 'Nm': [facet 'pattern'] The value '王' is not accepted by "
                + "the pattern '[ -~]*'): bring order P3 in again with what it takes (orders import), correct the settings of channel default or "
                + "its schema, or cancel the refund")
        #expect(
            before[2].原因
                == "等待：creditor_name (Nm) 被通道的 schema 拒绝（Element 'Nm': [facet 'pattern'] The value '王' is not accepted by the pattern "
                + "'[ -~]*'）：请补正后重新导入订单 P3（orders import）、更正通道 default 的设置或其 schema，或撤销该退款")
        try home.call(["submissions", "build"], expecting: 0)
        #expect(try Self.creditorsSent(home) == [["Ann", "Zoe", "Lee", "Kim"]])
        #expect(try Self.plan(home) == [before[2]])
        let shown = try home.call(["refunds", "show", "41700000000038"], expecting: 0)
        #expect(shown.output.contains(before[2].why), "\(shown.output)")

        // Nothing is left to be sealed: nothing happens, and no number is used up.
        try home.call(["submissions", "build"], expecting: 0)
        try Self.creditors(home, "corrected.csv", [(3, "Wang")])
        #expect(try Self.plan(home).map(\.hold) == [nil])
        try home.call(["submissions", "build"], expecting: 0)
        #expect(try Self.creditorsSent(home) == [["Ann", "Zoe", "Lee", "Kim"], ["Wang"]])
        #expect(
            FileManager.default.fileExists(atPath: "\(home.path)/outbox/default/default-000002-EUR.xml"))
        try Self.demandSound(home)
    }

    @Test func severalWait() throws {
        let home = try Self.home(["王", "Ann", "李", "Zoe", "张"], Self.schema())
        defer { home.scratch.remove() }
        #expect(try Self.held(home) == ["R1", "R3", "R5"])
        try home.call(["submissions", "build"], expecting: 0)
        #expect(try Self.creditorsSent(home) == [["Ann", "Zoe"]])
        #expect(try Self.held(home) == ["R1", "R3", "R5"])
        try Self.demandSound(home)
    }

    /// Of what a transaction must have and nobody writes.
    @Test func allWait() throws {
        let home = try Self.home(
            ["Ann", "Zoe"], Self.schema(rest: "<xs:element name=\"PstlAdr\"/>"))
        defer { home.scratch.remove() }
        let waiting = try Self.plan(home)
        #expect(waiting.map(\.hold) == ["data", "data"])
        #expect(
            waiting[0].why.contains(
                "Cdtr is refused by the channel's schema (Element 'Cdtr': Missing child element(s). Expected is ( PstlAdr ))"
            ), "\(waiting[0].why)")
        try home.call(["submissions", "build"], expecting: 0)
        #expect(try Self.creditorsSent(home) == [])
        try Self.put(home, Self.schema())
        try home.call(["submissions", "build"], expecting: 0)
        #expect(try Self.creditorsSent(home) == [["Ann", "Zoe"]])
        #expect(
            FileManager.default.fileExists(atPath: "\(home.path)/outbox/default/default-000001-EUR.xml"))
        try Self.demandSound(home)
    }

    /// What is wrong with the message itself stops its channel; who waits for facts is told beside that.
    @Test func theMessageItselfStopsItsChannel() throws {
        let home = try Self.home(["Ann", "王"], Self.schema(initiator: "[a-z]*"))
        defer { home.scratch.remove() }
        try home.call(
            ["submissions", "build"], expecting: 78,
            "channel default: default-000001-EUR.xml would be no valid \(Self.name): line 4 Element")
        #expect(try Self.creditorsSent(home) == [])
        #expect(try Self.held(home) == ["R2"])
        try Self.put(home, Self.schema())
        try home.call(["submissions", "build"], expecting: 0)
        #expect(try Self.creditorsSent(home) == [["Ann"]])
        try Self.demandSound(home)
    }

    /// Nobody's transaction is at fault where the payment lacks something.
    @Test func thePaymentItselfStopsItsChannel() throws {
        let home = try Self.home(["Ann", "Zoe"], Self.schema(after: ["ChrgsAcct"]))
        defer { home.scratch.remove() }
        #expect(try Self.held(home) == [])
        try home.call(
            ["submissions", "build"], expecting: 78, "CdtTrfTxInf': This element is not expected")
        try Self.put(home, Self.schema())
        try home.call(["submissions", "build"], expecting: 0)
        #expect(try Self.creditorsSent(home) == [["Ann", "Zoe"]])
    }

    /// A transaction that there is no place for isn't at fault itself; nor does it hide what is in those after it, where files are as small as the bank says.
    @Test func tooManyTransactionsAreTheMessagesFault() throws {
        let names = ["Ann", "Zoe", "Lee", "Kim", "王", "Max"]
        let home = try Self.home(names, Self.schema(most: "2"))
        defer { home.scratch.remove() }
        #expect(try Self.held(home) == ["R5"])
        try home.call(["submissions", "build"], expecting: 78, "This element is not expected")
        let settings = try String(contentsOfFile: "\(home.path)/refundry.yaml", encoding: .utf8)
        try settings.replacingOccurrences(of: "charset: utf-8", with: "charset: utf-8\n    max_rows: 2")
            .write(toFile: "\(home.path)/refundry.yaml", atomically: false, encoding: .utf8)
        #expect(try Self.held(home) == ["R5"])
        try home.call(["submissions", "build"], expecting: 0)
        #expect(try Self.creditorsSent(home) == [["Ann", "Zoe"], ["Lee", "Kim"], ["Max"]])
        try Self.demandSound(home)
    }

    /// More than one draft holds, and more than reasons are kept.
    @Test func ofManyTheFirstAreTold() throws {
        let names = (1...1_205).map { $0 == 7 || $0 == 1_203 ? "Ann" : "王" }
        let home = try Self.home(names, Self.schema())
        defer { home.scratch.remove() }
        let waiting = try Self.plan(home)
        #expect(waiting.filter { $0.hold == nil }.map(\.refund_number) == ["R7", "R1203"])
        #expect(waiting.filter { $0.why.contains("The value '王'") }.map(\.refund_number).last == "R1001")
        #expect(
            waiting[1_204].why.hasPrefix(
                "waits: CdtTrfTxInf is refused by the channel's schema, as those of 1000 refunds before it, whose reasons are told: bring order P1205"
            ), "\(waiting[1_204].why)")
        try home.call(["submissions", "build"], expecting: 0)
        #expect(try Self.creditorsSent(home) == [["Ann", "Ann"]])
        try Self.demandSound(home)
    }
}
