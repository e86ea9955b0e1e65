package import Rules

/// What a report says before its first row: its name, what it is about, and the sections that follow, in order.
package struct ReportHead: Sendable {
    /// One fact about the whole report: a member of the JSON object, a line above the tables.
    package struct Fact: Sendable {
        package let name: String
        package let title: BilingualText
        package let cell: ReportCell
        package let tone: ReportTone
        /// The JSON object that the fact is a member of, beside its neighbours of the same group: `as_of` with `cohort` and `flow`. Nil: of the
        /// report's own.
        package let group: String?
        /// For programs alone: what is made for people leaves it out.
        package let isTechnical: Bool

        /// What a flat format calls it: `as_of_cohort`.
        package var key: String { group.map { "\($0)_\(name)" } ?? name }

        package init(
            _ name: String, _ chinese: String, _ cell: ReportCell, in group: String? = nil,
            english: String? = nil, tone: ReportTone = .plain, isTechnical: Bool = false
        ) {
            let column = ReportColumn(group.map { "\($0)_\(name)" } ?? name, chinese, english: english)
            self.name = name
            self.group = group
            title = column.title
            self.cell = cell
            self.tone = tone
            self.isTechnical = isTechnical
        }
    }

    /// `daily`, `refunds` …: also the name of its file.
    package let name: String
    package let title: BilingualText
    /// One sentence that tells the outcome: `everything ties out`.
    package var verdict: (text: BilingualText, tone: ReportTone)?
    package var facts: [Fact]
    /// Those that people read.
    package var told: [Fact] { facts.filter { !$0.isTechnical } }
    package let sections: [ReportSection]
    /// The moment at which it was made, seconds since 1970: the time that the files carry inside, so that the same report is the same bytes.
    package let madeAt: Int64

    package init(
        _ name: String, _ title: BilingualText, madeAt: Int64, facts: [Fact] = [], sections: [ReportSection]
    ) {
        self.name = name
        self.title = title
        self.madeAt = madeAt
        self.facts = facts
        self.sections = sections
    }

    /// A report of one section is a plain table in CSV; of several, its first column is `section` (details 31).
    package var isOneTable: Bool { sections.count == 1 }
}

/// A table of a report.
package struct ReportSection: Sendable {
    /// The JSON member, the `section` of CSV.
    package let name: String
    package let title: BilingualText
    /// The title again, shorter where a spreadsheet's tab has no room for it (31 characters for both languages).
    package let tab: BilingualText
    package let columns: [ReportColumn]
    /// Whether money columns are added up by currency beneath.
    package let hasTotals: Bool
    /// Whether it only proves what other sections say: files have it, a terminal does without.
    package let isDetail: Bool

    package init(
        _ name: String, _ title: BilingualText, tab: BilingualText? = nil, hasTotals: Bool = true,
        isDetail: Bool = false, columns: [ReportColumn]
    ) {
        self.name = name
        self.title = title
        self.tab = tab ?? title
        self.columns = columns
        self.hasTotals = hasTotals
        self.isDetail = isDetail
    }
}

/// How much a row or a fact should catch the eye.
package enum ReportTone: Int, Sendable, CaseIterable {
    case plain
    case good
    /// Late, held, to be looked at.
    case caution
    /// Overdue, differing, wrong.
    case bad
}

/// A row: as many cells as its section has columns.
package struct ReportRow: Sendable {
    package var cells: [ReportCell]
    package var tone: ReportTone

    package init(_ cells: [ReportCell], tone: ReportTone = .plain) {
        self.cells = cells
        self.tone = tone
    }
}
