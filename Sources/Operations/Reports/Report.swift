package import Formats

/// What people review: described once (`ReportHead`), its rows streamed into whatever formats are asked for. A new report is a file that conforms, and
/// its command.
package protocol Report {
    /// Reads one snapshot of the ledger, and writes itself.
    /// - Parameter open: makes the stream, once the head is known; called exactly once. The report finishes the stream.
    func write(_ open: (ReportHead) throws -> ReportStream) throws
}
