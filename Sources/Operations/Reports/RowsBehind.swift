package import Formats
package import Rules

/// Writes a report's rows on a thread of its own while the next ones are read: for a format whose writing takes as long as the reading. Everything else, and the
/// last word, is the caller's thread's.
final class RowsBehind: ReportWriter {
    private static let rowsAtOnce = 512

    /// The writer is let go by the caller, not when the other thread lets its last item go: what a sink writes to may be gone by then.
    ///
    /// Proof: between `put` and `stop` or `finish` of a `WriteBehind` only its consumer touches `writer`, else only the caller; each waits for
    /// the other, which orders what they do.
    private final class Held: @unchecked Sendable {
        var writer: (any ReportWriter)?

        init(_ writer: any ReportWriter) { self.writer = writer }
    }

    private let held: Held
    private let behind: WriteBehind<[ReportRow]>
    private var rows: [ReportRow] = []

    init(_ writer: any ReportWriter) {
        let held = Held(writer)
        self.held = held
        behind = WriteBehind { rows in
            guard let writer = held.writer else { return }
            for row in rows { try writer.add(row) }
        }
    }

    deinit {
        behind.stop()
        held.writer = nil
    }

    func begin(_ head: ReportHead) throws { try caughtUp.begin(head) }
    func begin(_ section: ReportSection) throws { try caughtUp.begin(section) }

    func add(_ row: ReportRow) throws {
        rows.append(row)
        if rows.count == Self.rowsAtOnce { try handOn() }
    }

    func end(_ totals: [ReportTotal]) throws { try caughtUp.end(totals) }
    func add(_ chart: ReportChart) throws { try caughtUp.add(chart) }

    func finish() throws {
        try caughtUp.finish()
        held.writer = nil
    }

    /// The writer, once it has all rows so far.
    private var caughtUp: any ReportWriter {
        get throws {
            if !rows.isEmpty { try handOn() }
            try behind.finish()
            guard let writer = held.writer else { preconditionFailure("the report is finished") }
            return writer
        }
    }

    private func handOn() throws {
        var full: [ReportRow] = []
        full.reserveCapacity(Self.rowsAtOnce)
        swap(&full, &rows)
        try behind.put(full)
    }
}

extension ReportFormat {
    /// A writer that keeps up with what reads the ledger.
    package func keepingUp(_ language: Language, scratch: String, to sink: @escaping ReportSink)
        -> any ReportWriter
    {
        let writer = writer(language, scratch: scratch, to: sink)
        switch self {
        // Its sink is not called before `finish`, so on the caller's thread.
        case .xlsx: return RowsBehind(writer)
        case .csv, .html, .json: return writer
        }
    }
}
