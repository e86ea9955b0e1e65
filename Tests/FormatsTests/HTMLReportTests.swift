import Refunds
import Rules
import Testing

@testable import Formats

/// What a person opens and prints: every value is shown and none of them acts.
@Suite("Reports as HTML")
struct HTMLReportTests {
    private static let columns = [
        ReportColumn("refund_id", "退款编号", .identifier),
        ReportColumn("refund_amount", "退款金额", .money(currency: "refund_currency")),
        ReportColumn("refund_currency", "币种", .code), ReportColumn("reason", "原因"),
    ]

    private static func head(facts: [ReportHead.Fact] = []) -> ReportHead {
        ReportHead(
            "refunds", BilingualText("Refunds", "退款明细"), madeAt: 0, facts: facts,
            sections: [ReportSection("refunds", BilingualText("Refunds", "退款"), columns: columns)])
    }

    private static func row(
        _ id: String, _ minor: Int64 = 100, _ currency: String = "USD", reason: String = "",
        tone: ReportTone = .plain
    ) -> ReportRow {
        ReportRow(
            [
                .identifier(id), .money(minor: minor, exponent: 2), .code(currency),
                reason.isEmpty ? .empty : .text(reason),
            ], tone: tone)
    }

    private static func page(
        _ head: ReportHead = head(), in language: Language = .both, charts: [ReportChart] = [],
        _ rows: [ReportRow] = []
    ) throws -> String {
        var output: [UInt8] = []
        try withoutActuallyEscaping({ (bytes: Span<UInt8>) in
            for index in 0..<bytes.count { output.append(bytes[index]) }
        }) { sink in
            let stream = try ReportStream(
                head, to: [ReportFormat.html.writer(language, scratch: "/tmp", to: sink)])
            try stream.section("refunds") { add in for row in rows { try add(row) } }
            // After the tables, to be seen above them.
            for chart in charts { try stream.chart(chart) }
            try stream.finish()
        }
        return String(decoding: output, as: UTF8.self)
    }

    @Test(
        "No value becomes markup, and nothing in it is invisible",
        arguments: [
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\" onload='x' & more", "&quot; onload=&#39;x&#39; &amp; more"), ("&lt;", "&amp;lt;"),
            ("</style></title><!--", "&lt;/style&gt;&lt;/title&gt;&lt;!--"),
            ("a\u{2028}b\u{2029}c", "a\\u{2028}b\\u{2029}c"), ("nul\u{0}", "nul\\u{0}"),
            ("esc\u{1b}[2J", "esc\\u{1b}[2J"), ("abc\u{202E}fdp.exe", "abc\\u{202e}fdp.exe"),
            ("\u{2066}x\u{2069}\u{200F}", "\\u{2066}x\\u{2069}\\u{200f}"), ("line\nbreak", "line\\u{a}break"),
        ])
    func escaped(_ value: String, _ shown: String) throws {
        let both = BilingualText(value, value)
        let chart = ReportChart(
            both, .rows, legend: [(.bad, both)],
            bars: [.init(both, [.init(.bad, 3)], figures: value)])
        var head = Self.head(facts: [.init("fact", "事实", .text(value)), .init("list", "列表", .list([value]))])
        head.verdict = (both, .bad)
        let page = try Self.page(head, charts: [chart], [Self.row(value, reason: value)])
        let expected = page.components(separatedBy: shown).count - 1
        // Verdict in title and heading, two facts, identifier and text, chart: its name twice, legend, description twice, hint twice; its words
        // are cut where there is no room.
        #expect(expected >= 13, "\(expected) times")
        #expect(!page.contains(value))
        #expect(page.components(separatedBy: "<script").count == 1)
        #expect(page.components(separatedBy: "</style").count == 2)
        #expect(page.components(separatedBy: "<!--").count == 1)
    }

    @Test("The page forbids the browser everything but its own style sheet")
    func selfContained() throws {
        let page = try Self.page(Self.head(), [Self.row("1")])
        #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"))
        #expect(
            page.contains(
                "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
            ))
        for word in ["http:", "https:", "//", "src=", "@import", "<link", "<script", "<iframe"] {
            #expect(!page.contains(word), "\(word)")
        }
    }

    @Test("What is wrong comes first, what is to be looked at next; the rest in order, 2,000 rows at most")
    func rowsAreBounded() throws {
        var rows = (0..<5_000).map { Self.row("P\($0)") }
        rows += (0..<30).map { Self.row("C\($0)", tone: .caution) }
        rows += (0..<10).map { Self.row("B\($0)", tone: .bad) }
        let page = try Self.page(Self.head(), rows)
        let expected =
            (0..<10).map { "B\($0)" } + (0..<30).map { "C\($0)" } + (0..<1_960).map { "P\($0)" }
        #expect(Self.identifiers(page) == expected)
        #expect(
            page.contains(
                "2,000 of 5,040 rows shown, what is overdue, differs or failed first; all of them are in refunds.csv, the same report with --format csv <span class=\"zh\" lang=\"zh-Hans\">"
                    + "仅显示 5,040 行中的 2,000 行，逾期、不符和失败的在前；全部见 refunds.csv（同一报告，--format csv）</span>"))
        // The total is that of all rows.
        #expect(page.contains("<data value=\"5040.00\">5,040.00</data>"))

        let onlyBad = try Self.page(Self.head(), (0..<3_000).map { Self.row("B\($0)", tone: .bad) } + rows)
        #expect(Self.identifiers(onlyBad) == (0..<2_000).map { "B\($0)" })
        #expect(!(try Self.page(Self.head(), Array(rows.prefix(2_000)))).contains("rows shown"))
    }

    @Test("Totals stand by currency under their columns")
    func totals() throws {
        let page = try Self.page(
            Self.head(), in: .en, [Self.row("1", 123_456_789), Self.row("2", -5, "EUR"), Self.row("3", 1)])
        let foot = page.components(separatedBy: "<tfoot").dropFirst().joined()
        #expect(
            foot.contains(
                "<th scope=\"row\" colspan=\"1\">Total <span class=\"rows\">1 row</span></th>"
                    + "<td class=\"n\">-0.05</td><td class=\"c\">EUR</td>"))
        #expect(
            foot.contains(
                "<th scope=\"row\" colspan=\"1\">Total <span class=\"rows\">2 rows</span></th>"
                    + "<td class=\"n\"><data value=\"1234567.90\">1,234,567.90</data></td><td class=\"c\">USD</td>"
            ))
    }

    @Test("An empty section says so; a column without values is named instead of shown")
    func emptiness() throws {
        #expect(
            try Self.page().contains(
                "<p class=\"none\">none <span class=\"zh\" lang=\"zh-Hans\">无</span></p>"))
        let page = try Self.page(Self.head(), [Self.row("1")])
        #expect(page.contains("Columns left out, empty in every row: Reason"))
        #expect(!page.contains("<th scope=\"col\">Reason"))
        // A value in a row that isn't shown keeps its column.
        let rows = (0..<2_000).map { Self.row("\($0)") } + [Self.row("last", reason: "late")]
        #expect(try Self.page(Self.head(), rows).contains("<th scope=\"col\">Reason"))
    }

    @Test("One language or both")
    func languages() throws {
        var head = Self.head(facts: [.init("ties", "平账", .flag(true))])
        head.verdict = (BilingualText("everything ties out", "全部平账"), .good)
        let pages = try Language.allCases.map { try Self.page(head, in: $0, [Self.row("1")]) }
        let holds = pages.map { page in
            ["everything ties out", "全部平账", "Refund amount", "退款金额"].map { page.contains($0) }
        }
        #expect(holds[0] == [true, true, true, true])
        #expect(holds[1] == [true, false, true, false])
        #expect(holds[2] == [false, true, false, true])
        #expect(pages.map { $0.contains("<html lang=\"zh-Hans\">") } == [false, false, true])
    }

    @Test("What only programs need stands in JSON, not on the page")
    func technicalFacts() throws {
        let head = Self.head(facts: [
            .init("form", "版本", .count(4), isTechnical: true), .init("date", "日期", .time("2026-10-08")),
        ])
        let page = try Self.page(head)
        #expect(page.contains("日期") && !page.contains("版本"))
    }

    @Test("A code stays in every language, its meaning behind it where Chinese is read")
    func codes() throws {
        let row = ReportRow([.identifier("1"), .money(minor: 1, exponent: 2), .status(.pending), .empty])
        let cells = try Language.allCases.map { language in
            try Self.page(Self.head(), in: language, [row]).split(separator: "\n").compactMap { line in
                line.firstRange(of: "<td class=\"w\">").map {
                    String(line[$0.upperBound...].prefix { $0 != "/" })
                }
            }
        }
        #expect(
            cells == [
                ["pending <span class=\"zh\" lang=\"zh-Hans\">待审核<"], ["pending<"], ["pending 待审核<"],
            ])
    }

    @Test("Charts stand above the tables, whenever they came; the same report is the same bytes")
    func chartsComeFirst() throws {
        let chart = ReportChart(
            BilingualText("By day", "按日"), .days,
            bars: [
                .init(
                    BilingualText("2026-10-08", "2026-10-08"), [.init(.plain, 12)],
                    figures: "12 · USD 1,204.50")
            ])
        let page = try Self.page(Self.head(), charts: [chart], [Self.row("1")])
        let (figure, table) = (page.firstRange(of: "<figure"), page.firstRange(of: "<table"))
        #expect(figure != nil && table != nil)
        if let figure, let table { #expect(figure.lowerBound < table.lowerBound) }
        #expect(page.contains("<b><i>12</i> · <i>USD 1,204.50</i></b>"))
        #expect(try page == Self.page(Self.head(), charts: [chart], [Self.row("1")]))
    }

    @Test(
        "Numbers are grouped for people",
        arguments: [
            ("0", "0"), ("999", "999"), ("1000", "1,000"), ("-1000.5", "-1,000.5"), ("-100", "-100"),
            ("1234567.891234", "1,234,567.891234"), ("9223372036854775807", "9,223,372,036,854,775,807"),
            ("", ""), ("1e300000", "1e300000"), ("12345:00", "12345:00"),
        ])
    func grouped(_ exact: String, _ shown: String) { #expect(GroupedDigits.text(exact) == shown) }

    private static func identifiers(_ page: String) -> [String] {
        page.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("<tr"), let range = line.firstRange(of: "<td class=\"i\">") else {
                return nil
            }
            return String(line[range.upperBound...].prefix { $0 != "<" })
        }
    }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
