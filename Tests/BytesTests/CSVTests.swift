import Bytes
import Testing

@Suite struct CSVTests {
    private static func fault(
        _ text: String, _ limits: ReadingLimits = ReadingLimits(), blockSize: Int = 1000
    ) -> ByteFault? {
        Scratch.fault { _ = try readCSV(Array(text.utf8), limits: limits, blockSize: blockSize) }
    }

    @Test func rows() throws {
        let table: [(text: String, records: [ReadRecord])] = [
            ("a,b", [ReadRecord(line: 1, cells: ["a", "b"])]),
            ("a,b\n", [ReadRecord(line: 1, cells: ["a", "b"])]),
            ("a,\n", [ReadRecord(line: 1, cells: ["a", ""])]),
            (
                "\n\r\na\n",
                [
                    ReadRecord(line: 1, cells: [""]), ReadRecord(line: 2, cells: [""]),
                    ReadRecord(line: 3, cells: ["a"]),
                ]
            ),
            (" a , b ", [ReadRecord(line: 1, cells: [" a ", " b "])]),
            (" \"a \" , \t\"b\"\t", [ReadRecord(line: 1, cells: ["a ", "b"])]),
            ("a\"b,5\" pipe\n", [ReadRecord(line: 1, cells: ["a\"b", "5\" pipe"])]),
            ("\"a\"\"b\",\"\"\"\"", [ReadRecord(line: 1, cells: ["a\"b", "\""])]),
            (
                "\"a\r\nb\",c\r\nd\n",
                [
                    ReadRecord(line: 1, cells: ["a\r\nb", "c"]), ReadRecord(line: 3, cells: ["d"]),
                ]
            ),
            ("a\rb,c\r", [ReadRecord(line: 1, cells: ["a\rb", "c\r"])]),
            ("a\r\r\nb", [ReadRecord(line: 1, cells: ["a\r"]), ReadRecord(line: 2, cells: ["b"])]),
            ("\"\",\"\"\n", [ReadRecord(line: 1, cells: ["", ""])]),
        ]
        for row in table {
            for blockSize in [1, 2, 3, 1000] {
                let records = try readCSV(row.text, blockSize: blockSize)
                #expect(records == row.records, "\(row.text.debugDescription) in blocks of \(blockSize)")
            }
        }
    }

    @Test func otherSeparators() throws {
        #expect(try readCSV("a;b,c\n", separator: UInt8(ascii: ";"))[0].cells == ["a", "b,c"])
        #expect(try readCSV("\t\"a\"\t b", separator: UInt8(ascii: "\t"))[0].cells == ["", "a", " b"])
    }

    @Test func controlCharacters() throws {
        let table: [(text: String, isControl: Bool)] = [
            ("tab\tand\rreturn", false), ("\"line\nfeed\"", false), ("bell\u{7}", true), ("unit\u{1f}", true),
            ("delete\u{7f}", true), ("next line\u{85}", true), ("\u{80}", true), ("\u{9f}", true),
            ("no-break space\u{a0}", false), ("\u{c2}¢é", false), ("退款", false),
        ]
        for row in table {
            // Before and behind, records that have none: the flag is the record's own.
            let records = try readCSV("a,b\nx,\(row.text),y\nc,d\n", blockSize: 5)
            let flags = records.map { $0.flags.contains(.hasControl) }
            #expect(flags == [false, row.isControl, false], "\(row.text.debugDescription)")
        }
    }

    @Test func unreadable() {
        let table: [(text: String, line: Int, column: Int, words: String)] = [
            ("a\n\"b\"c\n", 2, 1, "after a closing quote"), ("a,\"b\n\" c\n", 2, 2, "after a closing quote"),
            ("\"b\" \"c\"\n", 1, 1, "after a closing quote"), ("\"b\"\r", 1, 1, "after a closing quote"),
            ("a\nb,\"c\nd\n", 2, 2, "never closes"), ("\"", 1, 1, "never closes"),
            ("a,b,\"\"\"", 1, 3, "never closes"),
        ]
        for row in table {
            for blockSize in [1, 3, 1000] {
                let fault = Self.fault(row.text, blockSize: blockSize)
                #expect(fault?.kind == .unreadable)
                #expect(fault?.message.contains(row.words) == true, "\(row.text.debugDescription)")
                #expect(
                    fault?.line == row.line && fault?.column == row.column, "\(row.text.debugDescription)")
            }
        }
    }

    @Test func limits() {
        let limits = ReadingLimits(recordBytes: 20, fieldBytes: 8)
        let table: [(text: String, line: Int?, column: Int?)] = [
            ("12345678,12345678,12\n", nil, nil), ("12345678,12345678,12\r\n", nil, nil),
            ("a\n12345678,12345678,123\n", 2, nil), ("a\n1,123456789\n", 2, 2),
            // Quotes don't count for the field but for the record.
            ("\"12345678\"\n", nil, nil), ("\"1234\"\"567\"\n", nil, nil), ("\"123456789\"\n", 1, 1),
            ("\"1\n2\n3\n4\",\"1\n2\n3\"\n", nil, nil), ("a\n\"1\n2\n3\n4\",\"1\n2\n3\",1234\n", 2, nil),
            ("\"\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n", 1, nil),
        ]
        for row in table {
            for blockSize in [1, 7, 1000] {
                let fault = Self.fault(row.text, limits, blockSize: blockSize)
                #expect(fault?.line == row.line, "\(row.text.debugDescription): \(fault?.message ?? "taken")")
                #expect(fault?.column == row.column, "\(row.text.debugDescription)")
                #expect(fault == nil || fault?.kind == .unsafe)
            }
        }
    }

    @Test func memoryIsFlat() throws {
        // 8 MB of text in chunks of 1000 records: neither chunk nor tokenizer keeps more than it was asked for.
        let row = "RF000000000001,612345678901234567890,ORD-1,partial,12.34,USD\n"
        let text = [UInt8](String(repeating: row, count: 140_000).utf8)
        try Scratch.with(text) { path in
            let survey = try Survey.survey(try InputFile(path: path))
            let tokenizer = CSVTokenizer(
                source: try TextSource(path: path, survey: survey), separator: UInt8(ascii: ","))
            var chunk = RecordChunk()
            var records = 0
            var isMore = true
            while isMore {
                chunk.removeAll()
                isMore = try tokenizer.read(into: &chunk, atMost: 1000)
                records += chunk.records.count
                #expect(chunk.records.count <= 1000 && chunk.bytes.capacity < 200_000)
            }
            #expect(records == 140_000)
        }
    }

    @Test func headLines() throws {
        let text = "#a=1\r\n\n\"#b=x\ny\";\"\"\"\nh1,5\" h2\n\"open,\nlast"
        var lines: [(line: Int, text: String)] = []
        try Scratch.with(Array(text.utf8)) { path in
            let survey = try Survey.survey(try InputFile(path: path))
            for blockSize in [1, 4, 1000] {
                lines = []
                try CSVHead.lines(source: try TextSource(path: path, survey: survey, blockSize: blockSize)) {
                    text, line in
                    lines.append((line, String(decoding: (0..<text.count).map { text[$0] }, as: UTF8.self)))
                    return lines.count < 10
                }
                #expect(lines.map(\.line) == [1, 2, 3, 6, 7])
                #expect(
                    lines.map(\.text) == ["#a=1", "", "\"#b=x\ny\";\"\"\"\nh1,5\" h2", "\"open,", "last"])
            }
        }
    }

    @Test func headStopsWhenAsked() throws {
        try Scratch.with(Array("a\nb\nc\n".utf8)) { path in
            let survey = try Survey.survey(try InputFile(path: path))
            var count = 0
            try CSVHead.lines(source: try TextSource(path: path, survey: survey)) { _, _ in
                count += 1
                return count < 2
            }
            #expect(count == 2)
        }
    }
}
