internal import CLibXML2

/// A schema that documents are validated by, as they are read and in memory that doesn't grow with them. It is a file of the home's own: nothing is fetched
/// for it.
@safe package final class XMLSchema {
    /// What is wrong with a document, or with the schema itself: the first thing.
    package struct Fault: Error, Sendable, Equatable {
        /// Nil where nobody can say.
        package let line: Int?
        /// libxml2's words.
        package let words: String

        /// Whether the schema has nothing to say of such a document.
        package var isUndeclared: Bool { words.contains("No matching global declaration") }
    }

    private let schema: xmlSchemaPtr

    /// Throws a `Fault` of the schema where the file is none.
    package init(path: String) throws(Fault) {
        guard let parser = unsafe xmlSchemaNewParserCtxt(path) else {
            throw Fault(line: nil, words: "it can't be opened")
        }
        defer { unsafe xmlSchemaFreeParserCtxt(parser) }
        let first = FirstFault()
        let schema = unsafe withExtendedLifetime(first) {
            unsafe xmlSchemaSetParserStructuredErrors(
                parser, { data, error in unsafe FirstFault.note(data, error?.pointee) }, first.pointer)
            return unsafe xmlSchemaParse(parser)
        }
        guard let schema = unsafe schema else {
            throw first.fault ?? Fault(line: nil, words: "it is no XML schema")
        }
        unsafe self.schema = schema
    }

    deinit { unsafe xmlSchemaFree(schema) }

    /// Reads the document to its end, or to what is wrong first. The text must have been read once by a reader that bounds depth and tags, and refuses a
    /// DOCTYPE: this one only compares.
    package func fault(in source: TextSource) throws -> Fault? {
        guard let context = unsafe xmlSchemaNewValidCtxt(schema) else {
            return Fault(line: nil, words: "libxml2 has no memory for it")
        }
        defer { unsafe xmlSchemaFreeValidCtxt(context) }
        let first = FirstFault()
        let feed = Feed(source, first)
        let code = withExtendedLifetime((feed, first)) { () -> Int32 in
            unsafe xmlSchemaSetValidStructuredErrors(
                context, { data, error in unsafe FirstFault.note(data, error?.pointee) }, first.pointer)
            let buffer = unsafe xmlParserInputBufferCreateIO(
                { data, room, size in unsafe Feed.read(data, room, size) }, { _ in 0 }, feed.pointer,
                XML_CHAR_ENCODING_UTF8)
            // The parser takes the buffer over.
            return unsafe xmlSchemaValidateStream(context, buffer, XML_CHAR_ENCODING_UTF8, nil, nil)
        }
        if let error = feed.error { throw error }
        if let fault = first.fault { return fault }
        return code == 0 ? nil : Fault(line: nil, words: "it isn't valid")
    }

    /// What libxml2 says first, kept for whoever asks.
    private final class FirstFault {
        private(set) var fault: Fault?

        var pointer: UnsafeMutableRawPointer { unsafe Unmanaged.passUnretained(self).toOpaque() }

        static func note(_ data: UnsafeMutableRawPointer?, _ error: xmlError?) {
            guard let data = unsafe data, let error = unsafe error,
                unsafe error.level.rawValue >= XML_ERR_ERROR.rawValue
            else { return }
            let first = unsafe Unmanaged<FirstFault>.fromOpaque(data).takeUnretainedValue()
            guard first.fault == nil else { return }
            var words = unsafe error.message.map { unsafe String(cString: $0) } ?? "error \(error.code)"
            while words.last?.isNewline == true { words.removeLast() }
            let line = unsafe Int(error.line)
            first.fault = Fault(line: line > 0 ? line : nil, words: words)
        }
    }

    /// Gives the text to libxml2 piece by piece. What its declaration says of its encoding is left out: the text is UTF-8 by now.
    private final class Feed {
        private let source: TextSource
        private let first: FirstFault
        private var block: [UInt8] = []
        private var position = 0
        private var isFirst = true
        private(set) var error: (any Error)?

        init(_ source: TextSource, _ first: FirstFault) {
            self.source = source
            self.first = first
        }

        var pointer: UnsafeMutableRawPointer { unsafe Unmanaged.passUnretained(self).toOpaque() }

        static func read(
            _ data: UnsafeMutableRawPointer?, _ room: UnsafeMutablePointer<CChar>?, _ size: Int32
        ) -> Int32 {
            guard let data = unsafe data, let room = unsafe room else { return -1 }
            let feed = unsafe Unmanaged<Feed>.fromOpaque(data).takeUnretainedValue()
            guard let count = feed.next(atMost: Int(size)) else { return -1 }
            for index in 0..<count {
                unsafe room[index] = CChar(bitPattern: feed.block[feed.position + index])
            }
            feed.position += count
            return Int32(count)
        }

        /// How many bytes of the block come next; 0 at the end, or once something is wrong; nil where the text can't be read.
        private func next(atMost size: Int) -> Int? {
            if first.fault != nil { return 0 }
            if position == block.count {
                block.removeAll(keepingCapacity: true)
                position = 0
                do {
                    guard try source.read(into: &block) > 0 else { return 0 }
                } catch {
                    self.error = error
                    return nil
                }
                if isFirst { blankDeclaration() }
                isFirst = false
            }
            return min(size, block.count - position)
        }

        private func blankDeclaration() {
            guard block.starts(with: "<?xml".utf8), let end = block.firstIndex(of: UInt8(ascii: ">")) else {
                return
            }
            for index in 0...end where block[index] != 0x0A { block[index] = 0x20 }
        }
    }
}
