import Bytes
import Formats
import Refunds
import Rules
import Testing

/// An order file read to its end.
private struct OrderReading {
    var rows: [OrderFields] = []
    var bytes: [[UInt8]] = []
    var refusal: FileRefusal?
    var encodingRefusal: FileRefusal?
    var notes: [String] = []
    var mismatch: FileRefusal?

    init(_ bytes: [UInt8], allowsGB18030: Bool = false) throws {
        self = try Files.with(bytes) { path, survey in
            var reading = OrderReading()
            let reader = try OrderFileReader(
                path: path, survey: survey, limits: ReadingLimits(), allowsGB18030: allowsGB18030)
            var chunk = OrderFieldsChunk()
            var goesOn = true
            while goesOn {
                goesOn = try reader.read(into: &chunk, atMost: 2)
                reading.rows += chunk.rows
                reading.bytes += chunk.rows.map { _ in chunk.bytes }
            }
            reading.refusal = reader.file.refusal
            reading.encodingRefusal = reader.encodingRefusal
            reading.notes = reader.file.notes.map(\.english)
            reading.mismatch = reader.controls.mismatch(reader.file.directives, hasCurrencyColumn: true)
            return reading
        }
    }

    init(_ text: String) throws { try self.init(Array(text.utf8)) }

    private init() {}

    func text(_ field: KeyPath<OrderFields, ByteRange>, of row: Int = 0) -> String {
        bytes[row].text(rows[row][keyPath: field])
    }
}

@Suite struct OrderFileTests {
    private static let columns = [
        "payment_id", "account", "terminal", "order_number", "order_currency", "order_amount",
        "payment_status",
        "payment_datetime", "channel", "payment_method", "chargeback_amount", "refunded_elsewhere",
        "acquirer_reference",
        "creditor_name", "creditor_account", "creditor_agent",
    ]
    private static let good = [
        "payment_id": "P1", "account": "M1", "terminal": "T1", "order_number": "O1", "order_currency": "USD",
        "order_amount": "100.00", "payment_status": "success", "payment_datetime": "2026-10-08 16:00:00",
    ]

    private static func line(_ values: [String: String]) -> String {
        columns.map { values[$0] ?? "" }.joined(separator: ",") + "\n"
    }

    private func read(_ changes: [String: String]) throws -> OrderReading {
        try OrderReading(
            Self.columns.joined(separator: ",") + "\n" + Self.line(Self.good.merging(changes) { $1 }))
    }

    @Test func everyField() throws {
        let reading = try read([
            "payment_id": "'2410081234567890123", "channel": "acme", "payment_method": "visa",
            "chargeback_amount": "1.5",
            "refunded_elsewhere": "0.00", "acquirer_reference": "`00123", "creditor_name": "'=Zhang",
            "creditor_account": "'622212345678",
            "creditor_agent": "BKCHCNBJ",
        ])
        let row = try #require(reading.rows.first)
        #expect(row.faults == nil && reading.refusal == nil && reading.notes == [])
        #expect(row.line == 2)
        #expect(reading.text(\.paymentID) == "2410081234567890123")
        #expect(
            [reading.text(\.account), reading.text(\.terminal), reading.text(\.orderNumber)] == [
                "M1", "T1", "O1",
            ])
        #expect(row.currency?.text == "USD" && row.exponent == 2)
        #expect(row.amount?.minorUnits(exponent: 2) == 10_000)
        #expect(row.status == .success)
        #expect(row.paidAt?.localSeconds == 1_791_475_200 && row.paidAt?.offset == nil)
        #expect(
            row.chargeback?.minorUnits(exponent: 2) == 150
                && row.refundedElsewhere?.minorUnits(exponent: 2) == 0)
        #expect([reading.text(\.channel), reading.text(\.paymentMethod)] == ["acme", "visa"])
        #expect([reading.text(\.acquirerReference), reading.text(\.creditorName)] == ["00123", "=Zhang"])
        #expect(
            [reading.text(\.creditorAccount), reading.text(\.creditorAgent)] == ["622212345678", "BKCHCNBJ"])
    }

    private static func repeated(_ text: String, _ count: Int) -> String {
        String(repeating: text, count: count)
    }

    @Test(arguments: [
        ("payment_id", "", "FIELD_MISSING"), ("payment_id", "'", "FIELD_MISSING"),
        ("payment_id", "P 1", "FIELD_INVALID"),
        ("payment_id", "P.1", "FIELD_INVALID"), ("payment_id", repeated("9", 50), ""),
        ("payment_id", repeated("9", 51), "FIELD_INVALID"),
        ("payment_id", "2.4E+20", "IDENTIFIER_DAMAGED"), ("payment_id", "2.4E20", "FIELD_INVALID"),
        ("payment_id", "2E20", ""),
        ("account", "", "FIELD_MISSING"), ("account", repeated("a", 32), ""),
        ("account", repeated("a", 33), "FIELD_INVALID"),
        ("account", "M.1", "FIELD_INVALID"), ("account", "1E+9", "IDENTIFIER_DAMAGED"),
        ("terminal", "", "FIELD_MISSING"), ("terminal", repeated("a", 33), "FIELD_INVALID"),
        ("terminal", "终", "FIELD_INVALID"),
        ("order_number", "", "FIELD_MISSING"), ("order_number", "a b/#é", ""),
        ("order_number", repeated("单", 50), ""),
        ("order_number", repeated("单", 51), "FIELD_INVALID"), ("order_number", "4E+11", "IDENTIFIER_DAMAGED"),
        ("order_currency", "", "FIELD_MISSING"), ("order_currency", "usd", ""),
        ("order_currency", "XAU", "CURRENCY_UNKNOWN"),
        ("order_currency", "US", "CURRENCY_UNKNOWN"), ("order_currency", "$", "CURRENCY_UNKNOWN"),
        ("order_amount", "", "FIELD_MISSING"), ("order_amount", "0", "AMOUNT_INVALID"),
        ("order_amount", "-1", "AMOUNT_INVALID"),
        ("order_amount", "1 000", "AMOUNT_INVALID"), ("order_amount", "1000000000000", "AMOUNT_INVALID"),
        ("order_amount", ".5", "AMOUNT_INVALID"),
        ("payment_status", "", "FIELD_MISSING"), ("payment_status", "paid", "FIELD_INVALID"),
        ("payment_status", "2", "FIELD_INVALID"),
        ("payment_datetime", "", "FIELD_MISSING"),
        ("payment_datetime", "2026-02-29 00:00:00", "FIELD_INVALID"),
        ("payment_datetime", "yesterday", "FIELD_INVALID"), ("payment_datetime", "2026/10/8 9:05", ""),
        ("payment_datetime", "2026-10-08T16:00:00+08:00", ""),
        ("chargeback_amount", "0", ""), ("chargeback_amount", "-1", "AMOUNT_INVALID"),
        ("refunded_elsewhere", "x", "AMOUNT_INVALID"),
        ("acquirer_reference", repeated("r", 64), ""),
        ("acquirer_reference", repeated("r", 65), "FIELD_INVALID"),
        ("creditor_account", "DE88370400440532013000", "FIELD_INVALID"),
        ("creditor_agent", "BANKOFX", "FIELD_INVALID"),
        ("acquirer_reference", "7E+22", "IDENTIFIER_DAMAGED"), ("payment_method", "a\u{7}b", "FIELD_INVALID"),
    ])
    func faults(column: String, value: String, codes: String) throws {
        let reading = try read([column: value])
        let faults = reading.rows[0].faults
        #expect((faults?.codes ?? []).map(\.rawValue).joined(separator: " ") == codes)
        guard let faults else { return }
        #expect(
            faults.message.english.contains(column) && faults.message.chinese.contains(column),
            "\(faults.message)")
    }

    @Test(
        arguments: [
            ("success", .success), ("SUCCESS", .success), ("1", .success), ("failed", .failed),
            ("Failed", .failed), ("0", .failed),
            ("pending", .pending), ("-1", .pending), ("'-1", .pending),
        ] as [(String, PaymentStatus)])
    func statuses(text: String, status: PaymentStatus) throws {
        #expect(try read(["payment_status": text]).rows[0].status == status)
    }

    @Test func everyCodeAtOnce() throws {
        let reading = try read([
            "payment_id": "", "account": "M 1", "terminal": "2E+9", "order_amount": "x",
            "order_currency": "XXX",
            "payment_status": "?", "chargeback_amount": "y",
        ])
        let faults = try #require(reading.rows[0].faults)
        #expect(
            faults.codes.map(\.rawValue) == [
                "FIELD_MISSING", "FIELD_INVALID", "IDENTIFIER_DAMAGED", "AMOUNT_INVALID", "CURRENCY_UNKNOWN",
            ])
        #expect(faults.columns[.fieldInvalid]?.map(\.column) == ["account", "payment_status"])
        #expect(faults.columns[.amountInvalid]?.map(\.column) == ["order_amount", "chargeback_amount"])
    }

    @Test func rowsOfWhichNothingElseIsLookedAt() throws {
        let header = Self.columns.joined(separator: ",") + "\n"
        let shifted = Self.line(Self.good).dropLast() + "7\n"
        let reading = try OrderReading(
            header + shifted + header.uppercased() + Self.line(Self.good) + ",,,\n" + Self.line(Self.good))
        // The creditor's last cell holds the 7; one cell more is one too many.
        #expect(reading.rows.map { $0.faults?.codes ?? [] } == [[], [.fieldInvalid], [], []])
        #expect(reading.rows.map(\.line) == [2, 3, 4, 6])
        #expect(reading.rows[1].faults?.headerAgain == true)
        let beyond = try OrderReading(header + Self.line(Self.good).dropLast() + ",x\n")
        #expect(beyond.rows[0].faults?.shifted == true)
    }

    @Test func chineseHeaderAndXML() throws {
        let chinese = "支付ID,账户号,终端号,订单号,交易币种,交易金额,交易状态,交易时间,通道,支付方式,拒付金额,其他退款金额,收单参考号,收款人,收款账号,收款行\n"
        let row = "P1,M1,T1,O1,USD,100,1,2026/10/8 16:00,acme,visa,1,2,ref,name,acc,COBADEFF\n"
        let csv = try OrderReading("#count=1\n" + chinese + row)
        let elements = zip(Self.columns, row.dropLast().split(separator: ",")).map { "<\($0)>\($1)</\($0)>" }
            .joined()
        let xml = try OrderReading("<orders count='1'>\n<order>\(elements)</order></orders>")
        for reading in [csv, xml] {
            #expect(reading.refusal == nil && reading.mismatch == nil && reading.notes == [])
            #expect(reading.rows.count == 1 && reading.rows[0].faults == nil)
            #expect(reading.text(\.acquirerReference) == "ref" && reading.text(\.creditorAgent) == "COBADEFF")
            #expect(reading.rows[0].refundedElsewhere?.minorUnits(exponent: 0) == 2)
        }
        #expect(xml.rows[0].line == 2)
        #expect(try OrderReading("#count=2\n" + chinese + row).mismatch?.code == .controlMismatch)
        #expect(try OrderReading(chinese).rows.isEmpty)
    }

    @Test(arguments: Array(columns.prefix(8)))
    func requiredColumns(column: String) throws {
        let header = Self.columns.filter { $0 != column }.joined(separator: ",") + "\n"
        let refusal = try OrderReading(header + "x\n").refusal
        #expect(refusal?.code == .incomplete)
        #expect(refusal?.text.english.contains(column) == true)
    }

    @Test func optionalColumnsMayBeAbsent() throws {
        let reading = try OrderReading(
            Self.columns.prefix(8).joined(separator: ",")
                + ",refund_x\nP1,M1,T1,O1,USD,1,1,2026/10/8 16:00,\n")
        #expect(reading.refusal == nil && reading.rows[0].faults == nil)
        #expect(reading.rows[0].chargeback == nil && reading.rows[0].channel.isEmpty)
        #expect(reading.notes == ["ignored columns: refund_x"])
    }

    /// Names of creditors must not be guessed.
    @Test func creditorsInAGuessedEncoding() throws {
        let row = "P1,M1,T1,O1,USD,1,1,2026/10/8 16:00,张三\n"
        let header = Self.columns.prefix(8).joined(separator: ",")
        let creditor = Encoded.gb18030(header + ",收款人\n" + row)
        #expect(try OrderReading(creditor).encodingRefusal?.code == .unreadable)
        #expect(try OrderReading(creditor, allowsGB18030: true).encodingRefusal == nil)
        #expect(try OrderReading(header + ",收款人\n" + row).encodingRefusal == nil)
        let other = try OrderReading(Encoded.gb18030(header + ",payment_method\n" + row))
        #expect(other.encodingRefusal == nil)
        #expect(other.text(\.paymentMethod) == "张三")
        #expect(other.notes.count == 1 && other.notes[0].contains("GB18030"))
    }
}
