import Bytes
import Foundation
import Testing

/// The scan of the house and libxml2 must say the same of every document: the same events with the same texts and lines, or the same fault.
@Suite struct XMLEventTwinTests {
    private static let names = [
        "GrpHdr", "CreDtTm", "Ntry", "NtryDtls", "TxDtls", "Refs", "EndToEndId", "Amt",
        "CdtDbtInd", "Sts", "Cd",
        "AddtlInf", "OrgnlMsgId", "TxSts", "Nm", "Ustrd",
    ]
    private static let attributes = ["Ccy", "lang"]

    /// What a reader said of a document, texts spelled out.
    private enum Outcome: Equatable {
        case events([String])
        case fault(ByteFault)
        case otherwise(String)
    }

    private func outcome(_ bytes: [UInt8], _ limits: ReadingLimits, block: Int, isParsed: Bool) throws
        -> Outcome
    {
        try Scratch.with(bytes) { path in
            do {
                let survey = try Survey.survey(try InputFile(path: path), limits: limits)
                let open = { try TextSource(path: path, survey: survey, limits: limits, blockSize: block) }
                guard isParsed else {
                    let reader = try XMLEventReader(
                        names: Self.names, attributes: Self.attributes, limits: limits, open: open)
                    return .events(try events(try reader.start()) { try reader.read(into: &$0) })
                }
                let reader = try XMLParsedEvents(
                    source: try open(), names: Self.names, attributes: Self.attributes, limits: limits)
                return .events(try events(try reader.start()) { try reader.read(into: &$0) })
            } catch let fault as ByteFault {
                return .fault(fault)
            } catch {
                return .otherwise("\(error)")
            }
        }
    }

    private func events(_ root: XMLDocumentRoot, _ read: (inout XMLEvents) throws -> Bool) throws -> [String]
    {
        var found = ["\(root)"]
        var events = XMLEvents()
        var goesOn = true
        while goesOn {
            goesOn = try read(&events)
            found += events.events.map { event in
                "\(event.line) \(event.kind) \(event.name) "
                    + String(decoding: events.bytes[event.text], as: UTF8.self).debugDescription
            }
        }
        return found
    }

    @discardableResult
    private func agree(
        _ bytes: [UInt8], _ what: String, limits: ReadingLimits = ReadingLimits(), block: Int = 64 << 10
    ) throws -> Bool {
        let slow = try outcome(bytes, limits, block: block, isParsed: true)
        let fast = try outcome(bytes, limits, block: block, isParsed: false)
        #expect(fast == slow, "\(what), blocks of \(block)")
        if case .events = slow { return fast == slow }
        return false
    }

    // MARK: - Files

    private static var sharedFiles: [String] {
        guard let root = SharedData.root else { return [] }
        return ["iso20022/samples", "xml"].flatMap { folder in
            (FileManager.default.enumerator(atPath: "\(root)/\(folder)")?.compactMap { $0 as? String } ?? [])
                .filter { $0.hasSuffix(".xml") }.map { "\(folder)/\($0)" }
        }.sorted()
    }

    @Test(.enabled(if: SharedData.isThere, "needs ../shared/data"), arguments: sharedFiles)
    func sharedFile(_ name: String) throws {
        let bytes = try SharedData.bytes(name)
        for block in [64 << 10, 1_000, 37, 1] where block > 1 || bytes.count < 20_000 {
            try agree(bytes, name, block: block)
        }
    }

    @Test(.enabled(if: SharedData.isThere, "needs ../shared/data"), arguments: sharedFiles)
    func sharedFileChanged(_ name: String) throws {
        let bytes = try SharedData.bytes(name)
        var chance = CSVTwinTests.Chance(state: 0x5eed)
        for number in 0..<40 where bytes.count < 200_000 {
            let block = [64 << 10, 500, 41].randomElement(using: &chance) ?? 41
            try agree(Damage.some(bytes, &chance), "\(name), change \(number)", block: block)
        }
    }

    // MARK: - Namespaces

    /// Only of the element that is asked for, wherever it stands, whoever declared it.
    @Test func namespacesOfOneElement() throws {
        let text =
            "<r xmlns:p='urn:p'><Nm>a</Nm><p:Nm xmlns='u' Ccy='E'>b</p:Nm><Sts xmlns='s'><Nm/></Sts></r>"
        try Scratch.with(Array(text.utf8)) { path in
            let survey = try Survey.survey(try InputFile(path: path))
            let reader = try XMLEventReader(
                names: Self.names, attributes: Self.attributes, namespaced: "Nm"
            ) { try TextSource(path: path, survey: survey, blockSize: 7) }
            var told: [String] = []
            var events = XMLEvents()
            var goesOn = true
            while goesOn {
                goesOn = try reader.read(into: &events)
                for event in events.events where event.kind == .attribute {
                    let name = event.name == XMLEvents.namespace ? "namespace" : Self.attributes[event.name]
                    told.append("\(name) \(String(decoding: events.bytes[event.text], as: UTF8.self))")
                }
            }
            #expect(told == ["namespace ", "namespace urn:p", "Ccy E", "namespace s"])
        }
    }

    // MARK: - Made up

    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:x\">\n"
    private static let entry = """
        <Ntry><Amt Ccy="EUR">12.50</Amt><CdtDbtInd>DBIT</CdtDbtInd>
          <NtryDtls><TxDtls lang='a"b' ><Refs><EndToEndId>41700000000017</EndToEndId></Refs>
          <Nm>Ann &amp; S&#246;n &lt;Ltd&gt;</Nm><Other>x &quot;y&quot;</Other><Ustrd>退款 é ﬁ</Ustrd><Sts/></TxDtls ></NtryDtls>
        </Ntry>

        """
    private static let plain = entry.replacing("S&#246;n", with: "Son")

    @Test(arguments: [1, 2, 3, 7, 30, 64, 200, 64 << 10])
    func goodOne(block: Int) throws {
        for body in [
            Self.plain, Self.plain + Self.entry + Self.plain, Self.plain.replacing("\n", with: "\r\n"),
        ] {
            let text = Self.head + String(repeating: body, count: 3) + "</Document>\n\n"
            #expect(try agree(Array(text.utf8), text, block: block))
        }
    }

    /// The scan goes through all of a plain document by itself: else it would be as slow as libxml2, and no test would see it.
    @Test func plainOnesNeedNoParser() throws {
        let text = Self.head + String(repeating: Self.plain, count: 400) + "</Document>\n"
        try Scratch.with(Array(text.utf8)) { path in
            let survey = try Survey.survey(try InputFile(path: path))
            let reader = try XMLEventReader(names: Self.names, attributes: Self.attributes) {
                try TextSource(path: path, survey: survey, blockSize: 1_000)
            }
            var events = XMLEvents()
            while try reader.read(into: &events) {}
            #expect(!reader.isOdd)
        }
    }

    /// What the scan must leave to libxml2, right or wrong.
    @Test(arguments: [
        "<!-- a comment -->", "<![CDATA[<Nm>]]>", "<?pi x?>", "<Nm><!-- x -->a</Nm>",
        "<Nm>a<![CDATA[b]]>c</Nm>",
        "<x:Nm xmlns:x='u'>a</x:Nm>", "<x:Nm>a</x:Nm>", "<Nm x:y='1'>a</Nm>", "<Nm xmlns='u'>a</Nm>",
        "<Nm a='1' a='2'>b</Nm>",
        "<Nm a='1' Ccy='2'>b</Nm>", "<Nm a='1'Ccy='2'>b</Nm>", "<Amt Ccy='E&amp;R'>1</Amt>",
        "<Amt Ccy='E&#10;R'>1</Amt>", "<Amt Ccy='E\nR'>1</Amt>",
        "<Amt Ccy='E<R'>1</Amt>", "<Amt Ccy=EUR>1</Amt>", "<Amt Ccy>1</Amt>", "<Amt Ccy = 'E'>1</Amt>",
        "<Amt Ccy='€'>1</Amt>",
        "<Nm>a\rb</Nm>", "<Nm>a\r\nb</Nm>",
        "<Nm>a\u{FFFE}b</Nm>", "<Nm>a\u{FFFF}b</Nm>", "<Nm>a\u{FFFD}\u{1F600}\u{85}\u{7F}b</Nm>",
        "<Nm>a\u{1}b</Nm>", "<Nm>a]]>b</Nm>", "<Nm>a]]b]>c</Nm>", "<Nm>&nbsp;</Nm>",
        "<Nm>&amp</Nm>", "<Nm>a & b</Nm>", "<Nm>&amp;lt;&lt;</Nm>", "<Nm>&#x26;&#60;</Nm>", "<Nm>&#1;</Nm>",
        "<Nm>a</nm>", "<Nm>a</N>", "<Nm>a</Nmm>", "<Nm>a",
        "</Nm>", "<Nm/ >", "<Nm / >", "< Nm>a</Nm>", "<Nm>a</ Nm>", "<1>a</1>", "<é>a</é>",
        "<Nm.-_9>a</Nm.-_9>", "</Document>", "</Document><Document>", "</Document>x",
        "<Nm>" + String(repeating: "x", count: 5_000) + "</Nm>",
        "<Other>" + String(repeating: "x", count: 5_000) + "</Other>",
        "<Ntry>" + String(repeating: " ", count: 5_000) + "<Nm>a</Nm></Ntry>",
        "<Nm a='" + String(repeating: "x", count: 20_000) + "'/>",
        String(repeating: "<Ntry>", count: 40) + String(repeating: "</Ntry>", count: 40),
        "<" + String(repeating: "n", count: 100) + "/>",
        "<Nm>a<Cd>b</Cd>c</Nm>", "<Other>a<Nm>b</Nm>c</Other>", "<Nm></Nm><Nm/><Nm> </Nm><Nm\n>a</Nm\n>",
    ])
    func oddOne(_ piece: String) throws {
        for block in [1, 5, 64, 64 << 10] {
            let text = Self.head + Self.plain + piece + "\n" + Self.plain + "</Document>"
            try agree(Array(text.utf8), piece, block: block)
            try agree(Array((Self.head + piece).utf8), piece, block: block)
        }
    }

    @Test(arguments: [
        "", "<Document/>", "<Nm>a</Nm>", "<x:Document xmlns:x='u'><Nm>a</Nm></x:Document>",
        "<!-- a --><Other>a</Other>", "<Other>a</Other><!-- a -->",
        "<Other a='>' b=\"'>\"><Nm>a</Nm></Other>", "<Other\n>\n<Nm>a</Nm></Other>", " <Other/>",
        "<Other></Other>\n x", "<Other></Other>\n&amp;", "<Other></Other",
        "<!DOCTYPE a><Other/>", "\u{FEFF}<Other><Nm>a</Nm></Other>",
        "<Other>" + String(repeating: "<Nm>b</Nm>\n", count: 9_000) + "<Nm>&#9;</Nm></Other>",
        "<Other>" + String(repeating: "<Nm>b</Nm>\n", count: 9_000) + "<Nm></Other>",
    ])
    func oddRoot(_ text: String) throws {
        for block in [1, 64, 64 << 10] { try agree(Array(text.utf8), String(text.prefix(80)), block: block) }
    }

    @Test func limits() throws {
        let bytes = Array((Self.head + Self.plain + "</Document>").utf8)
        for depth in 1...7 { try agree(bytes, "depth \(depth)", limits: ReadingLimits(xmlDepth: depth)) }
        for most in 0...3 {
            try agree(bytes, "attributes \(most)", limits: ReadingLimits(xmlAttributes: most))
        }
        for most in 4...40 { try agree(bytes, "tag of \(most)", limits: ReadingLimits(xmlTagBytes: most)) }
        for most in 1...30 { try agree(bytes, "field of \(most)", limits: ReadingLimits(fieldBytes: most)) }
    }

    @Test(arguments: [0x5eed, 0xfeed] as [UInt64])
    func changedOnes(seed: UInt64) throws {
        var chance = CSVTwinTests.Chance(state: seed)
        let bytes = Array((Self.head + Self.plain + Self.plain + "</Document>\n").utf8)
        var good = 0
        for number in 0..<3_000 {
            let block = Int.random(in: 1...200, using: &chance)
            let changed = Damage.some(bytes, &chance)
            let text = String(decoding: changed, as: UTF8.self)
            if try agree(changed, "seed \(seed), change \(number): \(text)", block: block) { good += 1 }
        }
        // Both answers must have been asked for.
        #expect(good > 300 && good < 2_700, "\(good) readable of 3000, seed \(seed)")
    }
}

/// Small damage at random places.
private enum Damage {
    private static let marks = [
        "<", ">", "/", "&", "\"", "'", "=", "]", "]]>", " ", "\n", "\r", "\r\n", "a", ":", "-", "!", "?",
        "&amp;", "&lt;", "&#10;", "é", "\u{FFFE}", "\u{FFFF}",
        "\u{85}", "\u{1}", "<!--", "-->", "<![CDATA[", "<Nm>", "</Nm>", "<Cd/>", " Ccy='x'", "\t",
    ]

    private static let harmless = [
        " ", "\n", "\r\n", "a", "é", "&lt;", "<Cd/>", "<Nm>b</Nm>", "<!-- x -->", "]",
    ]

    static func some(_ bytes: [UInt8], _ chance: inout CSVTwinTests.Chance) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...2, using: &chance) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &chance)
            let mark = Array((marks.randomElement(using: &chance) ?? "<").utf8)
            switch Int.random(in: 0..<9, using: &chance) {
            case 0: bytes.remove(at: place)
            case 1: bytes.replaceSubrange(place...place, with: mark)
            case 2:
                bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...30, using: &chance)))
            case 3: bytes = Array(bytes[..<place])
            case 4...6:
                // Behind a tag much may stand.
                let mark = Array((harmless.randomElement(using: &chance) ?? " ").utf8)
                let end = bytes[place...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1
                bytes.insert(contentsOf: mark, at: end + 1)
            default: bytes.insert(contentsOf: mark, at: place)
            }
        }
        return bytes
    }
}
