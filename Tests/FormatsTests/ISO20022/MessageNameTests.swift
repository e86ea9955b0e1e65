import Bytes
import Formats
import Rules
import Testing

/// Messages are told apart by namespace, with the variants that banks publish (`bank-formats.md`, iso20022).
@Suite struct MessageNameTests {
    private static func report(_ namespace: String, prefix: String = "") -> String {
        let colon = prefix.isEmpty ? "" : prefix + ":"
        let declaration =
            namespace.isEmpty ? "" : " xmlns\(prefix.isEmpty ? "" : ":" + prefix)=\"\(namespace)\""
        return """
            <\(colon)Document\(declaration)><\(colon)CstmrPmtStsRpt><\(colon)GrpHdr/><\(colon)OrgnlGrpInfAndSts>\
            <\(colon)OrgnlMsgId>R4170000000012</\(colon)OrgnlMsgId><\(colon)GrpSts>RJCT</\(colon)GrpSts>\
            </\(colon)OrgnlGrpInfAndSts></\(colon)CstmrPmtStsRpt></\(colon)Document>
            """
    }

    @Test(arguments: [
        "urn:iso:std:iso:20022:tech:xsd:pain.002.001.03", "urn:iso:std:iso:20022:tech:xsd:pain.002.001.10",
        "urn:iso:std:iso:20022:tech:xsd:pain.002.001.12",
        "http://www.six-interbank-clearing.com/de/pain.002.001.03.ch.02.xsd",
        "urn:swift:xsd:$pain.002.001.03",
    ])
    func known(_ namespace: String) throws {
        for prefix in ["", "ns0"] {
            let reading = try MessageReading(Self.report(namespace, prefix: prefix), sent: .euros(2))
            #expect(
                reading.results.count == 2 && reading.notes == [] && reading.refusal == nil, "\(namespace)")
        }
    }

    @Test(arguments: [
        "urn:iso:std:iso:20022:tech:xsd:pain.002.001.14", "urn:iso:std:iso:20022:tech:xsd:pain.002.003.03",
        "http://bank.example/schema", "",
    ])
    func readWithANote(_ namespace: String) throws {
        let reading = try MessageReading(Self.report(namespace), sent: .euros(2))
        #expect(reading.results.count == 2 && reading.notes.count == 1 && reading.refusal == nil)
    }

    @Test(arguments: ["camt.052.001.02", "pain.001.001.09", "pacs.002.001.11", "camt.054.001.08"])
    func refused(_ name: String) throws {
        let reading = try MessageReading(
            Self.report("urn:iso:std:iso:20022:tech:xsd:" + name), sent: .euros(2))
        #expect(reading.refusal?.code == .incomplete && reading.rows == [])
        #expect(reading.refusal?.text.english.contains(name) == true && reading.refusal?.line == 1)
    }

    @Test func noMessageAtAll() throws {
        #expect(try MessageReading("<result submission_id=\"1\"/>").refusal?.code == .incomplete)
        #expect(
            try MessageReading("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.002.001.03\"/>")
                .refusal?.code
                == .incomplete)
    }

    @Test func limits() throws {
        let text = Self.report("urn:iso:std:iso:20022:tech:xsd:pain.002.001.03")
        #expect(throws: ByteFault.self) {
            try MessageReading(text, sent: .euros(5), limits: ReadingLimits(records: 4))
        }
        #expect(throws: ByteFault.self) { try MessageReading(text, limits: ReadingLimits(xmlDepth: 3)) }
        #expect(throws: ByteFault.self) { try MessageReading(text, limits: ReadingLimits(fieldBytes: 10)) }
        // A message is one child of the root, as long as it is.
        #expect(
            try MessageReading(text, sent: .euros(2), limits: ReadingLimits(recordBytes: 50)).rows.count == 2)
        #expect(throws: ByteFault.self) { try MessageReading(String(text.dropLast(12))) }
    }
}
