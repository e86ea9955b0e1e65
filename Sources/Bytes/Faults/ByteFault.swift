/// What is wrong with the bytes of a file, before any of them is looked at as a refund: an answer to whoever
/// sent it, never trouble of this machine (that is `SystemFault`).
package struct ByteFault: Error, Sendable, Equatable {
    package enum Kind: Sendable {
        /// Nothing at all in it, plain or inflated.
        case empty
        /// Neither CSV nor XML, a wrong encoding, damaged gzip, not well-formed, a quote that never closes.
        case unreadable
        /// A DOCTYPE, or a limit passed.
        case unsafe
    }

    package let kind: Kind
    /// What is wrong, then what to do.
    package let message: String
    /// The same in Chinese.
    package let chinese: String
    /// The physical line, from 1.
    package let line: Int?
    /// CSV: the number of the cell in its row, from 1. XML: the column on the line, from 1.
    package let column: Int?
    /// The byte in the inflated file, from 0; for damaged gzip the byte in the file as it came.
    package let offset: Int?

    package init(
        _ kind: Kind, _ message: String, _ chinese: String,
        line: Int? = nil, column: Int? = nil, offset: Int? = nil
    ) {
        self.kind = kind
        self.message = message
        self.chinese = chinese
        self.line = line
        self.column = column
        self.offset = offset
    }

    /// The same fault with its place, where it had none yet.
    package func at(line: Int? = nil, column: Int? = nil, offset: Int? = nil) -> ByteFault {
        ByteFault(
            kind, message, chinese,
            line: self.line ?? line, column: self.column ?? column, offset: self.offset ?? offset)
    }
}
