/// The elements of an XML document of any size, by libxml2's push parser: for documents that nest deeper than records and fields. It keeps nothing but the
/// events that were not fetched yet; what `XMLTagScan` and the limit of a field bound holds here as well.
@safe package final class XMLParsedEvents {
    private let feed: XMLFeed<XMLEventBuilder>
    /// As many events as are handed out at once, and those that came with them.
    private static let chunk = 16_384

    /// - Parameters:
    ///   - names: local names of elements that matter.
    ///   - attributes: of elements that matter; they are told behind the elements' starts, by places in this list.
    ///   - namespaced: the one of `names` whose namespace is told as an attribute, `XMLEvents.namespace`, before the others.
    package init(
        source: TextSource, names: [String], attributes: [String], namespaced: String? = nil,
        limits: ReadingLimits = ReadingLimits()
    ) throws {
        feed = try unsafe XMLFeed(source, events: XMLEventBuilder.events) { intern in
            unsafe XMLEventBuilder(
                names: names, attributes: attributes, namespaced: namespaced, limits: limits, intern: intern)
        }
    }

    /// Reads as far as the root's start tag.
    package func start() throws -> XMLDocumentRoot {
        while true {
            if let root = unsafe feed.builder.pointee.root { return root }
            guard try feed.next() else { throw XMLParser.noRoot }
        }
    }

    /// Replaces the events by the next ones.
    /// - Returns: false once there are no more and the text was well-formed to its end.
    package func read(into output: inout XMLEvents) throws -> Bool {
        var goesOn = true
        while goesOn, unsafe feed.builder.pointee.output.events.count < Self.chunk {
            goesOn = try feed.next()
        }
        unsafe feed.builder.pointee.take(into: &output)
        return goesOn
    }
}
