/// What a file says, apart from how it is written: columns, rows, directives, all as text (`files.md`).
struct Sheet: Equatable {
    enum Kind: String { case orders, refunds, results }

    struct Row: Equatable {
        var cells: [String]
        /// A cell beyond the header, as an unquoted comma makes one.
        var beyond: String?
        /// The header line again, as when files are joined.
        var isHeader = false
    }

    struct Directive: Equatable {
        var key: String
        var value: String
        /// Stands after the last row.
        var isTrailing = false
    }

    var kind: Kind
    /// The English names of the fields, or names that are no field.
    var columns: [String]
    var rows: [Row] = []
    var directives: [Directive] = []

    /// As it is written; empty where the file has no such column.
    func text(_ name: String, _ row: Row) -> String {
        guard let place = columns.firstIndex(of: name), place < row.cells.count else { return "" }
        return row.cells[place]
    }

    func directive(_ key: String) -> String? { directives.first { $0.key == key }?.value }

    mutating func set(_ key: String, _ value: String, isTrailing: Bool = false) {
        directives.removeAll { $0.key == key }
        directives.append(Directive(key: key, value: value, isTrailing: isTrailing))
    }

    /// Fields by name; those of `columns` that it doesn't name are empty.
    mutating func append(_ fields: [String: String], beyond: String? = nil) {
        rows.append(Row(cells: columns.map { fields[$0] ?? "" }, beyond: beyond))
    }

    /// The same with its columns in another order.
    func withColumns(_ order: [Int]) -> Sheet {
        var sheet = self
        sheet.columns = order.map { columns[$0] }
        sheet.rows = rows.map { row in
            Row(
                cells: order.map { $0 < row.cells.count ? row.cells[$0] : "" }, beyond: row.beyond,
                isHeader: row.isHeader)
        }
        return sheet
    }
}
