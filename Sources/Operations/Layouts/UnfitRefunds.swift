import Formats

/// Which waiting refunds of a channel can't be written, and why: by serial. Where the channel's schema refuses very many, the words are kept of the first, so
/// that memory doesn't grow with them.
struct UnfitRefunds {
    private var faults: [Int64: SubmissionFault] = [:]
    /// Refused by the schema as well, with no words of their own.
    private var untold = SerialSet()
    private(set) var isEmpty = true

    mutating func note(_ serial: Int64, _ fault: SubmissionFault) {
        faults[serial] = fault
        isEmpty = false
    }

    mutating func noteUntold(_ serial: Int64) {
        untold.insert(serial)
        isEmpty = false
    }

    /// Nil where the refund can be written.
    subscript(serial: Int64) -> SubmissionFault? {
        if isEmpty { return nil }
        return faults[serial] ?? (untold.contains(serial) ? SchemaDrafts.untold : nil)
    }
}
