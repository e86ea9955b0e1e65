package import Rules

/// A format of reports. What calls it (`ReportStream`) keeps to the order: one `begin(head)`; each section of the head once, in order, its rows between
/// `begin(section)` and `end`; charts at any time between; one `finish`.
package protocol ReportWriter: AnyObject {
    func begin(_ head: ReportHead) throws
    func begin(_ section: ReportSection) throws
    /// As many cells as the section has columns.
    func add(_ row: ReportRow) throws
    /// The section's end, with its money by currency.
    func end(_ totals: [ReportTotal]) throws
    func add(_ chart: ReportChart) throws
    /// Hands on what is left; afterwards the whole report has gone out.
    func finish() throws
}

/// Where a writer's bytes go.
package typealias ReportSink = (Span<UInt8>) throws -> Void

/// The formats that there are; `--format` by name. A new one is a case here and its writer's file.
package enum ReportFormat: String, Sendable, CaseIterable {
    case csv
    case xlsx
    case html
    case json

    /// - Parameters:
    ///   - scratch: a folder of the caller's for temporary files, which are readable by their owner alone and gone after `finish` or an error.
    package func writer(_ language: Language, scratch: String, to sink: @escaping ReportSink)
        -> any ReportWriter
    {
        switch self {
        case .csv: CSVReport(to: sink)
        case .json: JSONReport(to: sink)
        case .xlsx: XLSXReport(language, scratch: scratch, to: sink)
        case .html: HTMLReport(language, to: sink)
        }
    }
}
