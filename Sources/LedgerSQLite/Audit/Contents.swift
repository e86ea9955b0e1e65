import Bytes
import GRDB
import Ledger

/// The ledger's tables as they are, row by row: for comparing two ledgers.
extension SQLiteSession {
    func contents() throws -> [TableContents] {
        try String.fetchAll(
            database,
            sql: """
                SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                    AND name <> 'grdb_migrations' ORDER BY name
                """
        ).map { name in
            let stream = SHA256Stream()
            var rows = 0
            try visit(name) { form, _ in
                rows += 1
                form.drain(into: stream)
            }
            return TableContents(name: name, rows: rows, digest: stream.finish())
        }
    }

    func rows(ofTable name: String, _ visit: (_ key: String, _ digest: Digest) throws -> Void) throws {
        let stream = SHA256Stream()
        let columns = try database.columns(in: name).map(\.name)
        let key = try database.primaryKey(name).columns.compactMap { columns.firstIndex(of: $0) }.map(
            Int32.init)
        try self.visit(name) { form, row in
            form.drain(into: stream)
            try visit(key.map { row.text($0) }.joined(separator: " "), stream.finish())
        }
    }

    /// What two ledgers of the same history may differ in. One that is older than its version doesn't know where its first orders stood.
    private static let incomparable: [String: Set<String>] = ["orders": ["file", "line", "checksum"]]

    /// Each row in the form that digests are made of, in order of the table's key.
    private func visit(_ name: String, _ body: (inout RowForm, RawStatement) throws -> Void) throws {
        let left = Self.incomparable[name] ?? []
        let columns = try database.columns(in: name).filter { !left.contains($0.name) }
        let shape = columns.map { $0.type == "INTEGER" ? UInt8(ascii: "i") : UInt8(ascii: "t") }
        let key = try database.primaryKey(name).columns
        let row = try RawStatement(
            """
            SELECT \(Self.list(columns.map(\.name))) FROM "\(name)" ORDER BY \(Self.list(key))
            """, on: database)
        var form = RowForm()
        while try row.step() {
            for (column, letter) in shape.enumerated() {
                // An integer may be NULL, which is not 0.
                if letter == UInt8(ascii: "t") || row.isNull(Int32(column)) {
                    form.addText(Int32(column), of: row)
                } else {
                    form.add(row.int64(Int32(column)))
                }
            }
            try body(&form, row)
        }
    }

    private static func list(_ names: [String]) -> String {
        names.map { "\"\($0)\"" }.joined(separator: ", ")
    }
}
