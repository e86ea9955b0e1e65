import GRDB

/// Rows in order of an integer in their first column, read beside another scan in the same order.
final class MergeCursor {
    let row: RawStatement
    private var isPresent: Bool

    init(_ sql: String, on database: Database) throws {
        row = try RawStatement(sql, on: database)
        isPresent = try row.step()
    }

    /// The first row's key that was not taken yet; nil at the end.
    var key: Int64? { isPresent ? row.int64(0) : nil }

    /// Whether the present row is of this key. Rows of lesser keys, which nothing asked for, are told to `stray` and passed by.
    func stands(at wanted: Int64, stray: (Int64) -> Void) throws -> Bool {
        while let key, key < wanted {
            stray(key)
            try next()
        }
        return key == wanted
    }

    func next() throws { isPresent = try row.step() }
}
