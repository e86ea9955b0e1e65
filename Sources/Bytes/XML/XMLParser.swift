internal import CLibXML2

/// How libxml2 is set up: SAX2, nothing loaded, nothing printed, the declared encoding ignored because the text
/// is UTF-8 already. The user data of every event point to a builder.
enum XMLParser {
    static func make(_ events: xmlSAXHandler) -> xmlParserCtxtPtr? {
        var events = unsafe events
        unsafe events.initialized = XML_SAX2_MAGIC
        // The same for white space and CDATA: libxml2's guess at what is ignorable is not ours.
        unsafe events.ignorableWhitespace = events.characters
        unsafe events.cdataBlock = events.characters
        guard let parser = unsafe xmlCreatePushParserCtxt(&events, nil, nil, 0, nil) else { return nil }
        let options = XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        unsafe xmlCtxtUseOptions(parser, Int32(options))
        unsafe xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8)
        return unsafe parser
    }

    /// The parser's own address for a name.
    static func intern(_ name: String, _ parser: xmlParserCtxtPtr) -> UnsafePointer<xmlChar> {
        let bytes = Array(name.utf8)
        guard let interned = unsafe xmlDictLookup(parser.pointee.dict, bytes, Int32(bytes.count)) else {
            fatalError("libxml2 has no memory for a name")
        }
        return unsafe interned
    }

    /// What libxml2 complains of; nil where it only warns.
    static func fault(_ error: xmlError, _ builder: some XMLBuilding) -> ByteFault? {
        guard unsafe error.level.rawValue >= XML_ERR_ERROR.rawValue else { return nil }
        // libxml2 calls a text that was cut off “extra content” when it is pushed.
        if unsafe error.code == XML_ERR_DOCUMENT_END.rawValue, builder.isAtEnd, builder.scan.isOpen {
            return fault("the document breaks off before its end", line: builder.scan.line, column: nil)
        }
        let words = unsafe error.message.map { unsafe String(cString: $0) } ?? "error \(error.code)"
        let line = unsafe Int(error.line)
        let column = unsafe Int(error.int2)
        return fault(words, line: line > 0 ? line : nil, column: column > 0 ? column : nil)
    }

    static func notWellFormed(code: Int32) -> ByteFault {
        fault("error \(code)", line: nil, column: nil)
    }

    static var noRoot: ByteFault {
        fault("Document is empty", line: 1, column: nil)
    }

    /// libxml2's own words, its line end taken off.
    private static func fault(_ words: String, line: Int?, column: Int?) -> ByteFault {
        var words = words
        while words.last?.isNewline == true { words.removeLast() }
        return ByteFault(
            .unreadable, "not well-formed XML (\(words)): correct it or export it again",
            "XML 格式不正确（\(words)）：请更正或重新导出", line: line, column: column)
    }

    /// White space before the XML declaration: libxml2 would complain of the line on which the declaration stands.
    static func refuseLateDeclaration(_ text: Span<UInt8>) throws {
        var index = 0
        while index < text.count, [0x20, 0x09, 0x0a, 0x0d].contains(text[index]) { index += 1 }
        guard index > 0, text.extracting(index...).starts(with: Array("<?xml ".utf8)) else { return }
        throw fault("white space before the XML declaration", line: 1, column: 1)
    }
}
