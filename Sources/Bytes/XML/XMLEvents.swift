/// What stands in an XML document, in order: elements' begins and ends, in flat arrays that are used again. Names are numbers in the reader's list.
package struct XMLEvents: Sendable {
    package struct Event: Sendable {
        package enum Kind: Sendable { case start, attribute, end }

        package let kind: Kind
        /// The place in the reader's list of names; −1 for any other.
        package let name: Int
        /// Of the start tag's `<`, from 1.
        package let line: Int
        /// An attribute's value; at an element's end its own text, where the name is known and it has no children.
        package let text: Range<Int>
    }

    /// Where the texts are pieces of.
    package internal(set) var bytes: [UInt8] = []
    package internal(set) var events: [Event] = []

    package init() {}

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        events.removeAll(keepingCapacity: true)
    }
}

/// A document's outermost element.
package struct XMLDocumentRoot: Sendable {
    /// Without a prefix.
    package let name: String
    /// Empty where it has none.
    package let namespace: String
    package let line: Int
}
