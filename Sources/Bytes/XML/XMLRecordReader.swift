internal import CLibXML2

/// The records of an XML file, by libxml2's push parser. It sees only UTF-8 text that `XMLTagScan` has bounded,
/// loads nothing, and knows no entity but the five of XML itself.
@safe package final class XMLRecordReader {
    /// How much text the parser gets at once: little, for what it completes may overshoot a chunk.
    private static let pieceSize = 32 << 10
    /// Names of elements and attributes: the parser keeps each for ever, and finds them ever more slowly.
    private static let mostNames = 65_536

    private let source: TextSource
    /// Behind a pointer, for the parser's events change it while this object waits for the parser.
    private let builder: UnsafeMutablePointer<XMLRecordBuilder>
    private let parser: xmlParserCtxtPtr
    private var buffer: [UInt8] = []
    private var position = 0
    private var atEnd = false
    private var isFirst = true

    package init(source: TextSource, shape: XMLRecordShape, limits: ReadingLimits = ReadingLimits()) throws {
        guard let parser = unsafe XMLParser.make() else {
            throw SystemFault(call: "xmlCreatePushParserCtxt", path: source.path, code: 12)
        }
        self.source = source
        unsafe self.parser = unsafe parser
        unsafe builder = .allocate(capacity: 1)
        let fresh = unsafe XMLRecordBuilder(shape: shape, limits: limits) {
            unsafe XMLParser.intern($0, parser)
        }
        unsafe builder.initialize(to: fresh)
        unsafe parser.pointee.userData = UnsafeMutableRawPointer(builder)
    }

    deinit {
        unsafe xmlFreeParserCtxt(parser)
        unsafe builder.deinitialize(count: 1)
        unsafe builder.deallocate()
    }

    /// Children of the root that the shape names as asides, as far as the text was read.
    package var asides: [XMLAside] { unsafe builder.pointee.asides }
    /// Elements below the root or a record that the shape doesn't name, and attributes of records and fields.
    package var unknownElements: [String] { unsafe builder.pointee.unknownElements.names }
    package var unknownAttributes: [String] { unsafe builder.pointee.unknownAttributes.names }

    /// Reads as far as the root's start tag.
    package func start() throws -> XMLRoot {
        while true {
            if let root = unsafe builder.pointee.root { return root }
            guard try feed() else { throw XMLParser.noRoot }
        }
    }

    /// Appends `atMost` records and perhaps some more that came with them; fewer don't mean that there are no more.
    /// - Returns: false once there are no more and the text was well-formed to its end.
    package func read(into chunk: inout RecordChunk, atMost: Int) throws -> Bool {
        let goal = chunk.records.count + atMost
        // What came along with the root's start tag.
        chunk.append(unsafe builder.pointee.chunk)
        unsafe builder.pointee.chunk.removeAll()
        unsafe swap(&chunk, &builder.pointee.chunk)
        defer { unsafe swap(&chunk, &builder.pointee.chunk) }
        while unsafe builder.pointee.chunk.records.count < goal, unsafe !builder.pointee.chunk.isFull {
            guard try feed() else { return false }
        }
        return true
    }

    /// Gives the parser a piece of text.
    /// - Returns: false when all was given and the document has ended.
    private func feed() throws -> Bool {
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
