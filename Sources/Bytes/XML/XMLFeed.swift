internal import CLibXML2

/// What libxml2's events go to.
protocol XMLBuilding {
    var scan: XMLTagScan { get set }
    /// All text was given to the parser.
    var isAtEnd: Bool { get set }
    /// The first thing that was wrong.
    var fault: ByteFault? { get }
}

/// Gives a file's text to libxml2's push parser, piece by piece, each of them bounded by `XMLTagScan` before.
@safe final class XMLFeed<Builder: XMLBuilding> {
    /// How much text the parser gets at once: little, for what it completes may overshoot a chunk.
    private static var pieceSize: Int { 32 << 10 }
    /// Names of elements and attributes: the parser keeps each for ever, and finds them ever more slowly.
    private static var mostNames: Int { 65_536 }

    private let source: TextSource
    /// Behind a pointer, for the parser's events change it while this object waits for the parser.
    let builder: UnsafeMutablePointer<Builder>
    private let parser: xmlParserCtxtPtr
    private var buffer: [UInt8] = []
    private var position = 0
    private var atEnd = false
    private var isFirst = true

    /// - Parameter make: makes the builder, given how a name's address in the parser's dictionary is found.
    init(
        _ source: TextSource, events: xmlSAXHandler,
        make: (_ intern: (String) -> UnsafePointer<xmlChar>) -> Builder
    ) throws {
        guard let parser = unsafe XMLParser.make(events) else {
            throw SystemFault(call: "xmlCreatePushParserCtxt", path: source.path, code: 12)
        }
        self.source = source
        unsafe self.parser = unsafe parser
        unsafe builder = .allocate(capacity: 1)
        unsafe builder.initialize(to: make { unsafe XMLParser.intern($0, parser) })
        unsafe parser.pointee.userData = UnsafeMutableRawPointer(builder)
    }

    deinit {
        unsafe xmlFreeParserCtxt(parser)
        unsafe builder.deinitialize(count: 1)
        unsafe builder.deallocate()
    }

    /// Gives the parser a piece of text.
    /// - Returns: false when all was given and the document has ended.
    func next() throws -> Bool {
        if atEnd { return false }
        if position == buffer.count {
            buffer.removeAll(keepingCapacity: true)
            position = 0
            atEnd = try source.read(into: &buffer) == 0
        }
        // Taken out for the while: a span of a class's own property can't leave its accessor.
        var text: [UInt8] = []
        swap(&text, &buffer)
        defer { swap(&text, &buffer) }
        if isFirst { try XMLParser.refuseLateDeclaration(text.span) }
        isFirst = false
        let end = min(text.count, position + Self.pieceSize)
        let piece = text.span.extracting(position..<end)
        let stop = unsafe builder.pointee.scan.scan(piece)
        unsafe builder.pointee.isAtEnd = atEnd
        // What the parser finds before the place of a limit was there first.
        try parse(piece.extracting(0..<(stop?.offset ?? piece.count)), isLast: atEnd)
        if let stop { throw stop.fault }
        position = end
        return !atEnd
    }

    private func parse(_ piece: Span<UInt8>, isLast: Bool) throws {
        let code = unsafe piece.withUnsafeBytes { bytes in
            let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            return unsafe xmlParseChunk(parser, start, Int32(bytes.count), isLast ? 1 : 0)
        }
        if let fault = unsafe builder.pointee.fault { throw fault }
        if unsafe Int(xmlDictSize(parser.pointee.dict)) > Self.mostNames {
            throw unsafe tooManyNames(builder.pointee.scan.line)
        }
        // The structured errors tell all that is fatal; this is for what they might not.
        if unsafe code != 0 && parser.pointee.wellFormed == 0 { throw XMLParser.notWellFormed(code: code) }
    }
    private func tooManyNames(_ line: Int) -> ByteFault {
        ByteFault(
            .unsafe,
            "more than \(Self.mostNames) different names of elements and attributes: check what program wrote it",
            "元素和属性的名称超过 \(Self.mostNames) 种：请检查生成该文件的程序", line: line)
    }
}
