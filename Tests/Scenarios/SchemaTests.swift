import Foundation
import Testing

/// A channel whose messages are held to a schema (`bank-formats.md`, iso20022). By the program itself; the schemas are made here.
@Suite("Schemas of a channel")
struct SchemaTests {
    private static let name = "pain.001.001.09"

    /// One that takes any document of its message, or none that hasn't an attribute that nobody writes.
    private static func schema(_ message: String, taking: Bool) -> String {
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:iso:std:iso:20022:tech:xsd:\(message)">
        <xs:element name="Document"><xs:complexType><xs:sequence><xs:any processContents="skip"/></xs:sequence>
        \(taking ? "" : "<xs:attribute name=\"sealed\" use=\"required\"/>")</xs:complexType></xs:element></xs:schema>
        """
    }

    private static func home() throws -> TestHome {
        let home = try TestHome(
            settings: """
                home_number: 417
                busy_seconds: 1
                channels:
                  default: {layout: iso20022, schema: schemas, debtor: {name: Ours, account: DE89370400440532013000}}

                """)
        let orders = home.scratch.file("creditors.csv")
        let row = "995378,99537801,ORDER,EUR,100.00,success,2026-10-01 10:00:00"
        try """
        payment_id,account,terminal,order_number,order_currency,order_amount,payment_status,payment_datetime,creditor_name,creditor_account
        P1,\(row),Zoe,DE02120300000000202051
        P2,\(row),Ann,DE02120300000000202051

        """.write(toFile: orders, atomically: false, encoding: .utf8)
        try home.call(["orders", "import", orders], expecting: 0)
        return home
    }

    private static func put(_ home: TestHome, _ message: String, taking: Bool) throws {
        try FileManager.default.createDirectory(
            atPath: "\(home.path)/schemas", withIntermediateDirectories: true)
        try schema(message, taking: taking).write(
            toFile: "\(home.path)/schemas/\(message).xsd", atomically: false, encoding: .utf8)
    }

    private static func take(_ home: TestHome, _ number: String, _ payment: String) throws {
        let batch = home.scratch.file("\(number).csv")
        try "refund_number,payment_id,refund_type,refund_amount\n\(number),\(payment),partial,10.00\n".write(
            toFile: batch, atomically: false, encoding: .utf8)
        try home.call(["batches", "import", batch, "--account", "995378"], expecting: 0)
    }

    private static func outbox(_ home: TestHome) -> [String] {
        (FileManager.default.subpaths(atPath: "\(home.path)/outbox") ?? []).filter { $0.hasSuffix(".xml") }
    }

    /// Nothing is sealed that the schema refuses: its refund can be cancelled, and leaves once the schema takes it.
    @Test func whatItRefusesStays() throws {
        let home = try Self.home()
        defer { home.scratch.remove() }
        try Self.put(home, Self.name, taking: false)
        try Self.take(home, "R1", "P1")
        try Self.take(home, "R2", "P2")
        let refused = try home.call(["submissions", "build"], expecting: 78)
        #expect(
            refused.errors.contains(
                "channel default: default-000001-EUR.xml would be no valid \(Self.name): line 2"),
            "\(refused.text)")
        #expect(Self.outbox(home) == [])
        let list = try home.call(["--json", "submissions", "list"], expecting: 0)
        #expect(list.output.contains("\"submissions\":[]"), "\(list.output)")
        try home.call(
            ["refunds", "cancel", "41700000000011", "--by", "Wei"],
            expecting: 0)
        try Self.put(home, Self.name, taking: true)
        try home.call(["submissions", "build"], expecting: 0)
        #expect(Self.outbox(home) == ["default/default-000001-EUR.xml"])
        try home.call(["verify"], expecting: 0)
        try home.call(["backup", "--to", home.scratch.file("copy")], expecting: 0)
        #expect(
            try Data(contentsOf: URL(filePath: "\(home.path)/schemas/\(Self.name).xsd"))
                == Data(contentsOf: URL(filePath: "\(home.scratch.file("copy"))/schemas/\(Self.name).xsd")))
        // A twin has no folder of schemas, and needs none to make the same files again.
        try home.call(["replay", "--into", home.scratch.file("twin")], expecting: 0)
    }

    @Test func aMissingSchemaStopsTheChannelAlone() throws {
        let home = try Self.home()
        defer { home.scratch.remove() }
        try Self.take(home, "R1", "P1")
        let refused = try home.call(["submissions", "build"], expecting: 78)
        #expect(
            refused.errors.contains(
                "channels.default.schema: schemas is not there: put the bank's schema there, or take the setting out"
            ),
            "\(refused.text)")
        try home.call(["verify"], expecting: 0)
        try Self.put(home, Self.name, taking: true)
        try home.call(["submissions", "build"], expecting: 0)
        #expect(Self.outbox(home) == ["default/default-000001-EUR.xml"])
    }

    /// What libxml2 has to say stands in the program's own words, and nowhere else; of a schema's parts it is told which.
    @Test func whatIsNoSchemaIsToldOnce() throws {
        let home = try Self.home()
        defer { home.scratch.remove() }
        try Self.put(home, Self.name, taking: true)
        try Self.take(home, "R1", "P1")
        try home.write("<x>", to: "home/schemas/\(Self.name).xsd")
        let refused = try home.call(
            ["submissions", "build"], expecting: 78, ".xsd:1 can't be used as a schema (Premature end of data"
        )
        let lines = refused.errors.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
        #expect(
            lines.count == 2 && lines.allSatisfy { $0.contains("channels.default.schema") },
            "\(refused.errors)")
        // Who only asks is answered.
        try home.call(["submissions", "plan"], expecting: 0)
        try home.write("<y", to: "home/schemas/part.xsd")
        try home.write(
            "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:include schemaLocation=\"part.xsd\"/></xs:schema>",
            to: "home/schemas/\(Self.name).xsd")
        try home.call(["submissions", "build"], expecting: 78, "part.xsd:1 can't be used as a schema")
    }

    @Test func answersAreHeldToIt() throws {
        let home = try Self.home()
        defer { home.scratch.remove() }
        try Self.put(home, Self.name, taking: true)
        try Self.take(home, "R1", "P1")
        try home.call(["submissions", "build"], expecting: 0)
        let answer = home.scratch.file("answer.xml")
        try """
        <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt><OrgnlGrpInfAndSts>
        <OrgnlMsgId>R4170000000001</OrgnlMsgId><GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>
        """.write(toFile: answer, atomically: false, encoding: .utf8)
        try Self.put(home, "pain.002.001.10", taking: false)
        let words = ["results", "import", answer, "--channel", "default"]
        let refused = try home.call(words, expecting: 65)
        #expect(refused.text.contains("line 1: this is no valid pain.002.001.10"), "\(refused.text)")
        try Self.put(home, "pain.002.001.10", taking: true)
        let taken = try home.call(words, expecting: 0)
        #expect(taken.output.contains("1 applied"), "\(taken.output)")
    }

    private static func answer(_ namespace: String) -> String {
        """
        <Document xmlns="\(namespace)"><CstmrPmtStsRpt><GrpHdr><MsgId>S</MsgId></GrpHdr><OrgnlGrpInfAndSts>
        <OrgnlMsgId>R4170000000001</OrgnlMsgId><OrgnlMsgNmId>pain.001</OrgnlMsgNmId><GrpSts>ACSP</GrpSts></OrgnlGrpInfAndSts>
        </CstmrPmtStsRpt></Document>
        """
    }

    /// An answer says itself whose it is; a bank's own namespace is none that the official schema speaks of.
    @Test func answersAreHeldToItWhoeverBringsThem() throws {
        let home = try Self.home()
        defer { home.scratch.remove() }
        try Self.put(home, Self.name, taking: true)
        try Self.put(home, "pain.002.001.03", taking: false)
        try Self.take(home, "R1", "P1")
        try home.call(["submissions", "build"], expecting: 0)
        for (name, words) in [("alone", []), ("named", ["--channel", "default"])] {
            let file = home.scratch.file("\(name).xml")
            try Self.answer("urn:iso:std:iso:20022:tech:xsd:pain.002.001.03").write(
                toFile: file, atomically: false, encoding: .utf8)
            try home.call(
                ["results", "import", file] + words, expecting: 65, "this is no valid pain.002.001.03")
        }
        let variant = home.scratch.file("six.xml")
        try Self.answer("http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.02.xsd").write(
            toFile: variant, atomically: false, encoding: .utf8)
        let taken = try home.call(
            ["--json", "results", "import", variant, "--channel", "default"], expecting: 0)
        #expect(
            taken.output.contains("a variant of pain.002.001.03 that the schema doesn't know"),
            "\(taken.output)")
        // Nor does it speak of envelopes. What stands in one says whose it is as well.
        let enveloped = home.scratch.file("enveloped.xml")
        try "<Message>\(Self.answer("urn:iso:std:iso:20022:tech:xsd:pain.002.001.03"))</Message>".write(
            toFile: enveloped, atomically: false, encoding: .utf8)
        let known = try home.call(["--json", "results", "import", enveloped], expecting: 0)
        for words in ["in an envelope, <Message>", "that the schema doesn't know: it was not validated"] {
            #expect(known.output.contains(words), "\(known.output)")
        }
        #expect(known.output.contains("\"already_known\":1"), "\(known.output)")
    }
}
