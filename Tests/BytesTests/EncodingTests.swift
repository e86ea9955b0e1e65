import Bytes
import Testing

@Suite struct EncodingTests {
    private static let euro: [UInt8] = [0xe2, 0x82, 0xac]

    private static func wide(_ text: String, little: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            little ? [UInt8(unit & 255), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 255)]
        }
    }

    private static func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

    struct Readable: Sendable {
        let name: String
        let bytes: [UInt8]
        let encoding: TextEncoding
        let text: String
        var hasBOM = false
        var layout = TextLayout.csv
    }

    private static func xml(_ name: String?, _ body: [UInt8]) -> [UInt8] {
        ascii("<?xml version=\"1.0\"" + (name.map { " encoding='\($0)'" } ?? "") + "?>\n<a>") + body
            + ascii("</a>\n")
    }

    private static func xmlText(_ name: String?, _ body: String) -> String {
        String(decoding: xml(name, Array(body.utf8)), as: UTF8.self)
    }

    static let readable: [Readable] = [
        Readable(name: "ASCII", bytes: ascii("a,b\n"), encoding: .utf8, text: "a,b\n"),
        Readable(name: "UTF-8", bytes: ascii("退款,€😀\n"), encoding: .utf8, text: "退款,€😀\n"),
        Readable(
            name: "UTF-8, marked", bytes: [0xef, 0xbb, 0xbf] + ascii("é\n"), encoding: .utf8, text: "é\n",
            hasBOM: true),
        Readable(
            name: "UTF-16LE", bytes: [0xff, 0xfe] + wide("退款,€😀\n", little: true), encoding: .utf16le,
            text: "退款,€😀\n", hasBOM: true),
        Readable(
            name: "UTF-16BE", bytes: [0xfe, 0xff] + wide("退款,€😀\n", little: false), encoding: .utf16be,
            text: "退款,€😀\n", hasBOM: true),
        // 退款 is CD CB BF EE; 😀 is 94 39 FC 36 in GB18030.
        Readable(
            name: "GB18030", bytes: [0xcd, 0xcb, 0xbf, 0xee, 0x2c, 0x94, 0x39, 0xfc, 0x36, 0x0a],
            encoding: .gb18030,
            text: "退款,😀\n"),
        Readable(
            name: "Western bytes that pass", bytes: [0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x0a],
            encoding: .gb18030,
            text: "M黮ler\n"),
        Readable(
            name: "XML, nothing declared", bytes: ascii("<a>é</a>"), encoding: .utf8, text: "<a>é</a>",
            layout: .xml),
        Readable(
            name: "XML, white space first", bytes: [0xef, 0xbb, 0xbf] + ascii(" \r\n\t<a/>"), encoding: .utf8,
            text: " \r\n\t<a/>", hasBOM: true, layout: .xml),
        Readable(
            name: "XML utf-8", bytes: xml("utf-8", ascii("é")), encoding: .utf8, text: xmlText("utf-8", "é"),
            layout: .xml),
        Readable(
            name: "XML Latin 1", bytes: xml("iso-8859-1", [0xe9, 0xff]), encoding: .latin1,
            text: xmlText("iso-8859-1", "éÿ"), layout: .xml),
        Readable(
            name: "XML ASCII", bytes: xml("US-ASCII", ascii("e")), encoding: .ascii,
            text: xmlText("US-ASCII", "e"),
            layout: .xml),
        Readable(
            name: "XML GB18030", bytes: xml("gb18030", [0xcd, 0xcb, 0x94, 0x39, 0xfc, 0x36]),
            encoding: .gb18030,
            text: xmlText("gb18030", "退😀"), layout: .xml),
        Readable(
            name: "XML GBK", bytes: xml("GBK", [0xfc, 0x6c]), encoding: .gbk, text: xmlText("GBK", "黮"),
            layout: .xml),
        Readable(
            name: "XML GB2312", bytes: xml("gb2312", [0xcd, 0xcb]), encoding: .gb2312,
            text: xmlText("gb2312", "退"),
            layout: .xml),
        Readable(
            name: "XML UTF-16", bytes: [0xff, 0xfe] + wide(xmlText("UTF-16", "é😀"), little: true),
            encoding: .utf16le,
            text: xmlText("UTF-16", "é😀"), hasBOM: true, layout: .xml),
        Readable(
            name: "XML UTF-16, undeclared", bytes: [0xfe, 0xff] + wide("<a/>", little: false),
            encoding: .utf16be,
            text: "<a/>", hasBOM: true, layout: .xml),
    ]

    @Test(arguments: readable)
    func read(row: Readable) throws {
        let survey = try Scratch.survey(row.bytes)
        #expect(survey.encoding == row.encoding)
        #expect(survey.hasBOM == row.hasBOM)
        #expect(survey.layout == row.layout)
        #expect(survey.endsWithLineEnd == row.text.hasSuffix("\n"))
        #expect(survey.inflatedDigest == survey.digest && survey.size == row.bytes.count)
        for blockSize in [1, 2, 3, 5, 1000] {
            #expect(try Scratch.text(row.bytes, blockSize: blockSize) == row.text, "blocks of \(blockSize)")
        }
    }

    struct Refused: Sendable {
        let name: String
        let bytes: [UInt8]
        var kind = ByteFault.Kind.unreadable
        let words: String
        var line: Int?
        var offset: Int?
    }

    static let refused: [Refused] = [
        Refused(
            name: "xlsx",
            bytes: [0x50, 0x4b, 3, 4] + [UInt8](repeating: 0, count: 26) + ascii("xl/workbook.xml"),
            words: "Excel workbook (.xlsx)", offset: 0),
        Refused(
            name: "zip", bytes: [0x50, 0x4b, 3, 4] + [UInt8](repeating: 0, count: 26) + ascii("a.csv"),
            words: "ZIP archive", offset: 0),
        Refused(name: "xls", bytes: [0xd0, 0xcf, 0x11, 0xe0, 1], words: "Excel workbook (.xls)", offset: 0),
        Refused(
            name: "UTF-32", bytes: [0xff, 0xfe, 0, 0, 0x41, 0, 0, 0], words: "UTF-32", line: 1, offset: 0),
        Refused(
            name: "UTF-32BE", bytes: [0, 0, 0xfe, 0xff, 0, 0, 0, 0x41], words: "UTF-32", line: 1, offset: 0),
        Refused(
            name: "UTF-16LE, unmarked", bytes: wide("a,b\n", little: true), words: "byte order mark", line: 1,
            offset: 0),
        Refused(
            name: "UTF-16BE, unmarked", bytes: wide("<a/>", little: false), words: "byte order mark", line: 1,
            offset: 0),
        Refused(
            name: "half a pair", bytes: [0xff, 0xfe] + wide("a\nb", little: true) + [0x3d, 0xd8, 0x41, 0],
            words: "UTF-16LE", line: 2, offset: 8),
        Refused(
            name: "second half alone", bytes: [0xfe, 0xff, 0, 0x41, 0xde, 0, 0, 0x41], words: "UTF-16BE",
            line: 1,
            offset: 4),
        Refused(
            name: "half a unit", bytes: [0xff, 0xfe, 0x41, 0, 0x42], words: "UTF-16LE", line: 1, offset: 4),
        Refused(
            name: "neither", bytes: ascii("a\nb\né") + [0xff, 0x0a] + ascii("c\n"),
            words: "neither UTF-8 nor GB18030",
            line: 3, offset: 6),
        // UTF-8 ends on line 1, GB18030 only on line 3: what is told is where it was not UTF-8.
        Refused(
            name: "GB18030, damaged later", bytes: [0xcd, 0xcb, 0x0a, 0x61, 0x0a, 0xff, 0x0a],
            words: "neither UTF-8 nor GB18030", line: 1, offset: 0),
        Refused(
            name: "cut off character", bytes: ascii("a\n") + [0xe2], words: "neither", line: 2,
            offset: 2),
        Refused(
            name: "overlong", bytes: [0xef, 0xbb, 0xbf, 0x61, 0xc0, 0x80], words: "UTF-8", line: 1, offset: 4),
        Refused(
            name: "surrogate", bytes: [0xef, 0xbb, 0xbf, 0xed, 0xa0, 0x80], words: "UTF-8", line: 1, offset: 3
        ),
        Refused(
            name: "above U+10FFFF", bytes: [0xef, 0xbb, 0xbf, 0xf4, 0x90, 0x80, 0x80], words: "UTF-8",
            line: 1,
            offset: 3),
        Refused(
            name: "cut off, marked", bytes: [0xef, 0xbb, 0xbf, 0x0a, 0xe2, 0x82], words: "UTF-8", line: 2,
            offset: 4),
        Refused(name: "NUL", bytes: ascii("a,b\n1,\0\n"), words: "NUL", line: 2),
        Refused(name: "NUL, XML", bytes: ascii("<a>\n\n\0</a>"), words: "NUL", line: 3),
        Refused(
            name: "NUL, UTF-16", bytes: [0xff, 0xfe] + wide("a\n\0", little: true), words: "NUL", line: 2),
        Refused(
            name: "XML Latin 1 said to be UTF-8", bytes: xml("UTF-8", [0xe9]), words: "not UTF-8", line: 2,
            offset: 42),
        Refused(
            name: "XML, not ASCII", bytes: xml("us-ascii", ascii("é")), words: "not US-ASCII", line: 2,
            offset: 45),
        Refused(
            name: "XML, not GB2312", bytes: xml("GB2312", [0xfc, 0x6c]), words: "not GB2312", line: 2,
            offset: 43),
        Refused(name: "XML, unknown", bytes: xml("windows-1252", [0xe9]), words: "“windows-1252”", line: 1),
        Refused(name: "XML, UTF-7", bytes: xml("UTF-7", []), words: "“UTF-7”", line: 1),
        Refused(
            name: "XML, UTF-16 without a mark", bytes: xml("UTF-16", []), words: "no byte order mark", line: 1
        ),
        Refused(
            name: "XML, mark and name", bytes: [0xef, 0xbb, 0xbf] + xml("GBK", []),
            words: "byte order mark says UTF-8",
            line: 1),
        Refused(
            name: "XML, UTF-8 in UTF-16", bytes: [0xff, 0xfe] + wide(xmlText("UTF-8", ""), little: true),
            words: "byte order mark says UTF-16LE", line: 1),
        Refused(
            name: "DOCTYPE", bytes: ascii("<?xml version='1.0'?>\n<!-- <a> -->\n<!DOCTYPE a><a/>"),
            kind: .unsafe,
            words: "DOCTYPE", line: 3),
        Refused(
            name: "DOCTYPE before an unknown encoding",
            bytes: ascii("<?xml version='1.0' encoding='KOI8-R'?><!DOCTYPE a><a/>"), kind: .unsafe,
            words: "DOCTYPE",
            line: 1),
        Refused(
            name: "DOCTYPE before a NUL", bytes: ascii("<!DOCTYPE a>\0"), kind: .unsafe, words: "DOCTYPE",
            line: 1),
        Refused(
            name: "DOCTYPE in UTF-16", bytes: [0xff, 0xfe] + wide("\n<!DOCTYPE a>", little: true),
            kind: .unsafe,
            words: "DOCTYPE", line: 2),
        Refused(
            name: "DOCTYPE in GB18030", bytes: xml("GB18030", []).dropLast(9) + ascii("<!DOCTYPE a>"),
            kind: .unsafe, words: "DOCTYPE", line: 1),
    ]

    @Test(arguments: refused)
    func refuse(row: Refused) throws {
        let fault = try #require(Scratch.fault { _ = try Scratch.survey(row.bytes) })
        #expect(fault.kind == row.kind)
        #expect(fault.message.contains(row.words), "\(fault.message)")
        #expect(!fault.chinese.isEmpty)
        #expect(fault.line == row.line)
        #expect(fault.offset == row.offset)
    }

    @Test func DOCTYPEinACommentIsNone() throws {
        #expect(try Scratch.survey(Self.ascii("<!-- <!DOCTYPE a> --><?p <!DOCTYPE a> ?><a/>")).layout == .xml)
    }

    @Test func whatTheBytesShowFirst() throws {
        let limits = ReadingLimits(recordBytes: 10)
        let long = Self.ascii("12345678901\n")
        let first = Scratch.fault { _ = try Scratch.survey(long + [0] + Self.ascii("\n"), limits) }
        #expect(first?.kind == .unsafe && first?.line == 1)
        let second = Scratch.fault { _ = try Scratch.survey(Self.ascii("1\n\0\n") + long, limits) }
        #expect(second?.kind == .unreadable && second?.line == 2)
    }

    @Test func longLines() throws {
        let limits = ReadingLimits(recordBytes: 10)
        let table: [(text: String, line: Int?)] = [
            ("1234567890", nil), ("1234567890\n", nil), ("1234567890\r\n", nil), ("12345678901", 1),
            ("1\n12345678901\n", 2), ("1\n2\n12345678901\r\n4\n", 3), ("\"12345\n67890\n123\"\n", nil),
        ]
        for row in table {
            let fault = Scratch.fault { _ = try Scratch.survey(Self.ascii(row.text), limits) }
            #expect(fault?.line == row.line, "\(row.text.debugDescription)")
            #expect(fault == nil || fault?.kind == .unsafe)
        }
        // XML has no lines of its own.
        #expect(Scratch.fault { _ = try Scratch.survey(Self.ascii("<a>12345678901</a>"), limits) } == nil)
    }

    @Test func theCopyMustBeWhatWasSurveyed() throws {
        let survey = try Scratch.survey(Self.ascii("a,b\n"))
        for changed in ["a,b\nc", "a,b", "a,\u{0}\n"] {
            try Scratch.with(Self.ascii(changed)) { path in
                let source = try TextSource(path: path, survey: survey)
                var text: [UInt8] = []
                #expect(throws: SystemFault.self, "\(changed.debugDescription)") {
                    while try source.read(into: &text) > 0 {}
                }
            }
        }
    }
}
