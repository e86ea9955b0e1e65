/// The elements of an XML document of any size, for documents that nest deeper than records and fields: what `XMLParsedEvents` reads of it, faster. As far
/// as the document is plain `XMLEventScan` makes the events; from the first odd thing on libxml2 does, and it alone says what is wrong.
package final class XMLEventReader {
    private let open: () throws -> TextSource
    private let names: [String]
    private let attributes: [String]
    private let namespaced: String?
    private let limits: ReadingLimits
    private var parsed: XMLParsedEvents?
    private var root: XMLDocumentRoot?
    private var source: TextSource?
    private var scan: XMLEventScan
    /// What the last piece of text left undecided.
    private var kept: [UInt8] = []
    private var position = 0
    /// Whether something odd came, so that libxml2 reads the rest.
    package private(set) var isOdd: Bool
    /// Events that were handed out.
    private var count = 0

    /// Text that is looked at together: what comes of it stays in the processor's cache.
    /// How many inflated bytes are read at once, unless somebody says otherwise.
    package static let block = 64 << 10
    /// A text or tag that isn't whole after so much is odd.
    private static let mostKept = 1 << 20

    /// - Parameters:
    ///   - open: opens the text, which may be read twice.
    ///   - names: local names of elements that matter.
    ///   - attributes: of elements that matter; they are told behind the elements' starts, by places in this list.
    ///   - namespaced: the one of `names` whose namespace is told (`XMLParsedEvents`). The scan knows none: then libxml2 reads all.
    package init(
        names: [String], attributes: [String], namespaced: String? = nil,
        limits: ReadingLimits = ReadingLimits(),
        open: @escaping () throws -> TextSource
    ) throws {
        self.open = open
        self.names = names
        self.attributes = attributes
        self.namespaced = namespaced
        isOdd = namespaced != nil
        self.limits = limits
        scan = XMLEventScan(names: names, attributes: attributes, limits: limits)
        parsed = try parser()
    }

    package convenience init(
        path: String, survey: Survey, names: [String], attributes: [String],
        limits: ReadingLimits = ReadingLimits()
    ) throws {
        try self.init(names: names, attributes: attributes, limits: limits) {
            try TextSource(path: path, survey: survey, limits: limits, blockSize: Self.block)
        }
    }

    private func parser() throws -> XMLParsedEvents {
        try XMLParsedEvents(
            source: try open(), names: names, attributes: attributes, namespaced: namespaced, limits: limits)
    }

    /// Reads as far as the root's start tag.
    package func start() throws -> XMLDocumentRoot {
        if let root { return root }
        let root = try parsed.map { try $0.start() }
        self.root = root
        guard let root else { throw XMLParser.noRoot }
        return root
    }

    /// Replaces the events by the next ones.
    /// - Returns: false once there are no more and the text was well-formed to its end.
    package func read(into output: inout XMLEvents) throws -> Bool {
        let root = try start()
        output.removeAll()
        if isOdd, let parsed { return try parsed.read(into: &output) }
        guard let goesOn = try readPlain(into: &output, root) else {
            isOdd = true
            source = nil
            output.removeAll()
            return try fallBack(into: &output)
        }
        parsed = nil
        count += output.events.count
        return goesOn
    }

    /// Nil where something odd stands in it.
    private func readPlain(into output: inout XMLEvents, _ root: XMLDocumentRoot) throws -> Bool? {
        let source = try self.source ?? open()
        swap(&output.bytes, &kept)
        let got = try source.read(into: &output.bytes)
        let end = output.bytes.count
        output.bytes.append(contentsOf: repeatElement(0, count: XMLEventScan.padding))
        if self.source == nil {
            self.source = source
            guard let begin = scan.begin(output.bytes, root: root, into: &output.events) else { return nil }
            position = begin
        }
        var position = position
        guard scan.scan(&output.bytes, &position, end: end, into: &output.events) == .needsMore else {
            return nil
        }
        if got == 0 {
            let isBlank = output.bytes[position..<end].allSatisfy { ByteKinds.isBlank($0) }
            return scan.isOver && isBlank ? false : nil
        }
        let first = scan.kept(position)
        guard end - first <= Self.mostKept else { return nil }
        kept.removeAll(keepingCapacity: true)
        kept.append(contentsOf: output.bytes[first..<end])
        scan.move(first)
        self.position = position - first
        return true
    }

    /// Goes on by libxml2, behind what was handed out.
    private func fallBack(into output: inout XMLEvents) throws -> Bool {
        let reader = try parsed ?? parser()
        parsed = reader
        var known = count
        var goesOn = true
        repeat {
            goesOn = try reader.read(into: &output)
            let there = min(known, output.events.count)
            output.events.removeFirst(there)
            known -= there
        } while goesOn && output.events.isEmpty
        return goesOn
    }
}
