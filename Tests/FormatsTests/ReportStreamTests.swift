import Refunds
import Rules
import Testing

@testable import Formats

/// A report is described once; every format shows the same.
@Suite("Reports, described once")
struct ReportStreamTests {
    private static let head = ReportHead(
        "sample", BilingualText("Sample", "样例"), madeAt: 0,
        facts: [.init("date", "日期", .time("2026-10-08")), .init("ties", "平账", .flag(true))],
        sections: [
            ReportSection(
                "refunds", BilingualText("Refunds", "退款"),
                columns: [
                    ReportColumn("refund_id", "退款编号", .identifier),
                    ReportColumn("refund_amount", "退款金额", .money(currency: "refund_currency")),
                    ReportColumn("refund_currency", "币种", .code),
                ]),
            ReportSection(
                "files", BilingualText("Files", "文件"),
                columns: [
                    ReportColumn("file", "文件名"), ReportColumn("records", "记录数", .count),
                ]),
        ])

    /// Rows of two currencies, one of them with different decimals.
    private static func write(to stream: ReportStream) throws {
        try stream.section("refunds") { add in
            for (id, minor, exponent, currency) in [
                ("41700000000017", Int64(1230), 2, "USD"), ("41700000000025", 5, 0, "JPY"),
                ("=1+1", Int64.max, 2, "USD"), ("41700000000033", 1, 3, "USD"),
            ] {
                try add(
                    ReportRow([
                        .identifier(id), .money(minor: minor, exponent: exponent), .code(currency),
                    ]))
            }
        }
        try stream.finish()
    }

    private static func bytes(_ format: ReportFormat, head: ReportHead = head) throws -> String {
        var output: [UInt8] = []
        try withoutActuallyEscaping({ (bytes: Span<UInt8>) in
            for index in 0..<bytes.count { output.append(bytes[index]) }
        }) { sink in
            try write(to: ReportStream(head, to: [format.writer(.both, scratch: "/tmp", to: sink)]))
        }
        return String(decoding: output, as: UTF8.self)
    }

    @Test func csvIsOneTableWithSections() throws {
        let expected = [
            "\u{FEFF}section 部分,item 项目,details 说明,refund_id 退款编号,refund_amount 退款金额,refund_currency 币种,file 文件名,records 记录数",
            "report,date,2026-10-08,,,,,", "report,ties,yes,,,,,",
            "refunds,,,'41700000000017,12.30,USD,,", "refunds,,,'41700000000025,5,JPY,,",
            "refunds,,,'=1+1,92233720368547758.07,USD,,", "refunds,,,'41700000000033,0.001,USD,,",
            "refunds,total,1 rows,,5,JPY,,", "refunds,total,3 rows,,92233720368547770.371,USD,,", "",
        ]
        #expect(try Self.bytes(.csv) == expected.joined(separator: "\r\n"))
    }

    @Test func jsonHasAMemberForEachFactAndSection() throws {
        let expected =
            #"{"date":"2026-10-08","ties":true,"refunds":["#
            + #"{"refund_id":"41700000000017","refund_amount":"12.30","refund_currency":"USD"},"#
            + #"{"refund_id":"41700000000025","refund_amount":"5","refund_currency":"JPY"},"#
            + #"{"refund_id":"=1+1","refund_amount":"92233720368547758.07","refund_currency":"USD"},"#
            + #"{"refund_id":"41700000000033","refund_amount":"0.001","refund_currency":"USD"}],"files":[],"#
            + #""totals":{"refunds":[{"currency":"JPY","rows":1,"refund_amount":"5"},"#
            + #"{"currency":"USD","rows":3,"refund_amount":"92233720368547770.371"}]}}"#
            + "\n"
        #expect(try Self.bytes(.json) == expected)
    }

    /// Facts of a group are members of one object; a flat format puts its name before theirs.
    @Test func factsStandInTheirGroups() throws {
        let head = ReportHead(
            "sample", Self.head.title, madeAt: 0,
            facts: [
                .init("entry", "末条", .count(7), in: "journal"),
                .init("digest", "摘要", .identifier("ab"), in: "journal"), .init("form", "版本", .count(2)),
                .init("flow", "当日", .time("2026-10-08"), in: "as_of"),
            ], sections: Self.head.sections)
        #expect(
            try Self.bytes(.json, head: head).hasPrefix(
                #"{"journal":{"entry":7,"digest":"ab"},"form":2,"as_of":{"flow":"2026-10-08"},"refunds":["#))
        let lines = try Self.bytes(.csv, head: head).components("\r\n")
        #expect(
            lines[1...4].map { $0.prefix { $0 != "," } } == ["report", "report", "report", "report"])
        #expect(lines[1].hasPrefix("report,journal_entry,7,"))
        #expect(lines[4].hasPrefix("report,as_of_flow,2026-10-08,"))
    }

    /// What the program says by itself stands in both languages where the form never changes.
    @Test func notesStandInBothLanguagesInFiles() {
        let note = ReportCell.note(BilingualText("late", "逾期"))
        #expect(note.plain == "late；逾期")
        #expect(Language.allCases.map { note.told(in: $0) } == ["late 逾期", "late", "逾期"])
    }

    @Test func oneSectionIsAPlainTable() throws {
        let head = ReportHead(
            "sample", Self.head.title, madeAt: 0, facts: Self.head.facts, sections: [Self.head.sections[0]])
        let lines = try Self.bytes(.csv, head: head).components("\r\n")
        #expect(lines.first == "\u{FEFF}refund_id 退款编号,refund_amount 退款金额,refund_currency 币种")
        #expect(lines.count == 6)
    }

    @Test func wordsAreToldInTheLanguageAskedFor() {
        let status = ReportCell.status(.pending)
        #expect(status.plain == "pending")
        #expect(Language.allCases.map { status.told(in: $0) } == ["pending 待审核", "pending", "pending 待审核"])
        // A sentence and what has another English is no code.
        let line = ReportCell.code("a = b: count", told: BilingualText("a = b: count", "甲 = 乙：笔数"))
        #expect(
            Language.allCases.map { line.told(in: $0) } == [
                "a = b: count 甲 = 乙：笔数", "a = b: count", "甲 = 乙：笔数",
            ])
        let band = ReportCell.code("0-2", told: BilingualText("0–2 days", "0–2 天"))
        #expect(Language.allCases.map { band.told(in: $0) } == ["0–2 days 0–2 天", "0–2 days", "0–2 天"])
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
