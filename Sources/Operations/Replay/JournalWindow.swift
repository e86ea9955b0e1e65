import Ledger

/// The original's entries that are still to be replayed, a stretch at a time: what one transaction wrote is never cut in two.
struct JournalWindow {
    /// Far more than most verbs append in one transaction. Emissions and seals, one for each file of a build, may be more: they are read to their end.
    private static let stretch = 4_096

    private let reader: any LedgerReader
    private(set) var entries: ArraySlice<JournalEntry> = []
    private var isAtEnd = false

    init(_ reader: any LedgerReader) { self.reader = reader }

    /// The next entry; nil at the end.
    mutating func first() throws -> JournalEntry? {
        try fill()
        while !isAtEnd, let first = entries.first?.draft, let last = entries.last?.draft,
            (first.kind, first.at, first.by) == (last.kind, last.at, last.by)
        {
            try load()
        }
        return entries.first
    }

    /// The next entries that are alike with the first: of its kind, moment and person.
    mutating func run() throws -> [JournalEntry] {
        try fill()
        guard let first = entries.first?.draft else { return [] }
        return Array(
            entries.prefix { ($0.draft.kind, $0.draft.at, $0.draft.by) == (first.kind, first.at, first.by) })
    }

    mutating func take(_ count: Int) { entries = entries.dropFirst(count) }

    private mutating func fill() throws {
        if !isAtEnd, entries.count < Self.stretch / 2 { try load() }
    }

    private mutating func load() throws {
        let known = entries.last?.number ?? taken
        let more = try reader.journal(after: known, atMost: Self.stretch)
        isAtEnd = more.count < Self.stretch
        taken = more.last?.number ?? known
        entries = ArraySlice(Array(entries) + more)
    }

    /// The number of the newest entry read.
    private var taken = 0
}
