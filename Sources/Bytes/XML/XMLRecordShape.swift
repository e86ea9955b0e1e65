/// Which elements of an XML file are its records. All names are local names; namespaces don't count.
package struct XMLRecordShape: Sendable, Equatable {
    /// A child of the root.
    package let record: String
    /// The children of a record that become its cells, in this order.
    package let fields: [String]
    /// Other children of the root that are kept: totals, say.
    package let asides: [String]

    package init(record: String, fields: [String], asides: [String] = []) {
        self.record = record
        self.fields = fields
        self.asides = asides
    }
}

/// The root's start tag.
package struct XMLRoot: Sendable {
    package let name: String
    /// As written, without namespace declarations.
    package let attributes: [(name: String, value: String)]
    package let line: Int
}

/// A child of the root that `XMLRecordShape.asides` names.
package struct XMLAside: Sendable {
    package let name: String
    package let attributes: [(name: String, value: String)]
    /// Its own character data, white space as it is.
    package let text: String
    package let line: Int
}
