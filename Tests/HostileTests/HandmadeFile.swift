import Bytes
import FuzzTargets
import Testing

/// A file that must be refused, whatever kind of file it should have been.
struct HandmadeFile: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let code: String
    /// What the refusal says.
    let words: String
    let limits: ReadingLimits
    /// Which readers meet it.
    private(set) var kinds: [Verdict.Kind]
    private var isOfNoEncoding = false

    init(
        name: String, bytes: [UInt8], code: String, words: String, limits: ReadingLimits = ReadingLimits(),
        kinds: [Verdict.Kind] = Verdict.Kind.native
    ) {
        self.name = name
        self.bytes = bytes
        self.code = code
        self.words = words
        self.limits = limits
        self.kinds = kinds
    }

    var testDescription: String { name }

    /// What no reader of XML takes, and what no reader at all: the layouts that a channel declares meet it too.
    static let all =
        shapes + long + messages + declared + entities.map { $0.met(by: Verdict.Kind.native + [.iso20022]) }
        + (compressed + encodings + foreign).map { $0.met(by: Verdict.Kind.allCases) }

    private func met(by kinds: [Verdict.Kind]) -> HandmadeFile {
        var file = self
        file.kinds = kinds.filter { !isOfNoEncoding || !Verdict.Kind.profiles.contains($0) }
        return file
    }

    /// A profile says which encoding its files have: what is wrong there is told by that.
    private func ofNoEncoding() -> HandmadeFile {
        var file = self
        file.isOfNoEncoding = true
        return file
    }

    static func unsafe(
        _ name: String, _ text: String, _ words: String, _ limits: ReadingLimits = ReadingLimits()
    ) -> HandmadeFile {
        HandmadeFile(name: name, bytes: Array(text.utf8), code: "FILE_UNSAFE", words: words, limits: limits)
    }

    static func unreadable(_ name: String, _ bytes: [UInt8], _ words: String) -> HandmadeFile {
        HandmadeFile(name: name, bytes: bytes, code: "FILE_UNREADABLE", words: words)
    }

    static func unreadable(_ name: String, _ text: String, _ words: String) -> HandmadeFile {
        unreadable(name, Array(text.utf8), words)
    }

    private static let laughs =
        "<!DOCTYPE x [<!ENTITY a \"ha\">"
        + (1...9).map { "<!ENTITY a\($0) \"" + String(repeating: "&a\($0 - 1);", count: 10) + "\">" }.joined()
        + "]><x>&a9;</x>"
    private static let external = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>"

    private static let entities = [
        unsafe("billion laughs", laughs, "line 1: a DOCTYPE"),
        unsafe("external entity", external, "line 1: a DOCTYPE"),
        unsafe("external subset", "<!DOCTYPE x SYSTEM \"http://127.0.0.1/x.dtd\"><x/>", "line 1: a DOCTYPE"),
        unsafe(
            "parameter entity", "<!DOCTYPE x [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><x/>",
            "line 1: a DOCTYPE"),
        unsafe("in small letters", "<!doctype x><x/>", "line 1: a DOCTYPE"),
        unsafe(
            "behind a comment", "<?xml version=\"1.0\"?>\n<!-- <x> -->\n<?p ?>\n<!DOCTYPE x><x/>",
            "line 4: a DOCTYPE"),
        unsafe(
            "behind a comment of 2 MiB",
            "<!--" + String(repeating: "\n", count: 2 << 20) + "--><!DOCTYPE x><x/>",
            "line 2097153: a DOCTYPE"),
        HandmadeFile(
            name: "DOCTYPE in UTF-16", bytes: wide(external, mark: true), code: "FILE_UNSAFE",
            words: "line 1: a DOCTYPE"),
        HandmadeFile(
            name: "DOCTYPE in big-endian UTF-16", bytes: wide(external, mark: true, big: true),
            code: "FILE_UNSAFE",
            words: "line 1: a DOCTYPE"),
        unsafe(
            "DOCTYPE in GBK", "<?xml version=\"1.0\" encoding=\"GBK\"?>" + external, "line 1: a DOCTYPE"),
        unsafe(
            "DOCTYPE before a wrong declaration", "<?xml version=\"1.0\" encoding=\"x\"?>" + external,
            "line 1: a DOCTYPE"),
        unreadable("DOCTYPE in EBCDIC", ebcdic(external), "EBCDIC"),
        unreadable("DOCTYPE in UCS-4", four(external, mark: true), "UTF-32"),
        unreadable("DOCTYPE in UCS-4 without a mark", four(external, mark: false), "UTF-32"),
        unreadable("DOCTYPE in UTF-16 without a mark", wide(external, mark: false), "UTF-16"),
        unreadable(
            "DOCTYPE in UTF-7", "<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADwAIQ-DOCTYPE x>", "UTF-7"),
        unreadable("an entity of one's own", "<orders>&own;</orders>", "line 1"),
        unreadable("DOCTYPE inside the root", "<orders><![CDATA[]]><!X DOCTYPE></orders>", "line 1"),
        unsafe("DOCTYPE behind the root's begin", "<orders>\n<!DOCTYPE x></orders>", "line 2: a DOCTYPE"),
    ]

    private static let shapes = [
        unsafe(
            "65 attributes",
            "<orders>\n<order " + (1...65).map { "a\($0)=\"\"" }.joined(separator: " ") + "/></orders>",
            "line 2: more than 64 attributes"),
        unsafe(
            "a start tag of 17 KiB", "<orders a=\"" + String(repeating: "x", count: 17 << 10) + "\"/>",
            "line 1: a start tag"),
        unsafe(
            "a start tag that never ends", "<orders a=\"" + String(repeating: "x", count: 2 << 20),
            "line 1: a start tag"),
        unsafe("17 deep", "<orders>" + String(repeating: "<d>", count: 16), "line 1: elements more than 16"),
        unsafe(
            "a million deep", String(repeating: "<d>", count: 1 << 20), "line 1: elements more than 16"),
        unsafe(
            "a record of 65 KiB in XML",
            "<orders>\n<order><q>" + String(repeating: "x", count: 65 << 10) + "</q></order></orders>",
            "line 2: a record of more than"),
        unsafe(
            "a thousand totals",
            "<orders>" + String(repeating: "<total>1</total>", count: 1025) + "</orders>",
            "line 1: more than 1024 elements"),
        unsafe(
            "a comment of 2 MiB", "<orders>\n<!--" + String(repeating: "x", count: 2 << 20) + "--></orders>",
            "line 2: a comment"),
        unsafe(
            "an end tag of 2 MiB", "<orders></orders" + String(repeating: "x", count: 2 << 20),
            "line 1: a comment"),
        unsafe(
            "a name for each element", "<orders>" + (0..<80_000).map { "<e\($0)/>" }.joined(),
            "line 1: more than 65536 different names"),
        unreadable("cut off", "<orders><order>", "breaks off"),
        unreadable("two roots", "<orders/>\n<orders/>", "line 2"),
        unreadable("a declaration after a blank", " <?xml version=\"1.0\"?><orders/>", "line 1"),
        unreadable("a control character", "<orders>\u{1}</orders>", "line 1"),
        unreadable("a NUL in XML", "<orders>\n\u{0}</orders>", "line 2: a NUL"),
    ]

    private static let member = PlainZlib.compress(Array(repeating: 0x61, count: 4 << 20), members: 1)

    private static let compressed = [
        HandmadeFile(
            name: "gzip in gzip",
            bytes: PlainZlib.compress(PlainZlib.compress([0x61], members: 1), members: 1),
            code: "FILE_UNSAFE", words: "byte 0: a gzip file inside a gzip file"),
        HandmadeFile(
            name: "gzip in gzip in gzip",
            bytes: (0..<8).reduce([0x61]) { bytes, _ in PlainZlib.compress(bytes, members: 1) },
            code: "FILE_UNSAFE", words: "byte 0: a gzip file inside a gzip file"),
        HandmadeFile(
            name: "1 GiB in 1 MiB", bytes: Array((0..<256).map { _ in member }.joined()), code: "FILE_UNSAFE",
            words: "over 200 to 1"),
        HandmadeFile(
            name: "inflated beyond the limit", bytes: member, code: "FILE_UNSAFE", words: "are allowed",
            limits: ReadingLimits(inflatedBytes: 1 << 20, ratio: 5000)),
        HandmadeFile(
            name: "a line of 1 GiB", bytes: Array((0..<256).map { _ in member }.joined()),
            code: "FILE_UNSAFE",
            words: "line 1: a line of more than", limits: ReadingLimits(ratio: 5000)),
        unreadable("gzip and more", PlainZlib.compress([0x61, 0x2C], members: 1) + [1], "byte"),
        unreadable("a gzip header alone", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255], "byte"),
        unreadable("deflate of no kind", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 7], "byte"),
        unreadable("another method", [0x1F, 0x8B, 7, 0, 0, 0, 0, 0, 0, 255, 3, 0], "byte"),
        HandmadeFile(
            name: "nothing, compressed", bytes: PlainZlib.compress([], members: 3), code: "FILE_EMPTY",
            words: "nothing"),
        HandmadeFile(name: "nothing", bytes: [], code: "FILE_EMPTY", words: "nothing"),
    ]

    private static let encodings = [
        unreadable(
            "a lone surrogate in UTF-16", [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x00, 0xD8, 0x61, 0], "line 2"),
        unreadable("half a character in UTF-16", [0xFF, 0xFE, 0x61], "line 1"),
        unreadable("a lone surrogate in UTF-8", [0xEF, 0xBB, 0xBF, 0x61, 0x0A, 0xED, 0xA0, 0x80], "line 2"),
        unreadable("overlong UTF-8", [0xEF, 0xBB, 0xBF, 0xC0, 0xAF], "line 1"),
        unreadable("above U+10FFFF", [0xEF, 0xBB, 0xBF, 0xF4, 0x90, 0x80, 0x80], "line 1"),
        unreadable("neither UTF-8 nor GB18030", [0x61, 0x0A, 0xFF, 0xFF], "line 2: neither").ofNoEncoding(),
        unreadable("a NUL", "a,b\n1,\u{0}\n", "line 2: a NUL"),
        unreadable(
            "a mark against its declaration", "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?><orders/>",
            "line 1"),
        unreadable(
            "UTF-16 that says UTF-8", wide("<?xml version=\"1.0\" encoding=\"UTF-8\"?><orders/>", mark: true),
            "line 1"),
        unreadable("UTF-16 without a mark", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><orders/>", "line 1"),
        unreadable(
            "no ASCII", Array("<?xml version=\"1.0\" encoding=\"US-ASCII\"?>\n<orders a='".utf8) + [0xE9],
            "line 2"),
        unreadable(
            "an unknown encoding", "<?xml version=\"1.0\" encoding=\"windows-1252\"?><orders/>",
            "windows-1252"),
    ]

    private static let foreign = [
        unreadable("ZIP named .csv", [0x50, 0x4B, 3, 4, 20, 0] + Array(repeating: 0, count: 40), "ZIP"),
        unreadable("an empty ZIP", [0x50, 0x4B, 5, 6] + Array(repeating: 0, count: 18), "ZIP"),
        unreadable(
            "a workbook",
            [0x50, 0x4B, 3, 4] + Array(repeating: 0, count: 26) + Array("[Content_Types].xml".utf8),
            "Excel workbook (.xlsx)"),
        unreadable(
            "an old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "Excel workbook (.xls)"),
        unreadable(
            "PDF", Array("%PDF-1.7\n".utf8) + [0x25, 0xE2, 0xE3, 0xCF, 0xD3, 0x0A, 0xFF, 0], "line 2"
        ).ofNoEncoding(),
    ]

    private static let long = [
        unsafe(
            "a line of 65 KiB", "a,b\n" + String(repeating: "x", count: 65 << 10) + "\n",
            "line 2: a line of more than"),
        unsafe(
            "a quote over a whole file", "a,\"b\n" + String(repeating: "1,2\n", count: 100_000),
            "line 1: a record of more than"),
        unreadable(
            "a quote that never closes", "payment_id,refund_number\n1,2\n3,\"4\n5,6\n",
            "line 3, column 2: a quote"),
        unreadable(
            "text after a quote", "payment_id,refund_number\n1,\"2\"3\n", "line 2, column 2: text after"),
        unsafe(
            "a field of 5 KiB",
            "payment_id,refund_number\n1," + String(repeating: "x", count: 5 << 10) + "\n",
            "line 2, column 2: a field of more than"),
        unsafe(
            "directives before the header",
            String(repeating: "#a=1\n", count: 1025) + "payment_id,refund_number\n",
            "line 1025: more than 1024 lines of directives"),
        unsafe(
            "directives behind the records",
            "payment_id,refund_number\n" + (0..<1025).map { "#k\($0)x=1\n" }.joined(),
            "line 1026: more than 1024 lines of directives"),
        unsafe(
            "more records than allowed",
            "refund_id,result,payment_id,refund_number\n" + String(repeating: "1,2,3,4\n", count: 11),
            "line 12: more than 10 records",
            ReadingLimits(records: 10)),
    ]

    /// UTF-16 of ASCII.
    private static func wide(_ text: String, mark: Bool, big: Bool = false) -> [UInt8] {
        let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
        return units.flatMap { big ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
    }

    /// UCS-4 of ASCII.
    private static func four(_ text: String, mark: Bool) -> [UInt8] {
        (mark ? [0xFF, 0xFE, 0, 0] : []) + text.utf8.flatMap { mark ? [$0, 0, 0, 0] : [0, 0, 0, $0] }
    }

    /// The begin that gives EBCDIC away, `<?xm`, and what no other encoding would take.
    private static func ebcdic(_ text: String) -> [UInt8] {
        [0x4C, 0x6F, 0xA7, 0x94, 0x93] + text.utf8.map { $0 &+ 0x40 }
    }
}
