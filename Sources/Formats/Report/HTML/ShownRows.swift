/// The rows of a section that a page shows: what is wrong first, then what is to be looked at, then the others, each in their order. At most
/// `limit`, and what is kept meanwhile doesn't grow with the section.
struct ShownRows {
    static let limit = 2_000

    private(set) var count = 0
    /// Places of columns in which no row has had a value so far.
    private(set) var emptyColumns: [Int]
    private var bad: [ReportRow] = []
    private var caution: [ReportRow] = []
    private var others: [ReportRow] = []

    init(columns: Int) { emptyColumns = Array(0..<columns) }

    mutating func add(_ row: ReportRow) {
        count += 1
        if !emptyColumns.isEmpty, emptyColumns.contains(where: { !row.cells[$0].isBlank }) {
            emptyColumns.removeAll { !row.cells[$0].isBlank }
        }
        switch row.tone {
        case .bad: Self.keep(row, in: &bad)
        case .caution: Self.keep(row, in: &caution)
        case .plain, .good: Self.keep(row, in: &others)
        }
    }

    var shown: [ReportRow] { Array((bad + caution + others).prefix(Self.limit)) }

    /// The tone of what is worst in the section.
    var worst: ReportTone { !bad.isEmpty ? .bad : !caution.isEmpty ? .caution : .plain }

    private static func keep(_ row: ReportRow, in rows: inout [ReportRow]) {
        if rows.count < limit { rows.append(row) }
    }
}

extension ReportCell {
    fileprivate var isBlank: Bool {
        switch self {
        case .empty: true
        case .text(let text), .identifier(let text), .figure(let text), .time(let text), .code(let text, _):
            text.isEmpty
        case .list(let items): items.isEmpty
        case .totals(let totals): totals.isEmpty
        case .count, .money, .flag: false
        }
    }
}
