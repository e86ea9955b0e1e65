/// What a report's rows are written into: one or several formats at once, from one pass over the ledger. Keeps the sections in order and adds their
/// money up.
package final class ReportStream {
    private let head: ReportHead
    private let writers: [any ReportWriter]
    private var next = 0

    package init(_ head: ReportHead, to writers: [any ReportWriter]) throws {
        self.head = head
        self.writers = writers
        for writer in writers { try writer.begin(head) }
    }

    /// Writes the section of that name; those before it that were not asked for are written empty.
    package func section(_ name: String, _ rows: ((ReportRow) throws -> Void) throws -> Void) throws {
        while next < head.sections.count, head.sections[next].name != name { try write { _ in } }
        precondition(next < head.sections.count, "no section \(name), or it was written already")
        try write(rows)
    }

    private func write(_ rows: ((ReportRow) throws -> Void) throws -> Void) throws {
        let section = head.sections[next]
        next += 1
        var tally = ReportTally(section)
        for writer in writers { try writer.begin(section) }
        try rows { row in
            precondition(row.cells.count == section.columns.count, "\(section.name): cells without columns")
            tally.add(row)
            for writer in self.writers { try writer.add(row) }
        }
        for writer in writers { try writer.end(tally.totals) }
    }

    package func chart(_ chart: ReportChart) throws {
        for writer in writers { try writer.add(chart) }
    }

    package func finish() throws {
        while next < head.sections.count { try write { _ in } }
        for writer in writers { try writer.finish() }
    }
}
