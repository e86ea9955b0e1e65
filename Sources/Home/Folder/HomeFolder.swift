/// A folder on disk that is a home: where everything in it stands (cli.md, The home).
package struct HomeFolder: Sendable, Equatable {
    /// The folder itself, without a slash at its end.
    package let path: String

    package init(path: String) {
        var trimmed = Substring(path)
        while trimmed.utf8.count > 1, trimmed.utf8.last == UInt8(ascii: "/") { trimmed = trimmed.dropLast() }
        self.path = trimmed.isEmpty ? "." : String(trimmed)
    }

    package var configuration: String { absolute("refundry.yaml") }
    package var ledger: String { absolute("ledger.sqlite") }

    /// Refundry's own: files on their way in and out, marker, sequences, the writer's lock.
    package var staging: String { absolute("staging") }
    /// Holds the home's id: proof that this is the staging folder the ledger knows.
    package var marker: String { absolute("staging/marker") }
    package var lock: String { absolute("staging/lock") }

    package var drop: String { absolute("drop") }
    package var archive: String { absolute("archive") }
    package var refused: String { absolute("refused") }
    package var outbox: String { absolute("outbox") }
    package var reports: String { absolute("reports") }
    package var submissionReports: String { absolute("reports/submissions") }

    /// The folder of the home's own calendars, where it has any: relative to the home.
    package static let calendars = "calendars"
    /// The same for its own profiles.
    package static let profiles = "profiles"

    /// The archived file of these bytes.
    /// - Parameter sha256: 64 lower-case hexadecimal digits.
    package func archived(sha256: String) -> String { absolute("archive/\(sha256)") }

    /// Where the reports of an orders file go.
    package func orderReports(_ id: Int64) -> String { absolute("reports/orders/\(id)") }

    /// Where the reports of a batch go.
    package func batchReports(_ batch: Int64) -> String { absolute("reports/batches/\(batch)") }

    /// Where the reports of a day go.
    /// - Parameter date: `yyyy-MM-dd`.
    package func dailyReports(_ date: String) -> String { absolute("reports/daily/\(date)") }

    /// The paper that goes with a submission file: never the bank's.
    package func submissionReport(file name: String) -> String {
        absolute("reports/submissions/\(name).json")
    }

    /// The path on disk of a path relative to the home.
    package func absolute(_ relative: String) -> String {
        path == "/" ? "/" + relative : "\(path)/\(relative)"
    }

    /// The path relative to the home, as outputs name it; `full` itself when it lies elsewhere.
    package func relative(_ full: String) -> String {
        let head = path == "/" ? "/" : path + "/"
        guard full.utf8.starts(with: head.utf8) else { return full }
        return String(Substring(full.utf8.dropFirst(head.utf8.count)))
    }
}
