import Bytes
import Formats
import Refunds
import Rules
import Testing

/// A bank result read to its end.
private struct ResultReading {
    var records: [ResultRecord] = []
    var bytes: [[UInt8]] = []
    var refusal: FileRefusal?
    var notes: [String] = []
    var directives: Directives?
    var mismatch: FileRefusal?

    init(_ text: String) throws {
        try Files.with(Array(text.utf8)) { path, survey in
            let reader = try ResultFileReader(path: path, survey: survey, limits: ReadingLimits())
            var chunk = ResultRecordChunk()
            var goesOn = true
            while goesOn {
                goesOn = try reader.read(into: &chunk, atMost: 2)
                records += chunk.records
                bytes += chunk.records.map { _ in chunk.bytes }
            }
            refusal = reader.file.refusal
            notes = reader.file.notes.map(\.english)
            directives = reader.file.directives
            mismatch = reader.controls.mismatch(
                reader.file.directives,
                hasCurrencyColumn: reader.file.header.has("refund_currency", in: .results))
        }
    }

    func text(_ field: KeyPath<ResultRecord, ByteRange>, of row: Int = 0) -> String {
        bytes[row].text(records[row][keyPath: field])
    }
}

@Suite struct ResultFileTests {
    private static let header =
        "refund_id,result,refund_amount,refund_currency,query_number,bank_reference,reason_code,reason,processed_at\n"

    @Test func everyField() throws {
        let row =
            "'41700000000011,success,12.30,usd,'74012345678901234567890,`B1,51,\"not \"\"enough\"\"\",2026-10-08T16:00:00Z\n"
        let reading = try ResultReading("#submission_id=4\n" + Self.header + row)
        let record = try #require(reading.records.first)
        #expect(reading.refusal == nil && reading.notes == [])
        #expect(reading.directives?.text("submission_id") == "4")
        #expect(record.line == 3 && !record.isDamaged && record.result == .success)
        #expect(record.amount?.minorUnits(exponent: 2) == 1_230 && record.currency?.text == "USD")
        #expect(
            [reading.text(\.refundID), reading.text(\.queryNumber)] == [
                "41700000000011", "74012345678901234567890",
            ])
        #expect([reading.text(\.bankReference), reading.text(\.reasonCode)] == ["B1", "51"])
        #expect(
            [reading.text(\.reason), reading.text(\.processedAt)] == [
                "not \"enough\"", "2026-10-08T16:00:00Z",
            ])
    }

    @Test(
        arguments: [
            ("success", .success), ("SUCCESS", .success), ("failed", .failed), ("Failed", .failed),
            ("pending", .pending), ("", .none),
            (" success ", .success), ("ok", .unknown), ("1", .unknown), ("succeeded", .unknown),
            ("fail", .unknown), ("成功", .unknown),
        ] as [(String, ResultRecord.Result)])
    func results(text: String, result: ResultRecord.Result) throws {
        let reading = try ResultReading(Self.header + "41700000000011,\(text),1,USD\n")
        #expect(reading.records[0].result == result)
        #expect(!reading.records[0].isDamaged)
    }

    @Test(
        arguments: [
            ("1.00", 1_000_000), ("0", 0), ("0.00", 0), ("", nil), ("-1", nil), ("1e3", nil), ("1.", nil),
            ("USD 1", nil),
        ] as [(String, Int64?)])
    func amounts(text: String, millionths: Int64?) throws {
        let reading = try ResultReading(Self.header + "41700000000011,success,\(text),USD\n")
        #expect(reading.records[0].amount?.millionths == millionths)
    }

    @Test(
        arguments: [("USD", "USD"), ("jpy", "JPY"), ("", nil), ("XAU", nil), ("US", nil), ("BGN", nil)]
            as [(String, String?)])
    func currencies(text: String, code: String?) throws {
        let reading = try ResultReading(Self.header + "41700000000011,success,1,\(text)\n")
        #expect(reading.records[0].currency?.text == code)
    }

    @Test func damagedRecords() throws {
        let row = "41700000000011,success,1,USD"
        let rows = [
            row, row + ",,,,,,x", Self.header.dropLast().lowercased(), "41700000000011,suc\u{1}cess,1,USD",
            // A bank's words are kept as they are.
            row + ",,,51,not\u{1}enough", row + ",,,,,,",
        ]
        let reading = try ResultReading(Self.header + rows.joined(separator: "\n") + "\n")
        #expect(reading.records.map(\.isDamaged) == [false, true, true, true, false, false])
        let xml = try ResultReading(
            """
            <result submission_id="4"><refund><refund_id>1</refund_id><refund_id>1</refund_id></refund>
            <refund><result>suc<b/>cess</result></refund><refund><refund_id>1</refund_id><result>pending</result></refund></result>
            """)
        #expect(xml.records.map(\.isDamaged) == [true, true, false])
        #expect(xml.records.map(\.line) == [1, 2, 2])
        #expect(xml.directives?.text("submission_id") == "4")
    }

    /// `count` is all records; totals are over success rows.
    @Test(arguments: [
        ("#count=4", true), ("#count=2", false), ("#total.USD=3.50", true),
        ("#total.USD=3.5\n#total.EUR=0", true),
        ("#total.USD=10.50", false), ("#total.EUR=2", false), ("#total=3.50", true), ("#count=four", false),
    ])
    func controls(directives: String, agrees: Bool) throws {
        let rows = "1,success,1.50,USD\n2,failed,7,USD\n3,SUCCESS,2.00,usd\n4,pending,2,EUR\n"
        let reading = try ResultReading(Self.header + rows + directives + "\n")
        #expect((reading.mismatch == nil) == agrees)
        #expect(reading.records.count == 4)
    }

    @Test(arguments: ["refund_id", "result"])
    func requiredColumns(column: String) throws {
        let header = Self.header.replacing(column + ",", with: "")
        let refusal = try ResultReading(header + "x\n").refusal
        #expect(refusal?.code == .incomplete)
        #expect(refusal?.text.english.contains(column) == true)
    }

    @Test func aHeaderAloneIsAnEmptyDay() throws {
        let reading = try ResultReading(Self.header)
        #expect(reading.refusal == nil && reading.records.isEmpty)
        #expect(try ResultReading("<result submission_id='4'/>").records.isEmpty)
    }

    @Test func theChineseNameOfTheQueryNumber() throws {
        let reading = try ResultReading(
            "refund_id,result,refund_amount,refund_currency,查询号,refund_note\n1,,,,Q7,x\n")
        #expect(reading.refusal == nil)
        #expect(reading.text(\.queryNumber) == "Q7")
        #expect(reading.notes == ["ignored columns: refund_note"])
    }
}
