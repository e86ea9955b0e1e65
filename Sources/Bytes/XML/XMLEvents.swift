/// What stands in an XML document, in order: elements' begins and ends, in flat arrays that are used again. Names are numbers in the reader's list.
package struct XMLEvents: Sendable {
    /// Small: there are some seventy of them to a transaction.
    package struct Event: Sendable, Equatable {
        package enum Kind: UInt8, Sendable { case start, attribute, end }

        package let kind: Kind
        private let shortName: Int16
        private let textStart: UInt32
        private let textEnd: UInt32
        /// Of the start tag's `<`, from 1.
        package let line: Int

        /// The place in the reader's list of names; −1 for any other.
        package var name: Int { Int(shortName) }
        /// An attribute's value; at an element's end its own text, where the name is known and it has no children.
        package var text: Range<Int> { Int(textStart)..<Int(textEnd) }

        init(kind: Kind, name: Int, line: Int, text: Range<Int>) {
            self.kind = kind
            shortName = Int16(name)
            textStart = UInt32(text.lowerBound)
            textEnd = UInt32(text.upperBound)
            self.line = line
        }
    }

    /// As an attribute's name: the namespace of the element before it, where a reader was asked to tell it.
    package static let namespace = Int(Int16.max)

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
