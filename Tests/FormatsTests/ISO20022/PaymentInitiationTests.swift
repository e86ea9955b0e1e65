import Bytes
import Foundation
import Refunds
import Testing

@testable import Formats

@Suite struct PaymentInitiationTests {
    struct Row {
        var serial: Int64 = 1
        var name = "Zoë Müller"
        var account = "DE89 3704 0044 0532 0130 00"
        var agent = "COBADEFFXXX"
        var description = ""
        var amount: Int64 = 1_230
    }

    private static let debtor = ISO20022Settings.Debtor(
        name: "Refund & Platform GmbH", account: "DE02120300000000202051", agent: "BYLADEM1001")

    private func header(_ currency: UInt32, _ exponent: Int, _ rows: [Row]) -> SubmissionHeader {
        var header = SubmissionHeader(
            id: 12, channel: "sepa", sequence: 7, created: "2026-10-08T18:30:00+08:00",
            currency: CurrencyCode(packed: currency), exponent: exponent, homeNumber: 417)
        header.count = rows.count
        header.amount = rows.reduce(0) { $0 + $1.amount }
        return header
    }

    private func file(
        _ settings: ISO20022Settings, _ rows: [Row], currency: UInt32 = 0x45_55_52, exponent: Int = 2
    ) throws -> String {
        let writer = PaymentInitiation(settings)
        let header = header(currency, exponent, rows)
        var output: [UInt8] = []
        var totals = ControlTotals()
        writer.appendHeader(header, to: &output)
        for row in rows {
            var bytes: [UInt8] = []
            func append(_ text: String) -> ByteRange {
                bytes.append(contentsOf: text.utf8)
                return ByteRange(bytes.count - text.utf8.count, bytes.count)
            }
            var refund = OutgoingRefund(
                serial: row.serial, paymentID: append("P2410081234567890123"), terminal: append("T1"),
                description: append(row.description), amount: row.amount, orderAmount: 10_000,
                orderTime: Instant(seconds: 1_791_446_400), offset: 28_800)
            refund.creditor = CreditorRanges(
                name: append(row.name), account: append(row.account), agent: append(row.agent))
            let isAdded = totals.add(refund, in: bytes.span)
            #expect(isAdded)
            try writer.append(refund, number: totals.count, of: header, in: bytes, to: &output)
        }
        writer.appendTrailer(totals, of: header, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test func theWholeMessage() throws {
        let rows = [
            Row(description: "Wrong size <&> “returned”"),
            Row(serial: 2, name: "Ann Lee", account: "GB82WEST12345698765432", agent: "", amount: 5_000),
        ]
        #expect(
            try file(ISO20022Settings(debtor: Self.debtor), rows) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09">
                <CstmrCdtTrfInitn>
                <GrpHdr><MsgId>R4170000000012</MsgId><CreDtTm>2026-10-08T18:30:00+08:00</CreDtTm><NbOfTxs>2</NbOfTxs>\
                <CtrlSum>62.30</CtrlSum><InitgPty><Nm>Refund + Platform GmbH</Nm></InitgPty></GrpHdr>
                <PmtInf>
                <PmtInfId>R4170000000012-1</PmtInfId><PmtMtd>TRF</PmtMtd><NbOfTxs>2</NbOfTxs><CtrlSum>62.30</CtrlSum>\
                <PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf><ReqdExctnDt><Dt>2026-10-08</Dt></ReqdExctnDt>
                <Dbtr><Nm>Refund + Platform GmbH</Nm></Dbtr><DbtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></DbtrAcct>\
                <DbtrAgt><FinInstnId><BICFI>BYLADEM1001</BICFI></FinInstnId></DbtrAgt><ChrgBr>SLEV</ChrgBr>
                <CdtTrfTxInf><PmtId><EndToEndId>41700000000011</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">12.30</InstdAmt></Amt>\
                <CdtrAgt><FinInstnId><BICFI>COBADEFFXXX</BICFI></FinInstnId></CdtrAgt><Cdtr><Nm>Zoe Mueller</Nm></Cdtr>\
                <CdtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></CdtrAcct><Purp><Cd>REFU</Cd></Purp>\
                <RmtInf><Ustrd>P2410081234567890123 Wrong size ?+? 'returned'</Ustrd></RmtInf></CdtTrfTxInf>
                <CdtTrfTxInf><PmtId><EndToEndId>41700000000020</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">50.00</InstdAmt></Amt>\
                <Cdtr><Nm>Ann Lee</Nm></Cdtr><CdtrAcct><Id><IBAN>GB82WEST12345698765432</IBAN></Id></CdtrAcct>\
                <Purp><Cd>REFU</Cd></Purp><RmtInf><Ustrd>P2410081234567890123</Ustrd></RmtInf></CdtTrfTxInf>
                </PmtInf>
                </CstmrCdtTrfInitn>
                </Document>

                """)
    }

    /// A BIC with digits where the older message wants letters is one refund's trouble.
    @Test func aBICOfTheNewerShape() throws {
        var settings = ISO20022Settings(debtor: Self.debtor)
        #expect(try file(settings, [Row(agent: "1234DEFF")]).contains("<BICFI>1234DEFF</BICFI>"))
        settings.message = .v03
        let fault = #expect(throws: SubmissionFault.self) { try file(settings, [Row(agent: "1234DEFF")]) }
        #expect(fault?.field == "creditor_agent")
    }

    /// Typed in two pieces it is the same letter; what XML can't hold is no letter.
    @Test func lettersAndTheirMarksApart() throws {
        let text = try file(
            ISO20022Settings(debtor: Self.debtor),
            [Row(name: "Zoe\u{308} Mu\u{308}ller", description: "zuru\u{308}ck")])
        #expect(text.contains("<Nm>Zoe Mueller</Nm>") && text.contains(" zurueck</Ustrd>"), "\(text)")
        var settings = ISO20022Settings(debtor: Self.debtor)
        settings.charset = .utf8
        let odd = try file(settings, [Row(description: "a\u{FFFE}b\u{FFFF}")])
        #expect(odd.contains(" a?b?</Ustrd>"), "\(odd)")
        let fault = #expect(throws: SubmissionFault.self) { try file(settings, [Row(name: "Ann\u{FFFF}")]) }
        #expect(fault?.field == "creditor_name")
    }

    /// What differs between versions and by a channel's switches.
    @Test func theSwitches() throws {
        var settings = ISO20022Settings(debtor: Self.debtor)
        settings.message = .v03
        settings.missingAgent = .notProvided
        settings.groupControlSum = false
        settings.serviceLevel = ""
        settings.chargeBearer = "DEBT"
        settings.batchBooking = true
        settings.debtor.agent = ""
        let text = try file(settings, [Row(agent: "")])
        for part in [
            "xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.03\"",
            "<ReqdExctnDt>2026-10-08</ReqdExctnDt>",
            "<BtchBookg>true</BtchBookg>", "<ChrgBr>DEBT</ChrgBr>", "<NbOfTxs>1</NbOfTxs><InitgPty>",
            "<DbtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></DbtrAgt>",
            "<CdtrAgt><FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId></CdtrAgt>",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(!text.contains("SvcLvl"))
        #expect(try file(settings, [Row()]).contains("<BIC>COBADEFFXXX</BIC>"))
    }

    /// A currency without decimals, an account that is no IBAN, a routing number.
    @Test func beyondEuropa() throws {
        let row = Row(name: "O'Neil, Ann", account: "0012345678", agent: "026009593", amount: 1_500)
        let text = try file(
            ISO20022Settings(debtor: Self.debtor), [row], currency: 0x4A_50_59, exponent: 0)
        for part in [
            "<InstdAmt Ccy=\"JPY\">1500</InstdAmt>", "<ChrgBr>SHAR</ChrgBr>", "<CtrlSum>1500</CtrlSum>",
            "<Othr><Id>0012345678</Id></Othr>", "<ClrSysMmbId><MmbId>026009593</MmbId></ClrSysMmbId>",
            "<Nm>O'Neil, Ann</Nm>",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        #expect(!text.contains("SvcLvl"))
    }

    struct Unfit: CustomTestStringConvertible, Sendable {
        var field: String
        var change: @Sendable (inout Row) -> Void
        var testDescription: String { field }
    }

    @Test(arguments: [
        Unfit(field: "creditor_name") { $0.name = "" },
        Unfit(field: "creditor_name") { $0.name = "王小明" },
        Unfit(field: "creditor_name") { $0.name = String(repeating: "n", count: 71) },
        Unfit(field: "creditor_account") { $0.account = "" },
        Unfit(field: "creditor_account") { $0.account = "DE88370400440532013000" },
        Unfit(field: "creditor_account") { $0.account = "12345678" },
        Unfit(field: "creditor_agent") { $0.agent = "BANKOFX" },
        Unfit(field: "creditor_agent") { $0.agent = "中国银行" },
    ])
    func whatCantBeWrittenIsNamed(_ unfit: Unfit) throws {
        var row = Row()
        unfit.change(&row)
        let fault = #expect(throws: SubmissionFault.self) {
            try file(ISO20022Settings(debtor: Self.debtor), [row])
        }
        #expect(fault?.field == unfit.field)
        #expect(fault?.source == .order)
    }

    private static let schemas = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "../../../../shared/data/iso20022/xsd")
        .standardizedFileURL

    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: schemas.path), "needs ../shared/data"),
        arguments: ISO20022Settings.Message.allCases)
    func theOfficialSchemaTakesIt(_ message: ISO20022Settings.Message) throws {
        let schema = try XMLSchema(path: Self.schemas.appending(path: "\(message.rawValue).xsd").path)
        for (currency, exponent): (UInt32, Int) in [(0x45_55_52, 2), (0x4A_50_59, 0), (0x4B_57_44, 3)] {
            for missing in ISO20022Settings.MissingAgent.allCases {
                for charset in ISO20022Settings.Charset.allCases {
                    var settings = ISO20022Settings(debtor: Self.debtor)
                    settings.message = message
                    settings.missingAgent = missing
                    settings.charset = charset
                    settings.batchBooking = missing == .omit ? nil : false
                    settings.groupControlSum = charset != .ascii
                    let rows = (1...3).map {
                        Row(
                            serial: $0, agent: $0 == 2 ? "" : "COBADEFFXXX",
                            description: String(repeating: "ä\t<\r\n", count: 60), amount: 99 + $0)
                    }
                    let text = try file(settings, rows, currency: currency, exponent: exponent)
                    #expect(try fault(text, schema) == nil, "\(settings)")
                    let broken = text.replacing("<PmtMtd>TRF", with: "<PmtMtd>XXX")
                    #expect(try fault(broken, schema)?.line == 6)
                }
            }
        }
    }

    private func fault(_ text: String, _ schema: XMLSchema) throws -> XMLSchema.Fault? {
        try Files.with(Array(text.utf8)) { path, survey in
            try schema.fault(in: TextSource(path: path, survey: survey))
        }
    }
}
