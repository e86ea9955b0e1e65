import Refunds

/// A whole file in a drop folder.
package struct DroppedFile: Sendable, Equatable {
    /// Which drop folder, and whose.
    package enum Place: Sendable, Equatable {
        case orders
        case refunds(account: String)
        case results(channel: String)
    }

    /// Relative to the home.
    package let path: String
    package let place: Place
    /// Bytes.
    package let size: Int64
    /// In nanoseconds since 1970, by the machine's clock.
    package let modified: Int64
    /// The `.done` file beside it, relative to the home; nil: it has stood still for long enough.
    package let donePath: String?

    package init(path: String, place: Place, size: Int64, modified: Int64, donePath: String?) {
        self.path = path
        self.place = place
        self.size = size
        self.modified = modified
        self.donePath = donePath
    }

    /// Its path as the ledger keeps it: without card numbers.
    package var origin: String { CardNumber.masked(path) }

    /// The last part of its path.
    package var name: String {
        path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(Substring($0)) } ?? path
    }
}
