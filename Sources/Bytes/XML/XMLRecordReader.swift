/// The records of an XML file, by libxml2's push parser. It sees only UTF-8 text that `XMLTagScan` has bounded,
/// loads nothing, and knows no entity but the five of XML itself.
@safe package final class XMLRecordReader {
    private let feed: XMLFeed<XMLRecordBuilder>
    private var builder: UnsafeMutablePointer<XMLRecordBuilder> { unsafe feed.builder }

    package init(source: TextSource, shape: XMLRecordShape, limits: ReadingLimits = ReadingLimits()) throws {
        feed = try unsafe XMLFeed(source, events: XMLRecordBuilder.events) { intern in
            unsafe XMLRecordBuilder(shape: shape, limits: limits, intern: intern)
        }
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
            guard try feed.next() else { throw XMLParser.noRoot }
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
            guard try feed.next() else { return false }
        }
        return true
    }
}
