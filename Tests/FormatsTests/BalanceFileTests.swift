import Bytes
import Formats
import Refunds
import Rules
import Testing

@Suite struct BalanceFileTests {
    private struct Reading {
        var rows: [BalanceRow] = []
        var fault: FileRefusal?
        var refusal: FileRefusal?
        var mismatch: FileRefusal?
        var records = 0

        init(_ text: String) throws {
            try Files.with(Array(text.utf8)) { path, survey in
                let reader = try NativeBalanceReader(path: path, survey: survey, limits: ReadingLimits())
                while try reader.read(into: &rows, atMost: 2) {}
                fault = reader.fault
                refusal = reader.file.refusal
                records = reader.file.recordCount
                mismatch = reader.controls.mismatch(reader.file.directives, hasCurrencyColumn: true)
            }
        }

        var told: [String] {
            rows.map {
                "\($0.line) \($0.account) \($0.currency.text) \($0.amount.millionths) \($0.asOf.localSeconds)"
            }
        }
    }

    private static let expected = ["2 995378 USD 1000500000 1791446400", "3 0012 JPY 0 1791446460"]

    @Test(arguments: [
        "account,currency,balance,as_of\n'995378,usd,1000.50,2026-10-08 08:00:00\n0012,JPY,0,2026/10/8 8:01\n",
        "账户号;币种;余额;截至时间\n995378;USD;1000.50;2026-10-08T08:00\n`0012;JPY;0;2026-10-08 08:01:00\n",
        "as_of\tbalance\tnote\tcurrency\taccount\n2026-10-08 08:00\t1000.5\tseen\tUSD\t995378\n2026-10-08 08:01\t0.000\t\tJPY\t0012\n#count=2\n#total.USD=1000.50\n",
        """
        <funds count="2">
        <balance><account>995378</account><currency>USD</currency><balance>1000.50</balance><as_of>2026-10-08T08:00:00</as_of></balance>
        <balance><as_of>2026-10-08 08:01</as_of><balance> 0 </balance><account>0012</account><currency>jpy</currency></balance>
        <total currency="USD">1000.50</total></funds>
        """,
    ])
    func layouts(_ text: String) throws {
        let reading = try Reading(text)
        #expect(reading.told == Self.expected)
        #expect(reading.fault == nil && reading.refusal == nil && reading.mismatch == nil)
    }

    @Test(arguments: [
        (",USD,1,2026-10-08 08:00", "account is empty"),
        ("99 5378,USD,1,2026-10-08 08:00", "account is 99 5378"),
        ("9.9E+12,USD,1,2026-10-08 08:00", "account is 9.9E+12"),
        ("a,US,1,2026-10-08 08:00", "currency is US"),
        ("a,USD,,2026-10-08 08:00", "balance is empty"), ("a,USD,-1,2026-10-08 08:00", "balance is -1"),
        ("a,USD,1e3,2026-10-08 08:00", "balance is 1e3"),
        ("a,USD,1234567890123,2026-10-08 08:00", "balance is 1234567890123"),
        ("a,USD,1,2026-02-30 08:00", "as_of is 2026-02-30 08:00"), ("a,USD,1", "as_of is empty"),
        ("a,USD,1,2026-10-08 08:00,more", "a cell stands beyond the header"),
        ("account,currency,balance,as_of", "the header stands here again"),
    ])
    func faults(_ row: String, _ told: String) throws {
        let reading = try Reading(
            "account,currency,balance,as_of\nb,USD,1,2026-10-08 08:00\n\(row)\nc,USD,,\n")
        let fault = try #require(reading.fault)
        #expect(fault.code == .incomplete && fault.line == 3)
        #expect(fault.text.english.hasPrefix("line 3: \(told)"), "\(fault.text.english)")
        #expect(fault.text.english.hasSuffix("; nothing was changed"))
        #expect(reading.records == 3, "it is read to its end all the same")
    }
}
