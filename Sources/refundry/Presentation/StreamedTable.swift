/// A table of any length: the first rows decide the widths, all others are printed as they come.
struct StreamedTable {
    private static let sample = 500

    private var table: Table
    private var widths: [Int]?
    private let console: Console
    private(set) var count = 0
    /// Whether columns that no row fills are left out; of a table that is longer than the first rows none is.
    private let dropsEmpty: Bool

    init(_ columns: [Table.Column], dropsEmpty: Bool = false, on console: Console) {
        table = Table(columns)
        self.dropsEmpty = dropsEmpty
        self.console = console
    }

    mutating func add(_ cells: [Piece]) throws {
        count += 1
        if let widths { return try console.say(table.line(cells, widths)) }
        table.add(cells)
        if table.rows.count == Self.sample { try start() }
    }

    /// Prints what is left.
    mutating func finish() throws {
        guard widths == nil, count > 0 else { return }
        if dropsEmpty { table = table.withoutEmptyColumns }
        try start()
    }

    private mutating func start() throws {
        widths = table.widths(in: console.read)
        try console.say(table)
        table = Table(table.columns)
    }
}
