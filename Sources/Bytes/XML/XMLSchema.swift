internal import CLibXML2

/// A schema that documents are validated by, as they are read and in memory that doesn't grow with them. It is a file of the home's own: nothing is fetched
/// for it.
@safe package final class XMLSchema {
    /// What is wrong with a document, or with the schema itself.
    package struct Fault: Error, Sendable, Equatable {
        /// Nil where nobody can say.
        package let line: Int?
        /// libxml2's words.
        package let words: String
        /// Of the schema, or of a part that it includes; nil for a document.
        package let file: String?

        fileprivate init(line: Int?, words: String, file: String? = nil) {
            self.line = line
            self.words = words
            self.file = file
        }

        /// Whether the schema has nothing to say of such a document.
        package var isUndeclared: Bool { words.contains("No matching global declaration") }

        /// Whether the element may not stand where it stands: what it holds was not looked at.
        package var isUnexpected: Bool { words.contains("This element is not expected") }

        /// The local name of the element that the words begin with.
        package var element: String? {
            let parts = words.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, parts[0] == "Element " else { return nil }
            return parts[1].split(separator: "}").last.map(String.init)
        }
    }

    private let schema: xmlSchemaPtr

    /// Throws a `Fault` of the schema where the file is none.
    package init(path: String) throws(Fault) {
        guard let parser = unsafe xmlSchemaNewParserCtxt(path) else {
            throw Fault(line: nil, words: "it can't be opened")
        }
        defer { unsafe xmlSchemaFreeParserCtxt(parser) }
        let faults = Faults(atMost: 1)
        let schema = unsafe withExtendedLifetime(faults) {
            unsafe xmlSchemaSetParserStructuredErrors(
                parser, { data, error in unsafe Faults.note(data, error?.pointee) }, faults.pointer)
            // What isn't well-formed XML, or can't be opened, goes this thread's own way: to stderr, unless somebody listens.
            unsafe xmlSetStructuredErrorFunc(
                faults.pointer, { data, error in unsafe Faults.note(data, error?.pointee) })
            defer { xmlSetStructuredErrorFunc(nil, nil) }
            return unsafe xmlSchemaParse(parser)
        }
        guard let schema = unsafe schema else {
            throw faults.all.first ?? Fault(line: nil, words: "it is no XML schema")
        }
        unsafe self.schema = schema
    }

    deinit { unsafe xmlSchemaFree(schema) }

    /// Reads the document to its end, or to what is wrong first. The text must have been read once by a reader that bounds depth and tags, and refuses a
    /// DOCTYPE: this one only compares.
    package func fault(in source: TextSource) throws -> Fault? {
        try faults(atMost: 1) { try source.read(into: &$0) }.first
    }

    /// Reads a document that was written by this program to its end: the first fault of each line that has any.
    package func faults(in text: [UInt8]) throws -> [Fault] {
        var isRead = false
        return try faults(atMost: .max) { block in
            if isRead { return 0 }
            isRead = true
            block += text
            return text.count
        }
    }

    private func faults(atMost most: Int, _ read: @escaping Feed.Read) throws -> [Fault] {
        guard let context = unsafe xmlSchemaNewValidCtxt(schema) else {
            return [Fault(line: nil, words: "libxml2 has no memory for it")]
        }
        defer { unsafe xmlSchemaFreeValidCtxt(context) }
        let faults = Faults(atMost: most)
        let feed = Feed(faults, read)
        let code = withExtendedLifetime((feed, faults)) { () -> Int32 in
            unsafe xmlSchemaSetValidStructuredErrors(
                context, { data, error in unsafe Faults.note(data, error?.pointee) }, faults.pointer)
            let buffer = unsafe xmlParserInputBufferCreateIO(
                { data, room, size in unsafe Feed.read(data, room, size) }, { _ in 0 }, feed.pointer,
                XML_CHAR_ENCODING_UTF8)
            // The parser takes the buffer over.
            return unsafe xmlSchemaValidateStream(context, buffer, XML_CHAR_ENCODING_UTF8, nil, nil)
        }
        if let error = feed.error { throw error }
        if faults.all.isEmpty, code != 0 { return [Fault(line: nil, words: "it isn't valid")] }
        return faults.all
    }

    /// What libxml2 says, kept for whoever asks: of each line the first.
    private final class Faults {
        private let most: Int
        private(set) var all: [Fault] = []

        init(atMost most: Int) { self.most = most }

        var isFull: Bool { all.count >= most }

        var pointer: UnsafeMutableRawPointer { unsafe Unmanaged.passUnretained(self).toOpaque() }

        static func note(_ data: UnsafeMutableRawPointer?, _ error: xmlError?) {
            guard let data = unsafe data, let error = unsafe error,
                unsafe error.level.rawValue >= XML_ERR_ERROR.rawValue
            else { return }
            let faults = unsafe Unmanaged<Faults>.fromOpaque(data).takeUnretainedValue()
            let line = unsafe error.line > 0 ? Int(error.line) : nil
            if faults.isFull || faults.all.last.map({ $0.line == line }) ?? false { return }
            var words = unsafe error.message.map { unsafe String(cString: $0) } ?? "error \(error.code)"
            while words.last?.isNewline == true { words.removeLast() }
            let file = unsafe error.file.map { unsafe String(cString: $0) }
            faults.all.append(Fault(line: line, words: words, file: file))
        }
    }

    /// Gives the text to libxml2 piece by piece. What its declaration says of its encoding is left out: the text is UTF-8 by now.
    private final class Feed {
        /// Appends the next piece of the text; answers how many bytes that were, 0 at the end.
        typealias Read = (inout [UInt8]) throws -> Int

        private let faults: Faults
        private let read: Read
        private var block: [UInt8] = []
        private var position = 0
        private var isFirst = true
        private(set) var error: (any Error)?

        init(_ faults: Faults, _ read: @escaping Read) {
            self.faults = faults
            self.read = read
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

        /// How many bytes of the block come next; 0 at the end, or once enough is wrong; nil where the text can't be read.
        private func next(atMost size: Int) -> Int? {
            if faults.isFull { return 0 }
            if position == block.count {
                block.removeAll(keepingCapacity: true)
                position = 0
                do {
                    guard try read(&block) > 0 else { return 0 }
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
