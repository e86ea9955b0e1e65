import Bytes
import Testing

@Suite struct XMLTests {
    static let shape = XMLRecordShape(record: "r", fields: ["a", "b"], asides: ["total"])

    static func read(_ text: String, limits: ReadingLimits = ReadingLimits(), blockSize: Int = 1000) throws
        -> ReadXML
    {
        try readXML(Array(text.utf8), shape, limits: limits, blockSize: blockSize, atMost: 1)
    }

    @Test func fields() throws {
        let table: [(inner: String, cells: [String], flags: RecordFlags)] = [
            ("<a>1</a><b>2</b>", ["1", "2"], []), ("<b>2</b><a>1</a>", ["1", "2"], []), ("", ["", ""], []),
            ("<b/>", ["", ""], []), ("<a> 1\n</a>", [" 1\n", ""], []),
            ("<a>1<!-- x -->2</a>", ["12", ""], []),
            ("<a>1<?p x?>2</a>", ["12", ""], []), ("<a><![CDATA[<&]]>]]&gt;</a>", ["<&]]>", ""], []),
            ("<a>&lt;&amp;&#38;&quot;&apos;&#x9000;</a>", ["<&&\"'退", ""], []),
            ("<a>1\r\n2\r3</a>", ["1\n2\n3", ""], []),
            ("<n:a xmlns:n='u'>1</n:a>", ["1", ""], []),
            ("<a>1</a><a>2</a><b>3</b>", ["1", "3"], .repeatedField),
            ("<a/><a/>", ["", ""], .repeatedField), ("<a>1<x>2</x>3</a>", ["13", ""], .nestedField),
            ("<a>1<a>2</a></a>", ["1", ""], .nestedField), ("<x><a>1</a></x><b>2</b>", ["", "2"], []),
            ("<a>\u{85}</a>", ["\u{85}", ""], .hasControl), ("<a>&#x7f;</a>", ["\u{7f}", ""], .hasControl),
            ("<a>é\u{a0}</a>", ["é\u{a0}", ""], []),
        ]
        for row in table {
            for blockSize in [1, 2, 7, 1000] {
                let xml = try Self.read("<o>\n<r>\(row.inner)</r><r/></o>", blockSize: blockSize)
                let second = xml.records.last?.line ?? 0
                #expect(
                    xml.records == [
                        ReadRecord(line: 2, cells: row.cells, flags: row.flags),
                        ReadRecord(line: second, cells: ["", ""]),
                    ], "\(row.inner) in blocks of \(blockSize)")
            }
        }
    }

    @Test func rootAsidesAndNames() throws {
        let text = """
            <?xml version="1.0"?>
            <!-- > --><?p <r> ?>
            <n:o xmlns:n="urn:x" n:batch="a&amp;b&lt;&#10;'"
              count='2'>
              <total currency="USD">1.00</total>
              <r x="1"
                 y=">"
                 ><a z="1">1</a><u/></r>
              <w><r><a>no</a></r></w><r><!--
              --><u/><v/></r
              >
              <total currency='EUR'> 2<x/></total>
            </n:o>
            """
        for blockSize in [1, 5, 1000] {
            let xml = try Self.read(text, blockSize: blockSize)
            #expect(xml.root == "o" && xml.rootLine == 3)
            #expect(xml.rootAttributes == ["batch": "a&b<\n'", "count": "2"])
            #expect(
                xml.records == [
                    ReadRecord(line: 6, cells: ["1", ""]), ReadRecord(line: 9, cells: ["", ""]),
                ])
            #expect(xml.asides.map(\.text) == ["1.00", " 2"])
            #expect(xml.asides.map(\.line) == [5, 12])
            #expect(
                xml.asides.map { $0.attributes.map { "\($0.name)=\($0.value)" } } == [
                    ["currency=USD"], ["currency=EUR"],
                ])
            #expect(xml.unknownElements == ["u", "w", "v"])
            #expect(xml.unknownAttributes == ["x", "y", "z"])
        }
    }

    @Test func refused() {
        let deep = String(repeating: "<x>", count: 16)
        let many = (0..<65).map { " a\($0)='\($0)'" }.joined()
        let long = String(repeating: "x", count: 5000)
        let table: [(name: String, text: String, kind: ByteFault.Kind, line: Int, words: String)] = [
            ("truncated", "<o>\n<r><a>1</a>\n", .unreadable, 3, "breaks off before its end"),
            ("two roots", "<o/>\n<o/>", .unreadable, 2, "Extra content"),
            ("end tag", "<o>\n<r></o></r>", .unreadable, 2, "mismatch"),
            ("entity", "<o>\n<r><a>&x;</a></r></o>", .unreadable, 2, "Entity 'x' not defined"),
            ("HTML entity", "<o>\n<r><a>&nbsp;</a></r></o>", .unreadable, 2, "not defined"),
            ("prefix", "<o>\n<n:r/></o>", .unreadable, 2, "prefix n"),
            ("attribute twice", "<o>\n<r x='1' x='2'/></o>", .unreadable, 2, "redefined"),
            ("control character", "<o>\n<r><a>\u{1}</a></r></o>", .unreadable, 2, "Char"),
            ("control reference", "<o>\n<r><a>&#1;</a></r></o>", .unreadable, 2, "CharRef"),
            (
                "late declaration", "\n <?xml version='1.0'?><o/>", .unreadable, 1,
                "white space before the XML declaration"
            ),
            ("no root", "<!-- -->\n", .unreadable, 2, "XML"),
            ("bare &", "<o>\n\n<r><a>a & b</a></r></o>", .unreadable, 3, "xmlParseEntityRef"),
            ("DOCTYPE behind the root's start", "<o>\n<!DOCTYPE x><r/></o>", .unsafe, 2, "DOCTYPE"),
            ("depth", "<o>\n\(deep)</o>", .unsafe, 2, "16 deep"),
            ("attributes", "<o>\n<r\(many)/></o>", .unsafe, 2, "64 attributes"),
            ("field", "<o>\n<r><a>\(long)</a></r></o>", .unsafe, 2, "a field of more than 4096"),
            ("aside", "<o>\n<total>\(long)</total></o>", .unsafe, 2, "a field of more than 4096"),
            (
                "tag", "<o>\n<r x='\(String(repeating: "x", count: 17_000))'/></o>", .unsafe, 2,
                "start tag of more than 16384"
            ),
            (
                "open tag", "<o>\n<r x='\(String(repeating: "x", count: 17_000))", .unsafe, 2,
                "start tag of more than 16384"
            ),
            (
                "record", "<o>\n<r>\(String(repeating: "<x>y</x>", count: 9000))</r></o>", .unsafe, 2,
                "record of more than 65536"
            ),
            (
                "open record", "<o>\n<r>\(String(repeating: "\n", count: 70_000))", .unsafe, 2,
                "record of more than 65536"
            ),
            ("fault before limit", "<o>\n<r></q>\(deep)", .unreadable, 2, "mismatch"),
            ("limit before fault", "<o>\n\(deep)</q>", .unsafe, 2, "16 deep"),
        ]
        for row in table {
            for blockSize in [50, 256 << 10] {
                let fault = Scratch.fault { _ = try Self.read(row.text, blockSize: blockSize) }
                #expect(fault?.kind == row.kind, "\(row.name): \(fault?.message ?? "taken")")
                #expect(fault?.line == row.line, "\(row.name)")
                #expect(
                    fault?.message.contains(row.words) == true, "\(row.name): \(fault?.message ?? "taken")")
            }
        }
    }

    @Test func justWithinTheLimits() throws {
        let deep = String(repeating: "<x>", count: 14) + String(repeating: "</x>", count: 14)
        let many = (0..<64).map { " a\($0)='='" }.joined()
        let long = String(repeating: "x", count: 4096)
        for inner in [
            deep, "<a>\(long)</a>", "<a\(many)/>",
            "<a x='\(String(repeating: "<", count: 0))\(long)\(long)'/>",
        ] {
            #expect(try Self.read("<o><r>\(inner)</r></o>").records.count == 1)
        }
        let two = ReadingLimits(records: 2)
        #expect(try Self.read("<o><r/><r/></o>", limits: two).records.count == 2)
        let fault = Scratch.fault { _ = try Self.read("<o><r/>\n<r/>\n<r/></o>", limits: two) }
        #expect(fault?.kind == .unsafe && fault?.line == 3)
    }

    @Test func manyRecordsInFlatMemory() throws {
        let record = "  <r>\n    <a>RF000000000001</a>\n    <b>12.34</b>\n  </r>\n"
        let text = "<o>\n" + String(repeating: record, count: 50_000) + "</o>\n"
        try Scratch.with(Array(text.utf8)) { path in
            let survey = try Survey.survey(try InputFile(path: path))
            let reader = try XMLRecordReader(
                source: try TextSource(path: path, survey: survey), shape: Self.shape)
            _ = try reader.start()
            var chunk = RecordChunk()
            var records = 0
            var isMore = true
            while isMore {
                chunk.removeAll()
                isMore = try reader.read(into: &chunk, atMost: 500)
                #expect(chunk.records.count < 2000)
                for record in chunk.records {
                    #expect(record.line == 2 + 4 * records)
                    records += 1
                }
            }
            #expect(records == 50_000)
        }
    }

    /// `SOURCES.tsv` says what each is; here what it comes to.
    @Test(.enabled(if: SharedData.isThere, "needs ../shared/data"))
    func collection() throws {
        let pain = XMLRecordShape(record: "CstmrPmtStsRpt", fields: ["GrpHdr", "OrgnlGrpInfAndSts"])
        let table: [(name: String, kind: ByteFault.Kind?, line: Int?, words: String)] = [
            ("pain002-shaped/00-good.xml", nil, nil, ""),
            ("pain002-shaped/04-xxe-http.xml", .unsafe, 2, "DOCTYPE"),
            ("pain002-shaped/08-quadratic-blowup.xml", .unsafe, 2, "DOCTYPE"),
            ("pain002-shaped/10-attlist-default.xml", .unsafe, 2, "DOCTYPE"),
            ("pain002-shaped/12-xsi-schemaLocation-remote.xml", nil, nil, ""),
            ("pain002-shaped/15-huge-text-node-12MB.xml.gz", .unsafe, nil, "over 200 to 1"),
            ("pain002-shaped/17-utf8-bom.xml", nil, nil, ""),
            ("pain002-shaped/18-utf16le-bom.xml", nil, nil, ""),
            ("pain002-shaped/20-declared-latin1-is-utf8.xml", nil, nil, ""),
            ("pain002-shaped/23-nul-byte.xml", .unreadable, 2, "NUL"),
            ("pain002-shaped/26-leading-whitespace.xml", .unreadable, 1, "white space"),
            (
                "pain002-shaped/27-trailing-content.xml", .unreadable, 3,
                "XML declaration allowed only at the start"
            ),
            ("pain002-shaped/28-truncated.xml", .unreadable, 2, "breaks off before its end"),
            ("pain002-shaped/33-swiss-namespace.xml", nil, nil, ""),
            ("pain002-shaped/39-exponent.xml", nil, nil, ""),
            ("pain002-shaped/40-plus-sign-and-leading-zero.xml", nil, nil, ""),
            ("pain002-shaped/41-negative-sum.xml", nil, nil, ""),
            ("pain002-shaped/42-empty-element.xml", nil, nil, ""),
            ("defusedxml/cyclic.xml", .unsafe, 1, "DOCTYPE"),
            ("defusedxml/dtd_element.xml", .unsafe, 2, "DOCTYPE"),
            ("defusedxml/quadratic.xml", .unsafe, 1, "DOCTYPE"),
            ("defusedxml/xmlbomb2.xml", .unsafe, 1, "DOCTYPE"),
        ]
        for row in table {
            let bytes = try SharedData.bytes("xml/" + row.name)
            do {
                let xml = try readXML(bytes, pain)
                #expect(row.kind == nil, "\(row.name) was taken")
                #expect(xml.root == "Document" && xml.records.count == 1, "\(row.name)")
                #expect(xml.records[0].line == 2 && xml.records[0].flags == .nestedField, "\(row.name)")
            } catch let fault as ByteFault {
                #expect(fault.kind == row.kind, "\(row.name): \(fault.message)")
                #expect(fault.line == row.line && fault.message.contains(row.words), "\(row.name): \(fault)")
            }
        }
        let simple = try readXML(
            try SharedData.bytes("xml/defusedxml/simple-ns.xml"),
            XMLRecordShape(record: "element", fields: []))
        #expect(simple.root == "root" && simple.records.map(\.line) == [4, 5])
        #expect(simple.unknownElements == ["empty-element"] && simple.unknownAttributes == ["key"])
    }
}
