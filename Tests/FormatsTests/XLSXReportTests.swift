import Bytes
import Foundation
import Refunds
import Rules
import Testing

@testable import Formats

/// The spreadsheet as far as it needs no other library; `scripts/test --documents` reads its cells back.
@Suite("Reports as spreadsheets")
struct XLSXReportTests {
    private static let section = ReportSection(
        "refunds", BilingualText("Refunds", "退款"),
        columns: [
            ReportColumn("refund_id", "退款编号", .identifier),
            ReportColumn("refund_amount", "退款金额", .money(currency: "refund_currency")),
            ReportColumn("refund_currency", "币种", .code), ReportColumn("reason", "原因"),
            ReportColumn("accepted_at", "受理时间", .time),
        ])

    private static func head(_ sections: [ReportSection] = [section]) -> ReportHead {
        var head = ReportHead(
            "sample", BilingualText("Sample & more", "样例"), madeAt: 1_790_000_000,
            facts: [.init("date", "日期", .time("2026-10-08"))], sections: sections)
        head.verdict = (BilingualText("doesn't tie out", "不平"), .bad)
        return head
    }

    private static func row(_ number: Int) -> ReportRow {
        ReportRow(
            [
                .identifier("4170000000\(number)"), .money(minor: Int64(number) * 7, exponent: 2),
                .code("USD"),
                .text(number % 3 == 0 ? "=1+1 _x0041_ \u{1b}\u{FFFF}" : ""),
                .time("2026-10-08T09:00:00+08:00"),
            ], tone: ReportTone.allCases[number % 4])
    }

    /// A folder of its own, and what was left in it afterwards.
    private static func inFolder<Value>(_ body: (String) throws -> Value) throws -> (Value, left: [String]) {
        let folder = NSTemporaryDirectory() + "refundry-xlsx-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer {
            do { try FileManager.default.removeItem(atPath: folder) } catch { Issue.record(error) }
        }
        let value = try body(folder)
        return (value, try FileManager.default.contentsOfDirectory(atPath: folder))
    }

    private static func bytes(
        _ language: Language = .both, in folder: String, rows: Int = 10, mostRows: Int = XLSXReport.mostRows,
        sections: [ReportSection] = [section]
    ) throws -> [UInt8] {
        var output: [UInt8] = []
        try withoutActuallyEscaping({ (bytes: Span<UInt8>) in
            for index in 0..<bytes.count { output.append(bytes[index]) }
        }) { sink in
            let writer = XLSXReport(language, scratch: folder, mostRows: mostRows, to: sink)
            let stream = try ReportStream(head(sections), to: [writer])
            try stream.chart(
                ReportChart(
                    BilingualText("By day", "按日"), .days,
                    bars: [.init(BilingualText("8 Oct", "10月8日"), [.init(.caution, 3)], figures: "3")]))
            try stream.section("refunds") { add in for number in 0..<rows { try add(row(number)) } }
            try stream.finish()
        }
        return output
    }

    @Test("the same report is the same bytes, and leaves nothing behind", arguments: Language.allCases)
    func twice(_ language: Language) throws {
        let (pair, left) = try Self.inFolder { folder in
            (try Self.bytes(language, in: folder), try Self.bytes(language, in: folder))
        }
        #expect(pair.0.starts(with: [0x50, 0x4B, 3, 4]))
        #expect(pair.0 == pair.1)
        #expect(left == [])
    }

    @Test("what doesn't fit on one sheet goes on the next; sections of one name are told apart")
    func sheets() throws {
        let long = ReportSection(
            "long", BilingualText("Refunds", "退款"), columns: [ReportColumn("reason", "原因")])
        let (bytes, _) = try Self.inFolder {
            try Self.bytes(in: $0, rows: 7, mostRows: 3, sections: [Self.section, long])
        }
        let names = (1...6).map { "xl/worksheets/sheet\($0).xml" }
        #expect(
            names.map { bytes.firstRange(of: Array($0.utf8)) != nil } == [
                true, true, true, true, true, false,
            ])
    }

    @Test("a report without a row has its header, and says so", arguments: [0, 1])
    func small(_ rows: Int) throws {
        let (bytes, left) = try Self.inFolder { try Self.bytes(in: $0, rows: rows) }
        #expect(bytes.count > 1000)
        #expect(left == [])
    }

    @Test("where the temporary files can't be made, the folder is named, and nothing goes out")
    func noScratch() throws {
        let folder = NSTemporaryDirectory() + "refundry-xlsx-none-" + UUID().uuidString
        let fault = #expect(throws: SystemFault.self) { try Self.bytes(in: folder) }
        #expect(fault?.path == folder)
        #expect(fault?.code == ENOENT)
    }

    @Test("a sink that fails ends the report, and nothing is left")
    func failingSink() throws {
        struct Full: Error {}
        let (_, left) = try Self.inFolder { folder in
            try withoutActuallyEscaping({ (_: Span<UInt8>) in throw Full() }) { sink in
                let stream = try ReportStream(
                    Self.head(), to: [XLSXReport(.both, scratch: folder, to: sink)])
                #expect(throws: Full.self) { try stream.finish() }
            }
        }
        #expect(left == [])
    }

    @Test("a report that is given up leaves nothing")
    func givenUp() throws {
        let (_, left) = try Self.inFolder { folder in
            try withoutActuallyEscaping({ (_: Span<UInt8>) in }) { sink in
                struct Stop: Error {}
                let stream = try ReportStream(
                    Self.head(), to: [XLSXReport(.both, scratch: folder, to: sink)])
                #expect(throws: Stop.self) {
                    try stream.section("refunds") { add in
                        for number in 0..<2_000 { try add(Self.row(number)) }
                        throw Stop()
                    }
                }
            }
        }
        #expect(left == [])
    }
}

@Suite("Values at the door of a spreadsheet")
struct XLSXValueTests {
    @Test(
        "a number where a double gives it back",
        arguments: [
            ("12.30", 12.3, 2), ("0.001", 0.001, 3), ("-4800", -4800, 0), ("0", 0, 0),
            ("1234567890123.45", 1234567890123.45, 2), ("900000000000000000", 9e17, 0),
            ("0.000000000000001", 1e-15, 15),
        ])
    func number(_ text: String, _ value: Double, _ decimals: Int) {
        let number = XLSXNumber(decimal: text)
        #expect(number?.value == value)
        #expect(number?.decimals == decimals)
    }

    @Test(
        "text where it doesn't",
        arguments: [
            "92233720368547758.07", "1234567890123456", "", "-", ".5", "5.", "1e3", "1,000", "12abc", " 1",
            "0x10", "nan",
        ])
    func noNumber(_ text: String) { #expect(XLSXNumber(decimal: text) == nil) }

    @Test("fifteen digits come back as they were, in any place of the point")
    func everyFifteenDigits() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var state = seed
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let minor = Int64(state >> 14) % 1_000_000_000_000_000
            let exponent = Int(state % 5)
            let text = Money.text(minor: minor, exponent: exponent)
            guard let number = XLSXNumber(decimal: text) else {
                Issue.record("seed \(seed): \(text) is no number")
                continue
            }
            #expect(String(format: "%.\(exponent)f", number.value) == text, "seed \(seed)")
        }
    }

    @Test(
        "times are dates on the clock that was told",
        arguments: [
            ("2026-10-08T09:00:00+08:00", 46303.375, #"yyyy-mm-dd hh:mm:ss" +08:00""#),
            ("2026-10-08T18:00:00-03:30", 46303.75, #"yyyy-mm-dd hh:mm:ss" -03:30""#),
            ("2026-10-08T12:00:00Z", 46303.5, #"yyyy-mm-dd hh:mm:ss" Z""#),
            ("2026-10-08", 46303, "yyyy-mm-dd"),
            ("1900-03-01", 61, "yyyy-mm-dd"),
        ])
    func moment(_ text: String, _ serial: Double, _ format: String) {
        let moment = XLSXMoment(text)
        #expect(moment?.number.value == serial)
        #expect(moment?.form.numberFormat == format)
    }

    @Test(
        "what is no time stays text",
        arguments: [
            "", "2026-02-30", "1900-02-28", "2026-10-08 09:00:00", "2026-10-08T24:00:00Z",
            "2026-10-08T09:00:00?",
            "2026-10-08T09:00:00+0800x", "08.10.2026",
        ])
    func noMoment(_ text: String) { #expect(XLSXMoment(text) == nil) }

    @Test("what a cell may not hold is made visible, what it may not mean is escaped")
    func text() {
        #expect(XLSXText.cell("a\u{1b}b\u{FFFE}") == "a\\u{1b}b\\u{fffe}")
        #expect(XLSXText.cell("_x0041_ and _x_ and __x00e9_") == "_x005F_x0041_ and _x_ and __x005F_x00e9_")
        #expect(XLSXText.cell("snow_x") == "snow_x")
    }

    @Test("a text over Excel's limit is cut with a mark", arguments: ["a", "退", "🙂"])
    func long(_ character: Character) {
        let most = XLSXText.mostUnits / String(character).utf16.count
        let whole = String(repeating: character, count: most)
        #expect(XLSXText.cell(whole) == whole)
        let cut = XLSXText.cell(whole + "\(character)\(character)")
        #expect(cut.utf16.count <= XLSXText.mostUnits)
        #expect(cut.hasSuffix("characters 已截断]"))
    }

    @Test("names of sheets are short, allowed, and each there once")
    func names() {
        var names = XLSXText.Names()
        func name(_ english: String, _ chinese: String, part: Int = 1, in language: Language = .both)
            -> String
        {
            names.name(BilingualText(english, chinese), in: language, part: part)
        }
        #expect(name("Refunds", "退款") == "Refunds 退款")
        #expect(name("REFUNDS", "退款") == "REFUNDS 退款 2")
        #expect(name("Refunds", "退款", part: 2) == "Refunds 退款 3")
        #expect(name("a[]:*?/\\'b", "", in: .en) == "a--------b")
        #expect(name("History", "历史", in: .en) == "History 2")
        let long = String(repeating: "长", count: 40)
        #expect(name("Long", long, in: .zh) == String(long.prefix(30)) + "…")
        #expect(name("Long", long, part: 2, in: .zh) == String(long.prefix(28)) + "… 2")
    }
    @Test(
        "a name is never cut in a word: one language where both have no room, whole words where one has none")
    func tabs() {
        var names = XLSXText.Names()
        let title = BilingualText("Refunds behind the differences", "差额明细")
        #expect(names.name(title, in: .both, part: 1) == "Refunds behind the differences")
        #expect(names.name(title, in: .zh, part: 1) == "差额明细")
        let long = BilingualText("Pending without a hold for too long", "逾时未提交")
        #expect(names.name(long, in: .both, part: 1) == "Pending without a hold for too…")
        #expect(names.name(long, in: .both, part: 2) == "Pending without a hold for… 2")
    }
    @Test(
        "lines of a text in a column",
        arguments: [
            ("", 10, 0), ("one", 10, 1), ("one two three", 10, 2), ("one two\n三四五六", 10, 2),
            ("三四五六七八", 10, 2),
            ("a\nb\nc", 10, 3),
        ])
    func lines(_ text: String, _ width: Int, _ lines: Int) {
        #expect(XLSXHeader.lines(text, within: width) == lines)
    }

    @Test("a bar has the colour of its greatest part")
    func tone() {
        func bar(_ parts: [(ReportTone, Int)]) -> ReportTone {
            ReportChart.Bar(BilingualText("", ""), parts.map { .init($0.0, $0.1) }, figures: "").tone
        }
        #expect(bar([(.good, 8), (.bad, 0)]) == .good)
        #expect(bar([(.good, 8), (.bad, 9)]) == .bad)
        #expect(bar([(.plain, 3), (.bad, 3)]) == .bad)
        #expect(bar([]) == .plain)
    }
}
