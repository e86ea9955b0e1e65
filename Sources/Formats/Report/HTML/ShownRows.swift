/// The rows of a section that a page shows: what is wrong first, then what is to be looked at, then the others, each in their order. At most
/// `limit`, and what is kept meanwhile doesn't grow with the section.
struct ShownRows {
    /// Of one page, all its tables together.
    static let limit = 2_000
    /// What every table has room for, however long those before it are.
    static let least = 100

    /// Of this table.
    let limit: Int
    private(set) var count = 0
    /// Places of columns in which no row has had a value so far.
    private(set) var emptyColumns: [Int]
    private var bad: [ReportRow] = []
    private var caution: [ReportRow] = []
    private var others: [ReportRow] = []

    /// - Parameters:
    ///   - left: rows that the page has room for.
    ///   - following: tables that come after this one.
    init(columns: Int, left: Int = ShownRows.limit, following: Int = 0) {
        emptyColumns = Array(0..<columns)
        limit = max(Self.least, left - following * Self.least)
    }

    mutating func add(_ row: ReportRow) {
        count += 1
        if !emptyColumns.isEmpty, emptyColumns.contains(where: { !row.cells[$0].isBlank }) {
            emptyColumns.removeAll { !row.cells[$0].isBlank }
        }
        switch row.tone {
        case .bad: if bad.count < limit { bad.append(row) }
        case .caution: if caution.count < limit { caution.append(row) }
        case .plain, .good: if others.count < limit { others.append(row) }
        }
    }

    var shown: [ReportRow] { Array((bad + caution + others).prefix(limit)) }

    /// The tone of what is worst in the section.
    var worst: ReportTone { !bad.isEmpty ? .bad : !caution.isEmpty ? .caution : .plain }
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
