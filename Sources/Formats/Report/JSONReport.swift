import Bytes
import Refunds
import Rules

/// A report as one JSON object: the facts of its head, then an array for each section, then `totals` by section. Keys never change with the language.
package final class JSONReport: ReportWriter {
    private let sink: ReportSink
    private var buffer: [UInt8] = []
    private var section: ReportSection?
    private var isFirstRow = true
    private var totals: [(String, JSON)] = []

    package init(to sink: @escaping ReportSink) { self.sink = sink }

    package func begin(_ head: ReportHead) throws {
        text("{")
        var group: String?
        for (place, fact) in head.facts.enumerated() {
            if group != nil, fact.group != group { text("}") }
            if place > 0 { text(",") }
            if let name = fact.group, name != group {
                member(name)
                text("{")
            }
            group = fact.group
            member(fact.name)
            Self.json(fact.cell).append(to: &buffer)
        }
        if group != nil { text("}") }
        if head.facts.isEmpty {
            member("report")
            JSON.string(head.name).append(to: &buffer)
        }
    }

    package func begin(_ section: ReportSection) throws {
        self.section = section
        isFirstRow = true
        text(",")
        member(section.name)
        text("[")
    }

    package func add(_ row: ReportRow) throws {
        guard let section else { return }
        text(isFirstRow ? "{" : ",{")
        isFirstRow = false
        for (place, column) in section.columns.enumerated() {
            if place > 0 { text(",") }
            member(column.name)
            Self.json(row.cells[place]).append(to: &buffer)
        }
        text("}")
        if buffer.count > 1 << 16 { try flush() }
    }

    package func end(_ totals: [ReportTotal]) throws {
        text("]")
        guard let section, section.hasTotals, section.columns.contains(where: \.isTotalled) else { return }
        self.totals.append((section.name, .array(totals.map { Self.json($0, section) })))
    }

    package func add(_ chart: ReportChart) throws {}

    package func finish() throws {
        if !totals.isEmpty {
            text(",")
            member("totals")
            JSON.object(totals).append(to: &buffer)
        }
        text("}\n")
        try flush()
    }

    private static func json(_ total: ReportTotal, _ section: ReportSection) -> JSON {
        .object(
            [("currency", .string(total.currency)), ("rows", .number(total.rows))]
                + total.sums.sorted { $0.key < $1.key }.map {
                    (section.columns[$0.key].name, .string($0.value))
                })
    }

    /// A value as programs read it: amounts as text, numbers only where they are counts.
    private static func json(_ cell: ReportCell) -> JSON {
        switch cell {
        case .empty: .null
        case .text, .code, .identifier, .money, .figure, .time: .string(cell.plain)
        case .count(let count): .number(count)
        case .flag(let flag): .bool(flag)
        case .list(let items): .array(items.map(JSON.string))
        case .totals(let totals): .object(totals.map { ($0.currency.text, .string($0.amountText)) })
        }
    }

    private func member(_ name: String) {
        JSON.string(name).append(to: &buffer)
        text(":")
    }

    private func text(_ text: StaticString) {
        unsafe buffer.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private func flush() throws {
        // Taken out for the while: a span of a class's own property can't leave its accessor.
        var full: [UInt8] = []
        swap(&full, &buffer)
        try sink(full.span)
        full.removeAll(keepingCapacity: true)
        swap(&full, &buffer)
    }
}
